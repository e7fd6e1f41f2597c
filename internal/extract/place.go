package extract

import (
	"golang.org/x/net/html/atom"
)

// main is the element that holds the story: the innermost one that has nearly
// all of the page's prose, not counting prose in places that are no story.
func (l *layout) main() int {
	l.doubt()
	l.findCards()
	for _, strict := range []bool{true, false} {
		good := l.goodProse(strict)
		if len(good) == 0 || good[0] < 150 && strict {
			continue
		}
		at := 0
		for {
			best := -1
			for c := at + 1; c < len(l.elems); c++ { // children stand behind their parents
				if l.elems[c].parent == at && (best < 0 || good[c] > good[best]) {
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
		return l.widen(at, good)
	}
	return 0
}

// widen takes in the prose outside of the element that stands in containers of
// the same class: some pages part one story over several.
func (l *layout) widen(at int, good []int) int {
	holder := func(i int) (int, string) { // the innermost container with a class, and its name
		for ; i >= 0; i = l.elems[i].parent {
			n := l.elems[i].node
			if isInline(n) || n.DataAtom == atom.P || n.DataAtom == atom.Li {
				continue
			}
			if c := attr(n, "class"); c != "" {
				return i, n.Data + "." + c
			}
		}
		return -1, ""
	}
	inside := func(i, top int) bool {
		for ; i > top; i = l.elems[i].parent {
		}
		return i == top
	}
	held := map[string]int{}
	for i := range l.pieces {
		if p := &l.pieces[i]; p.proseLike() && inside(p.elem, at) {
			_, name := holder(p.elem)
			held[name] += p.chars
		}
	}
	wide := at
	for i := range l.pieces {
		p := &l.pieces[i]
		if !p.proseLike() || good[p.elem] == 0 || inside(p.elem, wide) {
			continue
		}
		h, name := holder(p.elem)
		if name == "" || 4*held[name] < good[at] {
			continue
		}
		top, other := wide, false
		for !inside(h, top) && top >= 0 {
			top = l.elems[top].parent
		}
		for j := h; j > top && j >= 0; j = l.elems[j].parent {
			other = other || l.elems[j].h1 > 0 || l.elems[j].node.DataAtom == atom.Article
		}
		if top > 0 && !other && l.elems[top].node.DataAtom != atom.Body {
			wide = top
		}
	}
	return wide
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
