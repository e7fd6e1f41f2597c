package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readAuthors reads who wrote the story and the byline as printed. Names of
// people win over the name of the paper, which stays where nobody else signs.
func (d *doc) readAuthors() {
	a := &d.article
	f := &d.facts
	if v, ok := d.byRule("authors"); ok {
		a.Authors = distinctNames(v)
		a.Byline = d.byline(a.Authors)
		return
	}
	b := ballot{field: "authors"}
	offer := func(names []string, method, path string, score float64, node *html.Node) {
		if kept := d.people(names); len(kept) > 0 || node != nil {
			names = kept
		}
		if len(names) == 0 {
			return
		}
		if !slices.ContainsFunc(names, func(n string) bool { return !d.isExactSiteName(n) }) {
			score *= 0.3
		}
		b.addList(names, method, path, score, node)
	}

	offer(personNames(f.article.people("author"), a.Language), "json-ld", "author", 1, nil)
	if f.article != nil && len(b.all) == 0 {
		offer(personNames(f.article.people("creator"), a.Language), "json-ld", "creator", 0.8, nil)
	}
	if f.webPage != nil {
		offer(personNames(f.webPage.people("author"), a.Language), "json-ld", "WebPage.author", 0.45, nil)
	}
	for _, m := range []struct {
		name  string
		score float64
	}{
		{"parsely-author", 0.8}, {"sailthru.author", 0.8}, {"cxenseparse:author", 0.75}, {"byl", 0.85}, {"article:author_name", 0.75},
		{"author", 0.75}, {"article:author", 0.8}, {"og:article:author", 0.8}, {"og:author", 0.7}, {"dc.creator", 0.6}, {"dcterms.creator", 0.6},
		{"dcsext.author", 0.6}, {"citation_author", 0.7}, {"dc.contributor", 0.3}, {"rbauthors", 0.6}, {"authors", 0.6}, {"byline", 0.6}, {"article.author", 0.6}, {"mrf:authors", 0.7},
	} {
		offer(d.metaNames(m.name), "meta", m.name, m.score, nil)
	}
	for _, i := range []string{"1", "2"} {
		if isWriterLabel(f.meta1("twitter:label" + i)) {
			offer(cleanNames(f.meta1("twitter:data"+i), a.Language), "meta", "twitter:data"+i, 0.7, nil)
		}
	}
	offer(d.propNames("author"), "microdata", "author", 0.75, nil)
	if len(f.props["creator"]) > 0 {
		offer(d.propNames("creator"), "microdata", "creator", 0.5, nil)
	}
	d.offerShown(offer)

	// What the page prints as a name is better than what its software calls the writer.
	printed := false
	for _, o := range b.all {
		printed = printed || o.node != nil && !slices.ContainsFunc(o.list, func(n string) bool { return !strings.Contains(n, " ") || d.isExactSiteName(n) })
	}
	for i := range b.all {
		if o := &b.all[i]; len(o.list) == 1 && o.node == nil && isLogin(o.list[0], printed) {
			o.score *= 0.55
		}
	}
	for i := range b.all {
		switch o := &b.all[i]; {
		case organisationWords.MatchString(o.value):
			o.score *= 0.6
		case o.node != nil && len(o.list) > 1 && !slices.ContainsFunc(o.list, func(n string) bool { return strings.Contains(n, " ") || strings.ToUpper(n) == n }):
			o.score *= 0.7
		}
	}
	if len(b.all) == 0 {
		d.offerDesk(&b)
	}
	w, ok := b.elect(d)
	if ok {
		a.Authors = fullNames(w.list, b.all)
	}
	a.Byline = d.byline(a.Authors)
	if a.Byline != "" && ok {
		if _, known := a.Evidence["byline"]; !known {
			d.because("byline", "dom", "byline")
		}
	}
}

// writerLabels are the words that card labels say "written by" with.
var writerLabels = []string{"written", "author", "verfasst", "geschrieben", "autor", "escrito", "écrit", "geschreven", "автор", "scritto", "skrevet", "skriven", "napisane", "yazan"}

