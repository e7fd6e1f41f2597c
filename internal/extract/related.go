package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// region is what the elements around a place say of it.
type region struct {
	says words
	cues cue
	elem int // index of the innermost element of the layout
}

// storyLink is a link that may lead to another story.
type storyLink struct {
	node   *html.Node
	url    string
	key    string // what equal addresses have in common
	title  string
	leadIn string // the words before it in its line: Read also
	at     region
	inline bool
}

// relatedWalk finds the links to stories of a page.
type relatedWalk struct {
	d           *doc
	lay         *layout
	elemOf      map[*html.Node]int
	first, last int    // pieces of the body; -1 when there is none
	self        string // the keys of this page
	canonical   string
	origin      string // scheme and host of the page's base
	links       []storyLink
	stories     map[*html.Node]map[string]bool // the stories below each element
	holds       map[*html.Node]bool            // around the headline or the body
}

func newRelatedWalk(d *doc) *relatedWalk {
	w := &relatedWalk{d: d, lay: d.layout, elemOf: map[*html.Node]int{}, first: -1, last: -1,
		self: storyKey(d.page.URL), canonical: storyKey(d.article.CanonicalURL),
		stories: map[*html.Node]map[string]bool{}, holds: map[*html.Node]bool{}}
	if scheme, rest, ok := strings.Cut(d.base, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		w.origin = scheme + "://" + host
	}
	if w.lay == nil {
		w.lay = &layout{}
	}
	for i := range w.lay.elems {
		w.elemOf[w.lay.elems[i].node] = i
	}
	for i := range w.lay.pieces {
		if w.lay.pieces[i].why == "" {
			if w.first < 0 {
				w.first = i
			}
			w.last = i
		}
	}
	mark := func(n *html.Node) {
		for ; n != nil && !w.holds[n]; n = n.Parent {
			w.holds[n] = true
		}
	}
	for _, b := range d.blocks {
		mark(b.node)
	}
	title := fold(d.article.Title)
	for _, h := range d.facts.h1 {
		if len(d.facts.h1) == 1 || fold(textOf(h)) == title {
			mark(h)
		}
	}
	return w
}

// elsewhere are places where no link recommends a story.
const elsewhere = saysComment | saysShare | saysNav | saysFooter | saysConsent | saysUnseen | saysBio | saysPaywall

// walk collects the links below a node.
func (w *relatedWalk) walk(n *html.Node, at region, depth int) {
	if depth > deepest || n.Type != html.ElementNode && n.Type != html.DocumentNode {
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Head, atom.Select, atom.Form, atom.Dialog:
		return
	}
	if e, ok := w.elemOf[n]; ok {
		el := &w.lay.elems[e]
		at.elem = e
		if !w.holds[n] {
			at.says |= el.says
			at.cues |= el.cues &^ (cueHeader | cueList | cueFooter)
			switch n.DataAtom {
			case atom.Header:
				if !isAmong(n, atom.Article, atom.Main, atom.Aside, atom.Section) {
					at.cues |= cueNav
				}
			case atom.Footer:
				if !isAmong(n, atom.Article, atom.Main) {
					at.cues |= cueFooter
				}
			}
		}
	}
	if n.DataAtom == atom.A {
		w.link(n, at)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, at, depth+1)
	}
}

// isAmong tells whether one of the elements is around n.
func isAmong(n *html.Node, around ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range around {
			if p.DataAtom == a {
				return true
			}
		}
	}
	return false
}

// link notes a link, unless it plainly leads to no story.
func (w *relatedWalk) link(a *html.Node, at region) {
	href := strings.TrimSpace(attr(a, "href"))
	if len(href) < 2 || href[0] == '#' || strings.HasPrefix(href, "javascript:") || strings.HasPrefix(href, "mailto:") ||
		strings.HasPrefix(href, "tel:") || at.says&elsewhere != 0 || at.cues&(cueNav|cueFooter|cueDialog|cueForm|cueEmbed) != 0 {
		return
	}
	if rel := attr(a, "rel"); strings.Contains(rel, "sponsored") || strings.Contains(rel, "tag") && !strings.Contains(rel, "stage") || strings.Contains(rel, "author") {
		return
	}
	if hrefKind(href) != 0 || len(w.links) > 600 {
		return
	}
	url := w.absolute(href)
	if !w.storyAddress(url) {
		return
	}
	key := storyKey(url)
	if key == w.self || key == w.canonical {
		return
	}
	w.links = append(w.links, storyLink{node: a, url: url, key: key, title: headlineOf(a), at: at})
}

