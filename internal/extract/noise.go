package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
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

// noiseWords gives the reasons that class and id words are, in order of weight.
var noiseWords = []struct {
	says  words
	why   string
	most  int // holds only for elements with at most this weight of text; 0: any
	sure  bool
	links float64 // holds only where at least this share of the text is linked
}{
	{says: saysComment, why: "comments", sure: true},
	{says: saysConsent, why: "consent", sure: true},
	{says: saysRelated, why: "related stories"},
	{says: saysAdvert, why: "advertisement"},
	{says: saysShare, why: "share bar"},
	{says: saysPromo, why: "promotion"},
	{says: saysNav, why: "navigation"},
	{says: saysFooter, why: "footer", sure: true},
	{says: saysSide, why: "sidebar"},
	{says: saysPoll, why: "poll"},
	{says: saysUnseen, why: "hidden"},
	{says: saysBio, why: "author biography"},
	{says: saysPlayer, why: "player"},
	{says: saysCaption, why: "caption", most: 600},
	{says: saysByline, why: "byline", most: 1000},
	{says: saysTags, why: "tags", most: 600},
	{says: saysMeta, why: "date line", most: 200},
	{says: saysWidget, why: "widget", links: 0.4},
	{says: saysPaywall, why: "login", most: 1000},
}

// doubt finds the words that this page uses for its story, too: those are no evidence here.
func (l *layout) doubt() {
	l.doubted = 0
	if len(l.elems) == 0 {
		return
	}
	whole := l.elems[0].prose
	for _, w := range noiseWords {
		if w.sure {
			continue
		}
		sum := 0
		under := make([]bool, len(l.elems))
		for i := range l.elems {
			e := &l.elems[i]
			up := e.parent >= 0 && under[e.parent]
			under[i] = up || e.says&w.says != 0 && e.h1 == 0
			if under[i] && !up {
				sum += e.prose
			}
		}
		if 2*sum > whole {
			l.doubted |= w.says
		}
	}
}

// isNoise says why everything inside the element is no part of the story, "" when it may be.
func (l *layout) isNoise(i int) string {
	e := &l.elems[i]
	if e.h1 > 0 {
		return ""
	}
	switch e.node.DataAtom {
	case atom.Body, atom.Html, atom.Main:
		return ""
	}
	if e.card {
		return "related stories"
	}
	whole := l.elems[0].prose
	most := whole > 0 && 2*e.prose > whole
	if e.node.DataAtom == atom.Footer && whole > e.prose {
		return "footer"
	}
	if !most {
		switch e.node.DataAtom {
		case atom.Nav, atom.Menu:
			return "navigation"
		case atom.Footer:
			return "footer"
		case atom.Aside:
			return "aside"
		}
	}
	s := e.says &^ l.doubted
	if s == 0 {
		return ""
	}
	if s&saysEmbed != 0 {
		s &^= saysShare
	}
	if s&saysBody != 0 {
		s &= saysComment | saysRelated | saysConsent
	}
	for _, w := range noiseWords {
		if s&w.says == 0 || most && !w.sure {
			continue
		}
		if w.most > 0 && e.chars > w.most || w.links > 0 && share(e.linkChars, e.chars) < w.links {
			continue
		}
		return w.why
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
			p.why = "the headline again"
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
	l.judgeEdges()
	l.judgeHeadings()
}

// phraseNoise says why a block is no part of the story by what it says.
func (p *piece) phraseNoise() string {
	if p.chars > 400 {
		return ""
	}
	label := p.chars < 60 && p.ends == 0
	emphatic := 10*p.strong > 9*p.chars
	switch {
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
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.why != "" {
			continue
		}
		short := p.chars < 120 && p.kind != news.BlockTable
		same := l.elems[p.elem].parent == l.elems[l.pieces[first].elem].parent || p.kind == news.BlockListItem && p.linked() < 0.3
		switch {
		case i < first && short && !same && p.kind != news.BlockHeading && (p.ends == 0 || p.chars < 30):
			p.why = "before the story"
		case i < first && short && (p.dateish() || bylineStart.starts(p.folded) && p.ends == 0):
			p.why = "byline"
		case i > last && short && (p.dateish() || p.linked() > 0.3 && p.ends == 0):
			p.why = "after the story"
		case short && p.kind == news.BlockParagraph && p.dateish() && p.ends == 0:
			p.why = "date line"
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
			} else if l.pieces[next].why != "" {
				p.why = "heading of " + l.pieces[next].why
			}
			continue
		}
		switch p.why {
		case "":
			next = i
		case "related stories", "list of links", "links", "promotion", "comments", "share bar", "tags", "outside of the story's element":
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
