package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// readAuthors reads who wrote the story and the byline as printed. Names of
// people win over the name of the paper, which stays where nobody else signs.
func (d *doc) readAuthors() {
	a := &d.article
	f := &d.facts
	if v, ok := d.byRule("authors"); ok {
		a.Authors = distinctNames(v)
		a.Byline = d.byline(a.Authors)
		return
	}
	b := ballot{field: "authors"}
	offer := func(names []string, method, path string, score float64, node *html.Node) {
		if kept := d.people(names); len(kept) > 0 || node != nil {
			names = kept
		}
		if len(names) == 0 {
			return
		}
		if !slices.ContainsFunc(names, func(n string) bool { return !d.isExactSiteName(n) }) {
			score *= 0.3
		}
		b.addList(names, method, path, score, node)
	}

	offer(personNames(f.article.people("author"), a.Language), "json-ld", "author", 1, nil)
	if f.article != nil && len(b.all) == 0 {
		offer(personNames(f.article.people("creator"), a.Language), "json-ld", "creator", 0.8, nil)
	}
	if f.webPage != nil {
		offer(personNames(f.webPage.people("author"), a.Language), "json-ld", "WebPage.author", 0.45, nil)
	}
	for _, m := range []struct {
		name  string
		score float64
	}{
		{"parsely-author", 0.8}, {"sailthru.author", 0.8}, {"cxenseparse:author", 0.75}, {"byl", 0.85}, {"article:author_name", 0.75},
		{"author", 0.75}, {"article:author", 0.8}, {"og:article:author", 0.8}, {"og:author", 0.7}, {"dc.creator", 0.6}, {"dcterms.creator", 0.6},
		{"dcsext.author", 0.6}, {"citation_author", 0.7}, {"dc.contributor", 0.3}, {"rbauthors", 0.6}, {"authors", 0.6}, {"byline", 0.6}, {"article.author", 0.6}, {"mrf:authors", 0.7},
	} {
		offer(d.metaNames(m.name), "meta", m.name, m.score, nil)
	}
	for _, i := range []string{"1", "2"} {
		if isWriterLabel(f.meta1("twitter:label" + i)) {
			offer(cleanNames(f.meta1("twitter:data"+i), a.Language), "meta", "twitter:data"+i, 0.7, nil)
		}
	}
	offer(d.propNames("author"), "microdata", "author", 0.75, nil)
	if len(f.props["creator"]) > 0 {
		offer(d.propNames("creator"), "microdata", "creator", 0.5, nil)
	}
	d.offerShown(offer)

	// What the page prints as a name is better than what its software calls the writer.
	printed := false
	for _, o := range b.all {
		printed = printed || o.node != nil && !slices.ContainsFunc(o.list, func(n string) bool { return !strings.Contains(n, " ") || d.isExactSiteName(n) })
	}
	for i := range b.all {
		if o := &b.all[i]; len(o.list) == 1 && o.node == nil && isLogin(o.list[0], printed) {
			o.score *= 0.55
		}
	}
	for i := range b.all {
		switch o := &b.all[i]; {
		case organisationWords.MatchString(o.value):
			o.score *= 0.6
		case o.node != nil && len(o.list) > 1 && !slices.ContainsFunc(o.list, func(n string) bool { return strings.Contains(n, " ") || strings.ToUpper(n) == n }):
			o.score *= 0.7
		}
	}
	if len(b.all) == 0 {
		if names, node := d.boxNames(); node != nil {
			b.addList(names, "dom", "author box", 0.5, node)
		}
	}
	if len(b.all) == 0 {
		d.offerDesk(&b)
	}
	w, ok := b.elect(d)
	if ok {
		a.Authors = fullNames(w.list, b.all)
	}
	a.Byline = d.byline(a.Authors)
	if a.Byline != "" && ok {
		if _, known := a.Evidence["byline"]; !known {
			d.because("byline", "dom", "byline")
		}
	}
}

// writerLabels are the words that card labels say "written by" with.
var writerLabels = []string{"written", "author", "verfasst", "geschrieben", "autor", "escrito", "écrit", "geschreven", "автор", "scritto", "skrevet", "skriven", "napisane", "yazan"}

// isWriterLabel says whether a label announces who wrote the story.
func isWriterLabel(label string) bool {
	label = fold(label)
	return slices.ContainsFunc(writerLabels, func(w string) bool { return strings.Contains(label, w) })
}

// fullNames gives first names that stand alone as another source has them in full.
func fullNames(names []string, all []offer) []string {
	out := slices.Clone(names)
	for i, n := range out {
		if strings.Contains(n, " ") || utf8.RuneCountInString(n) < 3 {
			continue
		}
		for _, o := range all {
			for _, full := range o.list {
				if words := strings.Fields(full); len(words) > 1 && len(words) < 4 && fold(words[0]) == fold(n) {
					out[i] = full
				}
			}
		}
	}
	return distinctNames(out)
}

// isLogin says whether a name is one that a machine knows somebody by: a
// single word in small letters, or any single word where the page prints a full name.
func isLogin(s string, printed bool) bool {
	return !strings.Contains(s, " ") && strings.ToUpper(s) != strings.ToLower(s) && utf8.RuneCountInString(s) > 3 && (printed || strings.ToLower(s) == s)
}

// people drops roles and, beside other names, the site's own.
func (d *doc) people(names []string) []string {
	var out []string
	for _, n := range distinctNames(names) {
		if !isRole(n) || d.isExactSiteName(n) {
			out = append(out, n)
		}
	}
	if len(out) > 1 {
		var others []string
		for _, n := range out {
			if !d.isExactSiteName(n) {
				others = append(others, n)
			}
		}
		if len(others) > 0 {
			out = others
		}
	}
	return out
}

// personNames is the names of the JSON-LD people. An object has one name; a
// bare string may hold a whole byline.
func personNames(people []person, language string) []string {
	var out []string
	for _, p := range people {
		if strings.Contains(p.name, "://") {
			continue
		}
		names := cleanNames(p.name, language)
		if p.organisation && (len(names) != 1 || strings.ContainsAny(p.name, "0123456789")) && len(p.name) < 60 && !notNames[fold(p.name)] {
			names = []string{p.name} // its name may hold numbers and commas
		}
		out = append(out, names...)
	}
	return distinctNames(out)
}

// metaNames is the names in the meta elements of one name. Several elements
// give a name each; one may hold a list.
func (d *doc) metaNames(name string) []string {
	var out []string
	for _, v := range d.facts.meta(name) {
		out = append(out, cleanNames(v, d.article.Language)...)
	}
	return distinctNames(out)
}

// propNames is the names of the article's microdata property.
func (d *doc) propNames(name string) []string {
	var out []string
	for _, p := range d.facts.props[name] {
		if p.item != nil {
			named := false
			for _, n := range p.item.props["name"] {
				out = append(out, cleanNames(n.text(), d.article.Language)...)
				named = true
			}
			if named {
				continue
			}
		}
		if t := p.text(); utf8.RuneCountInString(t) < 120 {
			out = append(out, cleanNames(t, d.article.Language)...)
		}
	}
	return distinctNames(out)
}
