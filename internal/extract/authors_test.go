package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNamesAreTakenOutOfBylines(t *testing.T) {
	for _, tt := range []struct {
		in, language string
		want         []string
	}{
		{"By Ada Quill", "en", []string{"Ada Quill"}},
		{"By Ada Quill and Ben Inkpen", "en", []string{"Ada Quill", "Ben Inkpen"}},
		{"by ADA QUILL, Ben Inkpen & Cy Nib", "en", []string{"ADA QUILL", "Ben Inkpen", "Cy Nib"}},
		{"Ada Quill, 3 May 2026, 10:15", "en", []string{"Ada Quill"}},
		{"Ada Quill Dec 3, 2026", "en", []string{"Ada Quill"}},
		{"Written by Ada Quill on Tuesday", "en", []string{"Ada Quill"}},
		{"This post was written by Ada Quill", "en", []string{"Ada Quill"}},
		{"Ada Quill (aq)", "de", []string{"Ada Quill"}},
		{"Von Ada Quill und Ben Inkpen", "de", []string{"Ada Quill", "Ben Inkpen"}},
		{"Ein Kommentar von Ada Quill", "de", []string{"Ada Quill"}},
		{"Posted on September 21, 2026 by Ada Quill", "en", []string{"Ada Quill"}},
		{"03/01/2026 by Ada Quill, Head of Harbours and Ferries", "en", []string{"Ada Quill"}},
		{"Ada Quill - Port Hollow", "en", []string{"Ada Quill"}},
		{"Ada May", "en", []string{"Ada May"}},
		{"Ada Quill, May 3", "en", []string{"Ada Quill"}},
		{"Erstellt von Ada Quill", "de", []string{"Ada Quill"}},
		{"Ada Quill Veröffentlicht am 3. Mai", "de", []string{"Ada Quill"}},
		{"Ada Quill im Gespräch mit Ben Inkpen", "de", []string{"Ada Quill", "Ben Inkpen"}},
		{"Por Ada Quill y Ben Inkpen", "es", []string{"Ada Quill", "Ben Inkpen"}},
		{"Par Ada Quill", "fr", []string{"Ada Quill"}},
		{"Af Ada Quill", "da", []string{"Ada Quill"}},
		{"Автор: Ада Перо", "ru", []string{"Ада Перо"}},
		{"Ада Перо та Бен Чорнило", "uk", []string{"Ада Перо", "Бен Чорнило"}},
		{"신현주 기자", "ko", []string{"신현주"}},
		{"記者：王小明", "zh", []string{"王小明"}},
		{"Ada Quill ada@courier.example @adaquill", "en", []string{"Ada Quill"}},
		{"ADA QUILL; Ada Quill", "en", []string{"ADA QUILL"}},
		{"Dr. Ada Quill, Jr.", "en", []string{"Dr. Ada Quill Jr"}},
		{"De Wit", "nl", []string{"De Wit"}},
		{"admin", "en", nil},
		{"https://courier.example/ada", "en", nil},
		{"12 December 2026", "en", nil},
		{"", "en", nil},
	} {
		if diff := cmp.Diff(tt.want, cleanNames(tt.in, tt.language)); diff != "" {
			t.Errorf("cleanNames(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestAuthorsAreReadWhereverThePageNamesThem(t *testing.T) {
	const h1 = "<h1>Harbour wall to be mended</h1>"
	for name, page := range map[string]string{
		"json-ld object":       storyPage(ldScript(`{"@type":"NewsArticle","author":{"@type":"Person","name":"Ada Quill"}}`), h1, ""),
		"json-ld string":       storyPage(ldScript(`{"@type":"NewsArticle","author":"By Ada Quill"}`), h1, ""),
		"meta":                 storyPage(`<meta name=author content="Ada Quill">`, h1, ""),
		"microdata":            storyPage("", `<div itemscope itemtype="https://schema.org/NewsArticle">`+h1+`<span itemprop=author itemscope itemtype="https://schema.org/Person"><b itemprop=name>Ada Quill</b></span></div>`, ""),
		"rel author":           storyPage("", h1+`<a rel=author href="/ada">Ada Quill</a>`, ""),
		"link to her page":     storyPage("", h1+`<a href="/authors/ada-quill">Ada Quill</a>`, ""),
		"byline class":         storyPage("", h1+`<div class="story-byline">By <span>Ada Quill</span> <time>3 May 2026</time></div>`, ""),
		"name, role in lines":  storyPage("", h1+`<div class="author"><p>Ada Quill</p><p>Harbour reporter</p></div>`, ""),
		"text line":            storyPage("", h1+`<p>By Ada Quill</p>`, ""),
		"label over the name":  storyPage("", h1+`<div><p>Author</p><p>Ada Quill</p></div>`, ""),
		"glued by style":       storyPage("", h1+`<div><span>By</span><span>Ada Quill</span></div>`, ""),
		"beats the site":       storyPage(ldScript(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Courier"},"publisher":{"name":"The Courier"}}`), h1+`<p class=byline>Ada Quill</p>`, ""),
		"shown, not a login":   storyPage(`<meta name=author content="AQuill">`, h1+`<p class=byline>By Ada Quill</p>`, ""),
		"dated line":           storyPage("", h1+`<p>Posted on 3 May 2026 by Ada Quill</p>`, ""),
		"not a phrase":         storyPage("", h1+`<a rel=author href="/topics">Harbour life</a><p class=byline>Ada Quill</p>`, ""),
		"beats the institute":  storyPage(`<meta name=author content="Institute of Harbours, Harbour Foundation">`, h1+`<p class=byline>Ada Quill</p>`, ""),
		"the first of a list":  storyPage("", h1+`<div><p class=byline>By Ada Quill</p><p class=byline>By Ben Inkpen</p></div>`, ""),
		"box beside the story": storyPage("", h1, `<aside class="author-box"><h4>Ada Quill</h4><p>Ada writes about harbours and everything that floats in them.</p></aside>`),
		"signed below":         storyPage("", h1, `<div><p><strong>Author:</strong> <a href="/p/7">Ada Quill</a></p></div>`),
		"not of a comment":     storyPage("", h1+`<p>By Ada Quill</p>`, `<div class="comments"><p class="author">Ben Inkpen</p></div>`),
	} {
		t.Run(name, func(t *testing.T) {
			r := readStory(t, page)
			if diff := cmp.Diff([]string{"Ada Quill"}, r.Article.Authors); diff != "" {
				t.Errorf("(-want +got):\n%s\n%+v", diff, r.Explanation.Candidates["authors"])
			}
		})
	}
}

func TestAPaperThatSignsItselfKeepsItsName(t *testing.T) {
	r := readStory(t, storyPage(ldScript(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Courier"},"publisher":{"name":"The Courier"}}`), "<h1>Harbour wall to be mended</h1>", ""))
	if diff := cmp.Diff([]string{"The Courier"}, r.Article.Authors); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestABoxOfSeveralPeopleNamesNoAuthor(t *testing.T) {
	box := func(name string) string {
		return `<aside class="author-box"><h4>` + name + `</h4><p>` + strings.Repeat("Writes of harbours and what floats in them. ", 5) + `</p></aside>`
	}
	r := readStory(t, storyPage("", "<h1>Harbour wall to be mended</h1>", box("Ada Quill")+box("Ben Inkpen")))
	if len(r.Article.Authors) > 0 {
		t.Errorf("authors %q of a list of people", r.Article.Authors)
	}
}

func TestADeskSignsWhereNobodyDoes(t *testing.T) {
	const h1 = "<h1>Harbour wall to be mended</h1>"
	for name, tt := range map[string]struct {
		page string
		want []string
	}{
		"declared desk":             {storyPage(`<meta name=author content="Newsdesk">`, h1, ""), []string{"Newsdesk"}},
		"declared in small letters": {storyPage(`<meta name=author content="ada quill">`, h1, ""), []string{"ada quill"}},
		"printed desk":              {storyPage("", h1+`<p class=byline>Redaktion</p>`, ""), []string{"Redaktion"}},
		"a person is there":         {storyPage(`<meta name=author content="Newsdesk">`, h1+`<p class=byline>Ada Quill</p>`, ""), []string{"Ada Quill"}},
		"an account":                {storyPage(`<meta name=author content="admin">`, h1, ""), nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, readStory(t, tt.page).Article.Authors); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheBylineIsKeptAsPrinted(t *testing.T) {
	r := readStory(t, storyPage("", `<h1>Harbour wall to be mended</h1><p class="byline">By Ada Quill in Port Hollow</p>`, ""))
	if got, want := r.Article.Byline, "By Ada Quill in Port Hollow"; got != want {
		t.Errorf("byline %q, want %q", got, want)
	}
}
