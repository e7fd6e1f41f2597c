package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

// main is the element that holds the story: the innermost one that has nearly
// all of the page's prose, not counting prose in places that are no story.
func (l *layout) main() int {
	for _, strict := range []bool{true, false} {
		good := l.goodProse(strict)
		if len(good) == 0 || good[0] < 150 && strict {
			continue
		}
		children := make([][]int, len(l.elems))
		for i := range l.elems {
			if p := l.elems[i].parent; p >= 0 {
				children[p] = append(children[p], i)
			}
		}
		at := 0
		for {
			best := -1
			for _, c := range children[at] {
				if best < 0 || good[c] > good[best] {
					best = c
				}
			}
			if best < 0 || good[best] == 0 || float64(good[best]) < 0.8*float64(good[at]) {
				break
			}
			at = best
		}
		switch l.elems[at].node.DataAtom { // the story does not fit into one paragraph, but its place may hold only one
		case atom.P, atom.Span, atom.Li, atom.Ul, atom.Blockquote:
			for at > 0 {
				up := l.elems[at].parent
				a := l.elems[at].node.DataAtom
				if up < 0 || a != atom.P && a != atom.Span && a != atom.Li && a != atom.Ul && a != atom.Ol && a != atom.Blockquote {
					break
				}
				at = up
			}
		}
		return at
	}
	return 0
}

// goodProse sums for each element the prose inside it that may be the story.
func (l *layout) goodProse(strict bool) []int {
	good := make([]int, len(l.elems))
	bad := make([]bool, len(l.elems))
	for i := range l.elems {
		e := &l.elems[i]
		bad[i] = e.parent >= 0 && bad[e.parent] || strict && l.isNoise(i) != ""
	}
	for i := range l.pieces {
		p := &l.pieces[i]
		if !p.proseLike() || bad[p.elem] {
			continue
		}
		if strict && p.cues&(cueNav|cueFooter|cueDialog|cueHidden|cueCaption) != 0 {
			continue
		}
		good[p.elem] += p.chars
	}
	for i := len(l.elems) - 1; i > 0; i-- {
		if up := l.elems[i].parent; up >= 0 {
			good[up] += good[i]
		}
	}
	return good
}

// isNoise says why everything inside the element is no part of the story, "" when it may be.
func (l *layout) isNoise(i int) string {
	e := &l.elems[i]
	if e.h1 > 0 || l.elems[0].prose > 0 && 2*e.prose > l.elems[0].prose && e.says&saysComment == 0 {
		return ""
	}
	switch e.node.DataAtom {
	case atom.Body, atom.Html, atom.Main:
		return ""
	case atom.Nav, atom.Menu:
		return "navigation"
	case atom.Footer:
		return "footer"
	case atom.Aside:
		return "aside"
	}
	s := e.says
	if s&saysBody != 0 {
		s &^= saysTags | saysSide | saysNav | saysShare | saysPlayer
	}
	switch {
	case s&saysComment != 0:
		return "comments"
	case s&saysRelated != 0:
		return "related stories"
	case s&saysAdvert != 0:
		return "advertisement"
	case s&saysShare != 0:
		return "share bar"
	case s&saysPromo != 0:
		return "promotion"
	case s&saysNav != 0:
		return "navigation"
	case s&saysFooter != 0:
		return "footer"
	case s&saysSide != 0:
		return "sidebar"
	case s&saysConsent != 0:
		return "consent"
	case s&saysPoll != 0:
		return "poll"
	case s&saysUnseen != 0:
		return "hidden"
	case s&saysBio != 0:
		return "author biography"
	case s&saysPlayer != 0:
		return "player"
	}
	return ""
}

// judge decides block by block what inside the main element is the story.
func (d *doc) judge(main int) {
	l := d.layout
	in := make([]bool, len(l.elems))
	for i, e := range l.elems {
		in[i] = i == main || e.parent >= 0 && in[e.parent]
	}
	for i := range l.pieces {
		if !in[l.pieces[i].elem] {
			l.pieces[i].why = "outside of the story's element"
		}
	}
	d.judgeWithin(in)
}

func (d *doc) judgeWithin(in []bool) {
	l := d.layout
	noise := make([]string, len(l.elems))
	for i, e := range l.elems {
		if !in[i] {
			continue
		}
		if e.parent >= 0 && noise[e.parent] != "" {
			noise[i] = noise[e.parent]
		} else if e.parent >= 0 && in[e.parent] {
			noise[i] = l.isNoise(i)
		}
	}
	seen := map[string]bool{}
	title := foldText(d.article.Title)
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why != "" {
			continue
		}
		folded := foldText(p.text)
		switch {
		case noise[p.elem] != "":
			p.why = noise[p.elem]
		case folded == "":
			p.why = "no words"
		case folded == title:
			p.why = "the headline again"
		case p.cues&(cueDialog|cueButton|cueHidden) != 0:
			p.why = "hidden"
		case p.kind == news.BlockCaption:
			p.why = "caption"
		case p.cues&cueFigure != 0 && p.kind == news.BlockParagraph:
			p.why = "caption"
		case p.linked() > 0.8 && p.ends == 0:
			p.why = "links"
		case seen[folded] && p.chars > 60:
			p.why = "said before"
		}
		if p.why == "" {
			seen[folded] = true
		}
	}
}

// foldText is the text for comparing: letters and digits in lower case, one space between words.
func foldText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
