package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

// skipped are elements whose text no reader sees as part of a page.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Embed, atom.Canvas,
		atom.Audio, atom.Video, atom.Select, atom.Option, atom.Textarea, atom.Input, atom.Button, atom.Head, atom.Map, atom.Datalist,
		atom.Meter, atom.Progress, atom.Picture, atom.Img, atom.Frameset, atom.Dialog:
		return true
	}
	return false
}

// layoutOf parts the page into pieces. With hidden, what the page hides is read too.
func (d *doc) layoutOf(domain string, hidden bool) *layout {
	n := d.facts.elements
	w := &segmenter{lay: &layout{domain: domain, elems: make([]elem, 0, 2*n/3), pieces: make([]piece, 0, n/4)}, hidden: hidden, vocabulary: map[string]words{}}
	w.walk(d.root)
	w.sum()
	return w.lay
}

// segmenter walks the tree without recursion, so that no nesting is too deep.
type segmenter struct {
	lay        *layout
	hidden     bool
	vocabulary map[string]words // what each class attribute says, read once

	at     int // index of the innermost element
	cues   cue
	kind   string
	text   []byte
	link   int // links open around the text
	href   string
	strong int
	space  bool // white space is due before the next letter
	breaks int  // line breaks since the last letter
	now    piece
}

// leave is what to restore when the walk comes out of an element.
type leave struct {
	node   *html.Node
	at     int
	cues   cue
	kind   string
	block  bool
	link   bool
	strong bool
}

func (w *segmenter) walk(root *html.Node) {
	w.at, w.kind = -1, news.BlockParagraph
	var stack []leave
	n := root
	for n != nil {
		down := false
		switch n.Type {
		case html.TextNode:
			w.write(n.Data)
		case html.DocumentNode:
			down = true
		case html.ElementNode:
			if l, ok := w.enter(n); ok {
				stack = append(stack, l)
				down = true
			}
		}
		if down && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for {
			if len(stack) > 0 && stack[len(stack)-1].node == n {
				w.leave(stack[len(stack)-1])
				stack = stack[:len(stack)-1]
			}
			if n == root {
				n = nil
				break
			}
			if n.NextSibling != nil {
				n = n.NextSibling
				break
			}
			n = n.Parent
		}
	}
	w.flush()
}

// enter goes into the element, or says that it is not to be entered.
func (w *segmenter) enter(n *html.Node) (leave, bool) {
	if skipped(n) {
		if n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Noscript {
			return leave{}, false
		}
		if w.at >= 0 && (n.DataAtom == atom.Img || n.DataAtom == atom.Picture || n.DataAtom == atom.Video) {
			w.lay.elems[w.at].pics++
		}
		w.space = true
		return leave{}, false
	}
	l := leave{node: n, at: w.at, cues: w.cues, kind: w.kind}
	switch n.DataAtom {
	case atom.Br:
		w.breaks++
		if w.breaks >= 2 {
			w.flush()
		}
		w.space = true
		return leave{}, false
	case atom.Hr:
		w.flush()
		return leave{}, false
	case atom.A:
		l.link = true
	case atom.B, atom.Strong, atom.I, atom.Em:
		l.strong = true
	}
	l.block = !isInline(n) && !strings.Contains(n.Data, "-") && n.DataAtom != 0
	marks := w.read(n)
	if marks.hidden && !w.hidden {
		return leave{}, false
	}
	if l.block {
		w.flush()
		w.describe(n, marks)
		if n.DataAtom == atom.Table && isDataTable(n) {
			w.table(n)
			w.leave(l)
			return leave{}, false
		}
	} else if marks.says != 0 || marks.cues&cueForm != 0 || n.DataAtom == 0 { // an inline element that says what it is counts as a place, too
		w.open(n, marks)
	}
	if l.link {
		if w.link == 0 {
			w.now.links++
			if len(w.text) == 0 {
				w.now.leads = true
			}
			w.href = attr(n, "href")
			if w.now.href == "" {
				w.now.href = w.href
			}
		}
		w.link++
	}
	if l.strong {
		w.strong++
	}
	return l, true
}

