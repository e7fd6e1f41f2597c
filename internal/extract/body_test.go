package extract

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
	"presscut/internal/site"
)

const address = "https://www.courier.example/news/2026/the-bridge-that-nobody-wanted/"

// bridge is the five paragraphs of an invented report.
var bridge = []string{
	"The council of Greyhaven voted late on Tuesday to pull down the iron bridge over the Mallow, ending an argument that has lasted eleven years.",
	"Engineers had warned in spring that two of its four piers were moving. “Nobody will be standing on it when it goes,” said the surveyor, Ines Calder.",
	"A ferry will carry people across from Monday. It runs every twenty minutes, and it is free for those who live on the island.",
	"Shopkeepers on the north bank fear for their trade, and some of them have asked the county court to stop the work before it begins.",
	"The mayor, Tom Aldous, said the town would build again within three years, on the same spot and, he hoped, with the same view.",
}

// page puts a body into what usually stands around one.
func pageWith(body string) string {
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bridge that nobody wanted - The Courier</title>
<meta property="og:title" content="The bridge that nobody wanted"><meta property="og:type" content="article"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport/">Sport</a></li></ul></nav></header>
<main><article><h1>The bridge that nobody wanted</h1>` + body + `</article></main>
<footer><p>The Courier is printed in Greyhaven, and has been for a hundred and twenty years. All rights reserved.</p></footer></body></html>`
}

func paragraphs(texts ...string) string {
	return "<p>" + strings.Join(texts, "</p>\n<p>") + "</p>\n"
}

func read(t *testing.T, html string) Reading {
	t.Helper()
	r, err := Read(Page{HTML: []byte(html), URL: address})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBodyLeavesOutWhatStandsAroundTheStory(t *testing.T) {
	for name, noise := range map[string]string{
		"headline again":  `<h2>The bridge that nobody wanted</h2>`,
		"share bar":       `<div class="share-bar"><span>Share</span><a href="#">Facebook</a><a href="#">Copy link</a></div>`,
		"advert label":    `<div class="unit_mob">Advertisement:</div>`,
		"German label":    `<div><span>Anzeige</span></div>`,
		"read also":       `<p><strong>Read also:</strong> <a href="/news/2">Ferry captains ask for higher wages</a></p>`,
		"Ukrainian":       `<p><strong>Читайте також: <a href="/news/2">Капітани поромів просять підвищення</a></strong></p>`,
		"donation":        `<p><em><a href="https://pay.example/courier">Support The Courier on Patreon!</a></em></p>`,
		"caption":         `<figure><img src="b.jpg" alt=""><figcaption>The iron bridge, seen from the island, on a morning in May.</figcaption></figure>`,
		"caption, no tag": `<div class="photo"><img src="b.jpg"><div class="photo_caption">The iron bridge, seen from the island.</div></div>`,
		"hidden":          `<p style="display: none">You have read all of your free articles for this month, dear reader.</p>`,
		"aside":           `<aside><p>The Courier's weekend edition has eighty pages of crosswords, recipes and other people's gardens.</p></aside>`,
		"cookies":         `<div id="cookie-banner"><p>We use cookies and other storage to remember who you are and what you have bought.</p></div>`,
		"comments":        `<section class="comments"><p>I have lived here for forty years and never once crossed that bridge, says a reader.</p></section>`,
		"biography":       `<div class="author-bio"><p>Mary Finch writes about rivers and the towns on them. She joined the paper in 2009.</p></div>`,
		"copyright":       `<p>© 2026 The Courier. All rights reserved.</p>`,
		"script":          `<script>var text = "The bridge was never there, and nobody has ever wanted it, said the script.";</script>`,
		"tracking markup": `<div>&lt;img src="https://count.example/p" width="1"&gt;</div>`,
		"list of links":   `<ul><li><a href="/a">Ferry captains ask for higher wages</a></li><li><a href="/b">Court to hear shopkeepers on Friday</a></li></ul>`,
		"heading of links": `<h3>In other towns</h3><ul><li><a href="/a">Ferry captains ask for higher wages</a></li>` +
			`<li><a href="/b">Court to hear shopkeepers on Friday</a></li></ul>`,
		"picture with its line":   `<div class="c7"><img src="b.jpg"><div>The iron bridge, seen from the island, on a morning in May.</div></div>`,
		"gallery":                 `<div class="slider"><img src="b.jpg"><dl><dd>Anna Ferreira's own picture</dd></dl></div>`,
		"hidden by class":         `<div class="intro hidden"><p>This content is reserved for the readers who pay for it, and there are many.</p></div>`,
		"label between the lines": `<div class="x9"><div>Latest from the river</div></div>`,
		"fact box":                `<div class="fact-box"><p>The Mallow is 212 kilometres long, and has nine bridges over its lower course.</p></div>`,
		"disclaimer":              `<div class="affiliate-disclosure"><p>We earn a little when you buy a thing through one of the links on this page.</p></div>`,
		"form":                    `<form><fieldset><p>Was this report of any use to you, and would you tell us why it was?</p></fieldset></form>`,
		"poll choices":            `<label><p>I would have kept the bridge as it was.</p></label>`,
		"place of a video":        `<div class="box"><p>Empfohlener redaktioneller Inhalt</p></div>`,
		"lines that ask":          `<p><em>Get in touch with our <a href="/desk">river desk</a>.</em></p>`,
		"label over stories":      `<p>You may also like...</p>`,
		"list under such a label": `<div><div>More great river stories</div></div><ul><li>Who pays for ferries? <a href="/a">Nobody you know</a></li><li>The year of <a href="/b">the court and the shops</a></li></ul>`,
		"teasers": strings.Repeat(`<div class="item"><h4><a href="/news/77">Ferry captains ask for higher wages</a></h4>`+
			`<p>They carry four thousand people a day, and have not had a rise since the old king died.</p></div>`, 3),
	} {
		t.Run(name, func(t *testing.T) {
			for _, at := range []int{2, len(bridge)} {
				body := paragraphs(bridge[:at]...) + noise + paragraphs(bridge[at:]...)
				r := read(t, pageWith("<div class=\"text\">"+body+"</div>"))
				if diff := cmp.Diff(strings.Join(bridge, "\n\n"), r.Article.Body); diff != "" {
					t.Errorf("after paragraph %d (-want +got):\n%s", at, diff)
				}
			}
		})
	}
}

