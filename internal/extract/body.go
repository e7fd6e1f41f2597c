package extract

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

// readBody finds the story in the page: the blocks of the article's text.
func (d *doc) readBody() {
	domain := ""
	if u, err := url.Parse(d.page.URL); err == nil {
		domain = domainOf(u.Hostname())
	}
	d.layout = d.layoutOf(domain, false)
	if d.bodyByRule() {
		return
	}
	main := d.layout.main()
	d.judge(main)
	kept := d.layout.weightKept()
	if kept < 400 { // some pages hide the story until a script shows it
		other := d.layoutOf(domain, true)
		shown := d.layout
		d.layout = other
		instead := other.main()
		d.judge(instead)
		if other.weightKept() < 2*kept+200 {
			d.layout = shown
		} else {
			main = instead
		}
	}
	d.setBody()
	if d.article.Body != "" {
		d.because("body", "dom", pathOf(d.layout.node(main)))
	}
	d.bodyAsStated()
}

func (l *layout) node(e int) *html.Node {
	if e < 0 || e >= len(l.elems) {
		return nil
	}
	return l.elems[e].node
}

func (l *layout) weightKept() int {
	n := 0
	for i := range l.pieces {
		if l.pieces[i].why == "" {
			n += l.pieces[i].chars
		}
	}
	return n
}

// droppedLimit bounds what is told of a page; a page of news has a few hundred blocks.
const droppedLimit = 2000

// setBody turns the pieces that were kept into the body.
func (d *doc) setBody() {
	var b strings.Builder
	paths := paths{}
	for i := range d.layout.pieces {
		p := &d.layout.pieces[i]
		node := d.layout.elems[p.elem].node
		if p.why != "" {
			if len(d.explanation.Dropped) == droppedLimit {
				continue
			}
			path := paths.of(node)
			d.explanation.Dropped = append(d.explanation.Dropped, Dropped{Path: path, Text: beginning(p.text), Reason: p.why})
			continue
		}
		d.blocks = append(d.blocks, block{Block: news.Block{Kind: p.kind, Text: p.text}, node: node})
	}
	for _, k := range d.blocks {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(k.Text)
		d.article.Blocks = append(d.article.Blocks, k.Block)
	}
	d.article.Body = b.String()
	d.article.WordCount = wordCount(d.article.Body)
}

// wordCount counts words; each ideograph is one.
func wordCount(s string) int {
	n, in := 0, false
	for _, r := range s {
		switch {
		case r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			n++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !in {
				n++
			}
			in = true
		case r == '\'' || r == '’' || r == '-' || unicode.IsMark(r):
		default:
			in = false
		}
	}
	return n
}

// beginning is the first words of a text.
func beginning(s string) string {
	const limit = 100
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// pathOf names the element by its ancestors from the body down.
func pathOf(n *html.Node) string { return paths{}.of(n) }

// paths remembers the paths of elements: those of one page share their beginnings.
type paths map[*html.Node]string

func (p paths) of(n *html.Node) string {
	var way []*html.Node // from the element up to the first whose path is known
	known := ""
	for ; n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Html; n = n.Parent {
		if s, ok := p[n]; ok {
			known = s
			break
		}
		way = append(way, n)
		if n.DataAtom == atom.Body {
			break
		}
	}
	path := append(make([]byte, 0, 1024), known...)
	for i := len(way) - 1; i >= 0; i-- {
		if len(path) > 0 {
			path = append(path, " > "...)
		}
		path = append(path, way[i].Data...)
		if id := attr(way[i], "id"); id != "" {
			path = append(append(path, '#'), id...)
		}
		for c := range strings.FieldsSeq(attr(way[i], "class")) {
			path = append(append(path, '.'), c...)
		}
		known = string(path)
		p[way[i]] = known
	}
	return known
}

// bodyByRule reads the body as the site's rule says; false when no step yields.
func (d *doc) bodyByRule() bool {
	if d.rule == nil {
		return false
	}
	for _, step := range d.rule.Fields["body"] {
		found := cascadia.QueryAll(d.root, step.Select.Sel)
		if len(found) == 0 {
			continue
		}
		inside := map[*html.Node]bool{}
		for _, n := range found {
			inside[n] = true
		}
		in := make([]bool, len(d.layout.elems))
		yields := false
		for i, e := range d.layout.elems {
			in[i] = inside[e.node] || e.parent >= 0 && in[e.parent]
		}
		for i := range d.layout.pieces {
			p := &d.layout.pieces[i]
			if !in[p.elem] {
				p.why = "outside of what the rule selects"
				continue
			}
			p.why = ""
			yields = true
		}
		if !yields {
			continue
		}
		d.judgeWithin(in)
		if d.layout.weightKept() == 0 {
			continue
		}
		d.setBody()
		d.because("body", "rule", step.Select.CSS)
		return true
	}
	return false
}
