package extract

import (
	"slices"
	"strings"

	"presscut/internal/canon"
)

// siteNames is every name the site goes by, the best first: as it writes it,
// without duplicates.
func (d *doc) siteNames() []string {
	f := &d.facts
	if f.names != nil {
		return f.names
	}
	names := []string{}
	add := func(s string) {
		s = squeeze(s)
		if s == "" || len(s) > 80 || strings.Contains(s, "://") {
			return
		}
		if c := compact(s); c != "" && !slices.ContainsFunc(names, func(n string) bool { return compact(n) == c }) {
			names = append(names, s)
		}
	}
	if s := d.page.Site; s != nil {
		add(s.Name)
	}
	for _, v := range f.meta("og:site_name") {
		add(v)
	}
	for _, it := range f.items {
		if it.is("WebSite", "NewsMediaOrganization", "Blog") && !it.nested || it.is("WebSite") && it.within == "isPartOf" {
			add(it.str("name"))
			add(it.str("alternateName"))
		}
	}
	for _, p := range f.article.people("publisher") {
		add(p.name)
	}
	for _, p := range f.props["publisher"] {
		if p.item != nil {
			for _, n := range p.item.props["name"] {
				add(n.text())
			}
		}
	}
	for _, v := range f.meta("application-name", "al:ios:app_name") {
		add(v)
	}
	for _, v := range f.meta("apple-mobile-web-app-title", "dc.publisher", "publisher", "copyright") {
		add(v)
	}
	add(strings.TrimPrefix(f.meta1("twitter:site"), "@"))
	host := canon.Host(d.page.URL)
	host, _, _ = strings.Cut(host, ":")
	add(strings.TrimPrefix(host, "www."))
	if r := canon.Domain(host); r != "" {
		add(r)
		label, _, _ := strings.Cut(r, ".")
		add(label)
	}
	f.names = names
	return names
}

// isSiteName says whether the words are a name of the site, or one with its
// edition, place or slogan.
func (d *doc) isSiteName(s string) bool {
	c := compact(s)
	if c == "" {
		return false
	}
	for _, n := range d.siteNames() {
		n = compact(n)
		switch {
		case c == n:
			return true
		case len(n) >= 4 && strings.Contains(c, n) && len(c) <= 2*len(n)+8:
			return true
		case len(c) >= 4 && strings.Contains(n, c) && len(n) <= 3*len(c):
			return true
		}
		if i := initials(s); len(i) >= 3 && i == n {
			return true
		}
	}
	return false
}

// isExactSiteName is isSiteName for lists of names and topics, where the name
// of the site may be a part of another name.
func (d *doc) isExactSiteName(s string) bool {
	c := compact(s)
	for _, n := range d.siteNames() {
		if n = compact(n); c == n || strings.TrimPrefix(c, "the") == strings.TrimPrefix(n, "the") {
			return true
		}
	}
	return c == ""
}

func initials(s string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(fold(s)) {
		for _, r := range w {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}
