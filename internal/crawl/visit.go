package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

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
func (r *run) visit(ctx context.Context, lease store.Lease) (v Visit, verdict store.Verdict, err error) {
	w := r.newWay()
	defer w.leave()
	v = Visit{Target: lease.Target}
	c, m, err := r.obtain(ctx, w, &v)
	verdict = store.Verdict{Outcome: store.Done, Rest: r.pause(lease.Target.URL)}
	switch {
	case err != nil:
	case m.Status == http.StatusOK, m.Status == http.StatusNonAuthoritativeInfo:
		err = r.read(ctx, &v, c, m)
	default:
		err = r.without(&v, c, m)
	}
	if fault := new(storeFault); errors.As(err, &fault) {
		return v, verdict, err
	}
	if err != nil {
		r.excuse(&v, &verdict, lease, c.FinalURL, err)
	} else {
		verdict.Reason = v.Reason
	}
	return v, verdict, nil
}

// obtain fetches the target and archives what came. Where the site says that it
// is as it was, what was archived then is given: a crash may have come between
// archiving a list and adding its links. The error is a refusal, a fault of the
// fetch, or a storeFault.
func (r *run) obtain(ctx context.Context, w *way, v *Visit) (news.Capture, payload.Message, error) {
	t := v.Target
	if err := w.allow(ctx, t.URL); err != nil {
		return news.Capture{}, payload.Message{}, err
	}
	req := fetch.Request{URL: t.URL, Allow: func(u string) error { return w.allow(ctx, u) }}
	old, was := r.held(ctx, t.URL)
	req.IfNoneMatch, req.IfModifiedSince = was.Header.Get("ETag"), was.Header.Get("Last-Modified")
	c, err := r.Fetcher.Fetch(ctx, req)
	for i := range c.Exchanges {
		v.Bytes += len(c.Exchanges[i].Response)
	}
	if err != nil {
		var fault *fetch.Fault
		if errors.As(err, &fault) && fault.Stack != nil {
			r.Log.Error("the fetcher failed, which is a fault of presscut", "url", t.URL, "error", err, "stack", string(fault.Stack))
		}
		return c, payload.Message{}, err
	}
	asked := req.IfNoneMatch != "" || req.IfModifiedSince != ""
	if asked && c.Answer().Status == http.StatusNotModified && len(c.Exchanges) == 1 {
		return old, was, nil
	}
	ruling := r.robots.known(c.FinalURL)
	c.Robots = ruling.said(r.Agent, c.FinalURL)
	if c, _, err = r.Store.PutCapture(ctx, c); err != nil {
		return c, payload.Message{}, &storeFault{fmt.Errorf("archive the page: %w", err)}
	}
	m, err := payload.Parse(c.Answer().Response)
	if err != nil {
		return c, m, fmt.Errorf("parse the answer: %w", err)
	}
	return c, m, nil
}

// held is the page that the archive holds of an address, where it is whole and
// was served at this very address: only then may the site be asked for news alone.
func (r *run) held(ctx context.Context, address string) (news.Capture, payload.Message) {
	old, err := r.Store.LatestCapture(ctx, address)
	if err != nil {
		if !errors.Is(err, store.ErrNotFound) && ctx.Err() == nil {
			r.Log.Warn("an archived page cannot be read: it is fetched anew", "url", address, "error", err)
		}
		return news.Capture{}, payload.Message{}
	}
	asked, err := canon.Resolve("", address)
	if err != nil || old.FinalURL != asked || old.Answer().Status != http.StatusOK || old.Answer().Truncated != "" {
		return news.Capture{}, payload.Message{}
	}
	m, err := payload.Parse(old.Answer().Response)
	if err == nil {
		_, _, err = m.Decode(r.MaxBody)
	}
	if err != nil {
		return news.Capture{}, payload.Message{}
	}
	return old, m
}

// without is for answers that bring no page.
func (r *run) without(v *Visit, c news.Capture, m payload.Message) error {
	switch m.Status {
	case http.StatusNotFound, http.StatusGone:
		v.Result, v.Reason = Gone, fmt.Sprintf("HTTP %d", m.Status)
		return nil
	case http.StatusNoContent, http.StatusResetContent:
		v.Result, v.Reason = NoArticle, fmt.Sprintf("HTTP %d: the site has nothing to show", m.Status)
		return nil
	case http.StatusPartialContent, http.StatusNotModified:
		return fmt.Errorf("%w, which was not asked for", &statusFault{status: m.Status})
	}
	return &statusFault{status: m.Status, after: retryAfter(m.Header, c.Time)}
}