func TestBodyKeepsEveryKindOfBlock(t *testing.T) {
	r := read(t, pageWith(paragraphs(bridge[:2]...)+
		`<h2>What happens now</h2>`+paragraphs(bridge[2])+
		`<ul><li>The ferry starts on Monday</li><li>The piers come out in June</li></ul>
		<blockquote><p>We said so in 1998, and in 2004, and last year again.</p></blockquote>
		<p>Yes.</p>
		<table><tr><th>Year</th><th>Cars</th></tr><tr><td>1998</td><td>4,100</td></tr><tr><td>2025</td><td>900</td></tr></table>`+paragraphs(bridge[3:]...)))
	want := []news.Block{
		{Kind: news.BlockParagraph, Text: bridge[0]}, {Kind: news.BlockParagraph, Text: bridge[1]},
		{Kind: news.BlockHeading, Text: "What happens now"}, {Kind: news.BlockParagraph, Text: bridge[2]},
		{Kind: news.BlockListItem, Text: "The ferry starts on Monday"}, {Kind: news.BlockListItem, Text: "The piers come out in June"},
		{Kind: news.BlockBlockquote, Text: "We said so in 1998, and in 2004, and last year again."},
		{Kind: news.BlockParagraph, Text: "Yes."},
		{Kind: news.BlockTable, Text: "Year\tCars\n1998\t4,100\n2025\t900"},
		{Kind: news.BlockParagraph, Text: bridge[3]}, {Kind: news.BlockParagraph, Text: bridge[4]},
	}
	if diff := cmp.Diff(want, r.Article.Blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	var texts []string
	for _, b := range r.Article.Blocks {
		texts = append(texts, b.Text)
	}
	if diff := cmp.Diff(strings.Join(texts, "\n\n"), r.Article.Body); diff != "" {
		t.Errorf("the body is not its blocks (-want +got):\n%s", diff)
	}
}

func TestBodyKeepsWhatOnlyLooksLikeNoise(t *testing.T) {
	for name, c := range map[string]struct{ html, text string }{
		"a heading that a list of contents leads to": {`<h3 id="nav_what-now">What happens now</h3>`, "What happens now"},
		"paragraphs behind a paywall":                {`<p class="paywall">The ferry company has ordered a third boat, and wants it by the spring.</p>`, "third boat"},
		"a line of results":                          {`<p>Greyhaven 14 11 6 15 — 44</p>`, "14 11 6 15"},
		"a picture inside of a paragraph":            {`<p><img src="b.jpg">The ferry company has ordered a third boat, and wants it by the spring.</p>`, "third boat"},
		"points beside icons":                        {`<ul><li><div><img src="i.svg"><div>Free for islanders</div></div></li></ul>`, "Free for islanders"},
		"shown where there is room":                  {`<div class="hidden md:block"><p>The ferry company has ordered a third boat, and wants it by the spring.</p></div>`, "third boat"},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, pageWith("<div>"+paragraphs(bridge[:3]...)+c.html+paragraphs(bridge[3:]...)+"</div>"))
			if !strings.Contains(r.Article.Body, c.text) {
				t.Errorf("the body lost %q:\n%s", c.text, r.Article.Body)
			}
		})
	}
}