// absolute makes an address absolute in the plain cases, which are nearly all of
// the hundreds of links on a page; those that are kept are resolved in full.
func (w *relatedWalk) absolute(href string) string {
	switch {
	case strings.HasPrefix(href, "http://"), strings.HasPrefix(href, "https://"):
		return href
	case strings.HasPrefix(href, "//"):
		return "https:" + href
	case href[0] == '/':
		return w.origin + href
	}
	url, err := canon.Resolve(w.d.base, href)
	if err != nil {
		return ""
	}
	return url
}

// storyKey is what addresses of one story have in common: tracking and display
// parameters do not count, an id does.
func storyKey(url string) string {
	if i := strings.IndexByte(url, '?'); i > 0 && !strings.Contains(url[i:], "id=") {
		url = url[:i]
	}
	_, rest, _ := strings.Cut(url, "://")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}

// notStories are path segments of what is no story.
var notStories = map[string]bool{
	"newsletter": true, "newsletters": true, "subscribe": true, "subscription": true, "login": true, "signin": true, "register": true, "account": true, "abo": true,
	"shop": true, "store": true, "search": true, "suche": true, "contact": true, "kontakt": true, "impressum": true, "privacy": true, "datenschutz": true, "terms": true,
	"agb": true, "about": true, "donate": true, "jobs": true, "stellenangebote": true, "category": true, "kategorie": true, "categoria": true, "rss": true, "feed": true,
	"page": true, "epaper": true, "e-paper": true, "app": true, "apps": true, "games": true, "spiele": true, "gutscheine": true, "coupons": true, "advertise": true, "share": true, "sharer": true,
}

// storyAddress tells whether an address may be one of a story: it has a slug or a number.
func (w *relatedWalk) storyAddress(url string) bool {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return false
	}
	host, path, _ := strings.Cut(rest, "/")
	path, query, _ := strings.Cut(path, "?")
	if path == "" && query == "" {
		return false
	}
	switch registrable(host) {
	case "facebook.com", "twitter.com", "x.com", "t.me", "youtube.com", "youtu.be", "instagram.com", "whatsapp.com", "linkedin.com", "pinterest.com", "tiktok.com",
		"google.com", "apple.com", "reddit.com", "telegram.me", "vk.com", "spotify.com", "patreon.com", "outbrain.com", "taboola.com", "mgid.com", "doubleclick.net", "threads.net", "bsky.app", "wikipedia.org", "amazon.com", "amazon.de", "flipboard.com":
		return false
	}
	segs := strings.Split(strings.ToLower(strings.Trim(path, "/")), "/")
	for i, s := range segs {
		if notStories[s] && i < 2 {
			return false
		}
		if first, rest, _ := strings.Cut(s, "-"); notStories[first] && strings.Count(rest, "-") < 2 {
			return false
		}
	}
	digits, run, hyphens, long := 0, 0, 0, 0
	for _, s := range segs {
		h := strings.Count(s, "-") + strings.Count(s, "_") + strings.Count(s, "%")/6
		hyphens = max(hyphens, h)
		long = max(long, len(s))
		for i := range len(s) {
			if s[i] >= '0' && s[i] <= '9' {
				run++
				digits = max(digits, run)
			} else {
				run = 0
			}
		}
		run = 0
	}
	if q := strings.IndexByte(query, '='); q >= 0 {
		for _, c := range query {
			if c >= '0' && c <= '9' {
				run++
				digits = max(digits, run)
			} else {
				run = 0
			}
		}
	}
	switch last := segs[len(segs)-1]; {
	case strings.HasSuffix(last, ".pdf"), strings.HasSuffix(last, ".jpg"), strings.HasSuffix(last, ".png"), strings.HasSuffix(last, ".xml"):
		return false
	}
	return digits >= 4 || hyphens >= 3 || hyphens >= 2 && len(segs) >= 2 || long >= 40 || hyphens >= 1 && len(segs) >= 4 || digits >= 1 && hyphens >= 1
}

