package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isFurniture says whether the element stands in a part of the page that is
// not this story: menus, footers, comments, teasers of other stories.
func (d *doc) isFurniture(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Footer, atom.Form, atom.Figure, atom.Figcaption:
			return true
		}
		if d.holdsStory(p) {
			return false
		}
		switch p.DataAtom {
		case atom.Article:
			if d.facts.headline != nil {
				return true
			}
		case atom.Aside:
			if p != n && d.teaserLike(p) {
				return true
			}
		}
		if saysFurniture(p) {
			return true
		}
	}
	return false
}

// holdsStory says whether the element holds the headline or the middle of the body.
func (d *doc) holdsStory(n *html.Node) bool {
	if h := d.facts.headline; h != nil && contains(n, h) {
		return true
	}
	if k := len(d.blocks); k > 0 && d.blocks[k/2].node != nil {
		return contains(n, d.blocks[k/2].node)
	}
	return false
}

var furnitureWords = []string{
	"comment", "related", "recommend", "most-read", "mostread", "popular", "trending", "sidebar", "footer", "newsletter", "navigation", "menu",
	"teaser", "more-stories", "latest-news", "read-also", "also-read", "carousel", "promo", "caption", "copyright", "cookie", "photographer", "outbrain", "taboola",
}

// saysFurniture says whether the class or id of an element names such a part.
func saysFurniture(n *html.Node) bool {
	class, id := attr(n, "class"), attr(n, "id")
	if class == "" && id == "" {
		return false
	}
	named := strings.ToLower(class + " " + id)
	return slices.ContainsFunc(furnitureWords, func(w string) bool { return strings.Contains(named, w) })
}

// teaserLike says whether an element holds links with headlines in them.
func (d *doc) teaserLike(n *html.Node) bool {
	links := 0
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.DataAtom == atom.A && len(strings.Fields(textOf(c))) > 5 {
			links++
			return
		}
		for k := c.FirstChild; k != nil && links < 2; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	return links > 1
}
