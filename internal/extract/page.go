package extract

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/payload"
	"presscut/internal/site"
)

// What Read may refuse.
var (
	ErrEmpty   = errors.New("the page is empty")
	ErrNotHTML = errors.New("this is not an HTML page")
	ErrPanic   = errors.New("the extractor failed on this page, which is a fault of presscut")
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
	layout *layout // every run of text of the page, kept or not; made by readBody
}

// block is a block of the body and the element it was read from.
type block struct {
	news.Block
	node *html.Node
}

// parse reads the page into a tree and collects what it declares of itself.
func parse(p Page) (*doc, error) {
	if len(bytes.TrimSpace(p.HTML)) == 0 {
		return nil, ErrEmpty
	}
	if err := looksLikeHTML(p); err != nil {
		return nil, err
	}
	text, _ := payload.UTF8(p.HTML, p.ContentType)
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, ErrEmpty
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil { // the parser refuses deep nesting only; readers of such pages still see their text
		root, err = html.Parse(bytes.NewReader(flatten(text)))
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotHTML, err)
	}
	d := &doc{page: p, rule: p.Site.At(p.Fetched), root: root, gq: goquery.NewDocumentFromNode(root)}
	d.base = d.baseAddress()
	if d.rule != nil {
		for _, sel := range d.rule.Drop {
			for _, n := range cascadia.QueryAll(root, sel.Sel) {
				if n.Parent != nil {
					n.Parent.RemoveChild(n)
				}
			}
		}
	}
	d.collectFacts()
	return d, nil
}

// looksLikeHTML refuses what is plainly something else: by its bytes, or by a
// content type that its bytes do not contradict.
func looksLikeHTML(p Page) error {
	head := bytes.TrimSpace(bytes.TrimPrefix(p.HTML[:min(len(p.HTML), 4096)], []byte("\xef\xbb\xbf")))
	lower := bytes.ToLower(head)
	if root := payload.RootElement(lower); listElements[root] {
		return fmt.Errorf("%w: it is a feed or a sitemap (<%s>)", ErrNotHTML, root)
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<article", "<p>", "<p "} {
		if bytes.Contains(lower, []byte(tag)) {
			return nil
		}
	}
	sniffed := http.DetectContentType(head)
	declared, _, _ := strings.Cut(strings.ToLower(p.ContentType), ";")
	switch {
	case strings.HasPrefix(sniffed, "text/xml"), bytes.HasPrefix(head, []byte("<?xml")):
		return fmt.Errorf("%w: it is XML", ErrNotHTML)
	case strings.HasPrefix(sniffed, "text/html"), isUTF16(p.HTML):
		return nil
	case !strings.HasPrefix(sniffed, "text/plain"):
		return fmt.Errorf("%w: it is %s", ErrNotHTML, sniffed)
	case len(head) > 0 && (head[0] == '{' || head[0] == '['):
		return fmt.Errorf("%w: it looks like JSON", ErrNotHTML)
	case strings.Contains(declared, "html"), bytes.Contains(head, []byte("</")):
		return nil
	case len(p.HTML) > len(head) && bytes.Contains(bytes.ToLower(p.HTML), []byte("<html")):
		return nil
	}
	return fmt.Errorf("%w: it is plain text", ErrNotHTML)
}

// listElements are the root elements of feeds and sitemaps.
var listElements = map[string]bool{"rss": true, "feed": true, "rdf": true, "urlset": true, "sitemapindex": true}

func isUTF16(b []byte) bool {
	if len(b) < 4 {
		return false
	}
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return true
	}
	return b[0] == '<' && b[1] == 0 || b[0] == 0 && b[1] == '<'
}

// baseAddress is what the page's links are relative to.
func (d *doc) baseAddress() string {
	href := strings.TrimSpace(d.gq.Find("base[href]").First().AttrOr("href", ""))
	if href == "" {
		return d.page.URL
	}
	if abs, err := canon.Resolve(d.page.URL, href); err == nil {
		return abs
	}
	return d.page.URL
}

// openLimit is how many elements may be open at a time in what flatten gives.
const openLimit = 200

// flatten drops the start tags of elements nested deeper than the parser
// allows, and their end tags; the text stays where it was.
func flatten(text []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(text))
	type element struct {
		name string
		kept bool
	}
	var open []element
	kept := 0
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := bytes.Clone(z.Raw()) // reading the name folds its case in place
		write := true
		switch kind {
		case html.StartTagToken:
			b, _ := z.TagName()
			name := string(b)
			if voidElements[name] {
				break
			}
			write = kept < openLimit || rawTextElements[name]
			open = append(open, element{name, write})
			if write {
				kept++
			}
		case html.EndTagToken:
			b, _ := z.TagName()
			name := string(b)
			write = false
			for i, low := len(open)-1, max(0, len(open)-2*openLimit); i >= low; i-- {
				if open[i].name != name {
					continue
				}
				write = open[i].kept
				for _, e := range open[i:] {
					if e.kept {
						kept--
					}
				}
				open = open[:i]
				break
			}
		}
		if write {
			out.Write(raw)
		}
	}
}

var voidElements = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// rawTextElements hold no elements: without their tags their content would become text of the page.
var rawTextElements = map[string]bool{
	"script": true, "style": true, "title": true, "textarea": true, "noscript": true, "iframe": true, "template": true, "select": true,
}
