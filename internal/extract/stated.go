package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

// paragraphEnd is what parts paragraphs in a text that is stated in structured data.
var paragraphEnd = regexp.MustCompile(`(?i)</p>|</h\d>|</li>|<br\s*/?>\s*<br\s*/?>|\r?\n|\\n`)

// bodyAsStated takes the body that the page states in its structured data,
// where the page itself shows little of it. Where the page shows the story,
// the stated text is the worse one: cut, or without its paragraphs.
func (d *doc) bodyAsStated() {
	text, ok := d.facts.article.get("articleBody").(string)
	if !ok || len(text) < 400 || 3*d.layout.weightKept() > len(text) {
		return
	}
	var paras []string
	n := 0
	for _, part := range paragraphEnd.Split(text, -1) {
		if part = plain(part); part != "" {
			paras = append(paras, part)
			n += weight(part)
		}
	}
	if n < 300 || 3*d.layout.weightKept() > n {
		return
	}
	node := d.root
	eachWithin(d.root, func(e *html.Node) bool {
		if e.DataAtom == atom.Body {
			node = e
		}
		return e.DataAtom == atom.Html
	})
	d.blocks, d.article.Blocks = nil, nil
	for _, p := range paras {
		b := news.Block{Kind: news.BlockParagraph, Text: p}
		d.blocks = append(d.blocks, block{Block: b, node: node})
		d.article.Blocks = append(d.article.Blocks, b)
	}
	d.article.Body = strings.Join(paras, "\n\n")
	d.article.WordCount = wordCount(d.article.Body)
	d.because("body", "json-ld", "articleBody")
}
