package extract

import (
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// readRelated fills related: the links to other stories that the page recommends,
// in page order, with the heading of the box that each stands in.
func (d *doc) readRelated() {
	if d.relatedByRule() {
		return
	}
	w := newRelatedWalk(d)
	for c := d.root.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, region{}, 0)
	}
	w.title()
	w.count()
	seen := map[string]bool{}
	for i := range w.links {
		l := &w.links[i]
		if !w.recommends(l) {
			continue
		}
		block, box, ok := w.heading(l)
		if !ok {
			continue
		}
		key := block + "\x00" + l.key
		if seen[key] {
			continue
		}
		seen[key] = true
		url, err := canon.Resolve(d.base, l.url)
		if err != nil {
			continue
		}
		d.article.Related = append(d.article.Related, news.Headline{Title: l.title, URL: url, Block: block, Inline: l.inline})
		if len(d.article.Related) == 1 {
			d.because("related", "dom", pathOf(box))
		}
	}
}

// relatedByRule reads what the rule selects: each step's links, headed by the
// step's block selector.
func (d *doc) relatedByRule() bool {
	if d.rule == nil {
		return false
	}
	for _, step := range d.rule.Fields["related"] {
		if step.Select.Sel == nil {
			continue
		}
		type row struct{ url, block string }
		seen := map[row]bool{}
		self := canon.Key(d.page.URL)
		for _, n := range cascadia.QueryAll(d.root, step.Select.Sel) {
			a := n
			if a.DataAtom != atom.A {
				a = cascadia.Query(n, anchor)
			}
			if a == nil {
				continue
			}
			url, err := canon.Resolve(d.base, attr(a, "href"))
			title := trimAffixes(headlineOf(n), step.Trim)
			if step.Attr != "" && step.Attr != "href" {
				title = trimAffixes(squeeze(attr(n, step.Attr)), step.Trim)
			}
			if err != nil || title == "" || canon.Key(url) == self {
				continue
			}
			block := ""
			if step.Block != nil {
				block = headingAbove(n, step.Block.Sel)
			}
			if seen[row{url, block}] {
				continue
			}
			seen[row{url, block}] = true
			d.article.Related = append(d.article.Related, news.Headline{Title: title, URL: url, Block: block})
		}
		if len(d.article.Related) > 0 {
			d.because("related", "rule", step.Select.CSS)
			return true
		}
	}
	return false
}

var anchor = cascadia.MustCompile("a[href]")

// headingAbove is the text of the last element before n that the selector
// matches, in the nearest ancestor of n that holds one. Where that ancestor holds
// one only behind n, the box has no heading: the match is the next box's.
func headingAbove(n *html.Node, sel cascadia.Sel) string {
	for up := n.Parent; up != nil && up.DataAtom != atom.Body; up = up.Parent {
		found := cascadia.QueryAll(up, sel)
		if len(found) == 0 {
			continue
		}
		var last *html.Node
		for x := range up.Descendants() {
			if x == n {
				break
			}
			if len(found) > 0 && x == found[0] {
				last, found = x, found[1:]
			}
		}
		if last == nil {
			return ""
		}
		return textOf(last)
	}
	return ""
}
