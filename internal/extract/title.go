package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readTitle reads the headline as the reader sees it, without the site's name.
func (d *doc) readTitle() {
	a := &d.article
	f := &d.facts
	if v, ok := d.byRule("title"); ok {
		a.Title = v[0]
		f.headline = d.headlineShowing(a.Title)
		return
	}
	b := ballot{field: "title"}
	shown := d.shownHeadlines()
	declared := []struct {
		value, method, path string
		score               float64
	}{
		{f.article.str("headline"), "json-ld", "headline", 1.15},
		{f.article.str("name"), "json-ld", "name", 0.7},
		{f.meta1("og:title"), "meta", "og:title", 0.5},
		{f.meta1("twitter:title"), "meta", "twitter:title", 0.4},
		{f.prop1("headline"), "microdata", "headline", 0.9},
		{f.prop1("name"), "microdata", "name", 0.4},
		{f.meta1("headline"), "meta", "headline", 0.6},
		{f.meta1("sailthru.title"), "meta", "sailthru.title", 0.45},
		{f.meta1("parsely-title"), "meta", "parsely-title", 0.45},
		{f.meta1("cxenseparse:title"), "meta", "cxenseparse:title", 0.45},
		{f.meta1("dc.title", "dcterms.title"), "meta", "dc.title", 0.5},
		{f.meta1("citation_title"), "meta", "citation_title", 0.7},
		{f.meta1("title"), "meta", "title", 0.4},
		{f.webPage.str("headline", "name"), "json-ld", "WebPage.name", 0.5},
		{f.title, "dom", "title", 0.55},
	}
	var texts []string
	for _, h := range shown {
		texts = append(texts, h.text)
	}
	if h := f.article.str("headline"); h != "" && fold(h) != fold(f.title) {
		texts = append(texts, h)
	}
	for _, name := range []string{"headline", "sailthru.title", "parsely-title"} {
		texts = append(texts, f.meta(name)...)
	}
	for _, c := range declared {
		if c.value == "" || d.isExactSiteName(c.value) && c.path != "headline" {
			continue
		}
		v := c.value
		if c.path != "headline" || c.method == "microdata" {
			v = d.withoutSite(v, texts)
		} else {
			v = d.withoutKnownSite(v, texts)
		}
		b.add(v, c.method, c.path, c.score, nil)
	}
	for _, h := range shown {
		score := 0.2 + 0.15*h.place
		// A headline of the page has its words in what the page declares.
		like := 0.0
		for _, o := range b.all {
			if o.method != "dom" || o.path == "title" {
				like = max(like, alike(h.text, o.value))
			}
		}
		switch {
		case like >= 0.5:
			score += 0.25 * like
		case len(b.all) > 0:
			score -= 0.15
		}
		b.add(h.text, "dom", h.path, score, h.node)
	}
	d.trustShown(&b, shown)
	over := d.announce(&b)
	w, ok := b.elect(d)
	if !ok {
		return
	}
	a.Title = d.whole(w.value, b.all)
	f.headline = w.node
	if f.headline == nil {
		f.headline = over
	}
	if f.headline == nil {
		f.headline = d.headlineShowing(a.Title)
	}
}

// trustShown lets a lone headline in the page win over declarations that are
// all the same: those are one line written for search engines, filled into
// every field there is, and no agreement of several sources. It must speak of
// the same thing; the closer the two are, the more likely the declared
// headline of an article is the right spelling.
func (d *doc) trustShown(b *ballot, shown []headlineElement) {
	for _, h := range shown { // pages print one headline for each width of the screen
		if h.path != "h1" || h.text != shown[0].text {
			return
		}
	}
	if len(shown) == 0 {
		return
	}
	declared, key := 0, ""
	for i := range b.all {
		o := &b.all[i]
		if o.node != nil {
			continue
		}
		switch o.path {
		case "headline", "og:title", "title", "twitter:title":
			if key != "" && o.key != key {
				return
			}
			key = o.key
			declared++
		}
	}
	headline := fold(shown[0].text)
	if declared == 0 || key == headline || isLabelled(shown[0].text, headline, key) {
		return
	}
	most := 0.99
	if d.facts.article.str("headline") != "" {
		most = 0.65
	}
	if like := alike(shown[0].text, key); like < 0.2 || like > most {
		return
	}
	if declared == 1 && len(headline) < len(key) { // the title element alone may be the fuller of the two
		return
	}
	for i := range b.all {
		if b.all[i].node == nil {
			b.all[i].score *= 0.2
		}
	}
}

// isLabelled says whether the element prints a label or a date before the
// headline that the page declares.
func isLabelled(text, shown, declared string) bool {
	label, ok := strings.CutSuffix(shown, " "+declared)
	if !ok {
		return false
	}
	words := len(strings.Fields(label))
	return words == 1 && strings.HasPrefix(text[min(len(text), len(label)):], ":") || words <= 4 && strings.ContainsAny(label, "0123456789")
}

