package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of an attribute of the element, "" where it has none.
func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

// hasAttr says whether the element carries the attribute, even an empty one.
func hasAttr(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}

// textOf is the text a reader sees in the node, white space folded to single
// spaces; elements that start a line of their own part words.
func textOf(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.Type == html.TextNode && c.NextSibling == nil && !unread(n) {
		return squeeze(c.Data)
	}
	var b strings.Builder
	writeText(&b, n)
	return squeeze(b.String())
}

func writeText(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(n.Data)
		return
	case html.ElementNode:
		if unread(n) {
			return
		}
		if n.DataAtom == atom.Br {
			b.WriteByte(' ')
			return
		}
	}
	block := !isInline(n)
	if block {
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(b, c)
	}
	if block {
		b.WriteByte(' ')
	}
}

// unread says whether the text in the element is none that a reader sees.
func unread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Select, atom.Textarea, atom.Button:
		return true
	}
	return false
}

// lineText is textOf with a space between elements: bylines set a name and
// the word before it apart by style alone.
func lineText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if unread(c) {
			return
		}
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			return
		}
		if c.Type == html.ElementNode {
			b.WriteByte(' ')
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
		if c.Type == html.ElementNode {
			b.WriteByte(' ')
		}
	}
	walk(n)
	s := squeeze(b.String())
	s = strings.ReplaceAll(s, " ,", ",")
	return s
}

// isInline says whether the element stands within a line of text.
func isInline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I,
		atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup,
		atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr:
		return true
	}
	return false
}

// squeeze folds white space to single spaces, and drops what is invisible:
// zero-width characters, soft hyphens and direction marks at the ends.
func squeeze(s string) string {
	clean, space := true, true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && space {
			clean = false
			break
		}
		space = c == ' '
	}
	if clean && !space {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space = false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '\u00a0' || r < ' ':
			space = true
			continue
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == utf8.RuneError:
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// within is the nearest of the node and its ancestors that the test holds for.
func within(n *html.Node, test func(*html.Node) bool) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && test(n) {
			return n
		}
	}
	return nil
}

// contains says whether n is inside of top, or top itself.
func contains(top, n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}
