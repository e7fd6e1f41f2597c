package extract

import (
	"errors"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"presscut/internal/news"
	"presscut/internal/site"
)

// What Read may refuse.
var (
	ErrEmpty   = errors.New("the page is empty")
	ErrNotHTML = errors.New("this is not an HTML page")
)

// doc is one page being read: one parse, one tree. The steps of Read fill it in
// order; each file of this package is one step.
type doc struct {
	page Page
	rule *site.Revision // nil when the site has no rule for the capture time
	base string         // what relative links are resolved against: <base href> or the page's address
	gq   *goquery.Document
	root *html.Node

	facts facts // what the page declares of itself: structured data, meta, link elements

	article     news.Article
	explanation Explanation

	blocks []block // the body, with the nodes it came from
}

// block is a block of the body and the element it was read from.
type block struct {
	news.Block
	node *html.Node
}
