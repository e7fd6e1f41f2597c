package extract

import (
	"golang.org/x/net/html"

	"presscut/internal/news"
)

// place is where on the page the story stands, by pieces of the layout.
type place struct {
	lay         *layout
	title       int // the headline; -1 when it is not to be seen
	first, last int // the body; -1 when there is none
	elemOf      map[*html.Node]int
}

// position finds the headline and the body among the pieces.
func (r *dateReader) position() *place {
	d := r.d
	p := &place{lay: d.layout, title: -1}
	if p.lay == nil {
		p.lay = &layout{}
	}
	p.elemOf = p.lay.places()
	p.first, p.last = p.lay.kept()
	title := fold(d.article.Title)
	best := 0
	for i := range p.lay.pieces {
		c := &p.lay.pieces[i]
		score := 0
		if c.cues&(cueNav|cueFooter) != 0 || p.last >= 0 && i > p.last {
			continue
		}
		if d.underH1(p.lay, c.elem) {
			score = 2
		}
		if title != "" && len(c.text) < 2*len(d.article.Title)+20 && fold(c.text) == title {
			score += 3
			if c.kind == news.BlockHeading {
				score++
			}
		}
		if score > best {
			best, p.title = score, i
		}
	}
	return p
}

func (d *doc) underH1(l *layout, e int) bool {
	for n := 0; e >= 0 && n < 3; n++ {
		if l.elems[e].node.Data == "h1" {
			return true
		}
		e = l.elems[e].parent
	}
	return false
}

// nearHead is how many pieces before the headline still belong to the head of a story.
const nearHead = 6

// weightAt is how far a date at piece i may be that of the story: 0 for not at all.
func (p *place) weightAt(i int) float64 {
	if i < 0 || i >= len(p.lay.pieces) {
		return 1
	}
	c := &p.lay.pieces[i]
	w := 1.0
	switch {
	case p.title >= 0 && i > p.title && (p.first < 0 && i < p.title+12 || i < p.first): // between headline and text
		w = 6 - min(3, float64(i-p.title)*0.1)
	case p.title >= 0 && i < p.title && i >= p.title-nearHead:
		w = 4.5 - 0.3*float64(p.title-i)
	case p.title >= 0 && i == p.title:
		w = 2.5
	case p.title < 0 && p.first >= 0 && i < p.first && i >= p.first-nearHead:
		w = 5 - 0.2*float64(p.first-i)
	case p.first >= 0 && i >= p.first && i <= p.first+1:
		w = 3.5
	case p.first >= 0 && i > p.last && i <= p.last+8:
		w = 1.6 - 0.1*float64(i-p.last)
	case p.first >= 0 && i > p.first && i <= p.last:
		w = 1.5
		if i >= p.last-1 {
			w = 2.5
		}
	}
	e := c.elem
	says := words(0)
	for n := 0; e >= 0 && n < 5; n++ {
		el := &p.lay.elems[e]
		if p.title >= el.first && p.title < el.last || p.first >= el.first && p.first < el.last {
			break // around the story, whatever it is called
		}
		says |= el.says
		e = p.lay.elems[e].parent
	}
	if c.cues&(cueNav|cueFooter) != 0 && w < 5 {
		w *= 0.3
	}
	if c.cues&cueAside != 0 && w < 5 || says&(saysRelated|saysComment|saysSide) != 0 && (w < 5 || says&saysComment != 0) {
		w *= 0.3
	}
	return w
}

// weightOf is weightAt for an element.
func (p *place) weightOf(n *html.Node) float64 {
	for m := n; m != nil; m = m.Parent {
		if e, ok := p.elemOf[m]; ok {
			el := &p.lay.elems[e]
			if el.last-el.first > 12 && m != n {
				return 1
			}
			return p.weightAt(el.first)
		}
	}
	return 1
}

// labelAt is the short piece right before piece i: "Published" in an element of its own.
func (p *place) labelAt(i int) string {
	if i == 0 || len(p.lay.pieces[i-1].text) >= 40 {
		return ""
	}
	return p.lay.pieces[i-1].text
}
