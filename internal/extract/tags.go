package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readTags reads the topics of the story, as the page shows or declares them.
func (d *doc) readTags() {
	a := &d.article
	f := &d.facts
	if v, ok := d.byRule("tags"); ok {
		a.Tags = distinctTags(v)
		return
	}
	b := ballot{field: "tags"}
	shown, node, path := d.shownTags()
	shown = d.cleanTags(shown, false)
	offer := func(values []string, method, path string, score float64, node *html.Node) {
		tags := d.cleanTags(values, method != "dom")
		switch {
		case len(tags) >= 5 && allCodes(tags):
			return
		case len(tags) == 1 && len(strings.Fields(tags[0])) >= 4:
			score *= 0.5 // a list whose separators are lost, or a sentence
		case len(tags) == 1:
			score *= 0.9
		}
		// Keywords with the name of the site are the same on every page, if the
		// page does not show any of them.
		if len(shown) > 0 && partIn(tags, shown) == 0 && slices.ContainsFunc(values, func(v string) bool {
			return slices.ContainsFunc(splitTags(v, len(values)), func(t string) bool { return squeeze(t) != "" && d.isExactSiteName(t) })
		}) {
			score *= 0.6
		}
		if len(tags) == 1 && method != "dom" && a.Title != "" && fold(tags[0]) == fold(a.Title) {
			return
		}
		b.addList(tags, method, path, score, node)
	}
	offer(f.article.strs("keywords"), "json-ld", "keywords", 1, nil)
	for _, m := range []struct {
		name  string
		score float64
	}{
		{"news_keywords", 1.3}, {"article:tag", 0.85}, {"og:article:tag", 0.8}, {"sailthru.tags", 0.75}, {"parsely-tags", 0.7}, {"keywords", 0.8},
		{"cxenseparse:keywords", 0.7}, {"article:tags", 0.8}, {"tags", 0.6}, {"dc.subject", 0.5}, {"mrf:tags", 0.5}, {"keyword", 0.5},
	} {
		offer(f.meta(m.name), "meta", m.name, m.score, nil)
	}
	var props []string
	for _, p := range f.props["keywords"] {
		props = append(props, p.text())
	}
	offer(props, "microdata", "keywords", 0.75, nil)
	offer(f.article.strs("about"), "json-ld", "about", 0.45, nil)

	if node != nil {
		score := 0.65
		if path == "a[rel=tag]" {
			score = 0.85
		}
		offer(shown, "dom", path, score, node)
	}
	// Lists that overlap confirm each other by what they have in common.
	add := make([]float64, len(b.all))
	for i := range b.all {
		for j := range b.all {
			x, y := &b.all[i], &b.all[j]
			if x.path != y.path && x.key != y.key {
				held := partIn(y.list, x.list)
				add[i] += 0.2 * y.score * (partIn(x.list, y.list) + held) / 2
				if held == 1 { // the other is a part of this one
					add[i] += 0.3 * y.score
				}
			}
		}
	}
	for i := range b.all {
		b.all[i].score += add[i]
	}
	if w, ok := b.elect(d); ok {
		a.Tags = w.list
	}
}

// allCodes says whether most of a list is codes of a content system.
func allCodes(tags []string) bool {
	codes := 0
	for _, t := range tags {
		if len(t) <= 8 && strings.ToUpper(t) == t && !strings.Contains(t, " ") && t[0] < utf8.RuneSelf {
			codes++
		}
	}
	return codes*10 > len(tags)*6
}

// partIn is which part of the list is in other.
func partIn(list, other []string) float64 {
	n := 0
	has := make(map[string]bool, len(other))
	for _, o := range other {
		has[fold(o)] = true
	}
	for _, s := range list {
		if has[fold(s)] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(list)))
}

var (
	machineTag = regexp.MustCompile(`(?i)^(?:[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-f]{16,}|\d{4,}|[a-z_-]+[:=]\S*|[\w.-]+\.(?:com|net|org|de|fr|it|es|uk|ca|at|ch|nl)|[a-z0-9]+(?:_[a-z0-9]+)+|\d+)$`)
	tagPrefix  = regexp.MustCompile(`(?i)^(?:tag|topic|keyword|subject|person|people|place|location|organi[sz]ation|thema|nlp entity tokens?)s?\s*:\s*`)
	dropTag    = regexp.MustCompile(`(?i)^(?:nlp categor|category|categories|region|primary region|section|content.?type|author|publish|source|theme|type|template|channel|page|article|wordcount|autocrawled|subscription|factset|dpa-)[\w -]*:`)
)

// most is how many topics a page has at most: more are bait for search engines.
const mostTags = 60

