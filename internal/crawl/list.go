package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"presscut/internal/canon"
	"presscut/internal/discover"
	"presscut/internal/news"
	"presscut/internal/store"
)

const (
	maxDepth = 8    // steps from a seed to a sitemap that is read: an index of indexes may go on without end
	maxHost  = 255  // bytes of a host name with its port
	maxLinks = 2000 // stories taken of one section page: a trap for crawlers may have any number
)

// list takes the links of a feed, a sitemap or a section page. Stories not known
// before become due; known ones only when the list says that they have changed.
func (r *run) list(ctx context.Context, v *Visit, p page, kind news.TargetKind) error {
	t, c := v.Target, p.capture
	found, err := discover.Links(discover.Page{Body: p.body, ContentType: p.contentType(), URL: c.FinalURL, Site: r.Sites.For(c.FinalURL), Fetched: c.Time})
	if err != nil {
		v.Result, v.Reason = NoArticle, err.Error()
		return nil
	}
	for _, f := range found.Faults {
		r.Log.Warn("a list has a fault", "url", t.URL, "fault", f)
	}
	if n := len(found.Targets); kind == news.Section && n > maxLinks {
		r.Log.Warn("a page has more links than are taken", "url", t.URL, "links", n, "taken", maxLinks)
		found.Targets = found.Targets[:maxLinks]
	}
	var fresh, again []news.Target
	for _, n := range recent(found.Targets, t.Since, kind) {
		n.Since = t.Since
		switch {
		case n.Kind == news.Sitemap: // read in every run that reads its index
			again = append(again, n)
		case r.changed(ctx, n):
			again = append(again, n)
		default:
			fresh = append(fresh, n)
		}
	}
	if kind == news.Section && t.Depth == 0 && (isFrontPage(t.URL) || isFrontPage(c.FinalURL)) {
		again = append(again, r.ownLists(found, t, c.FinalURL)...)
	}
	if kind == news.Section && found.Next != "" && t.Depth+1 < r.Pages {
		again = append(again, news.Target{URL: found.Next, Kind: news.Section, Since: t.Since})
	}
	added, err := r.Store.Add(ctx, r.wanted(fresh, t)...)
	if err != nil {
		return &storeFault{fmt.Errorf("add the links found: %w", err)}
	}
	if err := r.Store.Recall(ctx, r.wanted(again, t)...); err != nil {
		return &storeFault{fmt.Errorf("recall what has changed: %w", err)}
	}
	v.Result, v.Added = List, added
	if len(found.Targets)+len(again) > 0 {
		return nil
	}
	switch {
	case len(found.Faults) > 0:
		v.Result, v.Reason = NoArticle, found.Faults[0]
	case kind == news.Section && t.Depth == 0:
		v.Result, v.Reason = NoArticle, "neither an article nor a list of articles"
	}
	return nil
}

// wanted completes the targets that the list at t leads to, and leaves out those
// that would lead nowhere or round in a circle.
func (r *run) wanted(found []news.Target, t news.Target) []news.Target {
	var out []news.Target
	for _, n := range found {
		if n.Kind != news.Story && !r.firstTime(n.URL) || n.Kind == news.Sitemap && t.Depth >= maxDepth {
			continue
		}
		if h := canon.Host(n.URL); h == "" || len(h) > maxHost {
			continue
		}
		n.Via, n.Depth, n.Source = t.URL, t.Depth+1, t.Source
		if s := r.Sites.For(n.URL); s != nil {
			n.Source = s.Name
		}
		out = append(out, n)
	}
	return out
}

// changed reports whether a list announces a story as modified after it was last visited.
func (r *run) changed(ctx context.Context, t news.Target) bool {
	if t.Modified.IsZero() {
		return false
	}
	a, err := r.Store.ArticleByURL(ctx, t.URL)
	if err == nil && a.Fetched != nil && !t.Modified.After(*a.Fetched) {
		return false
	}
	var c news.Capture
	if err == nil { // a visit since then found it as it was
		c, err = r.Store.LatestCapture(ctx, t.URL)
	}
	if err != nil {
		if !errors.Is(err, store.ErrNotFound) && ctx.Err() == nil {
			r.Log.Warn("what is archived of a story cannot be read", "url", t.URL, "error", err)
		}
		return false
	}
	return t.Modified.After(c.Time)
}

// ownLists are the feeds and sitemaps that a front page and robots.txt name.
// They were found, not given, so they are read no further back than is recent.
func (r *run) ownLists(found discover.Found, t news.Target, front string) []news.Target {
	since := time.Now().Add(-r.Recent)
	if t.Since.After(since) {
		since = t.Since
	}
	var out []news.Target
	for _, u := range found.Feeds {
		out = append(out, news.Target{URL: u, Kind: news.Feed, Since: since})
	}
	ruling := r.robots.known(front)
	for _, u := range append(found.Sitemaps, ruling.sitemaps(front)...) {
		out = append(out, news.Target{URL: u, Kind: news.Sitemap, Since: since})
	}
	return out
}

// recent leaves out what a list itself dates before since. What it does not date
// is kept from a feed or a section, which are short and new by nature; of a
// sitemap index without dates the first and the last are kept, since the newest
// stands at one of its ends.
func recent(targets []news.Target, since time.Time, kind news.TargetKind) []news.Target {
	if since.IsZero() {
		return targets
	}
	var out []news.Target
	for i, t := range targets {
		at := t.Published
		if t.Modified.After(at) {
			at = t.Modified
		}
		keep := !at.Before(since)
		if at.IsZero() {
			keep = kind != news.Sitemap || t.Kind == news.Sitemap && (i == 0 || i == len(targets)-1)
		}
		if keep {
			out = append(out, t)
		}
	}
	return out
}

func isFrontPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}