// headlineOf is the headline in a link or card: its heading, else the element
// named for a title, else its first line that is long enough for one.
func headlineOf(n *html.Node) string {
	var heading, named *html.Node
	eachWithin(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if heading == nil && textOf(c) != "" {
				heading = c
			}
			return false
		case atom.Script, atom.Style, atom.Svg, atom.Noscript, atom.Figcaption, atom.Time:
			return false
		}
		if c != n && named == nil {
			if class := strings.ToLower(attr(c, "class") + " " + attr(c, "itemprop")); strings.Contains(class, "headline") || strings.Contains(class, "title") && !strings.Contains(class, "subtitle") && !strings.Contains(class, "pretitle") && !strings.Contains(class, "overtitle") {
				if t := textOf(c); wordsIn(t) >= 3 {
					named = c
				}
			}
		}
		return true
	})
	for _, c := range []*html.Node{heading, named} {
		if c == nil {
			continue
		}
		if lines := runsOf(c); len(lines) > 1 {
			return bestLine(lines)
		}
		return textOf(c)
	}
	return bestLine(runsOf(n))
}

// runsOf is the text of n in lines, where block elements and elements with a class
// part them: kickers, ranks and times stand in elements of their own.
func runsOf(n *html.Node) []string {
	var lines []string
	var b strings.Builder
	flush := func() {
		if s := squeeze(b.String()); s != "" {
			lines = append(lines, s)
		}
		b.Reset()
	}
	var walk func(*html.Node, int)
	walk = func(c *html.Node, depth int) {
		if depth > 60 {
			return
		}
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			return
		}
		if c.Type != html.ElementNode {
			return
		}
		switch c.DataAtom {
		case atom.Script, atom.Style, atom.Svg, atom.Noscript, atom.Template, atom.Figcaption, atom.Button, atom.Time:
			return
		}
		parts := c != n && (!isInline(c) || c.DataAtom == atom.Span && attr(c, "class") != "")
		if parts {
			flush()
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			walk(k, depth+1)
		}
		if parts {
			flush()
		}
	}
	walk(n, 0)
	flush()
	return lines
}

// bestLine is the first line that can be a headline, or the longest.
func bestLine(lines []string) string {
	best := ""
	for _, l := range lines {
		if wordsIn(l) >= 4 {
			return l
		}
		if len(l) > len(best) {
			best = l
		}
	}
	return best
}

// wordsIn counts words; two ideographs count as one.
func wordsIn(s string) int {
	n, ideographs, in := 0, 0, false
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			ideographs++
			in = false
		case unicode.In(r, unicode.Thai, unicode.Khmer, unicode.Lao):
			ideographs++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || in && (r == '\'' || r == '’' || r == '-' || r == '.'):
			if !in {
				n++
			}
			in = true
		default:
			in = false
		}
	}
	return n + ideographs/2
}

// title gives links without a headline of their own (pictures, "read more") the
// headline of another link to the same story, or of the card around them.
func (w *relatedWalk) title() {
	best := map[string]string{}
	for i := range w.links {
		l := &w.links[i]
		if isHeadline(l.title) && best[l.key] == "" {
			best[l.key] = l.title
		}
	}
	for i := range w.links {
		l := &w.links[i]
		if isHeadline(l.title) {
			continue
		}
		if best[l.key] != "" {
			l.title = "" // the other link stands for it
			continue
		}
		up := l.node.Parent
		for range 4 {
			if up == nil || w.holds[up] || leadsElsewhere(up, l.node) {
				break
			}
			var heading *html.Node
			eachWithin(up, func(c *html.Node) bool {
				switch c.DataAtom {
				case atom.H2, atom.H3, atom.H4, atom.H5:
					if heading == nil {
						heading = c
					}
					return false
				}
				return true
			})
			if heading != nil {
				l.title = textOf(heading)
				break
			}
			up = up.Parent
		}
	}
}

