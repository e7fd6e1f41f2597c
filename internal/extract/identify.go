package extract

import (
	"net/url"
	"strings"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// identify fills what names the article: addresses, id, source, versions.
func (d *doc) identify() {
	a := &d.article
	a.Schema = news.Schema
	a.URL = d.page.URL
	a.CanonicalURL = d.canonicalURL()
	if a.CanonicalURL != "" {
		a.ID = canon.ID(a.CanonicalURL)
	}
	a.Extractor = Version
	a.Source = strings.TrimPrefix(canon.Host(a.URL), "www.")
	if s := d.page.Site; s != nil {
		if s.Name != "" {
			a.Source = s.Name
		}
		if s.Version != "" {
			a.Extractor = Version + "+" + s.Version
		}
	}
	if !d.page.Fetched.IsZero() {
		at := d.page.Fetched.UTC()
		a.Fetched = &at
	}
}

// canonicalURL is the address the page gives as its own, where that can be
// believed, else the address it was read at.
func (d *doc) canonicalURL() string {
	offers := []struct{ ref, method, path string }{}
	for _, l := range d.facts.rel("canonical") {
		offers = append(offers, struct{ ref, method, path string }{l.href, "dom", "link[rel=canonical]"})
	}
	for _, u := range d.facts.meta("og:url") {
		offers = append(offers, struct{ ref, method, path string }{u, "meta", "og:url"})
	}
	for _, o := range offers {
		if abs, err := canon.Resolve(d.base, o.ref); err == nil && plausibleCanonical(d.page.URL, abs) {
			d.because("canonical_url", o.method, o.path)
			return abs
		}
	}
	if d.page.URL == "" {
		return ""
	}
	d.because("canonical_url", "url", "")
	return openable(d.page.URL)
}

// openable is the key of an address as one can open it: not every site answers
// without its www. or by https.
func openable(page string) string {
	key := canon.Key(page)
	p, err := url.Parse(page)
	if err != nil {
		return page
	}
	k, err := url.Parse(key)
	if err != nil || k.Host == "" {
		return page
	}
	if host := strings.ToLower(p.Host); strings.HasSuffix(host, k.Host) {
		k.Scheme, k.Host = p.Scheme, host
	}
	return k.String()
}

// plausibleCanonical says whether the page at address page may be known as
// other. Sites are known to give their front page, a section or another site
// as the canonical address of every story.
func plausibleCanonical(page, other string) bool {
	if page == "" { // the page itself is the only witness
		return true
	}
	p, err := url.Parse(page)
	if err != nil {
		return true
	}
	o, err := url.Parse(other)
	if err != nil {
		return false
	}
	if canon.Domain(p.Hostname()) != canon.Domain(o.Hostname()) {
		return false
	}
	pp, op := strings.Trim(p.Path, "/"), strings.Trim(o.Path, "/")
	if op == "" && o.RawQuery == "" {
		return pp == "" && p.RawQuery == ""
	}
	// A section the story lies below, unless only an AMP or print marker is cut.
	if rest, below := strings.CutPrefix(pp, op+"/"); below {
		switch strings.ToLower(rest) {
		case "amp", "amp.html", "index.html", "index.htm", "index.php", "index.amp", "print", "full", "all", "1":
			return true
		}
		return len(op) > len(rest) && strings.Count(rest, "/") == 0
	}
	return true
}
