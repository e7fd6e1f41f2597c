package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// readAbout reads what stands around the story: subtitle, description, site
// name, section, translations and images.
func (d *doc) readAbout() {
	d.readDescription()
	d.readSubtitle()
	d.readSiteName()
	d.readSection()
	d.readVariants()
	d.readImages()
}

func (d *doc) readDescription() {
	if v, ok := d.byRule("description"); ok {
		d.article.Description = v[0]
		return
	}
	f := &d.facts
	b := ballot{field: "description"}
	for _, c := range []struct {
		value, method, path string
		score               float64
	}{
		{f.meta1("og:description"), "meta", "og:description", 0.9},
		{f.meta1("description"), "meta", "description", 0.8},
		{f.article.str("description"), "json-ld", "description", 0.8},
		{f.meta1("twitter:description"), "meta", "twitter:description", 0.7},
		{f.meta1("dc.description", "dcterms.description", "sailthru.description", "cxenseparse:description"), "meta", "dc.description", 0.5},
	} {
		b.add(c.value, c.method, c.path, c.score, nil)
	}
	if w, ok := b.elect(d); ok {
		d.article.Description = w.value
	}
}

// serviceLine is what papers put under a headline in their own interest.
var serviceLine = regexp.MustCompile(`(?i)affiliate|commission|newsletter|subscribe|cookie|copyright|sign up|all rights reserved|javascript`)

// readSubtitle reads the standfirst: the line under the headline.
func (d *doc) readSubtitle() {
	a := &d.article
	if v, ok := d.byRule("subtitle"); ok {
		a.Subtitle = strings.Join(v, " ")
		return
	}
	f := &d.facts
	b := ballot{field: "subtitle"}
	offer := func(value, method, path string, score float64, node *html.Node) {
		n := utf8.RuneCountInString(value)
		if n < 12 || n > 900 || fold(value) == fold(a.Title) || n < 40 && (strings.Contains(value, " ") || len(value) == n) && len(strings.Fields(value)) < 5 || serviceLine.MatchString(value) {
			return
		}
		for _, name := range a.Authors { // a byline, or a few words on the author
			if strings.HasPrefix(fold(value), fold(name)) || len(value) < 2*len(name)+20 && strings.Contains(value, name) {
				return
			}
		}
		b.add(value, method, path, score, node)
	}
	for _, name := range []string{"alternativeHeadline", "description"} {
		for _, p := range f.props[name] {
			if p.value == "" && p.item == nil && d.isUnderHeadline(p.node) {
				offer(p.text(), "microdata", name, 0.9, p.node)
				break
			}
		}
	}
	found := 0
	for _, n := range f.labelled(labelLead) {
		if found > 2 {
			break
		}
		if n.DataAtom == atom.H1 || n.DataAtom == atom.A || !d.isUnderHeadline(n) || hasHeadline(n) {
			continue
		}
		text := textOf(n)
		score := 0.6 - 0.05*float64(found)
		// What the page declares as its description is what it prints as a standfirst.
		if like := alike(text, a.Description); like > 0.6 {
			score += 0.5 * like
		}
		if len(b.all) == 0 || text != b.all[len(b.all)-1].value {
			offer(text, "dom", "standfirst class", score, n)
			found++
		}
	}
	// An h2 directly under the headline.
	if h := f.headline; h != nil {
		for _, n := range f.h2 {
			if f.order[n] > f.order[h] && f.order[n]-f.order[h] < 12 && d.isUnderHeadline(n) && len(strings.Fields(textOf(n))) > 5 {
				offer(textOf(n), "dom", "h1 ~ h2", 0.45, n)
				break
			}
		}
	}
	if s := f.article.str("alternativeHeadline"); s != "" && alike(s, a.Title) < 0.5 {
		offer(s, "json-ld", "alternativeHeadline", 0.3, nil)
	}
	if w, ok := b.elect(d); ok && w.method != "json-ld" {
		a.Subtitle = w.value
	} else if ok {
		delete(a.Evidence, "subtitle")
		for i := range d.explanation.Candidates["subtitle"] {
			d.explanation.Candidates["subtitle"][i].Chosen = false
		}
	}
}

// isUnderHeadline says whether the element follows the headline closely,
// before the body begins or as its first block.
func (d *doc) isUnderHeadline(n *html.Node) bool {
	f := &d.facts
	h := f.headline
	if h == nil || f.order[n] < f.order[h] && f.order[n] != 0 || contains(h, n) || contains(n, h) || d.isFurniture(n) {
		return false
	}
	// Few elements lie between a headline and its standfirst.
	if p := nearestCommon(h, n, 6); p == nil {
		return false
	}
	for i, b := range d.blocks {
		if b.node == nil {
			continue
		}
		if b.node == n || contains(n, b.node) {
			return i == 0 && utf8.RuneCountInString(b.Text) > 0 && !(i+1 < len(d.blocks) && contains(n, d.blocks[i+1].node))
		}
	}
	return true
}

// hasHeadline says whether an element holds a headline of its own.
func hasHeadline(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.H1, atom.Figure, atom.Time:
			return true
		}
		if hasHeadline(c) {
			return true
		}
	}
	return false
}