// leadsElsewhere tells whether an element holds a link to another address than a.
func leadsElsewhere(n, a *html.Node) bool {
	href, other := attr(a, "href"), false
	eachWithin(n, func(c *html.Node) bool {
		if c.DataAtom == atom.A {
			if h := attr(c, "href"); h != "" && h != href {
				other = true
			}
		}
		return !other
	})
	return other
}

// isHeadline tells whether a text can be a headline.
func isHeadline(s string) bool {
	n := utf8.RuneCountInString(s)
	words := wordsIn(s)
	return n <= 300 && (words >= 4 && n >= 12 || words >= 3 && (n >= 22 || strings.ContainsAny(s, ":?!：") || n >= 12 && unparted(s)) || words >= 2 && n >= 26)
}

// count notes which stories each element holds.
func (w *relatedWalk) count() {
	for i := range w.links {
		l := &w.links[i]
		if !isHeadline(l.title) {
			continue
		}
		for n := l.node; n != nil && !w.holds[n]; n = n.Parent {
			m := w.stories[n]
			if m == nil {
				m = map[string]bool{}
				w.stories[n] = m
			}
			if len(m) < 3 {
				m[l.key] = true
			}
		}
	}
}

// unparted tells whether the text is in a script that puts many words into few signs.
func unparted(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai)
	}) >= 0
}

// recommends decides whether a link stands as a recommendation: as a card, in a
// list, or as a line of its own; not within a sentence.
func (w *relatedWalk) recommends(l *storyLink) bool {
	if !isHeadline(l.title) || l.at.says&saysAdvert != 0 {
		return false
	}
	if l.at.says&saysTags != 0 && wordsIn(l.title) < 5 { // the class of a card may list its tags
		return false
	}
	block := l.node.Parent
	for block != nil && isInline(block) && block.Parent != nil {
		block = block.Parent
	}
	e, known := w.elemOf[block]
	if !known {
		e = l.at.elem
	}
	if e >= len(w.lay.elems) {
		return false
	}
	el := &w.lay.elems[e]
	if w.first >= 0 && el.first >= w.first && el.first <= w.last {
		l.inline = true
	}
	if w.holds[block] || l.inline && !w.boxed(l.node) {
		// among the paragraphs: only a line that is nothing but a linked headline
		line := strings.TrimSpace(textOf(block))
		linked := textOf(l.node)
		if len(line) > 3*len(linked) || len(line) > len(linked)+40 || wordsIn(linked) < 4 {
			return false
		}
		if rest := strings.TrimSpace(strings.Replace(line, linked, "", 1)); rest != "" {
			if !leadsIn(rest) {
				return false
			}
			if before, _, ok := strings.Cut(line, linked); ok && hasLetter(before) {
				l.leadIn = strings.TrimRight(strings.TrimSpace(before), " :：>»→►-–|")
			}
		}
		l.inline = true
	}
	return true
}

// boxed tells whether a link stands in a box of its own among the paragraphs.
func (w *relatedWalk) boxed(n *html.Node) bool {
	for range 8 {
		n = n.Parent
		if n == nil || w.holds[n] {
			return false
		}
		if n.DataAtom == atom.Aside || n.DataAtom == atom.Article || n.DataAtom == atom.Section || len(w.stories[n]) > 1 {
			return true
		}
		if e, ok := w.elemOf[n]; ok && w.lay.elems[e].says&saysRelated != 0 {
			return true
		}
	}
	return false
}

// leadsIn tells whether a text can introduce a recommended story.
func leadsIn(s string) bool {
	return strings.ContainsAny(s, ":：>»→►▶+•-–|") || utf8.RuneCountInString(s) <= 12
}

