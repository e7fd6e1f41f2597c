package discover_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/discover"
	"presscut/internal/news"
	"presscut/internal/site"
)

const front = `<!doctype html><html lang=en><head><title>The Harbour Courier</title>
<link rel=alternate type=application/rss+xml href="/feed.xml"><link rel=alternate type=application/rss+xml href="/comments/feed/">
<link rel=alternate type=application/json href="/wp-json/pages/1"><link rel=alternate type=application/atom+xml href="https://feeds.courier.example/top">
<link rel=sitemap href="/sitemap_news.xml"><link rel=alternate hreflang=ga href="/ga/"></head><body>
<header><a href="/"><img alt="The Harbour Courier"></a><a href="/subscribe/">Subscribe for one euro a week</a></header>
<nav class=main-menu><ul><li><a href="/news/">News</a><li><a href="/sport/">Sport</a><li><a href="/news/local-government-and-planning/">Local government and planning</a></ul></nav>
<main>
 <article><a href="/news/2026/11/20/harbour-wall-breach-4711"><img alt="A wave over a wall"></a>
  <h2><a href="/news/2026/11/20/harbour-wall-breach-4711?utm_source=front#top">Harbour wall breached in the night</a></h2>
  <p>The wall gave way at three. <a href="/news/2026/11/20/harbour-wall-breach-4711">Read more</a></p>
  <a href="/tag/harbour/">Harbour</a> <a href="/authors/nora-quill/">By Nora Quill of the Courier</a></article>
 <article><a class=card href="/sport/rowers-win-regatta-for-the-third-time"><span class=kicker>Sport</span><h3>Rowers win the regatta for the third time</h3><p>A long standfirst about oars.</p></a></article>
 <article><h3><a href="https://life.courier.example/4812345.html">A walk along the old quay</a></h3></article>
 <article><h3><a href="//www.courier.example/opinion/why-the-ferry-matters-to-us">Why the ferry matters to all of us</a></h3></article>
 <ul class=latest><li><time>10:50</time><a href="/news/4711">Ferry late again, says harbour master</a><li><a href="/news.php?id=90210">Council meets on bridge toll</a><li><a href="/news/4713">Gulls return to the market square</a></ul>
 <p><a href="https://paper-mill.example/news/2026/11/20/ten-tricks-for-a-better-boat">Ten tricks for a better boat today</a></p>
 <a rel=sponsored href="/news/2026/11/20/win-a-boat-with-our-partner-today">Win a boat with our partner today</a>
 <a href="/news/2026/11/">All stories of November 2026 here</a><a href="/files/2026/11/20/tide-tables-for-the-year.pdf">Tide tables for the whole year</a>
 <a href="https://www.facebook.example/sharer?u=x">Share this on your favourite network</a><a href="mailto:desk@courier.example">Write to the news desk today</a>
 <a href="https://shop.courier.example/2026/11/20/a-very-nice-mug-with-gulls">A very nice mug with gulls</a><a href="javascript:void(0)">Show more of these stories</a>
 <a href="/news/?page=2" rel=next>Older stories of this week</a>
</main>
<footer><a href="/about/">About the Harbour Courier newspaper</a><a href="/privacy-policy-and-cookies">Privacy policy and cookies of ours</a></footer></body></html>`

func titles(f discover.Found) (out []string) {
	for _, t := range f.Targets {
		out = append(out, t.URL+" | "+t.Title)
	}
	return out
}

