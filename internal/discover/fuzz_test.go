package discover_test

import (
	"strings"
	"testing"
	"time"

	"presscut/internal/discover"
	"presscut/internal/news"
)

// Any bytes give absolute addresses, each once, and never a panic.
func FuzzLinks(f *testing.F) {
	for _, s := range []string{
		front,
		`<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item><title>A &nbsp; b</title><link>/news/1</link><pubDate>Sun, 08 Jun 2025 04:10:00 EEST</pubDate></item><item>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/news/1"/><updated>2025-06-08T05:00:00Z</updated></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"url":"/news/1"}]}`,
		`<urlset><url><loc>https://courier.example/news/the-ferry-is-late</loc><lastmod>2025-06</lastmod></url>`,
		"https://courier.example/news/the-ferry-is-late\n",
		"\x1f\x8b\x08\x00", "\xff\xfe<\x00r\x00",
	} {
		f.Add([]byte(s), "text/html; charset=koi8-u")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		p := discover.Page{Body: body, ContentType: contentType, URL: "https://courier.example/news/", Fetched: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
		found, err := discover.Links(p)
		kind := discover.Kind(body, contentType, p.URL)
		if (err != nil) != (kind == news.Unknown) {
			t.Fatalf("kind %q, but Links gives %v", kind, err)
		}
		seen := map[string]bool{}
		for _, x := range found.Targets {
			if !strings.HasPrefix(x.URL, "http://") && !strings.HasPrefix(x.URL, "https://") || seen[x.URL] || x.Via != p.URL {
				t.Fatalf("target %+v", x)
			}
			seen[x.URL] = true
		}
	})
}
