package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/dates"
)

// hints offers what is weak alone: the description, the address of the picture,
// and, where the page says nothing else, the data of its scripts.
func (r *dateReader) hints() {
	f := &r.d.facts
	if found := dates.Find(f.meta1("description", "og:description"), r.opts); len(found) > 0 && plausibleYear(found[0].Date) {
		r.offers = append(r.offers, dateOffer{found[0].Date, rolePublished, "meta", "description", 1})
	}
	for _, o := range r.offers {
		if o.role == rolePublished && o.weight >= leastWeight || o.role == roleModified && o.weight >= shownAtHead {
			return
		}
	}
	if day, ok := dayInPath(f.meta1("og:image", "twitter:image")); ok && len(r.offers) == 0 {
		r.offer(day, rolePublished, 1, "meta", "og:image")
	}
	most := len(r.offers) + 4
	eachNode(r.d.root, func(n *html.Node) bool {
		if n.DataAtom == atom.Script && len(r.offers) < most {
			r.script(rawText(n))
		}
		return true
	})
}

// scriptKeys are the names that scripts give the date of a story.
var scriptKeys = []string{"datePublished", "date_published", "publishedAt", "published_at", "publishedDate", "published_date", "publishDate", "publish_date", "publishingDate", "pubDate", "publicationDate", "publication_date", "published_time", "firstPublished", "first_published_at"}

// script offers the first date under one of the keys in a script.
func (r *dateReader) script(s string) {
	for _, key := range scriptKeys {
		i := strings.Index(s, key)
		if i < 0 {
			continue
		}
		rest := strings.TrimLeft(s[i+len(key):], `\"': =`)
		if end := strings.IndexAny(rest, `"'\,}`); end > 0 && end < 60 {
			r.offer(rest[:end], rolePublished, 2, "dom", "script: "+key)
		}
	}
}
