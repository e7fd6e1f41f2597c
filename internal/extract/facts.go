package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts is what the page declares of itself, gathered in one walk over the
// tree: structured data, meta and link elements, and the places where a
// reader would look for a headline, a byline, a date or a topic.
type facts struct {
	items   []*item // every typed JSON-LD object, in page order
	article *item   // the one that describes this page; nil when there is none
	webPage *item   // the JSON-LD WebPage of this page; nil when there is none
	mended  bool    // a JSON-LD script had to be repaired to be read

	metas    map[string][]string // content by lower-case name, property or itemprop, in page order, non-empty
	links    []link              // link elements with an href, in page order
	props    map[string][]prop   // microdata and RDFa of the article, by property without its prefix
	scopes   []*scope            // every microdata item, in page order
	title    string              // the title element
	language string              // html lang
	base     string              // base href

	h1     []*html.Node // h1 elements, in page order
	h2     []*html.Node
	times  []*html.Node       // time elements
	labels []label            // elements whose class, id, rel or data attribute names what they hold
	main   *html.Node         // the main element, or the one with role main; nil when there is none
	order  map[*html.Node]int // how many elements begin before it, for the elements above

	elements int // how many elements the page has

	names    []string   // what siteNames found; nil before
	byline   *html.Node // the line that begins as bylines do, found by readAuthors; nil when none does
	signed   []string   // the names in it
	headline *html.Node // the element the title was read from, or the one that shows it; nil when none does
}

// link is a link element.
type link struct {
	rel, href, hreflang, media, kind string // rel in lower case
}

// prop is one value of a microdata or RDFa property.
type prop struct {
	node  *html.Node
	value string // what the markup states (content, href, datetime); "" where the text is the value
	item  *scope // the nested item; nil for a plain value
}

// text is the value as stated, or the text of the element.
func (p prop) text() string {
	if p.value != "" {
		return squeeze(p.value)
	}
	return textOf(p.node)
}

// scope is one microdata item.
type scope struct {
	node  *html.Node
	types []string // without their vocabulary
	props map[string][]prop
	up    *scope
}

// label is an element that says in its attributes what it holds.
type label struct {
	node *html.Node
	what labelKind
}

// labelKind tells the labels apart; an element may carry several.
type labelKind uint16

const (
	labelByline   labelKind = 1 << iota // class or id names an author
	labelTags                           // class or id names tags or topics
	labelLead                           // class or id names a standfirst
	labelHeadline                       // class or id names a headline
	labelCrumbs                         // a breadcrumb trail
	labelAuthor                         // a link to an author's page, or rel=author
	labelTag                            // a link to a tag's page, or rel=tag
	labelDate                           // class or id names a date
	labelSection                        // class or id names a section
)

// meta is every content of the first of the names the page has, in page order.
func (f *facts) meta(names ...string) []string {
	for _, name := range names {
		if v := f.metas[name]; len(v) > 0 {
			return v
		}
	}
	return nil
}

// meta1 is the first content of the first of the names the page has, or "".
func (f *facts) meta1(names ...string) string {
	if v := f.meta(names...); len(v) > 0 {
		return v[0]
	}
	return ""
}

// prop1 is the first non-empty value of the article's microdata property, or "".
func (f *facts) prop1(name string) string {
	for _, p := range f.props[name] {
		if t := p.text(); t != "" {
			return t
		}
	}
	return ""
}

// rel is every link element of the relation, in page order.
func (f *facts) rel(name string) []link {
	var out []link
	for _, l := range f.links {
		if hasWord(l.rel, name) {
			out = append(out, l)
		}
	}
	return out
}

// labelled is every element with one of the labels, in page order.
func (f *facts) labelled(what labelKind) []*html.Node {
	var out []*html.Node
	for _, l := range f.labels {
		if l.what&what != 0 {
			out = append(out, l.node)
		}
	}
	return out
}

// hasWord says whether the space-separated list holds the word.
func hasWord(list, word string) bool {
	for list != "" {
		var w string
		if i := strings.IndexByte(list, ' '); i >= 0 {
			w, list = list[:i], list[i+1:]
		} else {
			w, list = list, ""
		}
		if w == word {
			return true
		}
	}
	return false
}

// collectFacts fills d.facts from d.root.
func (d *doc) collectFacts() {
	f := &d.facts
	*f = facts{metas: map[string][]string{}, props: map[string][]prop{}, order: map[*html.Node]int{}}
	w := factWalk{f: f, known: labelCache{}}
	w.walk(d.root, nil, 0)
	f.elements = w.count
	for _, s := range w.scripts {
		f.readJSONLD(s)
	}
	f.chooseItems(d.page.URL)
	f.chooseScope(w.loose)
}

// factWalk is the state of the walk.
type factWalk struct {
	f       *facts
	scripts []string
	loose   map[string][]prop // properties outside of any item
	count   int
	known   labelCache
}

// deepest is the depth below which the tree is not walked: no page of a
// newspaper nests this deep, only one made to break its reader.
const deepest = 2000

func (w *factWalk) walk(n *html.Node, in *scope, depth int) {
	if depth > deepest {
		return
	}
	if n.Type == html.ElementNode {
		w.count++
		in = w.element(n, in)
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Svg, atom.Template, atom.Iframe:
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, in, depth+1)
	}
}

