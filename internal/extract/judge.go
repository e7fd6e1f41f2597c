package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

// judge decides block by block what inside the main element is the story.
func (d *doc) judge(main int) {
	l := d.layout
	in := make([]bool, len(l.elems))
	for i, e := range l.elems {
		in[i] = i == main || e.parent >= 0 && in[e.parent]
	}
	for i := range l.pieces {
		if !in[l.pieces[i].elem] {
			l.pieces[i].why = outside
		}
	}
	d.judgeWithin(in)
	d.keepLead()
}

const headlineAgain = "the headline again"

// outside is the reason of all that is not in the element that holds the story.
const outside = "outside of the story's element"

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
	title := foldText(d.article.Title)
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why != "" {
			continue
		}
		p.folded = foldText(p.text)
		switch {
		case noise[p.elem] != "":
			p.why = noise[p.elem]
		case p.folded == "":
			p.why = "no words"
		case strings.HasPrefix(p.text, "<") && strings.Contains(p.text, "=\""):
			p.why = "markup"
		case p.folded == title:
			p.why = headlineAgain
		case p.cues&(cueDialog|cueButton|cueHidden) != 0:
			p.why = "hidden"
		case p.kind == news.BlockCaption:
			p.why = "caption"
		case p.cues&cueFigure != 0 && p.kind != news.BlockTable && p.kind != news.BlockBlockquote && p.kind != news.BlockListItem:
			p.why = "caption"
		default:
			p.why = p.phraseNoise()
		}
	}
	l.judgeLists()
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why == "" && p.kind != news.BlockListItem {
			p.why = p.linkNoise()
		}
	}
	l.judgeRepeats()
	l.judgeStray()
	l.judgeEdges()
	l.judgeHeadings()
}

// linkNoise says why a block that is mostly links is no part of the story.
func (p *piece) linkNoise() string {
	if p.linked() < 0.8 || p.kind == news.BlockTable && p.linked() < 0.9 {
		return ""
	}
	if strings.HasPrefix(p.text, "http") || strings.HasPrefix(p.text, "www.") {
		return ""
	}
	if p.ends == 0 || p.linked() > 0.95 && p.ends == 1 && p.chars < 200 {
		return "links"
	}
	return ""
}

// judgeLists decides on each list as a whole: one of links is a menu of other pages.
func (l *layout) judgeLists() {
	type list struct{ items, chars, linkChars, linked, links, ends, first int }
	lists := map[*html.Node]*list{}
	owner := func(p *piece) *html.Node {
		return within(l.elems[p.elem].node, func(n *html.Node) bool {
			return n.DataAtom == atom.Ul || n.DataAtom == atom.Ol || n.DataAtom == atom.Dl
		})
	}
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why != "" || p.cues&cueList == 0 {
			continue
		}
		k := owner(p)
		if lists[k] == nil {
			lists[k] = &list{first: i}
		}
		s := lists[k]
		s.items++
		s.chars += p.chars
		s.linkChars += p.linkChars
		if p.linked() > 0.9 {
			s.linked++
		}
		if p.links > 0 {
			s.links++
		}
		if p.ends > 0 {
			s.ends++
		}
	}
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why != "" || p.cues&cueList == 0 {
			continue
		}
		s := lists[owner(p)]
		if share(s.linkChars, s.chars) > 0.65 || 10*s.linked >= 7*s.items {
			p.why = "list of links"
		} else if s.links == s.items && 4*s.linkChars > s.chars && l.pointsElsewhere(s.first-1) {
			p.why = "related stories"
		}
	}
}

// pointsElsewhere says whether the block is a label over other stories.
func (l *layout) pointsElsewhere(i int) bool {
	if i < 0 {
		return false
	}
	p := &l.pieces[i]
	return p.why == "related stories" || p.chars < 60 && p.ends == 0 && readAlso.starts(p.folded)
}

// judgeRepeats drops what the page says twice.
func (l *layout) judgeRepeats() {
	seen := map[string]bool{}
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why != "" || p.chars < 40 {
			continue
		}
		if seen[p.folded] {
			p.why = "said before"
		}
		seen[p.folded] = true
	}
}

// judgeHeadings drops the headings of what was dropped.
func (l *layout) judgeHeadings() {
	next := -1 // the next piece that is no heading and counts
	for i := len(l.pieces) - 1; i >= 0; i-- {
		p := &l.pieces[i]
		if p.why == "" && (p.kind == news.BlockHeading || p.kind == news.BlockParagraph && p.chars < 100 && p.ends == 0 && 10*p.strong > 9*p.chars) {
			if next < 0 {
				p.why = "heading of nothing"
			} else if l.pieces[next].why == "promotion" && next+1 < len(l.pieces) && l.pieces[next+1].why == "" && l.pieces[next+1].proseLike() {
				continue // the story goes on behind the pitch
			} else if l.pieces[next].why != "" && !(p.ends > 0 && p.chars > 80) { // a whole sentence heads no box
				p.why = "heading of " + l.pieces[next].why
			}
			continue
		}
		switch p.why {
		case "":
			next = i
		case "related stories", "list of links", "links", "promotion", "comments", "share bar", "tags", outside:
			next = i
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
