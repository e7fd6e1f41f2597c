// Package discover reads the pages that lead to stories: feeds, sitemaps and
// section pages. Page bytes and their address in, targets out. It is pure: no
// I/O, no clock, no logging; the same input gives the same output.
package discover

import (
	"errors"
	"time"

	"presscut/internal/canon"
	"presscut/internal/dates"
	"presscut/internal/news"
	"presscut/internal/site"
)

// ErrNoList says that a page is nothing that could lead to stories: an image,
// data of another kind, nothing at all.
var ErrNoList = errors.New("neither a feed, a sitemap nor a page with links")

// Page is what is to be read.
type Page struct {
	Body        []byte     // as served, after content decoding, in its own charset
	ContentType string     // the Content-Type header, "" when unknown
	URL         string     // absolute: the address it was served at
	Site        *site.Site // nil when nothing is known of the newspaper
	Fetched     time.Time  // when it was captured; zero when unknown; announced dates after it are not believed
}

// Found is what a page leads to. Addresses are absolute, each is named once, and
// all are in page order.
type Found struct {
	// Targets are the stories; of a sitemap index, its sitemaps. Via is the page,
	// Source the rule's name or the host; Depth is left to the caller.
	Targets []news.Target

	Feeds    []string // feeds the page declares
	Sitemaps []string // sitemaps the page declares
	Next     string   // the page that goes on where this one ends, "" for none
	Faults   []string // what was wrong with the page; what could be read is above all the same
}

// Links reads the links of a feed, a sitemap or an HTML page. A page that is
// broken gives what could be read of it, and a fault. The only error is ErrNoList.
func Links(p Page) (Found, error) {
	body, fault := unpack(p.Body)
	p.Body = body
	l := &list{page: p, seen: map[string]int{}}
	if fault != "" {
		l.fault(fault)
	}
	switch sort, _ := classify(body, p.ContentType); sort {
	case sortXMLFeed:
		l.readFeed(xmlText(body, p.ContentType))
	case sortJSONFeed:
		l.readJSONFeed(body)
	case sortXMLSitemap:
		l.readSitemap(xmlText(body, p.ContentType))
	case sortTextSitemap:
		l.readTextSitemap(body)
	case sortHTML:
		l.readHTML()
	default:
		return l.found, ErrNoList
	}
	return l.found, nil
}

// list gathers what a page leads to.
type list struct {
	page  Page
	found Found
	seen  map[string]int // canon.Key -> place in Targets
}

func (l *list) fault(s string) { l.found.Faults = append(l.found.Faults, s) }

// add appends a target, or gives the one that is there what it lacks.
func (l *list) add(t news.Target) {
	key := canon.Key(t.URL)
	if i, ok := l.seen[key]; ok {
		old := &l.found.Targets[i]
		if old.Title == "" {
			old.Title = t.Title
		}
		if old.Published.IsZero() {
			old.Published = t.Published
		}
		if t.Modified.After(old.Modified) {
			old.Modified = t.Modified
		}
		return
	}
	l.seen[key] = len(l.found.Targets)
	t.Via = l.page.URL
	t.Source = canon.Host(t.URL)
	if s := l.page.Site; s.Owns(t.URL) {
		t.Source = s.Name
	}
	l.found.Targets = append(l.found.Targets, t)
}

// ruled says whether the site's rules tell stories from the rest.
func (l *list) ruled() bool {
	s := l.page.Site
	return s != nil && (len(s.Include) > 0 || len(s.Exclude) > 0)
}

// ours says whether an address belongs to the newspaper of the page: it is on a
// host of its rule, or, where there is none, on the same registrable domain.
func (l *list) ours(url string) bool {
	if s := l.page.Site; s.Owns(l.page.URL) {
		return s.Owns(url)
	}
	return canon.Domain(canon.Host(url)) == canon.Domain(canon.Host(l.page.URL))
}

// date reads a date a list announces; zero when it cannot be one.
func (l *list) date(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	o := dates.Options{Now: l.page.Fetched}
	if l.page.Site != nil {
		o.Zone, o.Language = l.page.Site.Zone, l.page.Site.Language
	}
	if d, ok := dates.Parse(s, o); ok && d.Time.Unix() > 0 {
		return d.Time
	}
	return time.Time{}
}
