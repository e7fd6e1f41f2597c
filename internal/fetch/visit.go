package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/payload"
)

// visit is the state of one Fetch: what was exchanged, the cookies met on the
// way, and the fault that ended it. It stays on the goroutine of Fetch.
type visit struct {
	fetcher *Fetcher
	request Request
	first   string // request.URL as it is asked for
	ctx     context.Context
	began   time.Time

	jar       *cookiejar.Jar
	asked     map[string]bool // address and cookies of every request made
	exchanges []news.Exchange
	digest    string
	fault     *Fault
}

type visitKey struct{}

// errUser refuses addresses that would log in: the archive would keep the
// password, and a name before the host mostly serves to disguise the host.
var errUser = errors.New("the address holds a user name")

func newVisit(ctx context.Context, f *Fetcher, r Request) *visit {
	// Without a storage behind it New has no way to fail.
	jar, _ := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	v := &visit{fetcher: f, request: r, first: r.URL, began: time.Now(), jar: jar, asked: map[string]bool{}}
	v.ctx = context.WithValue(ctx, visitKey{}, v)
	return v
}

func visitOf(req *http.Request) *visit { return req.Context().Value(visitKey{}).(*visit) }

// run makes the visit. Colly calls back on this goroutine only, so that a panic
// of any part of it ends here.
func (v *visit) run() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &Fault{Kind: Internal, URL: v.first, Doing: "visiting", Err: fmt.Errorf("panic: %v", p), Stack: debug.Stack()}
		}
	}()
	address, err := canon.Resolve("", v.request.URL)
	if err != nil {
		return &Fault{Kind: Refused, URL: v.request.URL, Doing: "visiting", Err: err}
	}
	v.first = address
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return v.fail(Refused, u.Redacted(), "visiting", errUser)
	}
	if err := v.allow(address); err != nil {
		return err
	}
	c := v.fetcher.base.Clone()
	c.Context = v.ctx
	err = c.Request(http.MethodGet, address, nil, nil, v.header())
	switch {
	case v.fault != nil:
		return v.fault
	case err != nil: // a redirect that net/http cannot follow, for instance
		return &Fault{Kind: Protocol, URL: v.last(), Doing: "visiting", Err: err}
	case len(v.exchanges) == 0:
		return &Fault{Kind: Internal, URL: address, Doing: "visiting", Err: errors.New("colly sent no request")}
	}
	return nil
}

func (v *visit) header() http.Header {
	opt := v.fetcher.opt
	h := http.Header{
		"User-Agent":      {opt.UserAgent},
		"Accept":          {opt.Accept},
		"Accept-Encoding": {payload.AcceptEncoding},
	}
	for name, value := range map[string]string{
		"Accept-Language":   opt.Language,
		"If-None-Match":     v.request.IfNoneMatch,
		"If-Modified-Since": v.request.IfModifiedSince,
	} {
		if value != "" {
			h.Set(name, value)
		}
	}
	return h
}

// follow decides on a redirect: net/http calls it, through Colly, before it asks
// for the target.
func (v *visit) follow(req *http.Request, via []*http.Request) error {
	target := req.URL.String()
	if max := v.fetcher.opt.MaxRedirects; len(via) > max {
		return v.fail(Redirects, target, "following the redirect to", fmt.Errorf("more than %d redirects", max))
	}
	if s := req.URL.Scheme; s != "http" && s != "https" || req.URL.Host == "" {
		return v.fail(Refused, target, "following the redirect to", errors.New("not an http address"))
	}
	if req.URL.User != nil {
		return v.fail(Refused, req.URL.Redacted(), "following the redirect to", errUser)
	}
	// The same address with other cookies is a consent or session wall, not a circle.
	if v.asked[v.asking(req)] {
		return v.fail(Redirects, target, "following the redirect to", errors.New("redirects in a circle"))
	}
	if err := v.allow(target); err != nil {
		return err
	}
	req.Header.Del("Referer")
	if target != v.first {
		req.Header.Del("If-None-Match")
		req.Header.Del("If-Modified-Since")
	}
	return nil
}

// asking names a request by all that changes from hop to hop.
func (v *visit) asking(req *http.Request) string {
	var b strings.Builder
	b.WriteString(req.URL.String())
	for _, c := range v.jar.Cookies(req.URL) {
		b.WriteString("\n" + c.Name + "=" + c.Value)
	}
	return b.String()
}

func (v *visit) allow(address string) error {
	if v.request.Allow == nil {
		return nil
	}
	if err := v.request.Allow(address); err != nil {
		return v.fail(Denied, address, "visiting", err)
	}
	return nil
}

// fail keeps the fault beside returning it: net/http and Colly wrap errors in
// words of their own.
func (v *visit) fail(kind Kind, address, doing string, err error) error {
	v.fault = &Fault{Kind: kind, URL: address, Doing: doing, Err: err}
	return v.fault
}

func (v *visit) last() string {
	if n := len(v.exchanges); n > 0 {
		return v.exchanges[n-1].URL
	}
	return v.first
}

func (v *visit) capture() news.Capture {
	c := news.Capture{URL: v.request.URL, FinalURL: v.last(), Time: v.began.UTC(), Digest: v.digest, Exchanges: v.exchanges}
	if len(v.exchanges) > 0 {
		c.Time = v.exchanges[0].Time
	}
	return c
}