// cleanTags is the topics of the values: lists taken apart where the values
// are declared, markers of content systems dropped.
func (d *doc) cleanTags(values []string, declared bool) []string {
	var out []string
	for _, v := range values {
		v = squeeze(v)
		if v == "" || len(v) > 4000 {
			continue
		}
		parts := []string{v}
		if declared {
			parts = splitTags(v, len(values))
		}
		for _, p := range parts {
			p = strings.Trim(squeeze(p), " \t,;|\"“”'[]")
			p = strings.TrimPrefix(p, "#")
			if dropTag.MatchString(p) {
				continue
			}
			p = strings.TrimSpace(tagPrefix.ReplaceAllString(p, ""))
			if p == "" || slices.ContainsFunc(d.article.Authors, func(n string) bool { return fold(n) == fold(p) }) || utf8.RuneCountInString(p) > 80 || machineTag.MatchString(p) && !yearTag.MatchString(p) || strings.Contains(p, "://") || d.isExactSiteName(p) || fold(p) == "" {
				continue
			}
			out = append(out, p)
		}
	}
	if len(out) > mostTags {
		return nil
	}
	return distinctTags(out)
}

var yearTag = regexp.MustCompile(`^(?:19|20)\d\d$`)

// splitTags takes a declared list apart. Where there are several values each
// is a topic already, and its commas are its own, unless they have no space.
func splitTags(v string, values int) []string {
	if values > 1 {
		if strings.Count(v, ",") >= 2 || strings.Contains(v, ",") && !strings.Contains(v, ", ") {
			return strings.Split(v, ",")
		}
		return []string{v}
	}
	for _, sep := range []string{",", "，", "、", ";", "|", "؛", "،"} {
		if strings.Contains(v, sep) {
			return strings.Split(v, sep)
		}
	}
	return []string{v}
}

func distinctTags(tags []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, t := range tags {
		if key := fold(t); key != "" && !seen[key] {
			seen[key] = true
			out = append(out, t)
		}
	}
	return out
}

// shownTags is the topics the page shows: links marked as tags, or the links in
// a list that is called one, in the story's part of the page.
func (d *doc) shownTags() (tags []string, node *html.Node, path string) {
	f := &d.facts
	group := func(nodes []*html.Node) ([]string, *html.Node) {
		// Links of one list stand under one parent, or under siblings of one.
		type list struct {
			top  *html.Node
			tags []string
		}
		var lists []list
		for _, n := range nodes {
			if n.DataAtom != atom.A || !d.isTagPlace(n) {
				continue
			}
			t := strings.TrimPrefix(textOf(n), "#")
			if !isTagText(t) {
				continue
			}
			top := n.Parent
			for i := 0; i < 2 && top.Parent != nil && onlyElement(top, n) && top.DataAtom != atom.Body; i++ {
				top = top.Parent
			}
			if k := len(lists) - 1; k >= 0 && lists[k].top == top {
				lists[k].tags = append(lists[k].tags, t)
				continue
			}
			lists = append(lists, list{top, []string{t}})
		}
		if len(lists) == 0 {
			return nil, nil
		}
		best := 0
		for i := range lists {
			if len(lists[i].tags) > len(lists[best].tags) && len(lists[i].tags) <= 25 {
				best = i
			}
		}
		return lists[best].tags, lists[best].top
	}
	var rel, href []*html.Node
	for _, n := range f.labelled(labelTag) {
		if hasWord(strings.ToLower(attr(n, "rel")), "tag") {
			rel = append(rel, n)
		} else {
			href = append(href, n)
		}
	}
	if tags, top := group(rel); top != nil {
		return tags, top, "a[rel=tag]"
	}
	// A list over the headline may be one of the site's sections.
	for _, over := range []bool{false, true} {
		for _, n := range f.labelled(labelTags) {
			if n.DataAtom == atom.A || over != (f.headline != nil && f.order[n] < f.order[f.headline]) || !d.isTagPlace(n) {
				continue
			}
			if tags := tagLinks(n); len(tags) > 0 {
				return tags, n, "tag class"
			}
		}
	}
	if tags, n := d.headedTags(); n != nil {
		return tags, n, "heading"
	}
	if tags, top := group(href); top != nil {
		return tags, top, "tag link"
	}
	return nil, nil, ""
}

