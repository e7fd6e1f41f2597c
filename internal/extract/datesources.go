package extract

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/dates"
)

// vague is the weight of a meta element that says "date" and not of what: with many
// systems it is the last change. It counts where no reader is shown another day.
const vague = 2

// dateMeta is a meta element that dates a page.
type dateMeta struct {
	name   string
	role   dateRole
	weight float64
}

// dateMetas are the meta elements that date a page, with how far each is to be trusted.
var dateMetas = []dateMeta{
	{"article:published_time", rolePublished, 9}, {"og:article:published_time", rolePublished, 9}, {"article:published", rolePublished, 8},
	{"og:published_time", rolePublished, 8}, {"datepublished", rolePublished, 8}, {"date.published", rolePublished, 8}, {"publish-date", rolePublished, 8},
	{"publish_date", rolePublished, 8}, {"publishdate", rolePublished, 8}, {"publication_date", rolePublished, 8}, {"publicationdate", rolePublished, 8},
	{"published-date", rolePublished, 8}, {"published_date", rolePublished, 8}, {"published", rolePublished, 7}, {"pubdate", rolePublished, 8},
	{"pub_date", rolePublished, 8}, {"pub-date", rolePublished, 8}, {"parsely-pub-date", rolePublished, 8}, {"sailthru.date", rolePublished, 8},
	{"cxenseparse:recs:publishtime", rolePublished, 8}, {"cxenseparse:publishtime", rolePublished, 8}, {"cse-pubdate", rolePublished, 7},
	{"article.published", rolePublished, 8}, {"article:publish_date", rolePublished, 8}, {"article_date_original", rolePublished, 8}, {"originalpublicationdate", rolePublished, 8},
	{"rnews:datepublished", rolePublished, 8}, {"citation_publication_date", rolePublished, 7}, {"citation_online_date", rolePublished, 7}, {"citation_date", rolePublished, 6},
	{"prism.publicationdate", rolePublished, 8}, {"dc.date.issued", rolePublished, 8}, {"dcterms.issued", rolePublished, 8}, {"dcterms.created", rolePublished, 6},
	{"dc.date.created", rolePublished, 7}, {"dc.created", rolePublished, 6}, {"dc.date", rolePublished, vague}, {"dc:date", rolePublished, vague}, {"dcterms.date", rolePublished, vague}, {"date", rolePublished, vague},
	{"bt:pubdate", rolePublished, 7}, {"displaydate", rolePublished, 7}, {"ptime", rolePublished, 7}, {"mediator_published_time", rolePublished, 8},
	{"vr:published_time", rolePublished, 7}, {"release_date", rolePublished, 6}, {"created", rolePublished, 5}, {"datecreated", rolePublished, 5}, {"creation_date", rolePublished, 5},
	{"article:create_at", rolePublished, 7}, {"og:pubdate", rolePublished, 7}, {"gentime", rolePublished, 5}, {"shareaholic:article_published_time", rolePublished, 8}, {"twt-published-at", rolePublished, 7},

	{"article:modified_time", roleModified, 8}, {"og:updated_time", roleModified, 7}, {"og:article:modified_time", roleModified, 8}, {"datemodified", roleModified, 8},
	{"date.modified", roleModified, 8}, {"article:modified", roleModified, 8}, {"last-modified", roleModified, 4}, {"lastmod", roleModified, 6}, {"modified", roleModified, 6}, {"updated", roleModified, 6},
	{"dcterms.modified", roleModified, 7}, {"dc.date.modified", roleModified, 7}, {"dc.modified", roleModified, 6}, {"revised", roleModified, 5}, {"article.updated", roleModified, 8}, {"article:updated_time", roleModified, 7},
	{"shareaholic:article_modified_time", roleModified, 8}, {"moddate", roleModified, 6}, {"revision_date", roleModified, 6},
}

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

// publishedNames and modifiedNames are what vendors' names of meta elements come
// down to without their prefixes and signs: esp-publish_time, content:publishDate.
var (
	publishedNames = []string{"publishdate", "publisheddate", "publishtime", "publishedtime", "publishedat", "publishat", "datepublish", "pubdate", "pubday", "datepub", "publicationdate", "publicationtime", "firstpublish", "uploaded", "uploaddate", "uploadtime"}
	modifiedNames  = []string{"modifiedtime", "modifieddate", "modifiedat", "datemodified", "moddate", "lastmodified", "updatedtime", "updateddate", "updatedat", "updatetime", "dateupdate", "lastupdate"}
)

