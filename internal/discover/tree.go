package discover

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"presscut/internal/payload"
)

// parseHTML reads a page into a tree. The parser refuses nesting beyond what
// browsers follow; of such a page the elements that matter here are kept and
// the others, which only nest, are left out.
func parseHTML(body []byte, contentType string) *html.Node {
	text, _ := payload.UTF8(body, contentType)
	if root, err := html.Parse(bytes.NewReader(text)); err == nil {
		return root
	}
	var flat bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		switch t.Data {
		case "a", "h1", "h2", "h3", "meta", "link", "base", "title", "script", "style":
			flat.WriteString(t.String())
			continue
		}
		if kind == html.TextToken {
			flat.WriteString(t.String())
		}
	}
	root, err := html.Parse(&flat)
	if err != nil { // headings in headings, without end
		return &html.Node{Type: html.DocumentNode}
	}
	return root
}

// walk visits the elements below n in page order; where visit says false, not
// what is inside.
func walk(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || visit(c) {
			walk(c, visit)
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// hasWord says whether an attribute that is a list of words has the word.
func hasWord(n *html.Node, name, word string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(attr(n, name))) {
		if w == word {
			return true
		}
	}
	return false
}

// inline are the elements that do not part words.
var inline = words(`a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr`)

// textOf is the text a reader sees in an element, white space collapsed.
func textOf(n *html.Node) string {
	var b strings.Builder
	var read func(*html.Node)
	read = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type != html.ElementNode:
			case c.Data == "script", c.Data == "style", c.Data == "noscript", c.Data == "template", c.Data == "svg", c.Data == "button":
			case inline[c.Data]:
				read(c)
			default:
				b.WriteByte(' ')
				read(c)
				b.WriteByte(' ')
			}
		}
	}
	read(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// linkText is the text of the links in an element.
func linkText(n *html.Node) string {
	var b strings.Builder
	walk(n, func(c *html.Node) bool {
		if c.Data != "a" {
			return true
		}
		b.WriteString(textOf(c))
		return false
	})
	return b.String()
}

// find is the first element below n that is wanted.
func find(n *html.Node, wanted func(*html.Node) bool) (first *html.Node) {
	walk(n, func(c *html.Node) bool {
		if first == nil && wanted(c) {
			first = c
		}
		return first == nil
	})
	return first
}

func heading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

func unescape(s string) string { return html.UnescapeString(s) }

// plain is a title as text: feeds put markup and references into it.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			s = textOf(root)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}
