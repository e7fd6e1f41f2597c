package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// headlineOf is the headline in a link or card: its heading, else the element
// named for a title, else its first line that is long enough for one.
func headlineOf(n *html.Node) string {
	var heading, named *html.Node
	eachWithin(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if heading == nil && textOf(c) != "" {
				heading = c
			}
			return false
		case atom.Script, atom.Style, atom.Svg, atom.Noscript, atom.Figcaption, atom.Time:
			return false
		}
		if c != n && named == nil {
			if class := strings.ToLower(attr(c, "class") + " " + attr(c, "itemprop")); strings.Contains(class, "headline") || strings.Contains(class, "title") && !strings.Contains(class, "subtitle") && !strings.Contains(class, "pretitle") && !strings.Contains(class, "overtitle") {
				if t := textOf(c); wordsIn(t) >= 3 {
					named = c
				}
			}
		}
		return true
	})
	for _, c := range []*html.Node{heading, named} {
		if c == nil {
			continue
		}
		if lines := runsOf(c); len(lines) > 1 {
			return bestLine(lines)
		}
		return textOf(c)
	}
	return bestLine(runsOf(n))
}

// runsOf is the text of n in lines, where block elements and elements with a class
// part them: kickers, ranks and times stand in elements of their own.
func runsOf(n *html.Node) []string {
	var lines []string
	var b strings.Builder
	flush := func() {
		if s := squeeze(b.String()); s != "" {
			lines = append(lines, s)
		}
		b.Reset()
	}
	var walk func(*html.Node, int)
	walk = func(c *html.Node, depth int) {
		if depth > 60 {
			return
		}
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			return
		}
		if c.Type != html.ElementNode {
			return
		}
		switch c.DataAtom {
		case atom.Script, atom.Style, atom.Svg, atom.Noscript, atom.Template, atom.Figcaption, atom.Button, atom.Time:
			return
		}
		parts := c != n && (!isInline(c) || c.DataAtom == atom.Span && attr(c, "class") != "")
		if parts {
			flush()
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			walk(k, depth+1)
		}
		if parts {
			flush()
		}
	}
	walk(n, 0)
	flush()
	return lines
}

// bestLine is the first line that can be a headline, or the longest.
func bestLine(lines []string) string {
	best := ""
	for _, l := range lines {
		if wordsIn(l) >= 4 {
			return l
		}
		if len(l) > len(best) {
			best = l
		}
	}
	return best
}

// wordsIn counts words; two ideographs count as one.
func wordsIn(s string) int {
	n, ideographs, in := 0, 0, false
	for _, r := range s {
		switch {
		case r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			ideographs++
			in = false
		case r > unicode.MaxLatin1 && unicode.In(r, unicode.Thai, unicode.Khmer, unicode.Lao):
			ideographs++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || in && (r == '\'' || r == '’' || r == '-' || r == '.'):
			if !in {
				n++
			}
			in = true
		default:
			in = false
		}
	}
	return n + ideographs/2
}

// isHeadline tells whether a text can be a headline.
func isHeadline(s string) bool {
	n := utf8.RuneCountInString(s)
	words := wordsIn(s)
	return n <= 300 && (words >= 4 && n >= 12 || words >= 3 && (n >= 22 || strings.ContainsAny(s, ":?!：") || n >= 12 && unparted(s)) || words >= 2 && n >= 26)
}

// unparted tells whether the text is in a script that puts many words into few signs.
func unparted(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
	}) >= 0
}
