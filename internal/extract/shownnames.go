package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// offerShown offers the names that stand in the page about the headline:
// marked-up links, byline elements, links to an author's page, and lines that
// begin as bylines do.
func (d *doc) offerShown(offer func([]string, string, string, float64, *html.Node)) {
	f := &d.facts
	for _, from := range []struct {
		what  labelKind
		path  string
		score float64
	}{
		{labelAuthor, "author link", 0.6},
		{labelByline, "byline class", 0.55},
	} {
		names, node, score := d.shownNames(f.labelled(from.what), from.what == labelByline)
		if node != nil {
			offer(names, "dom", from.path, from.score*score, node)
		}
	}
	f.byline, f.signed = d.bylineText()
	if node, names := f.byline, f.signed; node != nil {
		offer(names, "text", "byline", 0.55, node)
	}
}

// isPhrase says whether words are written as a phrase is and not as a name:
// the first of several with a capital and no other.
func isPhrase(s string) bool {
	words, capitals := strings.Fields(s), 0
	for _, w := range words {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsUpper(r):
			capitals++
		case !unicode.IsLower(r):
			return false // a script without capitals
		}
	}
	return len(words) > 1 && capitals == 1
}

// longestByline is how many letters an element with a byline has at most.
const longestByline = 160

// shownNames is the names in the first of the elements that stand where a
// byline would, and in its neighbours of the same kind.
func (d *doc) shownNames(nodes []*html.Node, lines bool) (names []string, first *html.Node, score float64) {
	f := &d.facts
	last := 0
	for _, n := range nodes {
		if first != nil && (f.order[n]-last > 40 || contains(first, n)) {
			if contains(first, n) {
				continue
			}
			break
		}
		if d.isFurniture(n) {
			continue
		}
		if f.headline != nil && f.order[n] < f.order[f.headline]-60 {
			continue
		}
		text := lineText(n)
		if text == "" || utf8.RuneCountInString(text) > longestByline {
			continue
		}
		var found []string
		if lines {
			found = d.lineNames(n, text)
		} else if utf8.RuneCountInString(text) < 70 {
			found = d.linkNames(n)
		}
		found = slices.DeleteFunc(d.people(found), isPhrase)
		if len(found) == 0 {
			continue
		}
		if first != nil && lines {
			if _, by := stripBy(text); by { // another byline, of another story
				break
			}
		}
		if first == nil {
			first, score = n, 1
			if _, by := stripBy(text); by {
				score = 1.1
			} else if lines && len(found) == 1 && len(strings.Fields(found[0])) < 2 {
				score = 0.7
			}
		} else if nearestCommon(first, n, 4) == nil {
			break
		}
		last = f.order[n]
		names = append(names, found...)
	}
	return distinctNames(names), first, score
}

// lineNames is the names in a byline element: of its links to authors where
// it has any, else of its text.
func (d *doc) lineNames(n *html.Node, text string) []string {
	var linked []string
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.Type == html.ElementNode && (attr(c, "itemprop") == "name" || c.DataAtom == atom.A && (hasWord(attr(c, "rel"), "author") || hrefKind(attr(c, "href"))&labelAuthor != 0)) {
			linked = append(linked, d.linkNames(c)...)
			return
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	if linked = d.people(distinctNames(linked)); len(linked) > 0 {
		return linked
	}
	// Where the element has several lines, the name is on the first that is
	// not a label; roles and dates follow.
	for _, line := range linesOf(n) {
		if names := d.people(cleanNames(line, d.article.Language)); len(names) > 0 {
			return names
		}
	}
	return nil
}

// linkNames is the names in a link to an author: in the first of its elements
// that has one, where it also holds a role or a picture's text.
func (d *doc) linkNames(n *html.Node) []string {
	names := cleanNames(lineText(n), d.article.Language)
	if len(names) == 1 && len(strings.Fields(names[0])) <= 3 {
		return names
	}
	for _, line := range leavesOf(n) {
		if first := d.people(cleanNames(line, d.article.Language)); len(first) > 0 && strings.Contains(first[0], " ") {
			return first
		}
	}
	return names
}

// leavesOf is the texts of the innermost elements.
func leavesOf(n *html.Node) []string {
	var out []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			out = append(out, squeeze(c.Data))
		case c.Type == html.ElementNode && c.DataAtom != atom.Svg && c.DataAtom != atom.Script && c.DataAtom != atom.Style:
			out = append(out, leavesOf(c)...)
		}
	}
	return out
}

// linesOf is the texts of the lines within an element.
func linesOf(n *html.Node) []string {
	var out []string
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.Type != html.ElementNode {
			return
		}
		if isLine(c) {
			if t := lineText(c); t != "" {
				out = append(out, t)
			}
			return
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			if k.Type == html.TextNode && strings.TrimSpace(k.Data) != "" {
				out = append(out, squeeze(k.Data))
			}
			walk(k)
		}
	}
	walk(n)
	return out
}

// nearestCommon is the nearest ancestor of both within so many steps of a, or nil.
func nearestCommon(a, b *html.Node, steps int) *html.Node {
	p := a
	for range steps {
		if p = p.Parent; p == nil {
			return nil
		}
		if contains(p, b) {
			return p
		}
	}
	return nil
}