func TestASectionGivesItsStoriesOnceInPageOrder(t *testing.T) {
	f, err := discover.Links(discover.Page{Body: []byte(front), ContentType: "text/html", URL: "https://courier.example/news/"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"https://courier.example/news/2026/11/20/harbour-wall-breach-4711 | Harbour wall breached in the night",
		"https://courier.example/sport/rowers-win-regatta-for-the-third-time | Rowers win the regatta for the third time",
		"https://life.courier.example/4812345.html | A walk along the old quay",
		"https://www.courier.example/opinion/why-the-ferry-matters-to-us | Why the ferry matters to all of us",
		"https://courier.example/news/4711 | Ferry late again, says harbour master",
		"https://courier.example/news.php?id=90210 | Council meets on bridge toll",
		"https://courier.example/news/4713 | Gulls return to the market square",
	}
	if d := cmp.Diff(want, titles(f)); d != "" {
		t.Errorf("stories (-want +got):\n%s", d)
	}
	for _, x := range f.Targets {
		if x.Kind != news.Story || x.Via != "https://courier.example/news/" || !strings.HasSuffix(x.Source, "courier.example") {
			t.Errorf("%+v", x)
		}
	}
	if d := cmp.Diff([]string{"https://courier.example/feed.xml", "https://feeds.courier.example/top"}, f.Feeds); d != "" {
		t.Errorf("feeds (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"https://courier.example/sitemap_news.xml"}, f.Sitemaps); d != "" {
		t.Errorf("sitemaps (-want +got):\n%s", d)
	}
	if want := "https://courier.example/news/?page=2"; f.Next != want {
		t.Errorf("next is %q, want %q", f.Next, want)
	}
}

func TestTheSitesRulesDecideAboutASection(t *testing.T) {
	set, err := site.Load()
	if err != nil {
		t.Fatal(err)
	}
	url := "https://www.pravda.com.ua/eng/news/"
	page := `<a href="/eng/news/2025/06/8/7516150/">One</a> <nav><a href="/eng/columns/2025/06/8/7516151/?utm_source=x">Two</a></nav>
		<a href="/rus/news/2025/06/8/7516150/">A long headline of another edition here</a> <a href="/eng/about/the-team-of-this-paper-2025/">The team of this paper</a>
		<a href="https://www.epravda.com.ua/news/2025/06/8/801234/">A long headline of the sister paper</a>`
	f, err := discover.Links(discover.Page{Body: []byte(page), ContentType: "text/html", URL: url, Site: set.For(url)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"https://www.pravda.com.ua/eng/news/2025/06/8/7516150/ | One",
		"https://www.pravda.com.ua/eng/columns/2025/06/8/7516151/?utm_source=x | Two",
	}
	if d := cmp.Diff(want, titles(f)); d != "" {
		t.Errorf("stories (-want +got):\n%s", d)
	}
	if len(f.Targets) > 0 && f.Targets[0].Source != "Ukrainska Pravda (English)" {
		t.Errorf("source is %q", f.Targets[0].Source)
	}
}

func TestHeadlinesWithoutSpacesAreHeadlines(t *testing.T) {
	page := `<ul><li><a href="/a/20261120/1234567">港の防波堤が夜のうちに決壊した</a><li><a href="/a/20261120/1234568">渡し船はまた遅れると港長は語った</a><li><a href="/c/sports">スポーツ</a></ul>`
	f, err := discover.Links(discover.Page{Body: []byte(page), ContentType: "text/html; charset=utf-8", URL: "https://minato.example/"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"https://minato.example/a/20261120/1234567 | 港の防波堤が夜のうちに決壊した",
		"https://minato.example/a/20261120/1234568 | 渡し船はまた遅れると港長は語った",
	}
	if d := cmp.Diff(want, titles(f)); d != "" {
		t.Errorf("stories (-want +got):\n%s", d)
	}
}

func TestLinksAreResolvedAgainstTheBaseOfThePage(t *testing.T) {
	page := `<base href="/en/"><h2><a href="news/2026-11-20/gulls-return-to-the-market">Gulls return to the market square</a></h2>`
	f, err := discover.Links(discover.Page{Body: []byte(page), ContentType: "text/html", URL: "http://127.0.0.1:8080/x/y"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"http://127.0.0.1:8080/en/news/2026-11-20/gulls-return-to-the-market | Gulls return to the market square"}
	if d := cmp.Diff(want, titles(f)); d != "" {
		t.Errorf("stories (-want +got):\n%s", d)
	}
}

func TestAPageNestedTooDeeplyStillGivesItsLinks(t *testing.T) {
	page := strings.Repeat("<div>", 3000) + `<h2><a href="/news/2026/11/20/gulls-return-to-the-market">Gulls return to the market square</a></h2>`
	f, err := discover.Links(discover.Page{Body: []byte(page), ContentType: "text/html", URL: "https://courier.example/"})
	if err != nil || len(f.Targets) != 1 {
		t.Errorf("%d targets, %v", len(f.Targets), err)
	}
}

func TestTheStoryAfterAStoryIsNotItsNextPage(t *testing.T) {
	for url, want := range map[string]string{
		"https://courier.example/news/gulls-return":         "",
		"https://courier.example/news/ferry-late/2":         "https://courier.example/news/ferry-late/2",
		"https://courier.example/page/2/":                   "https://courier.example/page/2/",
		"https://courier.example/news/ferry-late?seite=2":   "https://courier.example/news/ferry-late?seite=2",
		"https://elsewhere.example/news/ferry-late?seite=2": "",
	} {
		page := `<!doctype html><link rel="next" href="` + url + `">`
		f, err := discover.Links(discover.Page{Body: []byte(page), URL: "https://courier.example/news/ferry-late"})
		if err != nil || f.Next != want {
			t.Errorf("next of %s is %q (%v), want %q", url, f.Next, err, want)
		}
	}
}
