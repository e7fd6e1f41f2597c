package extract

import (
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

// judgeStray drops the labels between the paragraphs: where the story stands in
// p elements, a few words directly in a div belong to the furniture.
func (l *layout) judgeStray() {
	inP, prose := 0, 0
	for i := range l.pieces {
		if p := &l.pieces[i]; p.why == "" && p.proseLike() && p.kind == news.BlockParagraph {
			prose += p.chars
			if l.holder(p.elem) == atom.P {
				inP += p.chars
			}
		}
	}
	if 10*inP < 9*prose {
		return
	}
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why == "" && p.kind == news.BlockParagraph && p.chars < 60 && p.ends == 0 && 10*p.strong < 9*p.chars && l.holder(p.elem) == atom.Div {
			p.why = "a label"
		}
	}
}

// holder is the innermost block element around.
func (l *layout) holder(i int) atom.Atom {
	for i >= 0 && isInline(l.elems[i].node) {
		i = l.elems[i].parent
	}
	if i < 0 {
		return 0
	}
	return l.elems[i].node.DataAtom
}

// judgeEdges drops the lines between headline and story and those after the story.
func (l *layout) judgeEdges() {
	first, last := -1, -1
	for i := range l.pieces {
		if p := &l.pieces[i]; p.why == "" && p.proseLike() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	headline := false // the page's headline was seen, in words other than the title's
	for i := range l.pieces {
		p := &l.pieces[i]
		headline = headline || p.why == headlineAgain
		if p.why != "" {
			continue
		}
		short := p.chars < 120 && p.kind != news.BlockTable
		same := l.elems[p.elem].parent == l.elems[l.pieces[first].elem].parent || p.kind == news.BlockListItem && p.linked() < 0.3
		switch {
		case i < first && !headline && p.kind == news.BlockHeading && l.inH1(p.elem):
			p.why, headline = "headline", true
		case i < first && short && !same && p.kind != news.BlockHeading && (p.ends == 0 || p.chars < 30):
			p.why = "before the story"
		case i < first && short && (p.dateish() || bylineStart.starts(p.folded) && p.ends == 0):
			p.why = "byline"
		case i > last && short && (p.dateish() || p.linked() > 0.3 && p.ends == 0):
			p.why = "after the story"
		case short && p.kind == news.BlockParagraph && p.dateish() && p.ends == 0:
			p.why = "date line"
		case i >= last-2 && p.chars < 200 && contributed.has(p.folded), i >= last-2 && p.chars < 300 && 10*p.strong > 8*p.chars && deskStart.starts(p.folded):
			p.why = "credit"
		case i >= last-1 && p.chars < 300 && deskStart.starts(p.folded):
			p.why = "credit"
		case i >= last-2 && p.chars < 300 && p.links > 0 && 10*p.strong > 8*p.chars && pitch.has(p.folded):
			p.why = "promotion"
		}
	}
}
