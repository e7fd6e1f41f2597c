package extract

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// mostImages is how many images of a story are kept: galleries may hold hundreds.
const mostImages = 60

// readImages reads the pictures of the story: the lead picture the page
// declares, then those shown with the text.
func (d *doc) readImages() {
	a := &d.article
	f := &d.facts
	var images []news.Image
	index := map[string]int{}
	method, from := "", ""
	add := func(img news.Image, how, where string) {
		if img.URL == "" || strings.HasPrefix(img.URL, "data:") {
			return
		}
		abs, err := canon.Resolve(d.base, img.URL)
		if err != nil || isPlaceholder(abs) {
			return
		}
		img.URL = abs
		key := imageKey(abs)
		if i, seen := index[key]; seen { // the same picture in another size: what is known adds up
			old := &images[i]
			old.Caption = firstOf(old.Caption, img.Caption)
			old.Credit = firstOf(old.Credit, img.Credit)
			old.Alt = firstOf(old.Alt, img.Alt)
			return
		}
		if len(images) == mostImages {
			return
		}
		index[key] = len(images)
		images = append(images, img)
		if method == "" {
			method, from = how, where
		}
	}
	for _, it := range f.article.objects("image") {
		add(news.Image{URL: it.str("url", "contentUrl", "@id"), Caption: it.str("caption", "description"), Credit: it.str("creditText", "copyrightNotice", "author")}, "json-ld", "image")
	}
	if f.article != nil && len(images) == 0 {
		for _, u := range f.article.strs("image") {
			if strings.Contains(u, "/") {
				add(news.Image{URL: u}, "json-ld", "image")
			}
		}
	}
	alts := f.meta("og:image:alt")
	for i, u := range f.meta("og:image", "og:image:url", "og:image:secure_url") {
		img := news.Image{URL: u}
		if i < len(alts) {
			img.Alt = alts[i]
		}
		add(img, "meta", "og:image")
	}
	if len(images) == 0 {
		add(news.Image{URL: f.meta1("twitter:image", "twitter:image:src")}, "meta", "twitter:image")
	}
	for _, n := range d.storyImages() {
		add(d.shownImage(n), "dom", "img")
	}
	if len(images) > 0 {
		a.Images = images
		d.because("images", method, from)
	}
}

// storyImages is the img elements of the story: in figures with or without a
// caption, and others of some size, between the headline and the end of the body.
func (d *doc) storyImages() []*html.Node {
	top := d.storyTop()
	if top == nil {
		return nil
	}
	var out []*html.Node
	var walk func(n *html.Node, figure bool)
	walk = func(n *html.Node, figure bool) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Script, atom.Style, atom.Svg:
				return
			case atom.A:
				if !figure && len(strings.Fields(textOf(n))) > 3 { // a teaser
					return
				}
			case atom.Figure, atom.Picture:
				figure = true
			case atom.Article:
				if n != top && d.facts.headline != nil && !contains(n, d.facts.headline) {
					return
				}
			case atom.Img:
				if figure || isLarge(n) {
					out = append(out, n)
				}
			}
			if n != top && !figure && saysFurniture(n) {
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, figure)
		}
	}
	walk(top, false)
	return out
}

// storyTop is the smallest element that holds headline and body, or the body alone.
func (d *doc) storyTop() *html.Node {
	var nodes []*html.Node
	if h := d.facts.headline; h != nil {
		nodes = append(nodes, h)
	}
	if n := len(d.blocks); n > 0 {
		nodes = append(nodes, d.blocks[0].node, d.blocks[n/2].node, d.blocks[n-1].node)
	}
	nodes = slices.DeleteFunc(nodes, func(n *html.Node) bool { return n == nil })
	if len(nodes) < 2 {
		return nil
	}
	top := nodes[0].Parent
	for top != nil && !containsAll(top, nodes) {
		top = top.Parent
	}
	return top
}

func containsAll(top *html.Node, nodes []*html.Node) bool {
	for _, n := range nodes {
		if !contains(top, n) {
			return false
		}
	}
	return true
}

// isLarge says whether an image states a size that pictures of stories have.
func isLarge(n *html.Node) bool {
	w, _ := strconv.Atoi(strings.TrimSuffix(attr(n, "width"), "px"))
	h, _ := strconv.Atoi(strings.TrimSuffix(attr(n, "height"), "px"))
	return w >= 300 && (h == 0 || h >= 150)
}

// shownImage reads an img element with the caption and credit around it.
func (d *doc) shownImage(n *html.Node) news.Image {
	img := news.Image{URL: imageSource(n), Alt: squeeze(attr(n, "alt"))}
	figure := within(n, func(p *html.Node) bool { return p.DataAtom == atom.Figure })
	if figure == nil {
		return img
	}
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.Type == html.ElementNode {
			class := strings.ToLower(attr(c, "class") + " " + attr(c, "itemprop"))
			switch {
			case strings.Contains(class, "credit") || strings.Contains(class, "copyright") || strings.Contains(class, "photographer") || strings.Contains(class, "imagesource"):
				if t := textOf(c); img.Credit == "" && utf8.RuneCountInString(t) < 200 {
					img.Credit = t
				}
				return
			case c.DataAtom == atom.Figcaption || strings.Contains(class, "caption"):
				if img.Caption == "" {
					img.Caption = textOf(c)
				}
			}
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(figure)
	if img.Credit != "" && img.Caption != img.Credit {
		img.Caption = strings.TrimSpace(strings.TrimSuffix(img.Caption, img.Credit))
	}
	return img
}

// imageSource is the address of the picture an img element ends up showing:
// many pages put it into an attribute of their own until it scrolls into view.
func imageSource(n *html.Node) string {
	src := strings.TrimSpace(attr(n, "src"))
	if src != "" && !strings.HasPrefix(src, "data:") && !isPlaceholder(src) {
		return src
	}
	for _, name := range []string{"data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-url"} {
		if v := strings.TrimSpace(attr(n, name)); v != "" && !strings.HasPrefix(v, "data:") {
			return v
		}
	}
	for _, name := range []string{"srcset", "data-srcset", "data-lazy-srcset"} {
		if v := lastOfSet(attr(n, name)); v != "" {
			return v
		}
	}
	if p := n.Parent; p != nil && p.DataAtom == atom.Picture {
		for c := p.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Source {
				for _, name := range []string{"srcset", "data-srcset"} {
					if v := lastOfSet(attr(c, name)); v != "" {
						return v
					}
				}
			}
		}
	}
	return src
}

// lastOfSet is the last address of a srcset: by custom the largest.
func lastOfSet(set string) string {
	last := ""
	for one := range strings.SplitSeq(set, ", ") {
		u, _, _ := strings.Cut(strings.TrimSpace(one), " ")
		if u = strings.TrimSuffix(u, ","); u != "" && !strings.HasPrefix(u, "data:") {
			last = u
		}
	}
	return last
}

// isPlaceholder says whether an address is that of a stand-in.
func isPlaceholder(u string) bool {
	name := strings.ToLower(path.Base(u))
	for _, w := range [...]string{"placeholder", "blank.", "spacer", "pixel.", "1x1", "transparent", "lazy.", "loading.", "default-image", "no-image", "noimage"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// imageKey is what the sizes of one picture have in common: the path without
// query, and of crops the name of the file.
func imageKey(u string) string {
	if i := strings.IndexAny(u, "?#"); i >= 0 {
		u = u[:i]
	}
	name := path.Base(u)
	if len(name) >= 16 && strings.Contains(name, ".") { // long names are unique, whatever folder of sizes they are in
		return name
	}
	return u
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