// isWriterLabel says whether a label announces who wrote the story.
func isWriterLabel(label string) bool {
	label = fold(label)
	return slices.ContainsFunc(writerLabels, func(w string) bool { return strings.Contains(label, w) })
}

// offerDesk offers what the page declares as its author where nobody signs by
// name: a desk, the staff, a name in small letters.
func (d *doc) offerDesk(b *ballot) {
	f := &d.facts
	add := func(name, method, path string, score float64) {
		name, _ = stripBy(squeeze(name))
		key := fold(name)
		if n := utf8.RuneCountInString(name); n < 3 || n > 50 || strings.Contains(name, "://") || strings.ContainsAny(name, "@{}<>#%;") || len(strings.Fields(name)) > 6 || notNames[key] && !desks[key] {
			return
		}
		b.addList([]string{name}, method, path, score, nil)
	}
	for _, p := range f.article.people("author") {
		add(p.name, "json-ld", "author", 1)
	}
	for _, name := range []string{"author", "article:author", "parsely-author", "sailthru.author", "twitter:data1"} {
		if name == "twitter:data1" && !isWriterLabel(f.meta1("twitter:label1")) {
			continue
		}
		add(f.meta1(name), "meta", name, 0.75)
	}
	for _, n := range f.labelled(labelByline | labelAuthor) {
		if key := fold(lineText(n)); desks[key] && !d.isFurniture(n) {
			add(lineText(n), "dom", "byline class", 0.5)
		}
	}
}

// desks are the words a newspaper signs itself with.
var desks = map[string]bool{
	"redaktion": true, "die redaktion": true, "la redacción": true, "redacción": true, "rédaction": true, "la rédaction": true, "redazione": true, "la redazione": true, "redação": true,
	"redactie": true, "redaktionen": true, "newsdesk": true, "news desk": true, "web desk": true, "staff": true, "staff reporter": true, "staff writer": true, "our correspondent": true,
	"редакция": true, "редакція": true, "編集部": true,
}

// fullNames gives first names that stand alone as another source has them in full.
func fullNames(names []string, all []offer) []string {
	out := slices.Clone(names)
	for i, n := range out {
		if strings.Contains(n, " ") || utf8.RuneCountInString(n) < 3 {
			continue
		}
		for _, o := range all {
			for _, full := range o.list {
				if words := strings.Fields(full); len(words) > 1 && len(words) < 4 && fold(words[0]) == fold(n) {
					out[i] = full
				}
			}
		}
	}
	return distinctNames(out)
}

// isLogin says whether a name is one that a machine knows somebody by: a
// single word in small letters, or any single word where the page prints a full name.
func isLogin(s string, printed bool) bool {
	return !strings.Contains(s, " ") && strings.ToUpper(s) != strings.ToLower(s) && utf8.RuneCountInString(s) > 3 && (printed || strings.ToLower(s) == s)
}

// people drops roles and, beside other names, the site's own.
func (d *doc) people(names []string) []string {
	var out []string
	for _, n := range distinctNames(names) {
		if !isRole(n) || d.isExactSiteName(n) {
			out = append(out, n)
		}
	}
	if len(out) > 1 {
		var others []string
		for _, n := range out {
			if !d.isExactSiteName(n) {
				others = append(others, n)
			}
		}
		if len(others) > 0 {
			out = others
		}
	}
	return out
}

// personNames is the names of the JSON-LD people. An object has one name; a
// bare string may hold a whole byline.
func personNames(people []person, language string) []string {
	var out []string
	for _, p := range people {
		if strings.Contains(p.name, "://") {
			continue
		}
		names := cleanNames(p.name, language)
		if p.organisation && (len(names) != 1 || strings.ContainsAny(p.name, "0123456789")) && len(p.name) < 60 && !notNames[fold(p.name)] {
			names = []string{p.name} // its name may hold numbers and commas
		}
		out = append(out, names...)
	}
	return distinctNames(out)
}

