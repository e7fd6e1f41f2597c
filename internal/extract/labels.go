package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// labelWords is what classes and ids call the parts of a story. They are soft
// evidence: the word picks an element to look at, its place and text decide.
var labelWords = []struct {
	word string
	what labelKind
}{
	{"author", labelByline}, {"byline", labelByline}, {"autor", labelByline}, {"auteur", labelByline}, {"writer", labelByline},
	{"redakt", labelByline}, {"journalist", labelByline}, {"reporter", labelByline}, {"firma", labelByline}, {"signature", labelByline},
	{"contributor", labelByline}, {"penulis", labelByline}, {"skribent", labelByline}, {"forfatter", labelByline}, {"kirjoittaja", labelByline},
	{"toimittaja", labelByline}, {"yazar", labelByline}, {"by-line", labelByline}, {"byauthor", labelByline}, {"credit-name", labelByline},
	{"posted-by", labelByline}, {"written-by", labelByline}, {"dateline", labelDate}, {"avtor", labelByline}, {"signatur", labelByline},
	{"tags", labelTags}, {"taglist", labelTags}, {"tag-", labelTags}, {"-tag", labelTags}, {"_tag", labelTags}, {"topic", labelTags},
	{"keyword", labelTags}, {"schlagw", labelTags}, {"themen", labelTags}, {"stichw", labelTags}, {"temas", labelTags}, {"etiquet", labelTags},
	{"mots-cles", labelTags}, {"hashtag", labelTags},
	{"lead", labelLead}, {"standfirst", labelLead}, {"subtitle", labelLead}, {"sub-title", labelLead}, {"subhead", labelLead},
	{"sub-head", labelLead}, {"deck", labelLead}, {"dek", labelLead}, {"intro", labelLead}, {"teaser", labelLead}, {"excerpt", labelLead},
	{"chapo", labelLead}, {"chapeau", labelLead}, {"summary", labelLead}, {"abstract", labelLead}, {"kicker", labelSection}, {"perex", labelLead},
	{"bajada", labelLead}, {"entradilla", labelLead}, {"sottotitolo", labelLead}, {"occhiello", labelLead}, {"sommario", labelLead},
	{"ingress", labelLead}, {"manchet", labelLead}, {"vorspann", labelLead}, {"unterzeile", labelLead}, {"subtitulo", labelLead},
	{"description", labelLead}, {"synopsis", labelLead}, {"preamble", labelLead},
	{"headline", labelHeadline}, {"title", labelHeadline}, {"titulo", labelHeadline}, {"titre", labelHeadline},
	{"breadcrumb", labelCrumbs}, {"crumbs", labelCrumbs},
	{"date", labelDate}, {"time", labelDate}, {"publish", labelDate}, {"datum", labelDate}, {"fecha", labelDate},
	{"section-name", labelSection}, {"category", labelSection}, {"rubri", labelSection}, {"overline", labelSection},
}

// labelsFrom are the words of labelWords by their first byte.
var labelsFrom = func() (from [256][]int) {
	for i, l := range labelWords {
		from[l.word[0]] = append(from[l.word[0]], i)
	}
	return from
}()

// labelOf is what the attributes of an element say it holds.
func labelOf(n *html.Node, class, id, rel, href string, known labelCache) labelKind {
	var what labelKind
	if n.DataAtom == atom.A && href != "" {
		if rel != "" {
			rel = strings.ToLower(rel)
			if hasWord(rel, "author") {
				what |= labelAuthor
			}
			if hasWord(rel, "tag") {
				what |= labelTag
			}
		}
		what |= hrefKind(href)
	} else if rel != "" && n.DataAtom != atom.Link && strings.EqualFold(strings.TrimSpace(rel), "author") {
		what |= labelAuthor
	}
	if class == "" && id == "" {
		return what
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Head, atom.Img, atom.Input, atom.Button, atom.Script, atom.Style, atom.Form:
		return what
	}
	what |= known.of(class)
	if id != "" {
		what |= known.of(id)
	}
	return what
}

// labelCache remembers what a class means: on a page of teasers each stands many times.
type labelCache map[string]labelKind

func (c labelCache) of(s string) labelKind {
	if what, ok := c[s]; ok {
		return what
	}
	what := wordsLabel(s)
	if c != nil {
		c[s] = what
	}
	return what
}

// wordsLabel is what the words of a class or id say.
func wordsLabel(s string) labelKind {
	if len(s) > 400 {
		s = s[:400]
	}
	s = strings.ToLower(s)
	var what labelKind
	for at := range max(0, len(s)-1) {
		for _, i := range labelsFrom[s[at]] {
			if l := &labelWords[i]; l.word[1] == s[at+1] && strings.HasPrefix(s[at:], l.word) {
				what |= l.what
			}
		}
	}
	return what
}

// hrefKind tells links to the page of an author or of a tag by their path.
func hrefKind(href string) labelKind {
	if len(href) < 6 || len(href) > 300 || href[0] == '#' {
		return 0
	}
	path := href
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	if i := strings.Index(path, "://"); i >= 0 {
		path = path[i+3:]
		if j := strings.IndexByte(path, '/'); j >= 0 {
			path = path[j:]
		} else {
			return 0
		}
	}
	segs := strings.Split(strings.ToLower(strings.Trim(path, "/")), "/")
	for i, s := range segs {
		if i+1 >= len(segs) { // the last segment names the author or tag itself
			switch {
			case strings.HasPrefix(s, "author-"), strings.HasPrefix(s, "autor-"), strings.HasPrefix(s, "by-"):
				return labelAuthor
			}
			break
		}
		switch s {
		case "author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "autori", "person", "people", "profile", "profiles",
			"writer", "writers", "journalist", "journalists", "journaliste", "journalistes", "reporter", "reporters", "contributor", "contributors", "staff", "by", "bylines",
			"columnist", "columnists", "redakteur", "redakteure", "redaktion", "team", "skribent", "forfatter", "firma", "firmas", "avtor", "avtory",
			"columnista", "columnistas", "periodista", "periodistas", "colunistas", "penulis", "yazar", "yazarlar", "kolumnisten", "biography", "bio":
			return labelAuthor
		case "tag", "tags", "topic", "topics", "thema", "themen", "tema", "temas", "sujet", "sujets", "keyword", "keywords", "schlagwort", "schlagworte",
			"stichwort", "etiqueta", "etiquetas", "etiquette", "hashtag", "subject", "subjects", "label", "emne", "onderwerp", "argomenti", "tagi", "mot-cle", "teg", "tegi", "temy":
			return labelTag
		}
	}
	return 0
}
