package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTagsAreTheTopicsOfTheStory(t *testing.T) {
	const h1 = "<h1>Harbour wall to be mended</h1>"
	want := []string{"Harbour", "Port Hollow", "storms"}
	for name, page := range map[string]string{
		"json-ld list":     storyPage(ldScript(`{"@type":"NewsArticle","keywords":["Harbour","Port Hollow","storms"]}`), h1, ""),
		"json-ld string":   storyPage(ldScript(`{"@type":"NewsArticle","keywords":"Harbour, Port Hollow,storms"}`), h1, ""),
		"meta":             storyPage(`<meta name=news_keywords content="Harbour, Port Hollow, storms">`, h1, ""),
		"several metas":    storyPage(`<meta property="article:tag" content="Harbour"><meta property="article:tag" content="Port Hollow"><meta property="article:tag" content="storms">`, h1, ""),
		"machine junk":     storyPage(ldScript(`{"@type":"NewsArticle","keywords":["98be933f-38cf-4fba-b6c6-ad438e82010a","Category: News","Harbour","Port Hollow","100312362","editors_pick","storms","courier.example"]}`), h1, ""),
		"site and author":  storyPage(`<meta property="og:site_name" content="The Courier"><meta name=author content="Ada Quill"><meta name=keywords content="The Courier, Harbour, Port Hollow, Ada Quill, storms">`, h1, ""),
		"rel tag":          storyPage("", h1, `<p><a rel=tag href="/t/1">Harbour</a></p><ul><li><a rel=tag href="/t/1">Harbour</a><li><a rel=tag href="/t/2">Port Hollow</a><li><a rel=tag href="/t/3">storms</a></ul>`),
		"list of a class":  storyPage("", h1, `<div class="story-tags"><a href="/t/1">#Harbour</a> <a href="/t/2">Port Hollow</a> <a href="/t/3">storms</a></div>`),
		"under a heading":  storyPage("", h1, `<div><h4>Related topics</h4></div><ul><li><a href="/a">Harbour</a><li><a href="/b">Port Hollow</a><li><a href="/c">storms</a></ul>`),
		"links to tags":    storyPage("", h1, `<div><a href="/tag/harbour">Harbour</a><a href="/tag/p">Port Hollow</a><a href="/tag/s">storms</a></div>`),
		"not of the menu":  storyPage("", `<nav class="topics"><a href="/tag/a">Sport</a><a href="/tag/b">Money</a></nav>`+h1, `<div class="tags"><a href="/tag/1">Harbour</a><a href="/tag/2">Port Hollow</a><a href="/tag/3">storms</a></div>`),
		"shown beats bait": storyPage(`<meta property="og:site_name" content="The Courier"><meta name=keywords content="The Courier, news, sport, money, weather">`, h1, `<div class="tags"><a href="/tag/1">Harbour</a><a href="/tag/2">Port Hollow</a><a href="/tag/3">storms</a></div>`),
	} {
		t.Run(name, func(t *testing.T) {
			r := readStory(t, page)
			if diff := cmp.Diff(want, r.Article.Tags); diff != "" {
				t.Errorf("(-want +got):\n%s\n%+v", diff, r.Explanation.Candidates["tags"])
			}
		})
	}
}
