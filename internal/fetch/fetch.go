package fetch

import (
	"context"
	"net/http"

	"github.com/gocolly/colly/v2"

	"presscut/internal/news"
)

// Fetcher visits addresses. It is safe for any number of goroutines at once and
// starts nothing by itself; Close it when done.
type Fetcher struct {
	opt  Options
	base *colly.Collector
	idle *pool
}

// New makes a Fetcher with the given limits.
func New(o Options) *Fetcher {
	f := &Fetcher{opt: o.withDefaults(), idle: newPool()}
	// Not colly.NewCollector, which lets COLLY_... variables of the environment change it.
	f.base = &colly.Collector{}
	f.base.Init()
	f.base.UserAgent = f.opt.UserAgent
	f.base.AllowURLRevisit = true
	f.base.IgnoreRobotsTxt = true
	f.base.ParseHTTPErrorResponse = true
	f.base.SetRequestTimeout(0)
	// Clones share one client, so that what belongs to a single visit (cookies,
	// redirect policy) cannot be set on it: it is found through the request's context.
	f.base.DisableCookies()
	f.base.WithTransport(&transport{f})
	f.base.SetRedirectHandler(func(req *http.Request, via []*http.Request) error {
		return visitOf(req).follow(req, via)
	})
	return f
}

// Request is one address to visit.
type Request struct {
	URL string // absolute http or https address

	// Validators of the copy already held, as its answer gave them; "" for none.
	// They are sent to URL alone, never to another address it redirects to.
	IfNoneMatch     string
	IfModifiedSince string

	// Allow is asked before URL and before every redirect's target is requested;
	// nil allows all. Its error ends the visit and comes back in a Fault (Denied).
	Allow func(url string) error
}

// Fetch visits one address and returns what happened, redirects included. The
// error, if any, is a *Fault; the capture then holds the exchanges up to it,
// which may be none, and is not a page.
func (f *Fetcher) Fetch(ctx context.Context, r Request) (news.Capture, error) {
	ctx, cancel := context.WithTimeout(ctx, f.opt.Timeouts.Total)
	defer cancel()
	v := newVisit(ctx, f, r)
	err := v.run()
	return v.capture(), err
}

// Close drops the idle connections and waits for their watchers. Visits under
// way go on; their connections are not kept.
func (f *Fetcher) Close() { f.idle.close() }
