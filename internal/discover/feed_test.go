package discover_test

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/discover"
	"presscut/internal/news"
	"presscut/internal/site"
)

// rows are the targets as lines: address, title, dates.
func rows(f discover.Found) (out []string) {
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.Format(time.RFC3339)
	}
	for _, t := range f.Targets {
		out = append(out, strings.Join([]string{t.URL, t.Title, stamp(t.Published), stamp(t.Modified)}, " | "))
	}
	return out
}

func TestFeedsOfEveryKindGiveTheirStories(t *testing.T) {
	kyiv, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, body string
		want       []string
		faults     int
	}{
		{"RSS 2.0", `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>C</title><link>https://courier.example/</link>
			<item><title>Ferry &amp; &lt;b&gt;tide&lt;/b&gt;</title><link> /news/1?utm_source=rss </link><pubDate>Sun, 08 Jun 2025 04:10:00 +0300</pubDate><enclosure url="https://courier.example/a.mp3" type="audio/mpeg" length="1"/></item>
			<item><title>By its id</title><guid isPermaLink="true">https://courier.example/news/2</guid><pubDate>Sun, 08 Jun 2025 04:10:00 EEST</pubDate></item>
			<item><title>Nowhere</title><guid isPermaLink="false">abc</guid></item></channel></rss>`,
			[]string{"https://courier.example/news/1?utm_source=rss | Ferry & tide | 2025-06-08T04:10:00+03:00 | -", "https://courier.example/news/2 | By its id | 2025-06-08T04:10:00+03:00 | -"}, 1},
		{"a feed service", `<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><title>T</title><link>https://feeds.example/~r/1</link><feedburner:origLink>https://courier.example/news/1</feedburner:origLink></item></channel></rss>`,
			[]string{"https://courier.example/news/1 | T | - | -"}, 0},
		{"RSS 1.0", `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>C</title></channel>
			<item rdf:about="https://courier.example/news/1"><title>T</title><link>https://courier.example/news/1</link><dc:date>2025-06-08T01:10:00Z</dc:date></item></rdf:RDF>`,
			[]string{"https://courier.example/news/1 | T | 2025-06-08T01:10:00Z | 2025-06-08T01:10:00Z"}, 0},
		{"RSS 0.91 without a zone", `<rss version="0.91"><channel><item><title>T</title><link>https://courier.example/news/1</link><pubDate>2025-06-08 04:10</pubDate></item></channel></rss>`,
			[]string{"https://courier.example/news/1 | T | 2025-06-08T04:10:00+03:00 | -"}, 0},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Tide &amp;amp; time</title><link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/news/1"/><published>2025-06-08T04:10:00+03:00</published><updated>2025-06-08T05:00:00Z</updated></entry></feed>`,
			[]string{"https://courier.example/news/1 | Tide & time | 2025-06-08T04:10:00+03:00 | 2025-06-08T05:00:00Z"}, 0},
		{"JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","title":"C","items":[{"id":"1","url":"https://courier.example/news/1","title":"T","date_published":"2025-06-08T04:10:00+03:00"}]}`,
			[]string{"https://courier.example/news/1 | T | 2025-06-08T04:10:00+03:00 | -"}, 0},
		{"a date in the future", `<rss version="2.0"><channel><item><link>https://courier.example/news/1</link><pubDate>Sun, 08 Jun 2031 04:10:00 GMT</pubDate></item></channel></rss>`,
			[]string{"https://courier.example/news/1 |  | - | -"}, 0},
		{"the same story twice", `<rss version="2.0"><channel><item><link>https://courier.example/news/1</link></item><item><title>T</title><link>https://courier.example/news/1?utm_medium=x</link></item></channel></rss>`,
			[]string{"https://courier.example/news/1 | T | - | -"}, 0},
		{"windows-1251 that says so", "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel><item><title>\xcd\xee\xe2\xe8\xed\xe8</title><link>https://courier.example/news/1</link></item></channel></rss>",
			[]string{"https://courier.example/news/1 | Новини | - | -"}, 0},
		{"UTF-8 that says windows-1251", `<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item><title>Новини</title><link>https://courier.example/news/1</link></item></channel></rss>`,
			[]string{"https://courier.example/news/1 | Новини | - | -"}, 0},
		{"what XML forbids", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>Tide&nbsp;&amp; time \x01\x0b& more &mdash; R&D</title><link>https://courier.example/news.php?id=1&page=x</link></item></channel></rss>",
			[]string{"https://courier.example/news.php?id=1&page=x | Tide & time & more — R&D | - | -"}, 0},
		{"a broken letter", "<rss version=\"2.0\"><channel><item><title>\xd0\x9d\xd0\x9d\xd0\x9d\xd0\x9d\xd0\x9d\xff</title><link>https://courier.example/news/1</link></item></channel></rss>",
			[]string{"https://courier.example/news/1 | ННННН\ufffd | - | -"}, 0},
		{"a tag that never ends", `<rss version="2.0"><channel><item><title>T</title><link>https://courier.example/news/1</link></item><item><title>U</title <link>https://courier.example/news/2</link></item><item><title>V</title><link>https://courier.example/news/3</link></item></channel></rss>`,
			[]string{"https://courier.example/news/1 | T | - | -", "https://courier.example/news/3 | V | - | -"}, 1},
		{"a feed that breaks off", `<rss version="2.0"><channel><item><title>T</title><link>https://courier.example/news/1</link></item><item><title>Half an it`,
			[]string{"https://courier.example/news/1 | T | - | -"}, 1},
		{"no items", `<rss version="2.0"><channel><title>C</title></channel></rss>`, nil, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := discover.Page{Body: []byte(c.body), URL: "https://courier.example/rss", Fetched: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
				Site: &site.Site{Name: "C", Hosts: []string{"courier.example"}, Zone: kyiv}}
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
			if k := discover.Kind(p.Body, "text/html", p.URL); k != news.Feed {
				t.Errorf("kind is %q", k)
			}
		})
	}
}
