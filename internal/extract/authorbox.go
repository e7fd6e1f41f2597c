package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// boxNames is the name in the box about the author, which many sites print
// beside or after the story. Pages with several such names tell of others than
// who wrote this one.
func (d *doc) boxNames() (names []string, box *html.Node) {
	f := &d.facts
	for _, n := range f.labelled(labelByline | labelAuthor) {
		if f.headline != nil && f.order[n] < f.order[f.headline]-60 || box != nil && contains(box, n) || d.isOthers(n) {
			continue
		}
		lines := leavesOf(n)
		for _, line := range lines[:min(len(lines), 4)] {
			found := slices.DeleteFunc(d.people(cleanNames(line, d.article.Language)), isPhrase)
			if len(found) != 1 || d.isExactSiteName(found[0]) {
				continue
			}
			if k := len(strings.Fields(found[0])); k < 2 && utf8.RuneCountInString(found[0]) < 5 || k > 4 || utf8.RuneCountInString(line) > 60 {
				continue
			}
			if box == nil {
				box = n
			}
			names = distinctNames(append(names, found...))
			break
		}
	}
	if len(names) != 1 {
		return nil, nil
	}
	return names, box
}

// isOthers says whether the element stands in a part of the page that other
// people than the author have their names in.
func (d *doc) isOthers(n *html.Node) bool {
	for p := n; p != nil && !d.holdsStory(p); p = p.Parent {
		switch p.DataAtom {
		case atom.Nav, atom.Form, atom.Figure, atom.Figcaption:
			return true
		}
		class := strings.ToLower(attr(p, "class") + " " + attr(p, "id"))
		for _, w := range furnitureWords {
			if w != "footer" && w != "sidebar" && strings.Contains(class, w) {
				return true
			}
		}
	}
	return false
}

// offerDesk offers what the page declares as its author where nobody signs by
// name: a desk, the staff, a name in small letters.
func (d *doc) offerDesk(b *ballot) {
	f := &d.facts
	add := func(name, method, path string, score float64) {
		name, _ = stripBy(squeeze(name))
		key := fold(name)
		if n := utf8.RuneCountInString(name); n < 3 || n > 50 || strings.Contains(name, "://") || strings.ContainsAny(name, "@{}<>#%;") || len(strings.Fields(name)) > 6 || notNames[key] && !desks[key] {
			return
		}
		b.addList([]string{name}, method, path, score, nil)
	}
	for _, p := range f.article.people("author") {
		add(p.name, "json-ld", "author", 1)
	}
	for _, name := range []string{"author", "article:author", "parsely-author", "sailthru.author", "twitter:data1"} {
		if name == "twitter:data1" && !isWriterLabel(f.meta1("twitter:label1")) {
			continue
		}
		add(f.meta1(name), "meta", name, 0.75)
	}
	for _, n := range f.labelled(labelByline | labelAuthor) {
		if key := fold(lineText(n)); desks[key] && !d.isFurniture(n) {
			add(lineText(n), "dom", "byline class", 0.5)
		}
	}
}

// desks are the words a newspaper signs itself with.
var desks = map[string]bool{
	"redaktion": true, "die redaktion": true, "la redacción": true, "redacción": true, "rédaction": true, "la rédaction": true, "redazione": true, "la redazione": true, "redação": true,
	"redactie": true, "redaktionen": true, "newsdesk": true, "news desk": true, "web desk": true, "staff": true, "staff reporter": true, "staff writer": true, "our correspondent": true,
	"редакция": true, "редакція": true, "編集部": true,
}