func (w *segmenter) leave(l leave) {
	if l.block {
		w.flush()
	}
	if l.link {
		w.link--
	}
	if l.strong {
		w.strong--
	}
	if w.at != l.at && w.at >= 0 {
		for i := w.at; i != l.at; i = w.lay.elems[i].parent {
			w.lay.elems[i].last = len(w.lay.pieces)
		}
	}
	w.at, w.cues, w.kind = l.at, l.cues, l.kind
}

// open makes the element the innermost place.
func (w *segmenter) open(n *html.Node, m marks) {
	w.lay.elems = append(w.lay.elems, elem{node: n, parent: w.at, says: m.says, cues: m.cues, first: len(w.lay.pieces)})
	w.at = len(w.lay.elems) - 1
	w.cues |= m.cues
}

// describe notes what a block element makes of the text in it.
func (w *segmenter) describe(n *html.Node, m marks) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.kind = news.BlockHeading
	case atom.Li, atom.Dt, atom.Dd:
		w.kind = news.BlockListItem
	case atom.Blockquote:
		w.kind = news.BlockBlockquote
	case atom.Figcaption, atom.Caption:
		w.kind = news.BlockCaption
	case atom.Td, atom.Th, atom.Ul, atom.Ol:
		w.kind = news.BlockParagraph
	}
	w.open(n, m)
	if n.DataAtom == atom.H1 {
		for i := w.at; i >= 0; i = w.lay.elems[i].parent {
			w.lay.elems[i].h1++
		}
	}
}

// write adds text to the run.
func (w *segmenter) write(s string) {
	start, from := len(w.text), 0 // s[from:i] is to be added as it stands
	for i, r := range s {
		space := r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' || r > 127 && unicode.IsSpace(r)
		switch {
		case space || r < ' ' || r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == unicode.ReplacementChar:
			w.text = append(w.text, s[from:i]...)
			_, size := utf8.DecodeRuneInString(s[i:])
			from = i + size
			w.space = w.space || space
		case from == i:
			if len(w.text) > 0 {
				if w.breaks > 0 {
					w.text = append(w.text, '\n')
				} else if w.space {
					w.text = append(w.text, ' ')
				}
			}
			w.space, w.breaks = false, 0
		}
	}
	w.text = append(w.text, s[from:]...)
	if added := w.text[start:]; len(added) > 0 && (w.link > 0 || w.strong > 0) {
		n := weight(string(added))
		if w.link > 0 {
			w.now.linkChars += n
			if w.now.links == 0 {
				w.now.links = 1
			}
		}
		if w.strong > 0 {
			w.now.strong += n
		}
	}
}

// flush ends the run.
func (w *segmenter) flush() {
	text := string(w.text)
	w.text = w.text[:0]
	p := w.now
	w.now = piece{}
	w.space, w.breaks = false, 0
	if text == "" || w.at < 0 {
		return
	}
	p.text, p.kind, p.elem, p.cues = text, w.kind, w.at, w.cues
	p.chars = weight(text)
	p.ends = sentences(text)
	if w.link > 0 && p.href == "" {
		p.href = w.href
	}
	w.lay.pieces = append(w.lay.pieces, p)
}

// sum adds up for each element what is inside it.
func (w *segmenter) sum() {
	l := w.lay
	for i := range l.pieces {
		p := &l.pieces[i]
		e := &l.elems[p.elem]
		e.chars += p.chars
		e.linkChars += p.linkChars
		e.links += p.links
		if p.kind == news.BlockHeading {
			e.headings++
		}
		if p.proseLike() {
			e.prose += p.chars
		}
	}
	for i := len(l.elems) - 1; i > 0; i-- {
		if up := l.elems[i].parent; up >= 0 {
			e := l.elems[i]
			l.elems[up].chars += e.chars
			l.elems[up].linkChars += e.linkChars
			l.elems[up].links += e.links
			l.elems[up].headings += e.headings
			l.elems[up].pics += e.pics
			l.elems[up].prose += e.prose
		}
	}
}