func (d *doc) readSiteName() {
	f := &d.facts
	b := ballot{field: "site_name"}
	if s := d.page.Site; s != nil {
		b.add(s.Name, "rule", "name", 0.3, nil) // our name for it: the site's own word is better
	}
	add := func(value, method, path string, score float64) {
		if utf8.RuneCountInString(value) <= 60 && !strings.Contains(value, "://") {
			b.add(strings.TrimPrefix(value, "@"), method, path, score, nil)
		}
	}
	add(f.meta1("og:site_name"), "meta", "og:site_name", 0.9)
	for _, p := range f.article.people("publisher") {
		add(p.name, "json-ld", "publisher", 0.7)
		break
	}
	for _, it := range f.items {
		if it.is("WebSite") && !it.nested {
			add(it.str("name"), "json-ld", "WebSite.name", 0.6)
			break
		}
	}
	add(f.meta1("application-name"), "meta", "application-name", 0.5)
	add(f.meta1("apple-mobile-web-app-title"), "meta", "apple-mobile-web-app-title", 0.4)
	add(f.meta1("dc.publisher", "publisher"), "meta", "publisher", 0.4)
	// The part of the title that is not the headline.
	for _, p := range titleParts(f.title) {
		if fold(p.text) != fold(d.article.Title) && d.isSiteName(p.text) && len(strings.Fields(p.text)) < 6 {
			add(p.text, "dom", "title", 0.45)
		}
	}
	if w, ok := b.elect(d); ok {
		d.article.SiteName = w.value
	}
}

func (d *doc) readSection() {
	a := &d.article
	if v, ok := d.byRule("section"); ok {
		a.Section = v[0]
		return
	}
	f := &d.facts
	b := ballot{field: "section"}
	add := func(value, method, path string, score float64) {
		value = squeeze(value)
		if n := utf8.RuneCountInString(value); n < 2 || n > 60 || strings.Contains(value, "://") || machineTag.MatchString(value) || fold(value) == fold(a.Title) || d.isExactSiteName(value) || isHome(value) {
			return
		}
		b.add(value, method, path, score, nil)
	}
	if s := f.article.strs("articleSection"); len(s) > 0 {
		add(s[0], "json-ld", "articleSection", 0.9)
	}
	add(f.meta1("article:section", "og:article:section"), "meta", "article:section", 0.85)
	add(f.meta1("parsely-section", "cxenseparse:section", "section", "dc.subject.section", "category"), "meta", "section", 0.6)
	add(f.prop1("articleSection"), "microdata", "articleSection", 0.75)
	crumbs, path, method := d.crumbs()
	if len(crumbs) > 0 {
		add(crumbs[len(crumbs)-1], method, path, 0.6)
	}
	if w, ok := b.elect(d); ok {
		a.Section = w.value
	}
}

// isHome says whether a breadcrumb is that of the front page.
func isHome(s string) bool {
	switch fold(s) {
	case "home", "homepage", "home page", "startseite", "start", "accueil", "inicio", "portada", "início", "capa", "forside", "forsiden", "hem", "etusivu", "главная", "головна",
		"home news", "hjem", "strona główna", "úvod", "domů", "anasayfa", "ana sayfa", "beranda", "trang chủ", "トップ", "ホーム", "首页", "首頁", "홈", "الرئيسية", "index", "voorpagina", "início do site":
		return true
	}
	return false
}

// crumbs is the way from the front page to the story, without either.
func (d *doc) crumbs() (names []string, path, method string) {
	f := &d.facts
	keep := func(s string) {
		s = squeeze(s)
		if s == "" || isHome(s) || d.isExactSiteName(s) || alike(s, d.article.Title) > 0.6 || utf8.RuneCountInString(s) > 50 {
			return
		}
		names = append(names, s)
	}
	for _, it := range f.items {
		if !it.is("BreadcrumbList") {
			continue
		}
		for _, e := range it.objects("itemListElement") {
			name := e.str("name")
			if name == "" {
				if o := e.objects("item"); len(o) > 0 {
					name = o[0].str("name")
				}
			}
			keep(name)
		}
		if len(names) > 0 {
			return names, "BreadcrumbList", "json-ld"
		}
	}
	for _, s := range f.scopes {
		if s.is("BreadcrumbList") {
			for _, p := range s.props["itemListElement"] {
				keep(textOf(p.node))
			}
			if len(names) > 0 {
				return names, "BreadcrumbList", "microdata"
			}
		}
	}
	for _, n := range f.labelled(labelCrumbs) {
		for _, t := range tagLinks(n) {
			keep(t)
		}
		if len(names) > 0 {
			return names, "breadcrumb class", "dom"
		}
	}
	return nil, "", ""
}

// readVariants reads the translations the page links to.
func (d *doc) readVariants() {
	a := &d.article
	own := canon.Key(a.CanonicalURL)
	seen := map[string]bool{}
	for _, l := range d.facts.rel("alternate") {
		if l.hreflang == "" || strings.EqualFold(l.hreflang, "x-default") || strings.Contains(l.kind, "rss") || strings.Contains(l.kind, "atom") {
			continue
		}
		tag := languageTag(l.hreflang)
		if tag == "" || tag == a.Language || sameBase(tag, a.Language) && !strings.Contains(tag, "-") {
			continue
		}
		abs, err := canon.Resolve(d.base, l.href)
		if err != nil || canon.Key(abs) == own || seen[tag] || plausibleFront(strings.TrimSuffix(abs, "/")) {
			continue
		}
		seen[tag] = true
		a.Variants = append(a.Variants, news.Variant{Language: tag, URL: abs})
	}
	if len(a.Variants) > 0 {
		d.because("variants", "dom", "link[rel=alternate][hreflang]")
	}
}
