package discover_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/discover"
	"presscut/internal/news"
	"presscut/internal/site"
)

func zipped(t *testing.T, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSitemapsOfEveryKindGiveTheirStories(t *testing.T) {
	const newsMap = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
		<url><loc>https://courier.example/news/wall</loc><lastmod>2026-11-20T10:00:00+00:00</lastmod><news:news><news:publication><news:name>C</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-11-20T09:30:00+00:00</news:publication_date><news:title><![CDATA[Wall & tide]]></news:title></news:news>
		<image:image><image:loc>https://courier.example/wall.jpg</image:loc><image:title>A wall</image:title></image:image></url>`
	for _, c := range []struct {
		what   string
		body   []byte
		want   []string
		faults int
	}{
		{"news", []byte(newsMap + "</urlset>"), []string{"https://courier.example/news/wall | Wall & tide | 2026-11-20T09:30:00Z | 2026-11-20T10:00:00Z"}, 0},
		{"packed, unsaid", zipped(t, newsMap+"</urlset>"), []string{"https://courier.example/news/wall | Wall & tide | 2026-11-20T09:30:00Z | 2026-11-20T10:00:00Z"}, 0},
		{"packed and cut", zipped(t, strings.Repeat(newsMap, 40))[:300], []string{"https://courier.example/news/wall | Wall & tide | 2026-11-20T09:30:00Z | 2026-11-20T10:00:00Z"}, 2},
		{"cut", []byte(newsMap + "<url><loc>https://courier.example/news/the-gulls-are-back"), []string{"https://courier.example/news/wall | Wall & tide | 2026-11-20T09:30:00Z | 2026-11-20T10:00:00Z"}, 1},
		{"a wrong namespace, prefixes, capitals, missing ends", []byte(`<s:URLSET xmlns:s="urn:x"><s:url><s:loc>https://courier.example/news/the-gulls-are-back<s:lastmod>x</s:url><s:url><s:Loc>
			https://courier.example/news/the-ferry-is-late </s:Loc></s:url></s:URLSET>`), []string{"https://courier.example/news/the-ferry-is-late |  | - | -"}, 0},
		{"what is no story", []byte(`<urlset><url><loc>https://courier.example/</loc></url><url><loc>https://courier.example/sport/</loc></url><url><loc>https://courier.example/tag/boats-and-more-of-them</loc></url>
			<url><loc>https://courier.example/about-us</loc></url><url><loc>https://courier.example/news/the-ferry-is-late-2?a=1&b=2</loc><lastmod>2026-11-20</lastmod></url></urlset>`),
			[]string{"https://courier.example/news/the-ferry-is-late-2?a=1&b=2 |  | - | 2026-11-20T00:00:00Z"}, 0},
		{"other sites", []byte(`<urlset><url><loc>https://courier.example/news/the-ferry-is-late</loc></url><url><loc>https://elsewhere.example/news/the-ferry-is-late</loc></url><url><loc>javascript:alert(1)</loc></url></urlset>`),
			[]string{"https://courier.example/news/the-ferry-is-late |  | - | -"}, 2},
		{"kept elsewhere", []byte(`<urlset><url><loc>https://gazette.example/news/the-ferry-is-late</loc></url></urlset>`), []string{"https://gazette.example/news/the-ferry-is-late |  | - | -"}, 0},
		{"an entity bomb", []byte(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><urlset><url><loc>https://courier.example/news/the-ferry-is-&b;late</loc></url></urlset>`),
			[]string{"https://courier.example/news/the-ferry-is-&b;late |  | - | -"}, 0},
		{"text", []byte("\xef\xbb\xbfhttps://courier.example/news/the-ferry-is-late\r\n\r\nhttps://courier.example/news/gulls-are-back-2\r\n"),
			[]string{"https://courier.example/news/the-ferry-is-late |  | - | -", "https://courier.example/news/gulls-are-back-2 |  | - | -"}, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := discover.Page{Body: c.body, ContentType: "text/plain", URL: "https://courier.example/sitemap.xml", Fetched: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
			f, err := discover.Links(p)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, rows(f)); d != "" {
				t.Errorf("stories (-want +got):\n%s", d)
			}
			if len(f.Faults) != c.faults {
				t.Errorf("faults: %q", f.Faults)
			}
			if k := discover.Kind(p.Body, "text/html", p.URL); k != news.Sitemap {
				t.Errorf("kind is %q", k)
			}
		})
	}
}

func TestASitemapIndexGivesItsSitemaps(t *testing.T) {
	f, err := discover.Links(discover.Page{URL: "https://courier.example/sitemap.xml", Body: []byte(`<sitemapindex>
		<sitemap><loc>/sitemap-2026-11.xml.gz</loc><lastmod>2026-11-20T10:00Z</lastmod></sitemap><sitemap><loc>https://files.example/s.xml</loc><lastmod>2025-03</lastmod></sitemap></sitemapindex>`)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"https://courier.example/sitemap-2026-11.xml.gz |  | - | 2026-11-20T10:00:00Z", "https://files.example/s.xml |  | - | 2025-03-01T00:00:00Z"}
	if d := cmp.Diff(want, rows(f)); d != "" {
		t.Errorf("sitemaps (-want +got):\n%s", d)
	}
	for _, x := range f.Targets {
		if x.Kind != news.Sitemap {
			t.Errorf("%s is a %q", x.URL, x.Kind)
		}
	}
}

func TestTheSitemapsOfOtherCrawlersAreRead(t *testing.T) {
	root := "../../../shared/suites/sitemaps"
	if _, err := os.Stat(root); err != nil {
		t.Skip("../shared/suites/sitemaps is not here:", err)
	}
	everything := &site.Site{Include: []*regexp.Regexp{regexp.MustCompile("")}, // every page is a story
		Hosts: []string{"example.com", "example.org", "domain.com", "hebdenbridgetimes.co.uk", "shinpaideshou.wordpress.com", "stormcrawler.apache.org"}}
	// Pages named, whatever the extensions say besides. /index.html and / are one.
	want := map[string]int{
		"crawler-commons/atom.xml":                                         1,
		"crawler-commons/do-not-visit.txt":                                 1,
		"crawler-commons/extension/hebdenbridgetimes-articles-sitemap.xml": 74,
		"crawler-commons/extension/pagemaps-sitemap.xml":                   2,
		"crawler-commons/extension/shinpaideshou-news-sitemap.xml":         3,
		"crawler-commons/extension/sitemap-images.xml":                     1,
		"crawler-commons/extension/sitemap-links.xml":                      3,
		"crawler-commons/extension/sitemap-mobile.xml":                     3,
		"crawler-commons/extension/sitemap-news.xml":                       2,
		"crawler-commons/extension/sitemap-videos-tvshow.xml":              1,
		"crawler-commons/extension/sitemap-videos.xml":                     3,
		"crawler-commons/sitemap-with-bom.txt":                             2,
		"crawler-commons/sitemap.badns.xml":                                2,
		"crawler-commons/sitemap.index.xml":                                15,
		"crawler-commons/sitemap.ns.xml":                                   2,
		"crawler-commons/sitemap.txt":                                      2,
		"crawler-commons/sitemap.txt.gz":                                   5,
		"crawler-commons/xmlSitemap.gz":                                    5,
		"stormcrawler/stormcrawler.sitemap.extensions.all.xml":             6,
		"stormcrawler/stormcrawler.sitemap.extensions.image.xml":           6,
		"stormcrawler/stormcrawler.sitemap.extensions.links.xml":           5,
		"stormcrawler/stormcrawler.sitemap.extensions.mobile.xml":          5,
		"stormcrawler/stormcrawler.sitemap.extensions.news.xml":            5,
		"stormcrawler/stormcrawler.sitemap.extensions.video.xml":           5,
		"stormcrawler/stormcrawler.sitemap.index.xml":                      4,
		"stormcrawler/stormcrawler.sitemap.xml":                            5,
		"stormcrawler/stormcrawler.sitemap.xml.gz":                         5,
	}
	got := map[string]int{}
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		f, err := discover.Links(discover.Page{Body: body, URL: "http://www.example.com/" + name, Site: everything})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, x := range f.Faults {
			t.Logf("%s: %s", name, x)
		}
		got[name] = len(f.Targets)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("targets (-want +got):\n%s", d)
	}
}