// element notes what one element declares, and gives the microdata item its children are in.
func (w *factWalk) element(n *html.Node, in *scope) *scope {
	f := w.f
	switch n.DataAtom {
	case atom.Html:
		f.language = strings.TrimSpace(attr(n, "lang"))
		if f.language == "" {
			f.language = strings.TrimSpace(attr(n, "xml:lang"))
		}
	case atom.Base:
		if f.base == "" {
			f.base = strings.TrimSpace(attr(n, "href"))
		}
	case atom.Title:
		if f.title == "" && (n.Parent == nil || n.Parent.DataAtom != atom.Svg) {
			f.title = squeeze(rawText(n))
		}
	case atom.Meta:
		w.meta(n)
	case atom.Link:
		if href := strings.TrimSpace(attr(n, "href")); href != "" {
			f.links = append(f.links, link{rel: squeeze(strings.ToLower(attr(n, "rel"))), href: href,
				hreflang: strings.TrimSpace(attr(n, "hreflang")), media: attr(n, "media"), kind: attr(n, "type")})
		}
	case atom.Script:
		if t := attr(n, "type"); len(t) >= 19 && strings.HasPrefix(strings.ToLower(strings.TrimSpace(t)), "application/ld+json") {
			w.scripts = append(w.scripts, rawText(n))
		}
		return in
	case atom.H1:
		f.h1 = append(f.h1, n)
		f.order[n] = w.count
	case atom.H2:
		f.h2 = append(f.h2, n)
		f.order[n] = w.count
	case atom.Time:
		f.times = append(f.times, n)
		f.order[n] = w.count
	case atom.Main:
		if f.main == nil {
			f.main = n
		}
	}
	var class, id, rel, href, itemprop, property, itemtype, role string
	var hasScope bool
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class":
			class = a.Val
		case "id":
			id = a.Val
		case "data-testid", "data-component", "data-qa", "data-type", "data-gtm", "data-ga", "data-tb-region-item", "data-test-id", "aria-label":
			if len(a.Val) < 60 {
				id += " " + a.Val
			}
		case "rel":
			rel = a.Val
		case "href":
			href = a.Val
		case "itemprop":
			itemprop = a.Val
		case "property":
			property = a.Val
		case "itemscope":
			hasScope = true
		case "itemtype":
			itemtype = a.Val
		case "role":
			role = a.Val
		}
	}
	if role == "main" && f.main == nil {
		f.main = n
	}
	if what := labelOf(n, class, id, rel, href, w.known); what != 0 {
		f.labels = append(f.labels, label{n, what})
		f.order[n] = w.count
	}
	if hasScope || itemtype != "" {
		s := &scope{node: n, props: map[string][]prop{}, up: in}
		for _, t := range strings.Fields(itemtype) {
			s.types = append(s.types, lastSegment(t))
		}
		f.scopes = append(f.scopes, s)
		w.prop(n, itemprop, in, s)
		return s
	}
	if itemprop != "" {
		w.prop(n, itemprop, in, nil)
	}
	if property != "" && n.DataAtom != atom.Meta {
		w.prop(n, property, nil, nil)
	}
	return in
}

// prop notes a property of the item in, or a loose one.
func (w *factWalk) prop(n *html.Node, names string, in, value *scope) {
	if names == "" {
		return
	}
	p := prop{node: n, value: statedValue(n), item: value}
	for _, name := range strings.Fields(names) {
		name = lastSegment(name)
		if in != nil {
			in.props[name] = append(in.props[name], p)
			continue
		}
		if w.loose == nil {
			w.loose = map[string][]prop{}
		}
		w.loose[name] = append(w.loose[name], p)
	}
	if _, ok := w.f.order[n]; !ok {
		w.f.order[n] = w.count
	}
}

// meta notes a meta element under every name it goes by.
func (w *factWalk) meta(n *html.Node) {
	content := ""
	var names [4]string
	k := 0
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "content", "value":
			if content == "" {
				content = squeeze(a.Val)
			}
		case "name", "property", "itemprop", "http-equiv":
			names[k] = strings.ToLower(strings.TrimSpace(a.Val))
			if k < len(names)-1 {
				k++
			}
		}
	}
	if content == "" {
		return
	}
	// Some systems encode entities twice.
	if strings.Contains(content, "&") {
		content = squeeze(html.UnescapeString(content))
	}
	for i, name := range names[:k+1] {
		if name == "" || i > 0 && name == names[i-1] {
			continue
		}
		for one := range strings.FieldsSeq(name) {
			w.f.metas[one] = append(w.f.metas[one], content)
		}
	}
}

// statedValue is what an element with a property states apart from its text.
func statedValue(n *html.Node) string {
	if v := strings.TrimSpace(attr(n, "content")); v != "" {
		return v
	}
	switch n.DataAtom {
	case atom.Time:
		return strings.TrimSpace(attr(n, "datetime"))
	case atom.Link:
		return strings.TrimSpace(attr(n, "href"))
	case atom.Img, atom.Source, atom.Embed, atom.Video, atom.Audio:
		return strings.TrimSpace(attr(n, "src"))
	case atom.Data, atom.Meter:
		return strings.TrimSpace(attr(n, "value"))
	}
	return ""
}

// rawText is the text directly in the node, as in script and title elements.
func rawText(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// lastSegment is a vocabulary term without its vocabulary: schema:name and
// https://schema.org/name are both name.
func lastSegment(s string) string {
	if i := strings.LastIndexAny(s, "/#:"); i >= 0 {
		s = s[i+1:]
	}
	return s
}