// heading is the heading of the box around a link, and the box; false when the box
// is none of recommendations.
func (w *relatedWalk) heading(l *storyLink) (string, *html.Node, bool) {
	box := l.node
	if l.leadIn != "" {
		return l.leadIn, l.node.Parent, !advertised(l.leadIn)
	}
	named := "" // what the markup calls the box, where no heading does
	for c, up := l.node, l.node.Parent; up != nil && up.DataAtom != atom.Body; c, up = up, up.Parent {
		if w.holds[up] && !l.inline {
			break
		}
		many := len(w.stories[up]) > 1
		for s := c.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type != html.ElementNode {
				continue
			}
			if len(w.stories[s]) > 1 && many && !sameKind(s, c) {
				return named, box, true // another box
			}
			if len(w.stories[s]) > 0 {
				if many {
					if h := w.ownHeading(s); h != "" && !sameKind(s, c) {
						return h, up, !advertised(h)
					}
				}
				continue
			}
			if h := boxHeading(s); h != "" && h != w.d.article.Title && (many || relatedWord(h)) {
				return h, up, !advertised(h)
			}
			if many {
				if h := textOf(s); utf8.RuneCountInString(h) <= 40 && hasLetter(h) && wordsIn(h) <= 5 && !advertised(h) && !hasDigit(h) {
					return strings.TrimRight(h, " :›>»"), up, true
				}
			}
			if w.holds[s] {
				return named, box, true
			}
		}
		if w.holds[up] {
			break
		}
		if many {
			box = up
			if label := attr(up, "aria-label"); named == "" && label != "" && utf8.RuneCountInString(label) < 60 && up.DataAtom != atom.Article {
				named = squeeze(label)
			}
		}
	}
	return named, box, true
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// sameKind tells whether two elements are alike, as the cards of one list are.
func sameKind(a, b *html.Node) bool {
	return a.DataAtom == b.DataAtom && attr(a, "class") == attr(b, "class")
}

// ownHeading is the heading that starts a box which holds stories, too.
func (w *relatedWalk) ownHeading(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if len(w.stories[c]) > 0 {
			return ""
		}
		return boxHeading(c)
	}
	return ""
}

// boxHeading is the text of an element that can head a box: a heading, or a short
// line that its class calls a title.
func boxHeading(n *html.Node) string {
	var heading *html.Node
	titled := false
	eachWithin(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Legend, atom.Dt:
			if heading == nil {
				heading = c
			}
			return false
		case atom.Script, atom.Style, atom.Svg, atom.Nav:
			return false
		case atom.Strong, atom.B:
			titled = true
		}
		if class := strings.ToLower(attr(c, "class")); strings.Contains(class, "title") || strings.Contains(class, "head") || strings.Contains(class, "label") || strings.Contains(class, "titre") || strings.Contains(class, "titulo") {
			titled = true
		}
		return heading == nil
	})
	text := ""
	switch {
	case heading != nil:
		text = textOf(heading)
	case titled || n.DataAtom == atom.P:
		text = textOf(n)
	}
	if k := utf8.RuneCountInString(text); k < 2 || k > 70 || wordsIn(text) > 8 || !hasLetter(text) {
		return ""
	}
	return strings.TrimRight(text, " :›>»")
}

// advertised tells whether a heading marks what is paid for or sold.
func advertised(h string) bool {
	h = strings.ToLower(h)
	for _, w := range []string{"anzeige", "sponsor", "advert", "werbung", "partner", "publicidad", "publicité", "reklam", "реклама", "shop", "newsletter", "stellen", "jobs", "gutschein", "coupon", "podcast", "promoted", "広告", "광고", "around the web", "from the web"} {
		if strings.Contains(h, w) {
			return true
		}
	}
	return false
}

// relatedWord tells whether a heading says that stories follow.
func relatedWord(h string) bool {
	h = strings.ToLower(h)
	for _, w := range []string{"read", "related", "more", "also", "mehr", "lesen", "auch", "lire", "aussi", "leer", "también", "leia", "leggi", "lees", "läs", "les ", "læs", "lue", "czytaj", "čtěte", "citeste", "citește",
		"читай", "читать", "також", "также", "матеріал", "материал", "тем", "oku", "ilgili", "اقرأ", "إقرأ", "関連", "相关", "相關", "관련", "baca", "xem thêm", "सम्बंधित", "पढ़ें", "আরও", "διαβάστε", "tovább", "kapcsolódó", "podobn", "powiązan", "correlat"} {
		if strings.Contains(h, w) {
			return true
		}
	}
	return false
}
