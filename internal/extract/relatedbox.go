package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// count notes which stories each element holds.
func (w *relatedWalk) count() {
	for i := range w.links {
		l := &w.links[i]
		if !isHeadline(l.title) {
			continue
		}
		for n := l.node; n != nil && !w.holds[n]; n = n.Parent {
			m := w.stories[n]
			if m == nil {
				m = map[string]bool{}
				w.stories[n] = m
			}
			if len(m) < 3 {
				m[l.key] = true
			}
		}
	}
}

// recommends decides whether a link stands as a recommendation: as a card, in a
// list, or as a line of its own; not within a sentence.
func (w *relatedWalk) recommends(l *storyLink) bool {
	if !isHeadline(l.title) || l.at.says&saysAdvert != 0 {
		return false
	}
	if l.at.says&saysTags != 0 && wordsIn(l.title) < 5 { // the class of a card may list its tags
		return false
	}
	block := l.node.Parent
	for block != nil && isInline(block) && block.Parent != nil {
		block = block.Parent
	}
	e, known := w.elemOf[block]
	if !known {
		e = l.at.elem
	}
	if e >= len(w.lay.elems) {
		return false
	}
	el := &w.lay.elems[e]
	if w.first >= 0 && el.first >= w.first && el.first <= w.last {
		l.inline = true
	}
	if w.holds[block] || l.inline && !w.boxed(l.node) {
		// among the paragraphs: only a line that is nothing but a linked headline
		line := strings.TrimSpace(textOf(block))
		linked := textOf(l.node)
		if len(line) > 3*len(linked) || len(line) > len(linked)+40 || wordsIn(linked) < 4 {
			return false
		}
		if rest := strings.TrimSpace(strings.Replace(line, linked, "", 1)); rest != "" {
			if !leadsIn(rest) {
				return false
			}
			if before, _, ok := strings.Cut(line, linked); ok && hasLetter(before) {
				l.leadIn = strings.TrimRight(strings.TrimSpace(before), " :：>»→►-–|")
			}
		}
		l.inline = true
	}
	return true
}

// boxed tells whether a link stands in a box of its own among the paragraphs.
func (w *relatedWalk) boxed(n *html.Node) bool {
	for range 8 {
		n = n.Parent
		if n == nil || w.holds[n] {
			return false
		}
		if n.DataAtom == atom.Aside || n.DataAtom == atom.Article || n.DataAtom == atom.Section || len(w.stories[n]) > 1 {
			return true
		}
		if e, ok := w.elemOf[n]; ok && w.lay.elems[e].says&saysRelated != 0 {
			return true
		}
	}
	return false
}

// leadsIn tells whether a text can introduce a recommended story.
func leadsIn(s string) bool {
	return strings.ContainsAny(s, ":：>»→►▶+•-–|") || utf8.RuneCountInString(s) <= 12
}

// heading is the heading of the box around a link, and the box; false when the box
// is none of recommendations.
func (w *relatedWalk) heading(l *storyLink) (string, *html.Node, bool) {
	box := l.node
	if l.leadIn != "" {
		return l.leadIn, l.node.Parent, !advertised(l.leadIn)
	}
	named := "" // what the markup calls the box, where no heading does
	for c, up := l.node, l.node.Parent; up != nil && up.DataAtom != atom.Body; c, up = up, up.Parent {
		if w.holds[up] && !l.inline {
			break
		}
		many := len(w.stories[up]) > 1
		for s := c.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type != html.ElementNode {
				continue
			}
			if len(w.stories[s]) > 1 && many && !sameKind(s, c) {
				return named, box, true // another box
			}
			if len(w.stories[s]) > 0 {
				if many {
					if h := w.ownHeading(s); h != "" && !sameKind(s, c) {
						return h, up, !advertised(h)
					}
				}
				continue
			}
			if h := boxHeading(s); h != "" && h != w.d.article.Title && (many || relatedWord(h)) {
				return h, up, !advertised(h)
			}
			if many {
				if h := textOf(s); utf8.RuneCountInString(h) <= 40 && hasLetter(h) && wordsIn(h) <= 5 && !advertised(h) && !hasDigit(h) {
					return strings.TrimRight(h, " :›>»"), up, true
				}
			}
			if w.holds[s] {
				return named, box, true
			}
		}
		if w.holds[up] {
			break
		}
		if many {
			box = up
			if label := attr(up, "aria-label"); named == "" && label != "" && utf8.RuneCountInString(label) < 60 && up.DataAtom != atom.Article {
				named = squeeze(label)
			}
		}
	}
	return named, box, true
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// sameKind tells whether two elements are alike, as the cards of one list are.
func sameKind(a, b *html.Node) bool {
	return a.DataAtom == b.DataAtom && attr(a, "class") == attr(b, "class")
}

// ownHeading is the heading that starts a box which holds stories, too.
func (w *relatedWalk) ownHeading(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if len(w.stories[c]) > 0 {
			return ""
		}
		return boxHeading(c)
	}
	return ""
}

// boxHeading is the text of an element that can head a box: a heading, or a short
// line that its class calls a title.
func boxHeading(n *html.Node) string {
	var heading *html.Node
	titled := false
	eachWithin(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Legend, atom.Dt:
			if heading == nil {
				heading = c
			}
			return false
		case atom.Script, atom.Style, atom.Svg, atom.Nav:
			return false
		case atom.Strong, atom.B:
			titled = true
		}
		if class := strings.ToLower(attr(c, "class")); strings.Contains(class, "title") || strings.Contains(class, "head") || strings.Contains(class, "label") || strings.Contains(class, "titre") || strings.Contains(class, "titulo") {
			titled = true
		}
		return heading == nil
	})
	text := ""
	switch {
	case heading != nil:
		text = textOf(heading)
	case titled || n.DataAtom == atom.P:
		text = textOf(n)
	}
	if k := utf8.RuneCountInString(text); k < 2 || k > 70 || wordsIn(text) > 8 || !hasLetter(text) {
		return ""
	}
	return strings.TrimRight(text, " :›>»")
}

// advertised tells whether a heading marks what is paid for or sold.
func advertised(h string) bool {
	h = strings.ToLower(h)
	for _, w := range []string{"anzeige", "sponsor", "advert", "werbung", "partner", "publicidad", "publicité", "reklam", "реклама", "shop", "newsletter", "stellen", "jobs", "gutschein", "coupon", "podcast", "promoted", "広告", "광고", "around the web", "from the web"} {
		if strings.Contains(h, w) {
			return true
		}
	}
	return false
}

// relatedWord tells whether a heading says that stories follow.
func relatedWord(h string) bool {
	h = strings.ToLower(h)
	for _, w := range []string{"read", "related", "more", "also", "mehr", "lesen", "auch", "lire", "aussi", "leer", "también", "leia", "leggi", "lees", "läs", "les ", "læs", "lue", "czytaj", "čtěte", "citeste", "citește",
		"читай", "читать", "також", "также", "матеріал", "материал", "тем", "oku", "ilgili", "اقرأ", "إقرأ", "関連", "相关", "相關", "관련", "baca", "xem thêm", "सम्बंधित", "पढ़ें", "আরও", "διαβάστε", "tovább", "kapcsolódó", "podobn", "powiązan", "correlat"} {
		if strings.Contains(h, w) {
			return true
		}
	}
	return false
}
