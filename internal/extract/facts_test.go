package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
)

const storyURL = "https://www.courier.example/news/2026/harbour-wall"

// storyProse is enough of a story for a page to be taken for an article.
const storyProse = `<p>The council of the town voted on Tuesday evening to repair the old harbour wall before the winter storms arrive from the west.</p>
<p>Engineers had warned for years that the stones were loose, and that the next flood would carry them into the basin and the streets behind it.</p>
<p>The work will cost nine million and last for two years, said the mayor, who had been against it when she was elected in the spring.</p>`

func readStory(t *testing.T, page string) Reading {
	t.Helper()
	r, err := Read(Page{HTML: []byte(page), URL: storyURL})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// story is a page with the given head and the given elements around its storyProse.
func storyPage(head, above, below string) string {
	return "<!DOCTYPE html><html lang=en><head>" + head + "</head><body><main><article>" + above + "<div class=text>" + storyProse + "</div>" + below + "</article></main></body></html>"
}

func factsOf(t *testing.T, page string) *facts {
	t.Helper()
	d, err := parse(Page{HTML: []byte(page), URL: storyURL})
	if err != nil {
		t.Fatal(err)
	}
	return &d.facts
}

func ldScript(json string) string { return `<script type="application/ld+json">` + json + `</script>` }

func TestTheArticleOfThePageIsChosen(t *testing.T) {
	for name, script := range map[string]string{
		"alone":            `{"@type":"NewsArticle","headline":"Mine"}`,
		"in a graph":       `{"@graph":[{"@type":"WebSite","name":"The Courier"},{"@type":["Thing","schema:NewsArticle"],"headline":"Mine"}]}`,
		"in an array":      `[{"@type":"Organization","name":"The Courier"},{"@type":"Article","headline":"Mine"}]`,
		"below a page":     `{"@type":"WebPage","name":"Page","mainEntity":{"@type":"BlogPosting","headline":"Mine"}}`,
		"after a list":     `{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","datePublished":"2026-01-01"}]}` + `{"@type":"NewsArticle","headline":"Mine"}`,
		"by its address":   `[{"@type":"NewsArticle","headline":"Other","url":"/other","author":"A"},{"@type":"NewsArticle","headline":"Mine","mainEntityOfPage":{"@id":"http://courier.example/news/2026/harbour-wall/#a"}}]`,
		"not its mentions": `{"@type":"NewsArticle","headline":"Mine","mentions":[{"@type":"NewsArticle","headline":"Other","author":"A","datePublished":"2026","articleBody":"x"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			f := factsOf(t, storyPage(ldScript(script), "", ""))
			if got := f.article.str("headline"); got != "Mine" {
				t.Errorf("headline %q, want Mine", got)
			}
		})
	}
}

func TestBrokenStructuredDataIsMendedWhereItsMeaningIsPlain(t *testing.T) {
	for name, script := range map[string]string{
		"line break in a string": "{\"@type\":\"NewsArticle\",\"description\":\"one\ntwo\",\"headline\":\"Mine\"}",
		"trailing commas":        `{"@type":"NewsArticle","keywords":["a","b",],"headline":"Mine",}`,
		"end missing":            `{"@graph":[{"@type":"NewsArticle","headline":"Mine","author":[{"name":"A`,
		"quotes in a string":     `{"@type":"NewsArticle","description":"the "new" wall","headline":"Mine"}`,
		"unknown escape":         `{"@type":"NewsArticle","description":"it\'s","headline":"Mine"}`,
		"comments":               `{"@type":"NewsArticle",/* note */"headline":"Mine"}`,
		"entities for quotes":    `{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Mine&quot;}`,
		"a bracket too many":     `{"@type":"NewsArticle","headline":"Mine"}}`,
		"two objects, comma":     `{"@type":"WebSite"},{"@type":"NewsArticle","headline":"Mine"},`,
		"inside of a comment":    "<!--\n{\"@type\":\"NewsArticle\",\"headline\":\"Mine\"}\n-->",
		"inside of CDATA":        "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Mine\"}\n//]]>",
	} {
		t.Run(name, func(t *testing.T) {
			f := &facts{}
			f.readJSONLD(script)
			f.chooseItems(storyURL)
			if got := f.article.str("headline"); got != "Mine" {
				t.Errorf("headline %q, want Mine; items %d", got, len(f.items))
			}
		})
	}
}

func FuzzParseLoose(f *testing.F) {
	f.Add(`{"@type":"NewsArticle","headline":"Mine",}`)
	f.Add(`[[[[{"a":"b`)
	f.Add(`{"a":"b"}}]],,{"c":1`)
	f.Fuzz(func(t *testing.T, s string) {
		values, mended := parseLoose(s)
		if again, _ := parseLoose(s); len(again) != len(values) {
			t.Errorf("read twice: %d and %d values", len(values), len(again))
		}
		if !mended {
			return
		}
		fa := &facts{}
		fa.readJSONLD(s)
		fa.chooseItems(storyURL)
		fa.article.people("author")
		fa.article.strs("keywords")
	})
}

func TestReferencesAreFollowed(t *testing.T) {
	r := readStory(t, storyPage(ldScript(`{"@graph":[{"@type":"NewsArticle","headline":"Harbour wall to be mended","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Ada Quill"}]}`), "<h1>Harbour wall to be mended</h1>", ""))
	if diff := cmp.Diff([]string{"Ada Quill"}, r.Article.Authors); diff != "" {
		t.Errorf("authors (-want +got):\n%s", diff)
	}
}

func TestMetaNamesAreFoundWhateverTheirAttribute(t *testing.T) {
	f := factsOf(t, storyPage(`<meta NAME="Author" content=" Ada  Quill "><meta property="article:tag" content="a"><meta property="article:tag" content="b"><meta itemprop="keywords" content="c"><meta name="empty" content="">`, "", ""))
	got := map[string][]string{"author": f.meta("author"), "tags": f.meta("no:such", "article:tag"), "keywords": f.meta("keywords"), "empty": f.meta("empty")}
	want := map[string][]string{"author": {"Ada Quill"}, "tags": {"a", "b"}, "keywords": {"c"}, "empty": nil}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOddPagesDoNotStopTheReader(t *testing.T) {
	for name, page := range map[string]string{
		"nothing but text":   "<html>hello",
		"odd types":          storyPage(ldScript(`{"@type":[1,null,{"a":2}],"headline":["x",{"@value":"y"}],"author":[null,3,[["z"]],{"name":{"name":["q"]}}],"keywords":{"a":[true]},"image":[1,{"url":{}}]}`), "<h1></h1>", ""),
		"a cycle":            storyPage(ldScript(`{"@graph":[{"@type":"NewsArticle","@id":"a","author":{"@id":"a"},"headline":{"@id":"a"}}]}`), "", ""),
		"deep nesting":       storyPage(ldScript(strings.Repeat(`{"a":[`, 5000)), strings.Repeat("<div class=author>", 300), ""),
		"empty attributes":   storyPage(`<link rel="" href=""><meta content=x><link rel=canonical href="::"><base href="%zz"><link rel=alternate hreflang="x" href="">`, `<time></time><a rel=tag href></a>`, ""),
		"a thousand bylines": storyPage("", strings.Repeat(`<p class=byline>By Ada Quill</p>`, 1000), ""),
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Read(Page{HTML: []byte(page), URL: storyURL})
			if err != nil {
				t.Fatal(err)
			}
			again, _ := Read(Page{HTML: []byte(page), URL: storyURL})
			if diff := cmp.Diff(r, again); diff != "" {
				t.Errorf("two readings differ:\n%s", diff)
			}
		})
	}
}

func TestVariantsAreTheOtherLanguages(t *testing.T) {
	r := readStory(t, storyPage(`<link rel=canonical href="/news/2026/harbour-wall">
<link rel=alternate hreflang=en href="/news/2026/harbour-wall"><link rel=alternate hreflang=x-default href="/news/2026/harbour-wall">
<link rel=alternate hreflang="uk-UA" href="/uk/news/2026/harbour-wall"><link rel=alternate hreflang="zh-TW" href="https://zh.courier.example/1">
<link rel=alternate type="application/rss+xml" hreflang=fr href="/fr.rss">`, "<h1>Harbour wall to be mended</h1>", ""))
	want := []news.Variant{{Language: "uk", URL: "https://www.courier.example/uk/news/2026/harbour-wall"}, {Language: "zh-Hant", URL: "https://zh.courier.example/1"}}
	if diff := cmp.Diff(want, r.Article.Variants); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