// tagHeadings are the words over or before a list of topics.
var tagHeadings = map[string]bool{
	"tags": true, "tag": true, "topics": true, "topic": true, "related topics": true, "more on this topic": true, "more on": true, "read more about": true, "explore more on these topics": true,
	"filed under": true, "in this article": true, "keywords": true, "themen": true, "mehr zum thema": true, "mehr lesen über": true, "schlagworte": true, "schlagwörter": true,
	"stichworte": true, "zum thema": true, "themen in diesem artikel": true, "mehr zu": true, "temas": true, "etiquetas": true, "archivado en": true, "más sobre": true, "mots clés": true, "sur le même thème": true,
	"thèmes": true, "argomenti": true, "temi": true, "onderwerpen": true, "trefwoorden": true, "meer over": true, "emner": true, "ämnen": true, "stikord": true, "mer om": true, "mere om": true, "aiheet": true,
	"теги": true, "темы": true, "теми": true, "по теме": true, "etiketler": true, "tagi": true, "tematy": true, "témata": true, "štítky": true, "címkék": true, "関連キーワード": true, "キーワード": true, "タグ": true,
	"标签": true, "關鍵字": true, "关键词": true, "tags relacionadas": true, "mais sobre": true, "assuntos": true, "tópicos": true, "topik": true, "subiecte": true, "etichete": true, "oznake": true,
}

// headedTags is the links under or after a heading that announces topics.
func (d *doc) headedTags() ([]string, *html.Node) {
	h := d.facts.headline
	if h == nil {
		return nil, nil
	}
	n := h
	for range 20000 {
		if n = following(n); n == nil {
			break
		}
		if n.Type != html.TextNode {
			continue
		}
		text := strings.TrimSpace(n.Data)
		if len(text) < 3 || len(text) > 60 || !tagHeadings[fold(text)] || n.Parent.DataAtom == atom.A || !d.isTagPlace(n.Parent) {
			continue
		}
		// The list is what follows, or what holds both.
		for p, i := n, 0; p.Parent != nil && i < 6; p, i = p.Parent, i+1 {
			for s, j := p.NextSibling, 0; s != nil && j < 6; s, j = s.NextSibling, j+1 {
				if s.Type == html.ElementNode && s.DataAtom != atom.A {
					if tags := tagLinks(s); len(tags) > 0 {
						return tags, s
					}
				}
			}
			if tags := tagLinks(p.Parent); len(tags) > 0 {
				return tags, p.Parent
			}
		}
	}
	return nil, nil
}

// isTagText says whether the text of a link may be a topic.
func isTagText(t string) bool {
	n := utf8.RuneCountInString(t)
	return n > 0 && n <= 60 && len(strings.Fields(t)) <= 7 && (n <= 24 || strings.Contains(t, " ") || len(t) == n)
}

// onlyElement says whether n is the only element in top that holds anything.
func onlyElement(top, n *html.Node) bool {
	count := 0
	for c := top.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			count++
		}
	}
	return count <= 1
}

// tagLinks is the texts of the links in an element that is little but short links.
func tagLinks(n *html.Node) []string {
	var tags []string
	linked := 0
	bad := false
	var walk func(*html.Node)
	walk = func(c *html.Node) {
		if c.Type == html.ElementNode && c.DataAtom == atom.A {
			t := strings.TrimPrefix(textOf(c), "#")
			if t == "" {
				return
			}
			if !isTagText(t) {
				bad = true
				return
			}
			linked += len(t)
			tags = append(tags, t)
			return
		}
		for k := c.FirstChild; k != nil && !bad; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	if bad || len(tags) == 0 || len(tags) > 25 {
		return nil
	}
	if all := len(textOf(n)); linked*2 < all-30 {
		return nil
	}
	return tags
}

// isTagPlace says whether an element stands where a story's topics do.
func (d *doc) isTagPlace(n *html.Node) bool {
	f := &d.facts
	if at, known := f.order[n]; known && f.headline != nil && at < f.order[f.headline]-40 {
		return false
	}
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Nav:
			// A list of topics over the headline may be a nav of its own.
			if labelOf(p, attr(p, "class"), attr(p, "id"), "", "", nil)&labelTags == 0 || p.Parent == nil || !d.holdsStory(p.Parent.Parent) {
				return false
			}
		case atom.Footer, atom.P, atom.Figure, atom.Table:
			if p.DataAtom != atom.Footer || f.headline == nil || within(p, func(q *html.Node) bool { return q.DataAtom == atom.Article && d.holdsStory(q) }) == nil {
				return false
			}
		case atom.Header:
			if f.headline == nil || !contains(p, f.headline) {
				return false
			}
		case atom.Article:
			if !d.holdsStory(p) {
				return false
			}
		}
		if d.holdsStory(p) {
			return true
		}
		class := strings.ToLower(attr(p, "class") + " " + attr(p, "id"))
		for _, w := range [...]string{"menu", "nav", "related", "sidebar", "trending", "popular", "footer", "teaser", "most-", "breadcrumb", "comment", "social", "share-", "sharing", "-share"} {
			if strings.Contains(class, w) {
				return false
			}
		}
	}
	return true
}
