package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// eachWithin visits the elements inside of top, and top; visit says whether to go into one.
func eachWithin(top *html.Node, visit func(*html.Node) bool) {
	eachNode(top, func(n *html.Node) bool { return n.Type == html.ElementNode && visit(n) })
}

// eachText visits the texts inside of top until visit says no.
func eachText(top *html.Node, visit func(string) bool) {
	on := true
	eachNode(top, func(n *html.Node) bool {
		if n.Type == html.TextNode && on {
			on = visit(n.Data)
		}
		return on && !(n.DataAtom == atom.Script || n.DataAtom == atom.Style)
	})
}

// eachNode visits top and what is inside of it, without recursion.
func eachNode(top *html.Node, visit func(*html.Node) bool) {
	for n := top; n != nil; {
		if visit(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != top && n.NextSibling == nil {
			n = n.Parent
		}
		if n == top {
			return
		}
		n = n.NextSibling
	}
}
