package discover

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// What a sitemap may cost: its protocol allows 50,000 addresses of 2,048
// characters; real ones go beyond it.
const (
	maxAddresses = 200_000
	maxValue     = 8 << 10
	maxDepth     = 64
)

// entry is what a sitemap says of one page, or an index of one sitemap.
type entry struct {
	loc, lastmod, published, title string
	news                           bool
	child                          bool // of an index
}

// readSitemap reads a sitemap or an index of sitemaps.
func (l *list) readSitemap(text []byte) {
	entries, err := sitemapEntries(text)
	if err != nil {
		l.fault("the sitemap is broken, what comes before is read: " + err.Error())
	}
	l.takeEntries(entries)
}

// readTextSitemap reads a sitemap that is one address a line.
func (l *list) readTextSitemap(body []byte) {
	var entries []entry
	other := 0
	body = xmlText(body, "text/plain")
	for line := range bytes.Lines(body) {
		s := string(bytes.TrimSpace(line))
		switch {
		case s == "":
		case !isAddress(s) || len(s) > maxValue:
			other++
		case len(entries) < maxAddresses:
			entries = append(entries, entry{loc: s})
		default:
			other++
		}
	}
	if other > 0 {
		l.fault(plural(other, "line is", "lines are") + " no address, or beyond the limit")
	}
	l.takeEntries(entries)
}

// takeEntries makes targets of the entries. By the protocol a sitemap speaks for
// its own site only; one that is kept elsewhere for its site names no page of the
// place it is kept at.
func (l *list) takeEntries(entries []entry) {
	resolved := make([]string, len(entries))
	bad, here := 0, 0
	for i, e := range entries {
		u, err := canon.Resolve(l.page.URL, e.loc)
		if err != nil {
			bad++
			continue
		}
		resolved[i] = u
		if l.ours(u) {
			here++
		}
	}
	away := 0
	for i, e := range entries {
		u := resolved[i]
		switch {
		case u == "":
		case e.child:
			l.add(news.Target{URL: u, Kind: news.Sitemap, Modified: l.stamp(e.lastmod)})
		case here > 0 && !l.ours(u):
			away++
		case l.announced(u) && (l.ruled() || e.news || mayBeStory(u)):
			l.add(news.Target{URL: u, Kind: news.Story, Title: plain(e.title), Published: l.stamp(e.published), Modified: l.stamp(e.lastmod)})
		}
	}
	if bad > 0 {
		l.fault(plural(bad, "entry has", "entries have") + " no usable address")
	}
	if away > 0 {
		l.fault(plural(away, "entry is", "entries are") + " of other sites and left out")
	}
}

// mayBeStory leaves out of a sitemap, which names every page there is, what is
// plainly no story.
func mayBeStory(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	a := judgeAddress(u)
	return !a.front && !a.excluded && a.score > 0.5
}

// shortStamp are the forms of W3C dates that name no day.
var shortStamp = regexp.MustCompile(`^\d{4}(-\d\d)?$`)

// stamp reads the dates of sitemaps: W3C's forms, and what people write instead.
func (l *list) stamp(s string) time.Time {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil { // nearly all; dates.Parse reads them too, in more time
		if t.Unix() <= 0 || !l.page.Fetched.IsZero() && t.After(l.page.Fetched.Add(24*time.Hour)) {
			return time.Time{}
		}
		return t
	}
	if shortStamp.MatchString(s) {
		layout := "2006-01"
		t, _ := time.Parse(layout[:len(s)], s)
		return t
	}
	return l.date(s)
}

// sitemapEntries reads urlset and sitemapindex alike, whatever namespace they are
// in. Elements of extensions (images, videos, alternates) are passed over; those
// of news are read. With an error it returns what came before it.
func sitemapEntries(text []byte) ([]entry, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	var r sitemapReader
	for {
		token, err := d.RawToken()
		switch t := token.(type) {
		case xml.StartElement:
			err = errors.Join(err, r.start(strings.ToLower(t.Name.Local)))
		case xml.CharData:
			if len(r.value)+len(t) <= maxValue {
				r.value = append(r.value, t...)
			}
		case xml.EndElement:
			r.end(strings.ToLower(t.Name.Local))
		}
		if err == nil && len(r.entries) < maxAddresses {
			continue
		}
		r.flush()
		switch {
		case err == nil:
			err = errors.New("it has more addresses than are read")
		case errors.Is(err, io.EOF) && len(r.path) > 0:
			err = errors.New("it ends before its last element does")
		case errors.Is(err, io.EOF):
			err = nil
		}
		return r.entries, err
	}
}

// sitemapReader follows the elements of a sitemap. They are matched by hand since
// a missing end tag must not cost the rest.
type sitemapReader struct {
	entries []entry
	now     *entry   // nil between entries
	path    []string // local names of the open elements
	value   []byte   // text since the last tag
}

func (r *sitemapReader) start(name string) error {
	if len(r.path) == maxDepth {
		return errors.New("its elements are nested too deeply")
	}
	if parent := r.parent(); (name == "url" || name == "sitemap") && (r.now == nil || parent == name) {
		r.flush()
		r.now = &entry{child: name == "sitemap"}
		if parent == name { // the one before was not closed
			r.path = r.path[:len(r.path)-1]
		}
	}
	r.path = append(r.path, name)
	r.value = r.value[:0]
	return nil
}

func (r *sitemapReader) end(name string) {
	at := slices.Index(r.path, name)
	if at < 0 {
		return // closes what was not open
	}
	for i := len(r.path) - 1; i > at; i-- { // what was not closed inside it
		if r.path[i] == name {
			at = i
			break
		}
	}
	r.path = r.path[:at]
	s := strings.TrimSpace(string(r.value))
	r.value = r.value[:0]
	if r.now == nil {
		return
	}
	switch parent := r.parent(); {
	case name == "url" && !r.now.child || name == "sitemap" && r.now.child:
		if r.now.loc == "" && isAddress(s) { // some leave the inner element out
			r.now.loc = s
		}
		r.flush()
	case parent == "url" || parent == "sitemap":
		switch name {
		case "loc":
			r.now.loc = s
		case "lastmod":
			r.now.lastmod = s
		}
	case parent == "news":
		switch r.now.news = true; name {
		case "publication_date":
			r.now.published = s
		case "title":
			r.now.title = s
		}
	}
}

func (r *sitemapReader) parent() string {
	if len(r.path) == 0 {
		return ""
	}
	return r.path[len(r.path)-1]
}

func (r *sitemapReader) flush() {
	if r.now != nil && r.now.loc != "" {
		r.entries = append(r.entries, *r.now)
	}
	r.now = nil
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