func TestBodyBeginsBehindTheHeadline(t *testing.T) {
	const first = "Eleven years of argument over eighty metres of rust: they end with a vote."
	story := `<div class="story-text">` + paragraphs(bridge...) + `</div>`
	for name, c := range map[string]struct {
		between string
		want    []string
	}{
		"a first paragraph set apart is text":            {`<div class="c1"><p>` + first + `</p></div>`, append([]string{first}, bridge...)},
		"a standfirst is the subtitle":                   {`<p class="standfirst">` + first + `</p>`, bridge},
		"a standfirst in the header is the subtitle":     {`<header><p>` + first + `</p></header>`, bridge},
		"points that the story tells again are left out": {`<ul><li>` + bridge[2] + `</li></ul>`, bridge},
		"what the paper earns is no text":                {`<div><p>The Courier may earn a commission on what you buy. It pays for the ink.</p></div>`, bridge},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, pageWith(c.between+story))
			if diff := cmp.Diff(strings.Join(c.want, "\n\n"), r.Article.Body); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBodyIsReadFromScriptsWhereThePageIsEmpty(t *testing.T) {
	markup := `<div><p>` + strings.Join(bridge, `</p><p>`) + `</p></div>`
	inner, err := json.Marshal(map[string]any{"article": map[string]string{"html": markup}})
	if err != nil {
		t.Fatal(err)
	}
	outer, err := json.Marshal(string(inner))
	if err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{
		"state":              `<script id="__NEXT_DATA__" type="application/json">` + string(inner) + `</script>`,
		"state in a literal": `<script>self.flight.push([1,` + string(outer) + `])</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, pageWith(script))
			if diff := cmp.Diff(strings.Join(bridge, "\n\n"), r.Article.Body); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			shown := read(t, pageWith(script+paragraphs(bridge[:4]...)))
			if diff := cmp.Diff(strings.Join(bridge[:4], "\n\n"), shown.Article.Body); diff != "" {
				t.Errorf("a page that shows the story (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBodyIsFoundWithoutParagraphElements(t *testing.T) {
	for name, body := range map[string]string{
		"line breaks":        `<div class="t">` + strings.Join(bridge, "<br><br>\n") + `</div>`,
		"a div each":         `<div><div>` + strings.Join(bridge, "</div><div>") + `</div></div>`,
		"two halves":         `<div class="col part">` + paragraphs(bridge[:2]...) + `</div><div class="ad-slot"></div><div class="col part">` + paragraphs(bridge[2:]...) + `</div>`,
		"a layout table":     `<table><tr><td>` + paragraphs(bridge...) + `</td></tr></table>`,
		"class words lie":    `<div class="sidebar-layout related-posts-off">` + paragraphs(bridge...) + `</div>`,
		"hidden till script": `<div style="display:none" id="t">` + paragraphs(bridge...) + `</div>`,
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, pageWith(body))
			if diff := cmp.Diff(strings.Join(bridge, "\n\n"), r.Article.Body); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBodyOfStructuredDataIsUsedOnlyWhereThePageShowsLittle(t *testing.T) {
	stated := `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"The bridge that nobody wanted","articleBody":"` +
		strings.ReplaceAll(strings.Join(bridge, `\n`), `"`, `\"`) + `"}</script>`
	short := read(t, pageWith(stated+paragraphs(bridge[0])))
	if diff := cmp.Diff(strings.Join(bridge, "\n\n"), short.Article.Body); diff != "" {
		t.Errorf("a cut page (-want +got):\n%s", diff)
	}
	if got := short.Article.Evidence["body"].Method; got != "json-ld" {
		t.Errorf("evidence %q, want json-ld", got)
	}
	full := read(t, pageWith(stated+paragraphs(bridge[:3]...)))
	if diff := cmp.Diff(strings.Join(bridge[:3], "\n\n"), full.Article.Body); diff != "" {
		t.Errorf("a page that shows the story (-want +got):\n%s", diff)
	}
}

func TestBodyRuleWins(t *testing.T) {
	selector := func(css string) site.Selector {
		sel, err := cascadia.Parse(css)
		if err != nil {
			t.Fatal(err)
		}
		return site.Selector{Sel: sel, CSS: css}
	}
	const css = "div.b > p"
	rule := &site.Site{Name: "The Courier", Revisions: []site.Revision{{Fields: map[string][]site.Step{
		"body": {{Select: selector("#nothing")}, {Select: selector(css)}},
	}}}}
	html := pageWith(`<div class="a">` + paragraphs(bridge...) + `</div><div class="b">` + paragraphs(bridge[0], bridge[4]) + `</div>`)
	r, err := Read(Page{HTML: []byte(html), URL: address, Site: rule})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bridge[0]+"\n\n"+bridge[4], r.Article.Body); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(news.Evidence{Method: "rule", Path: css}, r.Article.Evidence["body"]); diff != "" {
		t.Errorf("evidence (-want +got):\n%s", diff)
	}
}

func TestDroppedBlocksHaveAReason(t *testing.T) {
	r := read(t, pageWith(paragraphs(bridge...)+`<div class="share">Share</div>`))
	for _, d := range r.Explanation.Dropped {
		if d.Reason == "" || d.Path == "" || d.Text == "" {
			t.Errorf("%+v", d)
		}
	}
	i := 0
	for _, want := range []string{"Home", "The bridge that nobody wanted", "Share", "The Courier is printed"} {
		for i < len(r.Explanation.Dropped) && !strings.HasPrefix(r.Explanation.Dropped[i].Text, want) {
			i++
		}
		if i == len(r.Explanation.Dropped) {
			t.Errorf("%q is not among the dropped blocks, in page order: %+v", want, r.Explanation.Dropped)
			break
		}
	}
}

func TestDeepNestingIsReadAsText(t *testing.T) {
	for name, html := range map[string]string{
		"divs":            strings.Repeat("<div>", 3000) + paragraphs(bridge...) + strings.Repeat("</div>", 3000),
		"open formatting": strings.Repeat("<b><i><font color=red>", 1000) + paragraphs(bridge...),
		"tables":          strings.Repeat("<table><tr><td>", 800) + paragraphs(bridge...),
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, pageWith(html))
			for _, p := range bridge {
				if !strings.Contains(r.Article.Body, p) {
					t.Errorf("lost: %s", p)
				}
			}
		})
	}
}

func TestWordCountCountsIdeographsOneByOne(t *testing.T) {
	for text, want := range map[string]int{"": 0, "one two": 2, "the council's co-op": 3, "東京都知事": 5, "서울 시장": 2, "12일 3.5": 3} {
		if got := wordCount(text); got != want {
			t.Errorf("wordCount(%q) = %d, want %d", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pageWith(paragraphs(bridge...)))
	f.Add("<table><caption>x<tr><td><table><td>y</table></table>")
	f.Add("<ul><li><a href=//x>y</a><br><br></ul>\x00<p hidden>")
	blank := regexp.MustCompile(`\n\n\n|[ \t\n]$|^[ \t\n]`)
	f.Fuzz(func(t *testing.T, html string) {
		r, err := Read(Page{HTML: []byte(html), URL: address})
		if err != nil {
			return
		}
		var texts []string
		for _, b := range r.Article.Blocks {
			texts = append(texts, b.Text)
		}
		if got := strings.Join(texts, "\n\n"); got != r.Article.Body {
			t.Errorf("the blocks give %q, the body is %q", got, r.Article.Body)
		}
		if blank.MatchString(r.Article.Body) {
			t.Errorf("white space in %q", r.Article.Body)
		}
	})
}
