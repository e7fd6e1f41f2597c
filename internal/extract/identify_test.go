package extract

import (
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/google/go-cmp/cmp"

	"presscut/internal/canon"
	"presscut/internal/site"
)

func TestACanonicalAddressIsBelievedWherePlausible(t *testing.T) {
	const page = "https://www.courier.example/news/2026/harbour-wall?ref=rss"
	for name, tt := range map[string]struct{ head, want string }{
		"its own":         {`<link rel=canonical href="/news/2026/harbour-wall">`, "https://www.courier.example/news/2026/harbour-wall"},
		"another host":    {`<link rel=canonical href="https://m.courier.example/n/1">`, "https://m.courier.example/n/1"},
		"the front page":  {`<link rel=canonical href="https://www.courier.example/">`, page},
		"the section":     {`<link rel=canonical href="https://www.courier.example/news/">`, page},
		"another site":    {`<link rel=canonical href="https://herald.example/news/2026/harbour-wall">`, page},
		"og:url instead":  {`<link rel=canonical href="/"><meta property="og:url" content="https://www.courier.example/1">`, "https://www.courier.example/1"},
		"nothing at all":  {``, page},
		"not an address":  {`<link rel=canonical href="javascript:void(0)">`, page},
		"of an AMP page ": {`<link rel=canonical href="https://www.courier.example/news/2026/harbour-wall#top">`, "https://www.courier.example/news/2026/harbour-wall"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Read(Page{HTML: []byte(storyPage(tt.head, "<h1>Wall</h1>", "")), URL: page})
			if err != nil {
				t.Fatal(err)
			}
			if canon.Key(r.Article.CanonicalURL) != canon.Key(tt.want) {
				t.Errorf("canonical %q, want %q", r.Article.CanonicalURL, tt.want)
			}
			if r.Article.ID != canon.ID(r.Article.CanonicalURL) {
				t.Errorf("id %q is not that of the canonical address", r.Article.ID)
			}
		})
	}
}

func ruleStep(t *testing.T, css string) site.Step {
	t.Helper()
	sel, err := cascadia.Parse(css)
	if err != nil {
		t.Fatal(err)
	}
	return site.Step{Select: site.Selector{Sel: sel, CSS: css}}
}

func TestARuleComesFirst(t *testing.T) {
	author, none := ruleStep(t, ".signed"), ruleStep(t, ".nothing")
	author.Trim, author.Split = []string{"by "}, " and "
	tags := ruleStep(t, "ul.t a")
	tags.Attr = "title"
	s := &site.Site{Name: "The Harbour Courier", Version: "abc", Revisions: []site.Revision{{Fields: map[string][]site.Step{
		"title": {ruleStep(t, "h2.t")}, "authors": {none, author}, "tags": {tags}, "section": {ruleStep(t, ".s")}, "subtitle": {ruleStep(t, ".st")},
	}}}}
	page := storyPage(`<title>Wrong</title><meta name=author content="Wrong One"><meta name=keywords content="wrong">`,
		`<h1>Wrong</h1><h2 class=t> Harbour wall  to be mended </h2><p class=st>Nine million for stones</p><b class=s>Town</b><p class=signed>BY Ada Quill and Ben Inkpen</p><ul class=t><li><a title="Harbour">x</a></ul>`, "")
	at := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	r, err := Read(Page{HTML: []byte(page), URL: storyURL, Site: s, Fetched: at})
	if err != nil {
		t.Fatal(err)
	}
	a := r.Article
	got := []any{a.Source, a.SiteName, a.Extractor, a.Title, a.Subtitle, a.Section, a.Authors, a.Tags, *a.Fetched, a.Evidence["authors"].Method, a.Evidence["authors"].Path}
	want := []any{"The Harbour Courier", "The Harbour Courier", Version + "+abc", "Harbour wall to be mended", "Nine million for stones", "Town",
		[]string{"Ada Quill", "Ben Inkpen"}, []string{"Harbour"}, at, "rule", ".signed"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
