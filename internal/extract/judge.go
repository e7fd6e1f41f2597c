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

// phraseNoise says why a block is no part of the story by what it says.
func (p *piece) phraseNoise() string {
	if p.chars > 400 {
		return ""
	}
	label := p.chars < 60 && (p.ends == 0 || strings.HasSuffix(p.text, "...") || strings.HasSuffix(p.text, "…"))
	emphatic := 10*p.strong > 9*p.chars
	switch {
	case label && p.linked() < 0.5 && readAlso.at(p.folded) == len(p.folded):
		return "related stories"
	case p.links <= 2 && placeholder.has(p.folded) && (p.chars < 200 || placeholder.starts(p.folded)):
		return "placeholder"
	case label && advertLabel.only(p.folded):
		return "advertisement"
	case label && shareLabel.only(p.folded):
		return "share bar"
	case label && commentLabel.only(p.folded):
		return "comments"
	case label && p.chars < 40 && readingTime.only(p.folded):
		return "reading time"
	case p.chars < 250 && (strings.HasPrefix(p.text, "©") || copyrightStart.starts(p.folded) || copyrightWords.has(p.folded)):
		return "copyright"
	case (p.linked() > 0.4 || p.links > 0 && emphatic || label && (p.kind == news.BlockHeading || emphatic || strings.HasSuffix(p.text, ":") || strings.HasSuffix(p.text, "..."))) && readAlso.starts(p.folded):
		return "related stories"
	case p.chars < 300 && p.links > 0 && (p.linked() > 0.5 || emphatic) && pitch.has(p.folded), p.chars < 160 && p.links > 0 && pitch.starts(p.folded):
		return "promotion"
	case p.chars < 160 && p.ends <= 1 && p.isCredit():
		return "credit"
	}
	return ""
}

// isCredit says whether a short block tells who took or owns a picture.
func (p *piece) isCredit() bool {
	if n := creditStart.at(p.folded); n >= 0 {
		head, _, _ := strings.Cut(p.text, " ")
		return strings.ContainsAny(head, ":|/©") || strings.Contains(p.folded[:n], " ") || p.text[0] == '('
	}
	return p.chars < 100 && p.ends == 0 && creditWords.has(p.folded)
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
	type list struct{ items, chars, linkChars, linked, ends, first int }
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
		}
	}
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

// judgeHeadings drops the headings of what was dropped.
func (l *layout) judgeHeadings() {
	next := -1 // the next piece that is no heading and counts
	for i := len(l.pieces) - 1; i >= 0; i-- {
		p := &l.pieces[i]
		if p.why == "" && (p.kind == news.BlockHeading || p.kind == news.BlockParagraph && p.chars < 100 && p.ends == 0 && 10*p.strong > 9*p.chars) {
			if next < 0 {
				p.why = "heading of nothing"
			} else if l.pieces[next].why == "promotion" && next+1 < len(l.pieces) && l.pieces[next+1].why == "" && l.pieces[next+1].proseLike() {
				// the story goes on behind the pitch
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
