package discover

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"presscut/internal/news"
	"presscut/internal/payload"
)

// sort is what a page is made of, by its bytes.
type sort int

const (
	sortOther sort = iota
	sortXMLFeed
	sortJSONFeed
	sortXMLSitemap
	sortTextSitemap
	sortHTML
)

// Kind says what a page is, by its bytes rather than by its name or its
// declared type: a feed, a sitemap, a section page or a story. It is Unknown for
// what is none of these. Whether an HTML page is a story is a judgement for
// routing; reading it decides.
func Kind(body []byte, contentType, address string) news.TargetKind {
	body, _ = unpack(body)
	s, _ := classify(body, contentType)
	if s == sortHTML {
		return htmlKind(parseHTML(body, contentType), address)
	}
	return s.machine()
}

// Machine is Kind for what is made for machines, Feed and Sitemap; all else is
// Unknown. It parses no HTML, so it may be asked of every page.
func Machine(body []byte, contentType string) news.TargetKind {
	body, _ = unpack(body)
	s, _ := classify(body, contentType)
	return s.machine()
}

func (s sort) machine() news.TargetKind {
	switch s {
	case sortXMLFeed, sortJSONFeed:
		return news.Feed
	case sortXMLSitemap, sortTextSitemap:
		return news.Sitemap
	}
	return news.Unknown
}

// classify looks at the first element, or the first line; root is its name.
func classify(body []byte, contentType string) (s sort, root string) {
	head := bytes.TrimSpace(peek(body))
	switch {
	case len(head) == 0:
		return sortOther, ""
	case head[0] == '{':
		if bytes.Contains(head, []byte("jsonfeed.org/version")) {
			return sortJSONFeed, ""
		}
		return sortOther, ""
	case head[0] == '<':
		root = payload.RootElement(head)
		switch name := strings.ToLower(root); name {
		case "rss", "rdf", "feed", "channel":
			return sortXMLFeed, root
		case "urlset", "sitemapindex":
			return sortXMLSitemap, root
		case "":
			if bytes.HasPrefix(head, []byte("<!--")) && len(head) < len(body) {
				return sortHTML, "" // a comment longer than what was looked at
			}
			if bytes.HasPrefix(bytes.ToLower(head), []byte("<!doctype html")) {
				return sortHTML, ""
			}
			return sortOther, ""
		}
		if htmlNames[strings.ToLower(root)] || !bytes.HasPrefix(head, []byte("<?xml")) {
			return sortHTML, root
		}
		return sortOther, root
	}
	if textSitemap(head) {
		return sortTextSitemap, ""
	}
	declared, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	lower := bytes.ToLower(head)
	if strings.Contains(declared, "html") && bytes.IndexByte(head, 0) < 0 || bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<body")) {
		return sortHTML, ""
	}
	return sortOther, ""
}

// htmlNames are the elements an XML page of HTML begins with.
var htmlNames = map[string]bool{"html": true, "head": true, "body": true}

// textSitemap says whether each of the first lines is an address.
func textSitemap(head []byte) bool {
	lines := 0
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if !isAddress(string(line)) && (lines == 0 || lines < 10) {
			return false
		}
		if lines++; lines == 10 {
			break
		}
	}
	return lines > 0
}

func isAddress(s string) bool {
	low := strings.ToLower(s[:min(len(s), 8)])
	return (strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")) && !strings.ContainsAny(s, " \t<>\"")
}

// htmlKind weighs what a page declares, how much it says in one column and how
// much it links. In doubt a page is a story: reading it as one shows what it is,
// while a story taken for a list is lost.
func htmlKind(root *html.Node, address string) news.TargetKind {
	w := weigh(root)
	score := w.declared
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		switch a := judgeAddress(u); {
		case a.front:
			score -= 4
		case a.excluded:
			score--
		default:
			score += min(a.score, 4) - 1
		}
	}
	switch {
	case w.column > 1500:
		score += 2
	case w.column > 500:
		score++
	case w.column < 250:
		score -= 2
	}
	if w.linked > 3*max(w.column, 300) {
		score--
	}
	if w.articles > 5 {
		score--
	}
	if score > -0.5 {
		return news.Story
	}
	return news.Section
}

// weight is what htmlKind weighs.
type weight struct {
	declared float64 // positive: the page says that it is a story
	column   int     // bytes of text outside links in the fullest column: paragraphs of one parent
	linked   int     // bytes of headline-like links
	articles int     // <article> elements
}

func weigh(root *html.Node) weight {
	var w weight
	columns := map[*html.Node]int{}
	var read func(n, block *html.Node)
	read = func(n, block *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				if s := strings.TrimSpace(c.Data); len(s) > 40 && block != nil {
					columns[block] += len(s)
					w.column = max(w.column, columns[block])
				}
				continue
			}
			if c.Type != html.ElementNode {
				continue
			}
			switch c.Data {
			case "script":
				if strings.EqualFold(attr(c, "type"), "application/ld+json") && c.FirstChild != nil {
					w.declared += declaredByData(c.FirstChild.Data)
				}
				continue
			case "style", "noscript", "template", "svg", "nav", "footer", "form", "title":
				continue
			case "meta":
				w.declared += declaredByMeta(c)
				continue
			case "a":
				if s := textOf(c); headlineLike(s) {
					w.linked += len(s)
				}
				continue
			case "article":
				w.articles++
			}
			switch {
			case inline[c.Data]:
				read(c, block)
			case c.Data == "p" || c.Data == "blockquote" || heading(c):
				read(c, n) // counts for what holds the paragraphs
			default:
				read(c, c)
			}
		}
	}
	read(root, nil)
	w.declared = max(-3, min(w.declared, 5))
	return w
}

func declaredByMeta(n *html.Node) float64 {
	name := strings.ToLower(attr(n, "property"))
	if name == "" {
		name = strings.ToLower(attr(n, "name"))
	}
	value := strings.ToLower(attr(n, "content"))
	switch {
	case name == "og:type" && strings.Contains(value, "article"):
		return 2
	case name == "og:type" && value == "website":
		return -1
	case name == "article:published_time" && value != "":
		return 2
	case (name == "parsely-type" || name == "cxenseparse:pageclass") && (value == "post" || value == "article"):
		return 2
	case name == "parsely-type" && (value == "sectionpage" || value == "index" || value == "frontpage"):
		return -3
	}
	return 0
}

// declaredByData looks for types in JSON-LD by their words, since the data is
// often broken; a list of articles is what a section declares.
func declaredByData(s string) float64 {
	s = strings.Join(strings.Fields(s), "")
	articles := 0
	for _, t := range []string{`"NewsArticle"`, `"Article"`, `"ReportageNewsArticle"`, `"BlogPosting"`, `"LiveBlogPosting"`, `"AnalysisNewsArticle"`, `"OpinionNewsArticle"`} {
		articles += strings.Count(s, `"@type":`+t) + strings.Count(s, `"@type":[`+t)
	}
	many := strings.Contains(s, `"@type":"CollectionPage"`) || strings.Contains(s, `"itemListElement":`) && !strings.Contains(s, `"BreadcrumbList"`)
	switch {
	case many && articles != 1, articles > 3:
		return -2
	case articles > 0 && strings.Contains(s, `"headline":`):
		return 3
	case articles > 0:
		return 1
	case many:
		return -1
	}
	return 0
}