// metaNames is the names in the meta elements of one name. Several elements
// give a name each; one may hold a list.
func (d *doc) metaNames(name string) []string {
	var out []string
	for _, v := range d.facts.meta(name) {
		out = append(out, cleanNames(v, d.article.Language)...)
	}
	return distinctNames(out)
}

// propNames is the names of the article's microdata property.
func (d *doc) propNames(name string) []string {
	var out []string
	for _, p := range d.facts.props[name] {
		if p.item != nil {
			named := false
			for _, n := range p.item.props["name"] {
				out = append(out, cleanNames(n.text(), d.article.Language)...)
				named = true
			}
			if named {
				continue
			}
		}
		if t := p.text(); utf8.RuneCountInString(t) < 120 {
			out = append(out, cleanNames(t, d.article.Language)...)
		}
	}
	return distinctNames(out)
}

// offerShown offers the names that stand in the page about the headline:
// marked-up links, byline elements, links to an author's page, and lines that
// begin as bylines do.
func (d *doc) offerShown(offer func([]string, string, string, float64, *html.Node)) {
	f := &d.facts
	for _, from := range []struct {
		what  labelKind
		path  string
		score float64
	}{
		{labelAuthor, "author link", 0.6},
		{labelByline, "byline class", 0.55},
	} {
		names, node, score := d.shownNames(f.labelled(from.what), from.what == labelByline)
		if node != nil {
			offer(names, "dom", from.path, from.score*score, node)
		}
	}
	f.byline, f.signed = d.bylineText()
	if node, names := f.byline, f.signed; node != nil {
		offer(names, "text", "byline", 0.55, node)
	}
}

// isPhrase says whether words are written as a phrase is and not as a name:
// the first of several with a capital and no other.
func isPhrase(s string) bool {
	words, capitals := strings.Fields(s), 0
	for _, w := range words {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsUpper(r):
			capitals++
		case !unicode.IsLower(r):
			return false // a script without capitals
		}
	}
	return len(words) > 1 && capitals == 1
}

// longestByline is how many letters an element with a byline has at most.
const longestByline = 160

// shownNames is the names in the first of the elements that stand where a
// byline would, and in its neighbours of the same kind.
func (d *doc) shownNames(nodes []*html.Node, lines bool) (names []string, first *html.Node, score float64) {
	f := &d.facts
	last := 0
	for _, n := range nodes {
		if first != nil && (f.order[n]-last > 40 || contains(first, n)) {
			if contains(first, n) {
				continue
			}
			break
		}
		if d.isFurniture(n) {
			continue
		}
		if f.headline != nil && f.order[n] < f.order[f.headline]-60 {
			continue
		}
		text := lineText(n)
		if text == "" || utf8.RuneCountInString(text) > longestByline {
			continue
		}
		var found []string
		if lines {
			found = d.lineNames(n, text)
		} else if utf8.RuneCountInString(text) < 70 {
			found = d.linkNames(n)
		}
		found = slices.DeleteFunc(d.people(found), isPhrase)
		if len(found) == 0 {
			continue
		}
		if first != nil && lines {
			if _, by := stripBy(text); by { // another byline, of another story
				break
			}
		}
		if first == nil {
			first, score = n, 1
			if _, by := stripBy(text); by {
				score = 1.1
			} else if lines && len(found) == 1 && len(strings.Fields(found[0])) < 2 {
				score = 0.7
			}
		} else if nearestCommon(first, n, 4) == nil {
			break
		}
		last = f.order[n]
		names = append(names, found...)
	}
	return distinctNames(names), first, score
}

