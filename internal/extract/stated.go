package extract

import (
	"encoding/json"
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
	kept := d.layout.weightKept()
	method, path := "json-ld", "articleBody"
	text, _ := d.facts.article.get("articleBody").(string)
	if len(text) < 400 && kept < 400 {
		method, path = "json", "script"
		text = d.storyInState()
	}
	if len(text) < 400 || 3*kept > len(text) {
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
	if n < 300 || 3*kept > n {
		return
	}
	node := d.root
	eachNode(d.root, func(e *html.Node) bool {
		if e.DataAtom == atom.Body {
			node = e
		}
		return e.Type == html.DocumentNode || e.DataAtom == atom.Html
	})
	d.blocks, d.article.Blocks = nil, nil
	for _, p := range paras {
		b := news.Block{Kind: news.BlockParagraph, Text: p}
		d.blocks = append(d.blocks, block{Block: b, node: node})
		d.article.Blocks = append(d.article.Blocks, b)
	}
	d.article.Body = strings.Join(paras, "\n\n")
	d.article.WordCount = wordCount(d.article.Body)
	d.because("body", method, path)
}

// storyInState is the longest text with paragraphs of its own in the data that
// the page's scripts carry, for pages that are drawn by the reader's browser.
func (d *doc) storyInState() string {
	best := ""
	eachNode(d.root, func(n *html.Node) bool {
		if n.DataAtom != atom.Script {
			return true
		}
		if data := rawText(n); len(data) > 600 {
			best = longestMarkup(data, best, 3)
		}
		return false
	})
	return best
}

// longestMarkup looks in the string literals of a script for a longer text of
// several paragraphs than the best so far; a literal may hold further literals.
func longestMarkup(data, best string, depth int) string {
	for {
		i := strings.IndexByte(data, '"')
		if i < 0 {
			return best
		}
		j := i + 1
		for j < len(data) && data[j] != '"' && data[j] != '\n' {
			if data[j] == '\\' {
				j++
			}
			j++
		}
		if j >= len(data) {
			return best
		}
		if data[j] == '\n' { // no literal of JSON runs over a line
			data = data[j:]
			continue
		}
		literal := data[i : j+1]
		data = data[j+1:]
		var text string
		if len(literal) < 600 || !strings.Contains(literal, "/p") || json.Unmarshal([]byte(literal), &text) != nil {
			continue
		}
		switch {
		case depth > 0 && (strings.Contains(text, `\u003c`) || strings.Contains(text, `\"`) || strings.HasPrefix(text, "{")):
			best = longestMarkup(text, best, depth-1)
		case strings.Count(text, "</p>") >= 3 && len(text) > len(best) && !strings.Contains(text, "<script"):
			best = text
		}
	}
}
