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

// list takes the links of a feed, a sitemap or a section page. Stories not known
// before become due; known ones only when the list says that they have changed.
func (r *run) list(ctx context.Context, v *Visit, c news.Capture, body []byte, contentType string, kind news.TargetKind) error {
	t := v.Target
	found, err := discover.Links(discover.Page{Body: body, ContentType: contentType, URL: c.FinalURL, Site: r.Sites.For(c.FinalURL), Fetched: c.Time})
	if err != nil {
		v.Result, v.Reason = NoArticle, err.Error()
		return nil
	}
	for _, f := range found.Faults {
		r.Log.Warn("a list has a fault", "url", t.URL, "fault", f)
	}
	var fresh, changed []news.Target
	for _, n := range recent(found.Targets, t.Since, kind) {
		n.Via, n.Depth, n.Since = t.URL, t.Depth+1, t.Since
		n.Source = t.Source
		if r.Sites.For(n.URL) != nil {
			n.Source = r.sourceOf(n.URL)
		}
		switch {
		case n.Kind == news.Sitemap:
			changed = append(changed, n) // a list is read again in every run that reads its index
		case r.changedSince(ctx, n):
			changed = append(changed, n)
		default:
			fresh = append(fresh, n)
		}
	}
	if kind == news.Section && t.Depth == 0 && isFrontPage(c.FinalURL) {
		changed = append(changed, r.ownLists(found, t, c)...)
	}
	if kind == news.Section && found.Next != "" && t.Depth+1 < r.Pages {
		changed = append(changed, news.Target{URL: found.Next, Kind: news.Section, Source: t.Source, Via: t.URL, Depth: t.Depth + 1, Since: t.Since})
	}
	added, err := r.Store.Add(ctx, fresh...)
	if err != nil {
		return fmt.Errorf("add the links found: %w", err)
	}
	if err := r.Store.Recall(ctx, changed...); err != nil {
		return fmt.Errorf("recall what has changed: %w", err)
	}
	v.Result, v.Added = List, added
	if len(found.Targets)+len(changed) == 0 && t.Depth == 0 && kind != news.Feed {
		v.Result, v.Reason = NoArticle, "neither an article nor a list of articles"
		if len(found.Faults) > 0 {
			v.Reason = found.Faults[0]
		}
	}
	return nil
}

// changedSince reports whether a list announces a story as modified after it was last read.
func (r *run) changedSince(ctx context.Context, t news.Target) bool {
	if t.Modified.IsZero() {
		return false
	}
	a, err := r.Store.ArticleByURL(ctx, t.URL)
	if err != nil {
		if !errors.Is(err, store.ErrNotFound) {
			r.Log.Warn("an archived article cannot be read", "url", t.URL, "error", err)
		}
		return false
	}
	return a.Fetched != nil && t.Modified.After(*a.Fetched)
}

// ownLists are the feeds and sitemaps that a front page and robots.txt name.
// They were found, not given, so they are read no further back than is recent.
func (r *run) ownLists(found discover.Found, t news.Target, c news.Capture) []news.Target {
	since := c.Time.Add(-r.Recent)
	if t.Since.After(since) {
		since = t.Since
	}
	var out []news.Target
	known := map[string]bool{}
	add := func(kind news.TargetKind, urls []string) {
		for _, u := range urls {
			if k := canon.Key(u); !known[k] {
				known[k] = true
				out = append(out, news.Target{URL: u, Kind: kind, Source: t.Source, Via: t.URL, Depth: t.Depth + 1, Since: since})
			}
		}
	}
	add(news.Feed, found.Feeds)
	add(news.Sitemap, found.Sitemaps)
	add(news.Sitemap, r.robots.sitemaps(c.FinalURL))
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