// lineNames is the names in a byline element: of its links to authors where
// it has any, else of its text.
func (d *doc) lineNames(n *html.Node, text string) []string {
	var linked []string
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.Type == html.ElementNode && (attr(c, "itemprop") == "name" || c.DataAtom == atom.A && (hasWord(attr(c, "rel"), "author") || hrefKind(attr(c, "href"))&labelAuthor != 0)) {
			linked = append(linked, d.linkNames(c)...)
			return
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	if linked = d.people(distinctNames(linked)); len(linked) > 0 {
		return linked
	}
	// Where the element has several lines, the name is on the first that is
	// not a label; roles and dates follow.
	for _, line := range linesOf(n) {
		if names := d.people(cleanNames(line, d.article.Language)); len(names) > 0 {
			return names
		}
	}
	return nil
}

// linkNames is the names in a link to an author: in the first of its elements
// that has one, where it also holds a role or a picture's text.
func (d *doc) linkNames(n *html.Node) []string {
	names := cleanNames(lineText(n), d.article.Language)
	if len(names) == 1 && len(strings.Fields(names[0])) <= 3 {
		return names
	}
	for _, line := range leavesOf(n) {
		if first := d.people(cleanNames(line, d.article.Language)); len(first) > 0 && strings.Contains(first[0], " ") {
			return first
		}
	}
	return names
}

// leavesOf is the texts of the innermost elements.
func leavesOf(n *html.Node) []string {
	var out []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			out = append(out, squeeze(c.Data))
		case c.Type == html.ElementNode && c.DataAtom != atom.Svg && c.DataAtom != atom.Script && c.DataAtom != atom.Style:
			out = append(out, leavesOf(c)...)
		}
	}
	return out
}

// linesOf is the texts of the lines within an element.
func linesOf(n *html.Node) []string {
	var out []string
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.Type != html.ElementNode {
			return
		}
		if isLine(c) {
			if t := lineText(c); t != "" {
				out = append(out, t)
			}
			return
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			if k.Type == html.TextNode && strings.TrimSpace(k.Data) != "" {
				out = append(out, squeeze(k.Data))
			}
			walk(k)
		}
	}
	walk(n)
	return out
}

// nearestCommon is the nearest ancestor of both within so many steps of a, or nil.
func nearestCommon(a, b *html.Node, steps int) *html.Node {
	p := a
	for range steps {
		if p = p.Parent; p == nil {
			return nil
		}
		if contains(p, b) {
			return p
		}
	}
	return nil
}

// isFurniture says whether the element stands in a part of the page that is
// not this story: menus, footers, comments, teasers of other stories.
func (d *doc) isFurniture(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Footer, atom.Form, atom.Figure, atom.Figcaption:
			return true
		}
		if d.holdsStory(p) {
			return false
		}
		switch p.DataAtom {
		case atom.Article:
			if d.facts.headline != nil {
				return true
			}
		case atom.Aside:
			if p != n && d.teaserLike(p) {
				return true
			}
		}
		if class := attr(p, "class") + " " + attr(p, "id"); class != " " {
			class = strings.ToLower(class)
			for _, w := range furnitureWords {
				if strings.Contains(class, w) {
					return true
				}
			}
		}
	}
	return false
}

// holdsStory says whether the element holds the headline or the middle of the body.
func (d *doc) holdsStory(n *html.Node) bool {
	if h := d.facts.headline; h != nil && contains(n, h) {
		return true
	}
	if k := len(d.blocks); k > 0 && d.blocks[k/2].node != nil {
		return contains(n, d.blocks[k/2].node)
	}
	return false
}

var furnitureWords = []string{
	"comment", "related", "recommend", "most-read", "mostread", "popular", "trending", "sidebar", "footer", "newsletter", "navigation", "menu",
	"teaser", "more-stories", "latest-news", "read-also", "also-read", "carousel", "promo", "caption", "copyright", "cookie", "photographer", "outbrain", "taboola",
}

// teaserLike says whether an element holds links with headlines in them.
func (d *doc) teaserLike(n *html.Node) bool {
	links := 0
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.DataAtom == atom.A && len(strings.Fields(textOf(c))) > 5 {
			links++
			return
		}
		for k := c.FirstChild; k != nil && links < 2; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	return links > 1
}