// announce lets the headline a newspaper announces its story under win over
// the one that the page and its structured data share: editors write it for
// readers elsewhere, who have not seen the page. It is one only where it was
// written for the purpose: a copy of the title element is a line for search
// engines. It gives the element that shows the other one, nil when none gave way.
func (d *doc) announce(b *ballot) *html.Node {
	if !d.facts.article.is("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting") {
		return nil
	}
	var announced *offer
	headline, title := "", ""
	shown := map[string]*html.Node{}
	for i := range b.all {
		switch o := &b.all[i]; {
		case o.path == "og:title":
			announced = o
		case o.path == "headline" && o.method == "json-ld":
			headline = o.key
		case o.path == "title" && o.method == "dom":
			title = o.key
		case o.path == "h1":
			shown[o.key] = o.node
		}
	}
	if announced == nil || shown[headline] == nil || announced.key == title || announced.key == headline {
		return nil
	}
	cut := strings.HasSuffix(announced.value, "…") || strings.HasSuffix(announced.value, "...")
	if cut || utf8.RuneCountInString(announced.value) < 20 {
		return nil
	}
	for i := range b.all {
		if b.all[i].key != announced.key {
			b.all[i].score *= 0.2
		}
	}
	return shown[headline]
}

// whole is the title in full: feeds and cards cut long ones with an ellipsis.
func (d *doc) whole(title string, all []offer) string {
	cut := strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(title, "..."), "…"), " ")
	key := fold(cut)
	if cut == title {
		for _, o := range all { // cut within a word, at the length of a field
			if rest, ok := strings.CutPrefix(o.key, key); ok && len(key) > 40 && o.node != nil && startsInWord(rest) {
				return o.value
			}
		}
		return title
	}
	for _, o := range all {
		if len(o.key) > len(key) && strings.HasPrefix(o.key, key) && !strings.HasSuffix(o.value, "…") && !strings.HasSuffix(o.value, "...") {
			return o.value
		}
	}
	return title
}

// startsInWord says whether a letter stands first.
func startsInWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && s != ""
}

// headlineElement is an element that shows a headline.
type headlineElement struct {
	node  *html.Node
	text  string
	path  string
	place float64 // 0 to 1: how likely its place is that of the page's headline
}

// shownHeadlines is the elements that may show the headline: every h1, and
// without any, h2 and elements called a headline.
func (d *doc) shownHeadlines() []headlineElement {
	f := &d.facts
	var out []headlineElement
	add := func(n *html.Node, path string, place float64) {
		text := textOf(n)
		if text == "" || utf8.RuneCountInString(text) > 400 || d.isExactSiteName(text) {
			return
		}
		inArticle, inMain := false, false
		for p := n.Parent; p != nil; p = p.Parent {
			switch p.DataAtom {
			case atom.Article:
				inArticle = true
			case atom.Main:
				inMain = true
			case atom.Nav, atom.Footer, atom.Aside:
				place -= 0.5
			}
		}
		if inArticle {
			place += 0.25
		}
		if inMain {
			place += 0.15
		}
		if l := linkOf(n); l != "" && (l == "/" || plausibleFront(l)) {
			place -= 0.8
		}
		if hasAttr(n, "hidden") || strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:none") {
			place -= 0.3
		}
		if attr(n, "itemprop") == "headline" {
			place += 0.3
		}
		out = append(out, headlineElement{n, text, path, max(0, min(1, place))})
	}
	for _, n := range f.h1 {
		place := 0.4
		if len(f.h1) == 1 {
			place = 0.6
		}
		add(n, "h1", place)
	}
	if len(out) == 0 {
		for i, n := range f.h2 {
			if i < 3 {
				add(n, "h2", 0.2)
			}
		}
		for i, n := range f.labelled(labelHeadline) {
			if i < 20 && n.DataAtom != atom.H2 && n.DataAtom != atom.H1 {
				add(n, "headline class", 0.2)
			}
		}
	}
	return out
}

// linkOf is the address of the link that is all of the element's content, "" for none.
func linkOf(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return ""
		}
		if c.Type == html.ElementNode {
			if c.DataAtom == atom.A {
				return attr(c, "href")
			}
			return linkOf(c)
		}
	}
	return ""
}

// plausibleFront says whether the address is a front page.
func plausibleFront(href string) bool {
	i := strings.LastIndex(href, "://") // in an archive's link the page's own address stands last
	if i < 0 {
		return false
	}
	_, path, _ := strings.Cut(href[i+3:], "/")
	return path == ""
}

// headlineShowing is the element that shows the title, nil when none does.
func (d *doc) headlineShowing(title string) *html.Node {
	var best *html.Node
	most := 0.5
	for _, list := range [][]*html.Node{d.facts.h1, d.facts.h2, d.facts.labelled(labelHeadline)} {
		for i, n := range list {
			if i > 20 {
				break
			}
			if like := alike(title, textOf(n)); like > most {
				best, most = n, like
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// alike is how much two lines have the same words: 1 for the same, 0 for none in common.
func alike(a, b string) float64 {
	x, y := strings.Fields(fold(a)), strings.Fields(fold(b))
	if len(x) == 1 && len(y) == 1 || len(x) > 0 && utf8.RuneCountInString(x[0]) > 12 { // a script without spaces
		return alikeRunes(strings.Join(x, ""), strings.Join(y, ""))
	}
	count := map[string]int{}
	for _, w := range x {
		count[w]++
	}
	both := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}

func alikeRunes(a, b string) float64 {
	count := map[[2]rune]int{}
	pairs := func(s string, each func([2]rune)) int {
		n := 0
		var last rune
		for _, r := range s {
			if last != 0 {
				each([2]rune{last, r})
				n++
			}
			last = r
		}
		return n
	}
	n := pairs(a, func(p [2]rune) { count[p]++ })
	both := 0
	m := pairs(b, func(p [2]rune) {
		if count[p] > 0 {
			count[p]--
			both++
		}
	})
	if n+m == 0 {
		return 0
	}
	return 2 * float64(both) / float64(n+m)
}
