package discover_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presscut/internal/discover"
	"presscut/internal/news"
)

func TestAPageIsWhatItsBytesSay(t *testing.T) {
	prose := strings.Repeat("<p>The wall gave way at three in the morning, and the sea came into the market hall and stayed there until noon.</p>", 12)
	utf16 := func(s string) string {
		var b strings.Builder
		b.WriteString("\xff\xfe")
		for _, c := range []byte(s) {
			b.WriteByte(c)
			b.WriteByte(0)
		}
		return b.String()
	}
	for _, c := range []struct {
		what, body, url string
		want            news.TargetKind
	}{
		{"a feed in a web page's clothes", "\n\n<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- <html> --><rss version='2.0'><channel/></rss>", "https://courier.example/index.html", news.Feed},
		{"a feed in UTF-16", utf16(`<?xml version="1.0" encoding="utf-16"?><feed xmlns="http://www.w3.org/2005/Atom"/>`), "https://courier.example/x", news.Feed},
		{"a sitemap with a document type", `<!DOCTYPE urlset [<!ENTITY a "b">]><urlset/>`, "https://courier.example/x", news.Sitemap},
		{"a web page named like a feed", "<!doctype html><title>Feeds</title><ul><li><a href=/rss>All</a></ul>", "https://courier.example/rss.xml", news.Section},
		{"a story", "<!doctype html><meta property=og:type content=article><h1>Wall</h1>" + prose, "https://courier.example/news/2026/11/20/wall", news.Story},
		{"a story that declares nothing", "<html><h1>Wall</h1>" + prose, "https://courier.example/wall-breached-in-the-night", news.Story},
		{"a front page with a long text", "<html>" + prose, "https://courier.example/", news.Section},
		{"a section page", front, "https://courier.example/news/", news.Section},
		{"a story without a document type", "\n<h1>Wall</h1>" + prose, "https://courier.example/wall-breached-in-the-night", news.Story},
		{"data", `{"items":[]}`, "https://courier.example/x.json", news.Unknown},
		{"another XML", `<?xml version="1.0"?><soap:Envelope/>`, "https://courier.example/x.xml", news.Unknown},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00", "https://courier.example/x.html", news.Unknown},
		{"plain words", "User-agent: *\nDisallow: /", "https://courier.example/robots.txt", news.Unknown},
		{"nothing", "", "https://courier.example/", news.Unknown},
	} {
		if got := discover.Kind([]byte(c.body), "application/octet-stream", c.url); got != c.want {
			t.Errorf("%s: kind %q, want %q", c.what, got, c.want)
		}
	}
}

func TestWhatIsNoListIsAnError(t *testing.T) {
	for _, body := range []string{"", "\x89PNG\r\n\x1a\n", `{"a":1}`, "words"} {
		f, err := discover.Links(discover.Page{Body: []byte(body), URL: "https://courier.example/"})
		if !errors.Is(err, discover.ErrNoList) || len(f.Targets) > 0 {
			t.Errorf("%q: %v, %v", body, f.Targets, err)
		}
	}
}

// Stories must not be taken for lists, for then nobody reads them; a list taken
// for a story costs one reading.
func TestStoriesOfTheCorporaAreStories(t *testing.T) {
	for corpus, least := range map[string]float64{"aeb": 0.97, "fundus": 0.97, "kinds": 0.6} {
		want := news.Story
		if corpus == "kinds" {
			want = news.Section // of its listings
		}
		right, all := 0, 0
		for _, p := range corpusPages(t, corpus) {
			if corpus == "kinds" && p.Kind != "listing" {
				continue
			}
			all++
			if discover.Kind(p.body, "text/html", p.URL) == want {
				right++
			}
		}
		share := float64(right) / float64(max(all, 1))
		t.Logf("%s: %d of %d right", corpus, right, all)
		if share < least {
			t.Errorf("%s: %.3f of the pages are taken for what they are, want %.2f", corpus, share, least)
		}
	}
}

type corpusPage struct {
	ID, URL, Kind string
	body          []byte
}

func corpusPages(t *testing.T, corpus string) []corpusPage {
	t.Helper()
	root := filepath.Join("../../../shared/corpora", corpus)
	f, err := os.Open(filepath.Join(root, "truth.jsonl"))
	if err != nil {
		t.Skip("../shared/corpora is not here:", err)
	}
	defer f.Close()
	var pages []corpusPage
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var p corpusPage
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		z, err := os.Open(filepath.Join(root, "html", p.ID+".html.gz"))
		if err != nil {
			t.Fatal(err)
		}
		r, err := gzip.NewReader(z)
		if err != nil {
			t.Fatal(err)
		}
		if p.body, err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		z.Close()
		pages = append(pages, p)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return pages
}