// spelled offers the meta elements that are named for one of the two dates in a
// spelling that dateMetas does not have.
func (r *dateReader) spelled() {
	var names []string
	for name := range r.d.facts.metas {
		if strings.Contains(name, "pub") || strings.Contains(name, "upload") || strings.Contains(name, "mod") || strings.Contains(name, "upda") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		bare := strings.Map(func(c rune) rune {
			if c < 'a' || c > 'z' {
				return -1
			}
			return c
		}, strings.ToLower(name))
		role, weight := rolePublished, 6.5
		switch {
		case slices.ContainsFunc(dateMetas, func(m dateMeta) bool { return m.name == name }), strings.Contains(bare, "comment"), strings.Contains(bare, "expir"):
			continue
		case holdsAny(bare, publishedNames):
		case holdsAny(bare, modifiedNames):
			role, weight = roleModified, 5.5
		default:
			continue
		}
		for _, v := range r.d.facts.metas[name] {
			if r.offer(v, role, weight, "meta", name) {
				break
			}
		}
	}
}

// address offers the day in the path of the page's address.
func (r *dateReader) address() {
	for _, u := range []string{r.d.page.URL, r.d.article.CanonicalURL} {
		if day, ok := dayInPath(u); ok && r.offer(day, rolePublished, 6, "url", "path") {
			return
		}
		if r.month == "" {
			r.month = monthInPath(u)
		}
	}
}

// monthInPath finds /2025/06/ in an address.
func monthInPath(u string) string {
	for i := 0; i+9 <= len(u); i++ {
		if m := u[i : i+9]; m[0] == '/' && m[5] == '/' && m[8] == '/' && m[1:5] >= "1990" && m[1:5] <= "2100" && m[6:8] >= "01" && m[6:8] <= "12" && allDigits(m[1:5]) && allDigits(m[6:8]) {
			return m[1:5] + "-" + m[6:8]
		}
	}
	return ""
}

func allDigits(s string) bool {
	return strings.TrimLeft(s, "0123456789") == ""
}

// dayInPath finds /2025/06/8/, /2025-06-08-, /20250608/ or /2025/jun/08/ in an address.
func dayInPath(u string) (string, bool) {
	u, _, _ = strings.Cut(u, "?")
	u, _, _ = strings.Cut(u, "#")
	if i := strings.LastIndex(u, ":/"); i >= 0 { // the last one: before it stands, with an archive, the day of its copy
		u = strings.TrimLeft(u[i+1:], "/")
	}
	i := strings.IndexByte(u, '/')
	if i < 0 {
		return "", false
	}
	path := u[i:]
	digits := func(i int) int {
		n := 0
		for i+n < len(path) && path[i+n] >= '0' && path[i+n] <= '9' {
			n++
		}
		return n
	}
	for i := 1; i < len(path); i++ {
		if c := path[i-1]; c >= '0' && c <= '9' {
			continue
		}
		switch digits(i) {
		case 4:
			y := path[i : i+4]
			if y < "1990" || y > "2100" || i+5 >= len(path) {
				continue
			}
			sep := path[i+4]
			if sep != '/' && sep != '-' && sep != '_' {
				continue
			}
			rest := path[i+5:]
			if m := digits(i + 5); m == 1 || m == 2 {
				j := i + 5 + m
				if j+1 < len(path) && path[j] == sep {
					if n := digits(j + 1); n == 1 || n == 2 {
						if end := j + 1 + n; sep != '/' || end == len(path) || path[end] == '/' || path[end] == '-' || path[end] == '_' || path[end] == '.' {
							return y + "-" + path[i+5:j] + "-" + path[j+1:end], true
						}
					}
				}
			} else if m == 4 && sep == '/' {
				if end := i + 9; end == len(path) || path[end] == '/' { // /2025/0608/
					return y + "-" + path[i+5:i+7] + "-" + path[i+7:i+9], true
				}
			} else if sep == '/' && m == 0 {
				month, after, ok := strings.Cut(rest, "/")
				if n := 0; ok && len(month) >= 3 && len(month) <= 9 {
					for n < len(after) && after[n] >= '0' && after[n] <= '9' {
						n++
					}
					if n == 1 || n == 2 {
						return after[:n] + " " + month + " " + y, true
					}
				}
			}
		case 8:
			if y := path[i : i+4]; y >= "1990" && y <= "2100" {
				return path[i:i+4] + "-" + path[i+4:i+6] + "-" + path[i+6:i+8], true
			}
		case 2: // /08-06-2025/
			if i+10 <= len(path) && digits(i+3) == 2 && digits(i+6) == 4 && path[i+2] == path[i+5] && (path[i+2] == '-' || path[i+2] == '/' || path[i+2] == '.') {
				if y := path[i+6 : i+10]; y >= "1990" && y <= "2100" {
					return path[i:i+2] + "." + path[i+3:i+5] + "." + y, true
				}
			}
		}
	}
	return "", false
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