// read decodes the page and takes its links or its article.
func (r *run) read(ctx context.Context, v *Visit, c news.Capture, m payload.Message) error {
	if why := c.Answer().Truncated; why == "time" || why == "disconnect" {
		return &brokenFault{"the page did not come whole (" + why + ")"}
	}
	body, cut, err := m.Decode(r.MaxBody)
	if errors.Is(err, payload.ErrUnknownCoding) {
		return fmt.Errorf("decode the body: %w", err)
	} else if err != nil {
		return &brokenFault{fmt.Sprintf("decode the body: %v", err)}
	}
	err = r.readPage(ctx, v, page{c, m, body})
	if err == nil && (cut || c.Answer().Truncated != "") {
		const note = "it is longer than the limit: only its beginning was read"
		v.Reason = strings.TrimPrefix(v.Reason+"; "+note, "; ")
	}
	return err
}

// page is a page to be read.
type page struct {
	capture news.Capture
	message payload.Message
	body    []byte // decoded
}

func (p *page) contentType() string { return p.message.Header.Get("Content-Type") }

// readPage chooses between reading a page as a list and as an article.
func (r *run) readPage(ctx context.Context, v *Visit, p page) error {
	t := v.Target
	kind := t.Kind
	if kind == news.Unknown {
		kind = discover.Kind(p.body, p.contentType(), p.capture.FinalURL)
	} else if list := discover.Machine(p.body, p.contentType()); list != news.Unknown {
		kind = list // a feed is a feed, whatever it was announced as
	}
	switch kind {
	case news.Feed, news.Sitemap:
		if t.Kind == news.Story { // lists that lists announce as stories may go on without end
			v.Result, v.Reason = NoArticle, "a "+string(kind)+", announced as a story"
			return nil
		}
		return r.list(ctx, v, p, kind)
	case news.Section:
		// What a person gave was judged by its looks: the other way is tried too.
		if err := r.list(ctx, v, p, kind); err != nil || v.Result != NoArticle || t.Kind != news.Unknown {
			return err
		}
		why := v.Reason
		if err := r.article(ctx, v, p); err != nil || v.Result != NoArticle {
			return err
		}
		v.Reason = why
		return nil
	}
	if err := r.article(ctx, v, p); err != nil || v.Result != NoArticle || t.Kind != news.Unknown || kind != news.Story {
		return err
	}
	return r.list(ctx, v, p, news.Section)
}

// article reads a page as an article and stores what it is.
func (r *run) article(ctx context.Context, v *Visit, p page) error {
	c := p.capture
	reading, err := extract.Read(extract.Page{HTML: p.body, URL: c.FinalURL, ContentType: p.contentType(), Fetched: c.Time, Site: r.Sites.For(c.FinalURL)})
	switch {
	case errors.Is(err, extract.ErrEmpty), errors.Is(err, extract.ErrNotHTML):
		v.Result, v.Reason = NoArticle, err.Error()
		return nil
	case err != nil:
		r.Log.Error("a page cannot be read", "url", v.Target.URL, "error", err)
		return err
	}
	a := reading.Article
	if a.Kind != news.KindArticle && a.Kind != news.KindLiveblog || a.Body == "" {
		v.Result, v.Reason = NoArticle, "a page of kind "+a.Kind
		return nil
	}
	a.Aliases = []string{c.URL, c.FinalURL}
	a.Capture = &news.CaptureRef{Digest: c.Digest, Status: p.message.Status, FinalURL: c.FinalURL, WARC: c.WARC, Offset: c.Offset, Robots: c.Robots}
	result, a, err := r.Store.PutArticle(ctx, a)
	if err != nil {
		return &storeFault{fmt.Errorf("store the article: %w", err)}
	}
	v.Article, v.Result = &a, map[store.PutResult]Result{store.New: New, store.Revised: Revised, store.Unchanged: Unchanged}[result]
	return nil
}
