package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"presscut/internal/canon"
	"presscut/internal/discover"
	"presscut/internal/extract"
	"presscut/internal/fetch"
	"presscut/internal/news"
	"presscut/internal/payload"
	"presscut/internal/store"
)

// visit does all that is done for one lease and says what came of it. Its error
// is a fault of the store, which ends the run; a fault of the page is in the verdict.
func (r *run) visit(ctx context.Context, lease store.Lease) (Visit, store.Verdict, error) {
	t := lease.Target
	v := Visit{Target: t}
	verdict := store.Verdict{Outcome: store.Done, Rest: r.pause(ctx, t.URL)}

	if err := r.robots.allows(ctx, t.URL); err != nil {
		return r.excuse(v, verdict, lease, err)
	}
	c, m, err := r.fetch(ctx, t)
	if err != nil {
		return r.excuse(v, verdict, lease, err)
	}
	v.Bytes = wireBytes(&c)

	if m.Status == http.StatusNotModified {
		// What was archived then is read again: a crash may have come between
		// archiving a list and adding its links.
		if c, err = r.Store.LatestCapture(ctx, t.URL); err != nil {
			return v, verdict, fmt.Errorf("read what the site says is unchanged: %w", err)
		}
		if m, err = payload.Parse(c.Answer().Response); err != nil {
			return v, verdict, fmt.Errorf("parse the archived answer: %w", err)
		}
	} else if c, _, err = r.Store.PutCapture(ctx, c); err != nil {
		return v, verdict, fmt.Errorf("archive the page: %w", err)
	}

	switch s := m.Status; {
	case s == http.StatusNotFound, s == http.StatusGone:
		v.Result, v.Reason = Gone, fmt.Sprintf("HTTP %d", s)
		verdict.Reason = v.Reason
		return v, verdict, nil
	case s < 200 || s > 299:
		return r.excuse(v, verdict, lease, &statusFault{status: s, after: retryAfter(m.Header, c.Time)})
	}
	err = r.read(ctx, &v, c, m)
	if v.Result == Failed {
		verdict.Outcome, verdict.Reason = store.Failed, v.Reason
	}
	return v, verdict, err
}

// fetch gets the target, asking only for news where the archive holds it already.
func (r *run) fetch(ctx context.Context, t news.Target) (news.Capture, payload.Message, error) {
	req := fetch.Request{URL: t.URL, Allow: func(u string) error { return r.robots.allows(ctx, u) }}
	if old, err := r.Store.LatestCapture(ctx, t.URL); err == nil && old.Answer().Status == http.StatusOK && old.Answer().Truncated == "" {
		if m, err := payload.Parse(old.Answer().Response); err == nil {
			req.IfNoneMatch, req.IfModifiedSince = m.Header.Get("ETag"), m.Header.Get("Last-Modified")
		}
	} else if err != nil && !errors.Is(err, store.ErrNotFound) {
		r.Log.Warn("an archived page cannot be read: it is fetched anew", "url", t.URL, "error", err)
	}
	c, err := r.Fetcher.Fetch(ctx, req)
	if err != nil {
		return c, payload.Message{}, err
	}
	c.Robots = r.robots.said(c.FinalURL)
	m, err := payload.Parse(c.Answer().Response)
	if err != nil {
		return c, m, fmt.Errorf("parse the answer: %w", err)
	}
	return c, m, nil
}

