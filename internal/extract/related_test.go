package extract

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
	"presscut/internal/site"
)

// recommending is a story with boxes of links in its text and below it.
func recommending(inside, below string) string {
	return `<!doctype html><html lang="en"><head><title>Harbour pier to reopen after storm</title></head><body>
<header><nav><ul><li><a href="/news/minister-opens-the-new-bridge-4411">Minister opens the new bridge</a></li><li><a href="/news/ferry-strike-enters-third-week-4412">Ferry strike enters third week</a></li></ul></nav></header>
<main><article><h1>Harbour pier to reopen after storm</h1>
<p>The pier of the old harbour will reopen next week, the port office said, after crews cleared the last of the debris that <a href="/news/storm-hits-the-whole-coast-4300">the storm that hit the coast</a> had left.</p>` + inside + `
<p>Ferries have been using the northern quay since the night of the storm, and traders have asked for a date when the stalls may return to their place.</p>
<p>The office expects the first ships at the end of the month, when the new cranes have been tested and the harbour master has signed the papers.</p>
</article>` + below + `</main>
<footer><a href="/about/how-we-work-and-why-12345">How we work and why we do it</a></footer></body></html>`
}

func relatedOf(t *testing.T, page string, s *site.Site) []news.Headline {
	t.Helper()
	r, err := Read(Page{HTML: []byte(page), URL: "https://courier.example/news/pier-reopens-after-storm-4500", Site: s})
	if err != nil {
		t.Fatal(err)
	}
	return r.Article.Related
}

const courier = "https://courier.example"

func TestRecommendedStoriesAreReadBoxByBox(t *testing.T) {
	below := `<section class="more"><h2>More from the coast</h2>
<div class="card"><a href="/news/a-lighthouse-for-sale-4501"><img src="/l.jpg" alt=""></a><span class="kicker">Coast</span><h3><a href="/news/a-lighthouse-for-sale-4501?from=box">A lighthouse is for sale</a></h3><p>It has stood empty since the keeper left.</p></div>
<div class="card"><h3><a href="/news/seals-return-to-the-bay-4502">Seals return to the bay</a></h3><time>10:50</time></div></section>
<aside class="recent"><div class="section_title">RECENT NEWS</div>
<div class="row"><div class="time">10:50</div><div class="title"><a href="/news/bakery-wins-a-prize-for-bread-4503">Bakery wins a prize for bread</a></div></div>
<div class="row"><div class="time">09:49</div><div class="title"><a href="/news/seals-return-to-the-bay-4502">Seals return to the bay</a></div></div></aside>
<div class="tags"><a href="/tag/harbour-4">Harbour and pier</a><a href="/tags/storm-damage-5">Storm damage here</a></div>
<section class="comments"><a href="/news/what-do-you-think-of-it-4599">What do you think of this story?</a></section>
<section><h2>Sponsored</h2><div><a href="/news/buy-a-boat-today-for-less-4598">Buy a boat today for less</a></div><div><a href="/news/sell-a-boat-today-for-more-4597">Sell a boat today for more</a></div></section>`
	want := []news.Headline{
		{Title: "A lighthouse is for sale", URL: courier + "/news/a-lighthouse-for-sale-4501?from=box", Block: "More from the coast"},
		{Title: "Seals return to the bay", URL: courier + "/news/seals-return-to-the-bay-4502", Block: "More from the coast"},
		{Title: "Bakery wins a prize for bread", URL: courier + "/news/bakery-wins-a-prize-for-bread-4503", Block: "RECENT NEWS"},
		{Title: "Seals return to the bay", URL: courier + "/news/seals-return-to-the-bay-4502", Block: "RECENT NEWS"},
	}
	if diff := cmp.Diff(want, relatedOf(t, recommending("", below), nil)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestALineAmongTheParagraphsIsInline(t *testing.T) {
	inside := `<p>Read also: <a href="/news/a-lighthouse-for-sale-4501">A lighthouse is for sale</a></p>`
	want := []news.Headline{{Title: "A lighthouse is for sale", URL: courier + "/news/a-lighthouse-for-sale-4501", Block: "Read also", Inline: true}}
	if diff := cmp.Diff(want, relatedOf(t, recommending(inside, ""), nil)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestARuleSaysWhatIsRelated(t *testing.T) {
	sel := func(css string) site.Selector {
		c, err := cascadia.Parse(css)
		if err != nil {
			t.Fatal(err)
		}
		return site.Selector{Sel: c, CSS: css}
	}
	head := sel(".name")
	s := &site.Site{Name: "The Harbour Courier", Revisions: []site.Revision{{Fields: map[string][]site.Step{
		"related": {{Select: sel("ul.picked a"), Block: &head, Trim: []string{"Video:"}}},
	}}}}
	below := `<div><b class="name">Picked</b><ul class="picked"><li><a href="/v/4501">Video: Seals</a></li></ul></div><aside><a href="/news/bakery-wins-a-prize-for-bread-4503">Bakery wins a prize for bread</a></aside>`
	want := []news.Headline{{Title: "Seals", URL: courier + "/v/4501", Block: "Picked"}}
	if diff := cmp.Diff(want, relatedOf(t, recommending("", below), s)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestTheSeedPageRecommendsNineteenStories(t *testing.T) {
	page, err := os.ReadFile("../../../shared/seed/page.html")
	if err != nil {
		t.Skip("../shared is not here")
	}
	b, err := os.ReadFile("../../../shared/seed/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct{ Related []news.Headline }
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	r, err := Read(Page{HTML: page, URL: "https://www.pravda.com.ua/eng/news/2025/06/8/7516149/"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Related, r.Article.Related); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
