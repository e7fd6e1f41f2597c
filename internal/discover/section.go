package discover

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// storyScore is what a link must reach to be taken for a story's: more than a
// telling address or a telling text alone can give.
const storyScore = 4

// readHTML takes from a page its links to stories and what its head declares.
func (l *list) readHTML() {
	root := parseHTML(l.page.Body, l.page.ContentType)
	base := l.page.URL
	if n := find(root, func(n *html.Node) bool { return n.Data == "base" && attr(n, "href") != "" }); n != nil {
		if u, err := canon.Resolve(base, attr(n, "href")); err == nil {
			base = u
		}
	}
	l.readDeclared(root, base)
	s := section{list: l, base: base, self: canon.Key(l.page.URL), at: map[string]int{}, shapes: map[string]int{}}
	s.gather(root, place{})
	for i := range s.links {
		k := &s.links[i]
		if !s.story(k) {
			continue
		}
		l.add(news.Target{URL: k.url, Kind: news.Story, Title: k.title})
	}
}

// section gathers the links of a page, one for each page they lead to.
type section struct {
	*list
	base   string
	self   string
	links  []link
	at     map[string]int // canon.Key -> place in links
	shapes map[string]int // shape -> number of headline-like links of that shape
}

// link is all links of a page to one other page.
type link struct {
	url     string
	address address
	title   string  // the best text
	quality float64 // of the title
	best    float64 // of the places it stands at
	shapes  []string
}

// place is where an element stands.
type place struct {
	chrome  bool // navigation, footer and the like
	heading bool
	card    bool // an article or list item, or something that calls itself one
	prose   bool // a paragraph with text of its own
}

// chromeWords are words in class and id of what stands around the content.
var chromeWords = words(`nav navbar navigation menu submenu megamenu footer breadcrumb breadcrumbs social share sharing toolbar pagination pager cookie
	cookies login topbar sitemap language languages lang partners sponsor sponsored advert advertisement promo banner copyright`)

// inside is the place of what stands in n, which itself stands at p.
func (p place) inside(n *html.Node) place {
	switch n.Data {
	case "html", "body", "main":
		return p
	case "nav", "footer":
		p.chrome = true
	case "header":
		p.chrome = p.chrome || !p.card
	case "article", "li":
		p.card = true
		p.prose = false
	case "p":
		p.prose = len(textOf(n))-len(linkText(n)) > 100
	}
	p.heading = p.heading || heading(n)
	switch strings.ToLower(attr(n, "role")) {
	case "navigation", "contentinfo", "menu", "menubar", "banner":
		p.chrome = true
	case "heading":
		p.heading = true
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), notLetter) {
		switch {
		case chromeWords[w]:
			p.chrome = true
		case w == "headline" || w == "title" || w == "heading":
			p.heading = true
		case w == "card" || w == "teaser" || w == "article" || w == "story" || w == "post" || w == "item":
			p.card = true
		}
	}
	return p
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }

// gather walks the page.
func (s *section) gather(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.Data {
		case "script", "style", "noscript", "template", "svg":
			continue
		case "a":
			s.take(c, at.inside(c))
			continue
		}
		s.gather(c, at.inside(c))
	}
}

// take notes one link.
func (s *section) take(a *html.Node, at place) {
	href := attr(a, "href")
	if href == "" || href[0] == '#' || hasWord(a, "rel", "sponsored") {
		return
	}
	address, err := canon.Resolve(s.base, href)
	if err != nil {
		return
	}
	if hasWord(a, "rel", "next") && s.goesOn(address) {
		s.found.Next = address
		return
	}
	if !s.ours(address) {
		return
	}
	key := canon.Key(address)
	if key == s.self {
		return
	}
	i, known := s.at[key]
	if !known {
		u, err := url.Parse(address)
		if err != nil {
			return
		}
		i = len(s.links)
		s.at[key] = i
		s.links = append(s.links, link{url: address, address: judgeAddress(u), best: -10})
	}
	k := &s.links[i]
	title, inHeading := linkTitle(a)
	at.heading = at.heading || inHeading
	quality := titleQuality(title, at.heading)
	if title == "" {
		title, quality = pictureTitle(a), 0.05
	}
	if title != "" && quality > k.quality {
		k.title, k.quality = title, quality
	}
	k.best = max(k.best, at.score(title))
	if headlineLike(title) && !at.chrome {
		if shape := shapeOf(a); len(k.shapes) < 8 {
			k.shapes = append(k.shapes, shape)
			s.shapes[shape]++
		}
	}
}

// story decides about a link: by the site's rules where there are any, else by
// its address, its text, its place and whether others stand like it.
func (s *section) story(k *link) bool {
	if s.ruled() && len(s.page.Site.Include) > 0 {
		return s.announced(k.url)
	}
	if s.ruled() && !s.announced(k.url) || k.address.front || k.address.excluded {
		return false
	}
	score := k.address.score + k.best
	for _, shape := range k.shapes {
		if s.shapes[shape] >= 3 {
			score++
			break
		}
	}
	return score >= storyScore
}

// score is what the place and the text of a link say for a story.
func (p place) score(title string) float64 {
	score := 0.0
	switch n := len(strings.Fields(title)); {
	case n > 60:
		score += 1 // a whole card is the link
	case n >= 6 || spaceless(title) && headlineLike(title):
		score += 2.5
	case n >= 4:
		score += 2
	case n == 3:
		score += 0.5
	default:
		score--
	}
	if p.heading {
		score += 1.5
	}
	if p.card {
		score += 0.5
	}
	if p.chrome {
		score -= 3
	}
	if p.prose {
		score -= 1.5
	}
	return score
}

// linkTitle is the headline in a link: where a whole card is the link, its
// heading or what calls itself one; else its text.
func linkTitle(a *html.Node) (title string, inHeading bool) {
	h := find(a, heading)
	if h == nil {
		h = find(a, func(n *html.Node) bool {
			for w := range strings.FieldsFuncSeq(strings.ToLower(attr(n, "class")), notLetter) {
				if w == "title" || w == "headline" || w == "heading" {
					return true
				}
			}
			return false
		})
	}
	if h != nil {
		if t := textOf(h); t != "" {
			return t, true
		}
	}
	return textOf(a), false
}

// pictureTitle is what stands for the picture in a link without text. It tells of
// the picture more often than of the story, so any text is better.
func pictureTitle(a *html.Node) string {
	for _, name := range []string{"title", "aria-label"} {
		if t := attr(a, name); t != "" {
			return plain(t)
		}
	}
	if img := find(a, func(n *html.Node) bool { return n.Data == "img" && attr(n, "alt") != "" }); img != nil {
		return plain(attr(img, "alt"))
	}
	return ""
}

// titleQuality orders the texts of several links to one page: headings, then the
// length of headlines, then anything.
func titleQuality(title string, inHeading bool) float64 {
	q := 0.1
	switch n := len(strings.Fields(title)); {
	case headlineLike(title) && n <= 30:
		q = 2
	case n >= 2 && n <= 60:
		q = 1
	}
	if inHeading {
		q += 1.5
	}
	return q
}

// shapeOf names how a link stands in the page, so that those of one list have
// the same: its own classes and those of the elements around it.
func shapeOf(a *html.Node) string {
	var b strings.Builder
	for n, i := a, 0; n != nil && n.Type == html.ElementNode && i < 4; n, i = n.Parent, i+1 {
		b.WriteString(n.Data)
		if f := strings.Fields(attr(n, "class")); len(f) > 0 {
			b.WriteString("." + f[0])
		}
		b.WriteByte('<')
	}
	return b.String()
}
