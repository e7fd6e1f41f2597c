package extract

import (
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/dates"
)

// declared offers what the page states for machines.
func (r *dateReader) declared() {
	f := &r.d.facts
	one := func(it *item, key string, role dateRole, weight float64) {
		for _, s := range it.strs(key) {
			if r.offer(s, role, weight, "json-ld", key) {
				return
			}
		}
	}
	one(f.article, "datePublished", rolePublished, 10)
	one(f.article, "dateModified", roleModified, 9)
	one(f.article, "dateCreated", rolePublished, 4)
	one(f.webPage, "datePublished", rolePublished, 7)
	one(f.webPage, "dateModified", roleModified, 7)
	if f.article == nil {
		for _, it := range f.items {
			if !it.nested && !it.isArticle() && it != f.webPage && (it.get("datePublished") != nil || it.get("uploadDate") != nil) && !it.is("Comment", "Review") {
				one(it, "datePublished", rolePublished, 5)
				one(it, "uploadDate", rolePublished, 4)
				break
			}
		}
	}
	for i := range dateMetas {
		m := &dateMetas[i]
		weight := m.weight
		if (m.name == "datepublished" || m.name == "datemodified") && r.severalDays(f.metas[m.name]) {
			weight = listed
		}
		for _, s := range f.metas[m.name] {
			if r.offer(s, m.role, weight, "meta", m.name) {
				break
			}
		}
	}
	r.spelled()
	for _, p := range []struct {
		name   string
		role   dateRole
		weight float64
	}{{"datePublished", rolePublished, 8}, {"dateModified", roleModified, 7}, {"dateCreated", rolePublished, 4}, {"uploadDate", rolePublished, 4}} {
		first := len(r.offers)
		for i, v := range f.props[p.name] {
			if i > 3 {
				break
			}
			weight := p.weight - float64(i) // an abbr shows the hour and has the stamp in its title
			if r.offer(v.text(), p.role, weight, "microdata", p.name) || r.offer(attr(v.node, "title"), p.role, weight, "microdata", p.name) {
				break
			}
		}
		if len(r.offers) > first && r.severalDays(texts(f.props[p.name])) {
			r.offers[first].weight = listed
		}
	}
}

// listed is the weight of a property that names several days on one page: those of
// the teasers of other stories.
const listed = 1.5

// severalDays tells whether the values of a property are of more than one day.
func (r *dateReader) severalDays(values []string) bool {
	if len(values) < 2 {
		return false
	}
	first := ""
	for _, v := range values {
		date, ok := dates.Parse(v, r.opts)
		if !ok {
			continue
		}
		day := date.Time.Format(time.DateOnly)
		if first != "" && first != day {
			return true
		}
		first = day
	}
	return false
}

// texts are the first few values of a property.
func texts(values []prop) []string {
	var out []string
	for _, v := range values[:min(len(values), 6)] {
		out = append(out, v.text())
	}
	return out
}

// elements offers the time elements of the story's head and foot, and those
// whose class calls them a date.
func (r *dateReader) elements() {
	at := r.at
	for _, t := range r.d.facts.times {
		weight := at.weightOf(t)
		if weight == 0 {
			continue
		}
		words := strings.ToLower(attr(t, "class") + " " + attr(t, "itemprop") + " " + attr(t, "pubdate"))
		if t.Parent != nil {
			words += " " + strings.ToLower(attr(t.Parent, "class"))
		}
		role := rolePublished
		switch {
		case strings.Contains(words, "modif"), strings.Contains(words, "updat"), strings.Contains(words, "edited"):
			role = roleModified
		case strings.Contains(words, "publi"), strings.Contains(words, "entry-date"), hasAttr(t, "pubdate"):
			weight++
		}
		text := textOf(t)
		if lead := strings.IndexAny(text, "0123456789"); role == rolePublished && lead > 0 && saysUpdated(text[:lead]) {
			role = roleModified
		}
		if role == rolePublished && saysUpdated(before(t)) {
			role = roleModified
		}
		if !r.offer(attr(t, "datetime"), role, weight+1, "dom", "time[datetime]") {
			r.offer(text, role, weight, "dom", "time")
			continue
		}
		r.sharpen(text)
	}
}

// mostLabels is how many elements with a date in their class are looked at.
const mostLabels = 60

// labelled offers the elements whose class names a date: the stamp in their
// attributes, or the text with its parts parted (day, month and year often
// stand in elements of their own).
func (r *dateReader) labelled() {
	for i, n := range r.d.facts.labelled(labelDate) {
		if i > mostLabels {
			break
		}
		if n.DataAtom == atom.Time {
			continue
		}
		weight := r.at.weightOf(n)
		class := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
		if weight < 0.5 || otherDate(class) {
			continue
		}
		text := partedText(n)
		if text == "" || len(text) > 120 {
			continue
		}
		role := rolePublished
		switch {
		case changeClass(class), saysUpdated(before(n)):
			role = roleModified
		case strings.Contains(class, "publi"):
			weight += 1.5
		}
		for _, key := range []string{"datetime", "data-datetime", "title", "data-date", "data-time", "data-timestamp"} {
			if v := attr(n, key); v != "" && r.offer(v, role, weight+0.5, "dom", "["+key+"]") {
				break
			}
		}
		for k, f := range dates.Find(text, r.opts) {
			if k > 1 || !plausibleYear(f.Date) {
				break
			}
			at := role
			if saysUpdated(text[:f.Start]) {
				at = roleModified
			}
			r.offers = append(r.offers, dateOffer{f.Date, at, "dom", "." + strings.Join(strings.Fields(class), "."), weight})
		}
	}
}

// changeClass tells whether a class names the date of a change, and not both dates.
func changeClass(class string) bool {
	return (strings.Contains(class, "modif") || strings.Contains(class, "updat")) && !strings.Contains(class, "publi")
}

// otherDate tells whether a class names a date that is not the story's: the clock of
// the site, the date of an event, of joining a forum, of a comment.
func otherDate(class string) bool {
	for _, w := range []string{"current", "today", "event", "join", "birth", "comment", "expire", "calendar", "archive"} {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// partedText is the text of a small element with white space between all of its parts.
func partedText(n *html.Node) string {
	var b strings.Builder
	eachText(n, func(s string) bool {
		b.WriteString(s)
		b.WriteByte(' ')
		return b.Len() < 400
	})
	return squeeze(b.String())
}

// sharpen gives the stamp just noted the time of day that its element shows.
func (r *dateReader) sharpen(text string) {
	o := &r.offers[len(r.offers)-1]
	if o.Precision != dates.Day && !isMidnight(o.Date) {
		return
	}
	if shown, ok := dates.Parse(text, r.opts); ok && shown.Precision != dates.Day && shown.Time.Format("2006-01-02") == o.Time.Format("2006-01-02") {
		o.Date = shown
	}
}

// before is the text right in front of a node, in its own element and the one around it.
func before(n *html.Node) string {
	for range 2 {
		for p := n.PrevSibling; p != nil; p = p.PrevSibling {
			text := ""
			if p.Type == html.TextNode {
				text = strings.TrimSpace(p.Data)
			} else if p.Type == html.ElementNode {
				text = textOf(p)
			}
			if text != "" {
				if len(text) > 60 {
					text = text[len(text)-60:]
				}
				return text
			}
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return ""
}
