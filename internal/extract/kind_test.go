package extract

import (
	"regexp"
	"strings"
	"testing"

	"presscut/internal/news"
	"presscut/internal/site"
)

func TestKindOfPage(t *testing.T) {
	text := paragraphs(bridge...)
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for name, row := range map[string]struct{ url, html, want string }{
		"calls itself an article":   {address, pageWith(ld(`{"@type":"NewsArticle","headline":"The bridge that nobody wanted"}`) + text), news.KindArticle},
		"dated and signed":          {address, pageWith(`<p class="byline">By <a rel="author" href="/by/finch">Mary Finch</a></p><time datetime="2026-05-01T10:00:00Z">1 May 2026</time>` + text), news.KindArticle},
		"live blog":                 {address, pageWith(ld(`{"@type":"LiveBlogPosting","headline":"The bridge that nobody wanted"}`) + text), news.KindLiveblog},
		"thread":                    {"https://talk.example/t/bridges/12", pageWith(ld(`{"@type":"DiscussionForumPosting","headline":"Bridges"}`) + text), news.KindForum},
		"forum by its host":         {"https://forum.courier.example/bridges/12", pageWith(text), news.KindForum},
		"goods":                     {"https://shop.example/products/kettle", pageWith(ld(`{"@type":"Product","name":"Kettle","offers":{"@type":"Offer","price":"12"}}`) + text), news.KindProduct},
		"home page":                 {"https://www.courier.example/", pageWith(text), news.KindOther},
		"section":                   {"https://www.courier.example/category/rivers/", pageWith(strings.Repeat(`<div class="item"><h3><a href="/news/4">Ferry captains ask for higher wages</a></h3></div>`, 20)), news.KindListing},
		"undated page of a service": {"https://www.courier.example/subscriptions", pageWith(text), news.KindOther},
		"a wall":                    {address, "<html><title>Just a moment...</title><body><p>Checking that you are a person.</p></body></html>", news.KindOther},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Read(Page{HTML: []byte(row.html), URL: row.url})
			if err != nil {
				t.Fatal(err)
			}
			if r.Article.Kind != row.want {
				t.Errorf("got %q, want %q", r.Article.Kind, row.want)
			}
		})
	}
}

func TestAccess(t *testing.T) {
	text := paragraphs(bridge...)
	for name, row := range map[string]struct{ html, want string }{
		"declared free":   {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":true}</script>`, news.AccessFree},
		"declared paid":   {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"}</script>`, news.AccessPaid},
		"metered":         {`<meta property="article:content_tier" content="metered">`, news.AccessMetered},
		"visible paywall": {`<div class="paywall"><p>Subscribe to The Courier to read the rest of this story.</p></div>`, news.AccessPaid},
		"nothing said":    {"", news.AccessUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, pageWith(text+row.html)).Article.Access; got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestARuleThatKnowsStoriesMakesALineOfNewsAnArticle(t *testing.T) {
	rule := &site.Site{Name: "The Courier", Include: []*regexp.Regexp{regexp.MustCompile(`^/news/\d+`)}}
	flash := `<html><body><h1>Ferry late</h1><p>The ferry to the islands will leave an hour late tonight, the harbour office said.</p></body></html>`
	for url, want := range map[string]string{
		"https://courier.example/news/17": news.KindArticle,
		"https://courier.example/about":   news.KindOther,
	} {
		r, err := Read(Page{HTML: []byte(flash), URL: url, Site: rule})
		if err != nil {
			t.Fatal(err)
		}
		if r.Article.Kind != want {
			t.Errorf("%s: kind %s, want %s", url, r.Article.Kind, want)
		}
	}
}
