package discover

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"presscut/internal/news"
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
	switch s, _ := classify(body, contentType); s {
	case sortXMLFeed, sortJSONFeed:
		return news.Feed
	case sortXMLSitemap, sortTextSitemap:
		return news.Sitemap
	case sortHTML:
		return htmlKind(parseHTML(body, contentType), address)
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
		root = rootElement(head)
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

// rootElement is the local name of the first element, after declarations,
// comments and a document type.
func rootElement(b []byte) string {
	for {
		b = bytes.TrimLeft(b, " \t\r\n\ufeff")
		switch {
		case bytes.HasPrefix(b, []byte("<?")):
			b = after(b, "?>")
		case bytes.HasPrefix(b, []byte("<!--")):
			b = after(b, "-->")
		case bytes.HasPrefix(b, []byte("<!")):
			if i, j := bytes.IndexByte(b, '['), bytes.IndexByte(b, '>'); i >= 0 && i < j {
				b = after(b, "]")
			}
			b = after(b, ">")
		case len(b) > 1 && b[0] == '<':
			name := string(b[1:min(len(b), 64)])
			if i := strings.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			if i := strings.LastIndexByte(name, ':'); i >= 0 {
				name = name[i+1:]
			}
			return name
		default:
			return ""
		}
	}
}

func after(b []byte, mark string) []byte {
	_, rest, ok := bytes.Cut(b, []byte(mark))
	if !ok {
		return nil
	}
	return rest
}

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

// htmlKind weighs what a page declares, how much it says and how much it links.
func htmlKind(root *html.Node, address string) news.TargetKind {
	w := weigh(root)
	score := 0.0
	if u, err := url.Parse(address); err == nil {
		switch a := judgeAddress(u); {
		case a.front:
			score -= 4
		case a.excluded:
			score -= 2
		default:
			score += min(a.score, 4) - 1
		}
	}
	score += w.declared
	switch { // prose in paragraphs against headlines in links
	case w.prose > 1500 && w.prose > 2*w.linked:
		score += 2
	case w.prose > 600 && w.prose > w.linked:
		score++
	case w.prose < 300:
		score -= 2
	}
	if w.articles > 5 {
		score--
	}
	if w.headlines > 3*max(w.paragraphs, 3) {
		score -= 2
	}
	if score > 0 {
		return news.Story
	}
	return news.Section
}

// weight is what htmlKind weighs.
type weight struct {
	declared   float64 // positive: the page says that it is a story
	prose      int     // characters of text in paragraphs, outside links
	linked     int     // characters of headline-like links
	headlines  int     // their number
	paragraphs int     // paragraphs of more than 80 characters outside links
	articles   int     // <article> elements with a link
}

func weigh(root *html.Node) weight {
	var w weight
	walk(root, func(n *html.Node) bool {
		switch n.Data {
		case "script":
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				w.declared += declaredByData(n.FirstChild.Data)
			}
			return false
		case "style", "noscript", "template", "svg", "nav", "footer", "form":
			return false
		case "meta":
			w.declared += declaredByMeta(n)
		case "article":
			w.articles++
		case "p":
			if s := len(textOf(n)) - len(linkText(n)); s > 0 {
				w.prose += s
				if s > 80 {
					w.paragraphs++
				}
			}
		case "a":
			if s := textOf(n); headlineLike(s) {
				w.headlines++
				w.linked += len(s)
			}
		}
		return true
	})
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
