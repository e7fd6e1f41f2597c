package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// marks is what the attributes and the name of an element say of it.
type marks struct {
	says   words
	cues   cue
	hidden bool
}

// read reads the marks of an element.
func (w *segmenter) read(n *html.Node) marks {
	var m marks
	switch n.DataAtom {
	case atom.Nav, atom.Menu:
		m.cues |= cueNav
	case atom.Aside:
		m.cues |= cueAside
	case atom.Footer:
		m.cues |= cueFooter
	case atom.Header:
		m.cues |= cueHeader
	case atom.Form, atom.Label, atom.Fieldset:
		m.cues |= cueForm
	case atom.Figure:
		m.cues |= cueFigure
	case atom.Figcaption:
		m.cues |= cueCaption
	case atom.Ul, atom.Ol, atom.Dl:
		m.cues |= cueList
	}
	for i := range n.Attr {
		v := n.Attr[i].Val
		switch n.Attr[i].Key {
		case "class", "id":
			if v == "" || len(v) > 1000 {
				continue
			}
			said, ok := w.vocabulary[v]
			if !ok {
				said = meaning(v)
				w.vocabulary[v] = said
			}
			m.says |= said
			if n.Attr[i].Key == "class" && hidesClass(v) {
				m.says |= saysHidden
			}
		case "hidden":
			m.hidden = m.hidden || v != "until-found"
		case "style":
			m.hidden = m.hidden || hidesText(v)
		case "aria-hidden":
			if v == "true" && n.DataAtom != atom.Body {
				m.cues |= cueHidden
			}
		case "aria-label":
			if len(v) < 60 && n.DataAtom != atom.A {
				m.says |= meaning(v) & (saysRelated | saysShare | saysNav | saysComment | saysAdvert)
			}
		case "role":
			switch strings.ToLower(v) {
			case "navigation", "menu", "menubar", "search":
				m.cues |= cueNav
			case "complementary":
				m.cues |= cueAside
			case "contentinfo":
				m.cues |= cueFooter
			case "dialog", "alertdialog":
				m.cues |= cueDialog
			case "button":
				m.cues |= cueButton
			}
		case "itemprop":
			if strings.EqualFold(v, "articleBody") {
				m.says |= saysBody
			}
		}
	}
	if n.DataAtom == atom.Blockquote && m.says&saysEmbed != 0 {
		m.cues |= cueEmbed
	}
	if n.DataAtom == 0 && strings.Contains(n.Data, "-") {
		m.says |= meaning(n.Data)
	}
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return marks{}
	}
	return m
}

// hidesClass says whether a class takes the element out of sight on every screen.
func hidesClass(class string) bool {
	if !strings.Contains(class, "hid") && !strings.Contains(class, "d-none") {
		return false
	}
	hides := false
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "hidden", "d-none", "hide", "is-hidden", "u-hidden":
			hides = true
		}
		if strings.Contains(c, ":") || strings.HasPrefix(c, "d-") && c != "d-none" { // shown where there is room
			return false
		}
	}
	return hides
}

// hidesText says whether a style attribute takes the element out of sight.
func hidesText(style string) bool {
	if !strings.Contains(style, "none") && !strings.Contains(style, "hidden") && !strings.Contains(style, "NONE") {
		return false
	}
	for decl := range strings.SplitSeq(strings.ToLower(style), ";") {
		name, value, _ := strings.Cut(decl, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(name) {
		case "display":
			if value == "none" {
				return true
			}
		case "visibility":
			if value == "hidden" {
				return true
			}
		}
	}
	return false
}
