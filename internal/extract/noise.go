package extract

import (
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

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
	{says: saysHidden, why: "hidden"},
	{says: saysBio, why: "author biography"},
	{says: saysPlayer, why: "player"},
	{says: saysCaption, why: "caption", most: 600},
	{says: saysByline, why: "byline", most: 1000},
	{says: saysTags, why: "tags", most: 600},
	{says: saysMeta, why: "date line", most: 200},
	{says: saysWidget, why: "widget", links: 0.4},
	{says: saysFacts, why: "fact box"},
	{says: saysDisclaimer, why: "disclaimer", most: 1000},
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
	switch {
	case e.cues&cueFooter != 0 && (whole > e.prose || !most):
		return "footer"
	case most:
	case e.cues&cueNav != 0 && (4*e.prose < whole || 2*e.linkChars > e.chars):
		return "navigation"
	case e.cues&cueAside != 0:
		return "aside"
	case e.cues&cueForm != 0 && 8*e.prose < whole && e.prose < 600:
		return "form"
	}
	if l.isPicture(e) {
		return "caption"
	}
	s := e.says &^ l.doubted
	switch e.node.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6: // a place that a table of contents leads to
		s &^= saysNav
	case atom.P: // the part of the story behind the paywall
		s &^= saysPaywall
	}
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

// isPicture says whether the element is a picture with the lines under it.
func (l *layout) isPicture(e *elem) bool {
	if e.pics == 0 || e.headings > 0 || e.chars == 0 || e.cues&cueList != 0 {
		return false
	}
	switch e.node.DataAtom {
	case atom.P, atom.Li, atom.Td, atom.Tr, atom.Table, atom.Blockquote, atom.Article, atom.Section:
		return false
	}
	n := e.last - e.first
	if e.says&saysPicture != 0 {
		return e.chars <= 600 && n <= 4*e.pics+2
	}
	if e.chars > 400 || n > 2 {
		return false
	}
	for _, p := range l.pieces[e.first:e.last] { // an icon with a point beside it is no picture
		if p.kind == news.BlockListItem || n == 1 && p.chars < 30 || l.elems[p.elem].node.DataAtom == atom.P && p.chars > 160 {
			return false
		}
	}
	return true
}
