package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/canon"
)

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
	w := &relatedWalk{d: d, lay: d.layout,
		self: storyKey(d.page.URL), canonical: storyKey(d.article.CanonicalURL),
		stories: map[*html.Node]map[string]bool{}, holds: map[*html.Node]bool{}}
	if scheme, rest, ok := strings.Cut(d.base, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		w.origin = scheme + "://" + host
	}
	if w.lay == nil {
		w.lay = &layout{}
	}
	w.elemOf = w.lay.places()
	w.first, w.last = w.lay.kept()
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
	switch canon.Domain(host) {
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
