package crawl_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"presscut/internal/crawl"
	"presscut/internal/fetch"
	"presscut/internal/news"
	"presscut/internal/site"
	"presscut/internal/store/bolt"
)

// paper is a newspaper on loopback that keeps account of its visitors.
type paper struct {
	*httptest.Server
	mu       sync.Mutex
	pages    map[string]http.HandlerFunc
	arrivals []arrival
	now      int // requests being answered
	most     int // at once, ever
}

type arrival struct {
	path   string
	at     time.Time
	header http.Header
}

// newPaper serves pages by path; all others, robots.txt too, are 404.
func newPaper(t *testing.T, pages map[string]http.HandlerFunc) *paper {
	t.Helper()
	p := &paper{pages: map[string]http.HandlerFunc{}}
	for path, h := range pages {
		p.pages[path] = h
	}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

func (p *paper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.arrivals = append(p.arrivals, arrival{r.URL.RequestURI(), time.Now(), r.Header})
	p.now++
	p.most = max(p.most, p.now)
	h := p.pages[r.URL.RequestURI()]
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		p.now--
		p.mu.Unlock()
	}()
	if h == nil {
		h = http.NotFound
	}
	h(w, r)
}

func (p *paper) set(path string, h http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[path] = h
}

// visits are the visits to the paths, in order; without paths, to all but robots.txt.
func (p *paper) visits(paths ...string) []arrival {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []arrival
	for _, a := range p.arrivals {
		if slices.Contains(paths, a.path) || len(paths) == 0 && a.path != "/robots.txt" {
			out = append(out, a)
		}
	}
	return out
}

// paths are the paths of all visits so far, in order, without robots.txt.
func (p *paper) paths() []string {
	var out []string
	for _, a := range p.visits() {
		out = append(out, a.path)
	}
	return out
}

func (p *paper) host() string { return strings.TrimPrefix(p.URL, "http://") }

// serve answers with a body.
func serve(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	}
}

// answer answers with a status and header fields "Name: value".
func answer(status int, fields ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for _, f := range fields {
			name, value, _ := strings.Cut(f, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
	}
}

// withETag answers with a page that has a validator, or that it is as it was.
func withETag(etag, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		serve(contentType, body)(w, r)
	}
}

// inTurn answers each visit with the next handler; the last one stays.
func inTurn(handlers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		h := handlers[min(n, len(handlers)-1)]
		n++
		mu.Unlock()
		h(w, r)
	}
}

const html = "text/html; charset=utf-8"

// storyText is a page that is read as an article.
func storyText(title string) string {
	return `<!doctype html><html lang="en"><head><title>` + title + `</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2025-06-08T09:30:00+01:00"></head>
<body><main><article><h1>` + title + `</h1><p class="byline">By Nora Whelan</p>
<p>The council of Dunmara voted on Tuesday evening to repair the old swing bridge before the winter storms arrive, after a long
meeting with residents who had waited for years.</p>
<p>Engineers said that the work on ` + title + ` would take eleven weeks and that ferries would run every half hour while the road is closed.</p>
<p>A second vote, on the price of the tickets, was put off until the treasurer has presented the accounts of the past summer.</p>
</article></main></body></html>`
}

func story(title string) http.HandlerFunc { return serve(html, storyText(title)) }

// rss is a feed of the addresses; an address may be followed by " " and its date in RFC 3339.
func rss(items ...string) http.HandlerFunc {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>`)
	for i, item := range items {
		address, date, _ := strings.Cut(item, " ")
		fmt.Fprintf(&b, "<item><title>Story number %d of the day</title><link>%s</link>", i+1, address)
		if date != "" {
			fmt.Fprintf(&b, "<dc:date>%s</dc:date>", date)
		}
		b.WriteString("</item>")
	}
	return serve("application/rss+xml", b.String()+"</channel></rss>")
}

// sitemap is a sitemap of the addresses, dated likewise; sitemapIndex an index of them.
func sitemap(items ...string) http.HandlerFunc { return sitemapOf("urlset", "url", items) }
func sitemapIndex(items ...string) http.HandlerFunc {
	return sitemapOf("sitemapindex", "sitemap", items)
}

func sitemapOf(root, element string, items []string) http.HandlerFunc {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><%s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`, root)
	for _, item := range items {
		address, date, _ := strings.Cut(item, " ")
		fmt.Fprintf(&b, "<%s><loc>%s</loc>", element, address)
		if date != "" {
			fmt.Fprintf(&b, "<lastmod>%s</lastmod>", date)
		}
		fmt.Fprintf(&b, "</%s>", element)
	}
	return serve("application/xml", b.String()+"</"+root+">")
}

// section is a page of headlines that lead to the addresses.
func section(head string, addresses ...string) http.HandlerFunc {
	var b strings.Builder
	for i, a := range addresses {
		fmt.Fprintf(&b, `<article class="teaser"><h2><a href="%s">Headline number %d tells what happened at the harbour</a></h2></article>`, a, i+1)
	}
	return serve(html, `<!doctype html><html><head><title>News</title>`+head+`</head><body><main>`+b.String()+`</main></body></html>`)
}

// newCrawler is a quick crawler into a new archive.
func newCrawler(t *testing.T) *crawl.Crawler {
	t.Helper()
	s, err := bolt.Open(t.TempDir(), bolt.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	f := fetch.New(fetch.Options{AllowPrivate: true})
	t.Cleanup(func() {
		f.Close()
		if err := s.Close(); err != nil {
			t.Errorf("close the archive: %v", err)
		}
	})
	sites, err := site.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := &crawl.Crawler{Store: s, Fetcher: f, Sites: sites, Log: slog.New(slog.DiscardHandler), Policy: crawl.Defaults()}
	c.Pause, c.Backoff, c.Patience = 0, 5*time.Millisecond, 2*time.Second
	return c
}

// run runs the crawler until nothing is due.
func run(t *testing.T, c *crawl.Crawler, seeds ...string) *crawl.Report {
	t.Helper()
	var targets []news.Target
	for _, u := range seeds {
		targets = append(targets, news.Target{URL: u})
	}
	return runTargets(t, c, targets...)
}

func runTargets(t *testing.T, c *crawl.Crawler, seeds ...news.Target) *crawl.Report {
	t.Helper()
	r, err := c.Run(t.Context(), nil, seeds)
	if err != nil {
		t.Fatalf("run: %v", err)
	}
	return r
}

// results are the results of a report, as "2 new" and so on, sorted.
func results(r *crawl.Report) string {
	var out []string
	for k, n := range r.Results {
		out = append(out, fmt.Sprintf("%d %s", n, k))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func wantResults(t *testing.T, r *crawl.Report, want string) {
	t.Helper()
	if got := results(r); got != want {
		var b strings.Builder
		_ = r.Text(&b) // a strings.Builder takes all
		t.Errorf("results: %s, want %s\n%s", got, want, b.String())
	}
}

// waiting is how many targets are due now and later.
func waiting(t *testing.T, c *crawl.Crawler) int {
	t.Helper()
	s, err := c.Store.FrontierStats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if s.Lent != 0 {
		t.Errorf("%d targets are still lent after the run", s.Lent)
	}
	return s.Due + s.Waiting
}

// capture is the latest capture of an address.
func capture(t *testing.T, c *crawl.Crawler, address string) news.Capture {
	t.Helper()
	got, err := c.Store.LatestCapture(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