// read finds out what the page is, and takes its links or its article.
func (r *run) read(ctx context.Context, v *Visit, c news.Capture, m payload.Message) error {
	t := v.Target
	body, truncated, err := m.Decode(r.MaxBody)
	if err != nil && len(body) == 0 {
		v.Result, v.Reason = Failed, fmt.Sprintf("decode the body: %v", err)
		return nil
	}
	if truncated {
		r.Log.Warn("the page is longer than the limit: only its beginning is read", "url", t.URL, "limit", r.MaxBody)
	}
	contentType := m.Header.Get("Content-Type")
	kind := t.Kind
	if seen := discover.Kind(body, contentType, c.FinalURL); kind == news.Unknown || seen == news.Feed || seen == news.Sitemap {
		kind = seen // a feed is a feed, whatever it was announced as
	}
	if kind == news.Feed || kind == news.Sitemap || kind == news.Section {
		return r.list(ctx, v, c, body, contentType, kind)
	}

	reading, err := extract.Read(extract.Page{HTML: body, URL: c.FinalURL, ContentType: contentType, Fetched: c.Time, Site: r.Sites.For(c.FinalURL)})
	switch {
	case errors.Is(err, extract.ErrEmpty), errors.Is(err, extract.ErrNotHTML):
		v.Result, v.Reason = NoArticle, err.Error()
		return nil
	case err != nil:
		v.Result, v.Reason = Failed, err.Error()
		return nil
	}
	a := reading.Article
	if a.Kind != news.KindArticle && a.Kind != news.KindLiveblog || a.Body == "" {
		if t.Kind == news.Unknown { // a person gave it: if it is no article, its links are wanted
			return r.list(ctx, v, c, body, contentType, news.Section)
		}
		v.Result, v.Reason = NoArticle, "a page of kind "+a.Kind
		return nil
	}
	a.Aliases = []string{c.URL, c.FinalURL}
	a.Capture = &news.CaptureRef{Digest: c.Digest, Status: m.Status, FinalURL: c.FinalURL, WARC: c.WARC, Offset: c.Offset, Robots: c.Robots}
	result, a, err := r.Store.PutArticle(ctx, a)
	if err != nil {
		return fmt.Errorf("store the article: %w", err)
	}
	v.Article, v.Result = &a, map[store.PutResult]Result{store.New: New, store.Revised: Revised, store.Unchanged: Unchanged}[result]
	return nil
}

// excuse turns a fault into a result and a verdict: refused, tried again, or failed.
func (r *run) excuse(v Visit, verdict store.Verdict, lease store.Lease, err error) (Visit, store.Verdict, error) {
	var refusal *refusedError
	if errors.As(err, &refusal) && !refusal.later {
		v.Result, v.Reason = Refused, refusal.Error()
		verdict.Reason = v.Reason
		return v, verdict, nil
	}
	v.Reason = err.Error()
	verdict.Reason = v.Reason
	wait := r.Backoff
	for range lease.Try - 1 {
		wait *= 4
	}
	var status *statusFault
	switch {
	case refusal != nil && refusal.hopeless:
		v.Result, verdict.Outcome = Failed, store.Failed
		return v, verdict, nil
	case refusal != nil: // robots.txt cannot be had: RFC 9309 2.3.1.4 says to stay away for now
		verdict.Rest = max(verdict.Rest, wait)
	case errors.As(err, &status):
		if !status.temporary() {
			v.Result, verdict.Outcome = Failed, store.Failed
			return v, verdict, nil
		}
		wait = max(wait, status.after)
		verdict.Rest = max(verdict.Rest, status.after) // the whole host is asked to rest
	case !temporary(err):
		v.Result, verdict.Outcome = Failed, store.Failed
		return v, verdict, nil
	}
	if lease.Try >= r.Tries {
		v.Result, verdict.Outcome = Failed, store.Failed
		return v, verdict, nil
	}
	v.Result = Retry
	verdict.Outcome, verdict.At = store.Again, time.Now().Add(wait)
	return v, verdict, nil
}

// temporary reports whether the same visit may succeed later.
func temporary(err error) bool {
	var fault *fetch.Fault
	return errors.As(err, &fault) && fault.Temporary()
}

// statusFault is an answer that brings no page.
type statusFault struct {
	status int
	after  time.Duration
}

func (f *statusFault) Error() string {
	return fmt.Sprintf("HTTP %d %s", f.status, http.StatusText(f.status))
}

func (f *statusFault) temporary() bool {
	switch f.status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	}
	return f.status >= 500 && f.status != http.StatusNotImplemented && f.status != http.StatusHTTPVersionNotSupported
}

// maxRetryAfter bounds what a server may ask for: a longer wait is another run's.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads Retry-After, seconds or a date (RFC 9110 10.2.3); 0 when there is none.
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := h.Get("Retry-After")
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return min(time.Duration(min(n, 1<<30))*time.Second, maxRetryAfter)
	}
	if at, err := http.ParseTime(s); err == nil && at.After(now) {
		return min(at.Sub(now), maxRetryAfter)
	}
	return 0
}

func wireBytes(c *news.Capture) int {
	n := 0
	for i := range c.Exchanges {
		n += len(c.Exchanges[i].Response)
	}
	return n
}

// sourceOf names the source an address belongs to: its rule's name or its host.
func (c *Crawler) sourceOf(url string) string {
	if s := c.Sites.For(url); s != nil {
		return s.Name
	}
	return canon.Host(url)
}
