package extract

import (
	"strings"
	"testing"
	"time"

	"presscut/internal/site"
)

// datedPage is a story with something in its head, something under its headline,
// and something below its text.
func datedPage(head, line, below string) string {
	return `<!doctype html><html lang="en-GB"><head><title>Harbour pier to reopen after storm</title>` + head + `</head><body>
<header><a href="/">The Harbour Courier</a></header><nav><a href="/news/">News</a></nav>
<main><article><h1>Harbour pier to reopen after storm</h1>` + line + `
<p>The pier of the old harbour will reopen next week, the port office said, after crews cleared the last of the debris that the storm had left.</p>
<p>Ferries have been using the northern quay since the night of the storm, and traders have asked for a date when the stalls may return to their place.</p>
<p>The office expects the first ships at the end of the month, when the new cranes have been tested and the harbour master has signed the papers.</p>
</article>` + below + `</main><footer>© 2003-2031 The Harbour Courier</footer></body></html>`
}

var captured = time.Date(2025, 6, 9, 12, 0, 0, 0, time.UTC)

func TestTheDateIsTheStorysOwn(t *testing.T) {
	const ld = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour pier to reopen after storm","datePublished":"`
	for _, c := range []struct{ name, head, line, below, want, precision string }{
		{name: "structured data", head: ld + `2025-06-08T04:10:05+03:00"}</script>`, want: "2025-06-08T04:10:05+03:00", precision: "second"},
		{name: "a meta element", head: `<meta property="article:published_time" content="2025-06-08T04:10+03:00">`, want: "2025-06-08T04:10:00+03:00", precision: "minute"},
		{name: "the line under the headline", line: `<p class="info">Anna Quayle — Sunday, 8 June 2025, 04:10 BST</p>`, want: "2025-06-08T04:10:00+01:00", precision: "minute"},
		{name: "a time element", line: `<time datetime="2025-06-08T04:10:00+01:00">yesterday</time>`, want: "2025-06-08T04:10:00+01:00", precision: "second"},
		{name: "day, month and year in elements of their own", line: `<div class="post-date"><b>8</b><i>Jun</i><span>2025</span></div>`, want: "2025-06-08", precision: "day"},
		{name: "a missing year", line: `<div class="date">8 June, 17:46 UTC</div>`, want: "2025-06-08T17:46:00Z", precision: "minute"},
		{name: "a bare day stays a day", head: ld + `2025-06-08"}</script>`, want: "2025-06-08", precision: "day"},
		{name: "a midnight without a zone is a bare day", head: ld + `2025-06-08T00:00:00"}</script>`, want: "2025-06-08", precision: "day"},
		{name: "the time of day from the visible line", head: ld + `2025-06-08"}</script>`, line: `<p class="date">08/06/2025 04:10 +0100</p>`, want: "2025-06-08T04:10:00+01:00", precision: "minute"},
		{name: "the offset from another stamp of the same clock", head: ld + `2025-06-08T04:10:00"}</script><meta name="pubdate" content="2025-06-08T04:10+03:00">`, want: "2025-06-08T04:10:00+03:00", precision: "second"},
		{name: "UTC in the paper's own clock", head: ld + `2025-06-07T22:10:05Z"}</script>`, line: `<p class="date">8 June 2025, 01:10</p>`, want: "2025-06-08T01:10:05+03:00", precision: "second"},
		{name: "not the date of a card", line: `<p class="date">8 June 2025</p>`, below: `<aside class="related"><h3>More</h3><div class="card"><a href="/a-b-c-1">Old story of the harbour</a><time datetime="2024-01-02">2 January 2024</time></div></aside>`, want: "2025-06-08", precision: "day"},
		{name: "not an update", line: `<p>Updated 9 June 2025, 10:30 | Published 8 June 2025, 04:10 UTC</p>`, want: "2025-06-08T04:10:00Z", precision: "minute"},
		{name: "not the future", head: ld + `2025-12-24"}</script>`, line: `<p class="date">8 June 2025</p>`, want: "2025-06-08", precision: "day"},
		{name: "the day shown, where the stamp is of a later save", head: ld + `2025-06-08T09:00:00Z","dateModified":"2025-06-08T09:00:00Z"}</script>`, line: `<p class="info">2 June 2025</p>`, want: "2025-06-02", precision: "day"},
		{name: "the first day, where the day of a change is shown without a word", head: ld + `2025-06-01T09:00:00Z","dateModified":"2025-06-08T09:00:00Z"}</script>`, line: `<p class="info">8 June 2025</p>`, want: "2025-06-01T09:00:00Z", precision: "second"},
		{name: "the day of the change, where the page tells no other", line: `<p>Last updated: 8 June 2025</p>`, want: "2025-06-08", precision: "day"},
		{name: "not a change that no reader is shown", head: `<meta property="article:modified_time" content="2025-06-08T09:00:00Z">`, want: ""},
		{name: "not a date of what is unsaid, where a reader is shown another", head: `<meta name="date" content="2025-06-09">`, line: `<time datetime="2025-06-08">8 June</time>`, want: "2025-06-08", precision: "day"},
		{name: "the first of two days of a story told anew", line: `<p class="date">8 June 2025</p><p>This story was originally published on 3 March 2021 and has been updated.</p>`, want: "2021-03-03", precision: "day"},
		{name: "a vendor's own name of the meta element", head: `<meta name="courier:esp-publish_time" content="2025-06-08T04:10:00Z">`, want: "2025-06-08T04:10:00Z", precision: "second"},
		{name: "an update in the footer of the page", below: `<footer><p>Page last updated 8 June 2025</p><p>Founded 1 May 1999</p></footer>`, want: "2025-06-08", precision: "day"},
		{name: "not the stamps of teasers", line: `<div class="info">8 June 2025</div>`, below: `<div><h3>A second story of the harbour</h3><span itemprop="datePublished" content="2025-06-07">7 June</span></div><div><h3>A third story of the harbour</h3><span itemprop="datePublished" content="2025-06-05">5 June</span></div>`, want: "2025-06-08", precision: "day"},
		{name: "a label in an element of its own", below: `<aside><ul><li><p>Published</p><p>8 June 2025</p></li></ul></aside>`, want: "2025-06-08", precision: "day"},
		{name: "not the words of a picture", line: `<div class="pic"><a><img src="/p.jpg" alt="The pier on the morning, 3 June 2025"></a><p>The pier on the morning, 3 June 2025</p></div>`, below: `<ul><li><b>Date</b> 8 June 2025</li></ul>`, want: "2025-06-08", precision: "day"},
		{name: "the stamp in the title of an abbreviation", line: `<div itemscope itemtype="https://schema.org/Article"><abbr itemprop="datePublished" title="2025-06-08T04:10:00+03:00">04:10</abbr></div>`, want: "2025-06-08T04:10:00+03:00", precision: "second"},
		{name: "the data of a script, where the page says nothing else", head: `<script>window.state = {"publishedDate":"2025-06-08T04:10:00Z"}</script>`, want: "2025-06-08T04:10:00Z", precision: "second"},
		{name: "not a copyright year", want: ""},
		{name: "not several days of which none is the story's", line: ``, below: `<div>1 May 2025</div><div>2 May 2025</div><div>3 May 2025</div><div>4 May 2025</div>`, want: ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Read(Page{HTML: []byte(datedPage(c.head, c.line, c.below)), URL: "https://courier.example/news/pier-reopens", Fetched: captured})
			if err != nil {
				t.Fatal(err)
			}
			if a := r.Article; a.Published != c.want || a.PublishedPrecision != c.precision {
				t.Errorf("-want %s (%s)\n+got  %s (%s)\n%+v", c.want, c.precision, a.Published, a.PublishedPrecision, r.Explanation.Candidates["published"])
			}
		})
	}
}

func TestTheMonthOfTheAddressDecidesBetweenDays(t *testing.T) {
	line := `<p>In the night of 2 May 2025 the storm broke over the pier.</p>`
	r, err := Read(Page{HTML: []byte(datedPage("", line, `<p>8 June 2025</p>`)), URL: "https://courier.example/2025/06/pier-reopens.html", Fetched: captured})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Article.Published; got != "2025-06-08" {
		t.Errorf("-want 2025-06-08\n+got  %s\n%+v", got, r.Explanation.Candidates["published"])
	}
}

func TestAStampOfTheEveningIsOfThePapersOwnDay(t *testing.T) {
	head := `<meta property="article:published_time" content="2025-06-07T22:10:05Z">`
	for _, c := range []struct{ url, want string }{
		{"https://courier.example.de/2025/06/08/pier", "2025-06-08T00:10:05+02:00"},
		{"https://courier.example.de/2025/06/07/pier", "2025-06-07T22:10:05Z"},
		{"https://courier.example.de/pier", "2025-06-07T22:10:05Z"},
	} {
		r, err := Read(Page{HTML: []byte(datedPage(head, "", "")), URL: c.url, Fetched: captured})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Article.Published; got != c.want {
			t.Errorf("%s: -want %s +got %s", c.url, c.want, got)
		}
	}
}

func TestTheAddressNamesTheDay(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"https://courier.example/eng/news/2025/06/8/7516149/", "2025-06-08"},
		{"https://courier.example/2025-06-08-pier-reopens.html", "2025-06-08"},
		{"https://courier.example/news/20250608/pier", "2025-06-08"},
		{"https://archive.example/web/20250609/https://courier.example/2025/06/08/pier", "2025-06-08"},
		{"https://archive.example/web/20250609/https://courier.example/pier", ""},
		{"https://courier.example/2025/jun/08/pier", "2025-06-08"},
		{"https://courier.example/2025/0608/pier", "2025-06-08"},
		{"https://courier.example/08-06-2025/pier", "2025-06-08"},
		{"https://courier.example/2025/06/pier", ""},
		{"https://courier.example/12345678/pier", ""},
	} {
		r, err := Read(Page{HTML: []byte(datedPage("", "", "")), URL: c.url, Fetched: captured})
		if err != nil {
			t.Fatal(err)
		}
		if r.Article.Published != c.want {
			t.Errorf("%s: -want %q +got %q", c.url, c.want, r.Article.Published)
		}
	}
}

func TestDatesWithoutAZoneAreInThePapersOwn(t *testing.T) {
	kyiv, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Skip("no zone data on this machine")
	}
	s := &site.Site{Name: "The Harbour Courier", Zone: kyiv}
	page := datedPage("", `<div class="date">Sunday, 8 June 2025, 04:10</div>`, "")
	r, err := Read(Page{HTML: []byte(page), URL: "https://courier.example/pier", Fetched: captured, Site: s})
	if err != nil {
		t.Fatal(err)
	}
	if want := "2025-06-08T04:10:00+03:00"; r.Article.Published != want {
		t.Errorf("-want %s +got %s", want, r.Article.Published)
	}
}

func TestAChangeIsNotedWhenItComesAfterPublication(t *testing.T) {
	const head = `<meta property="article:published_time" content="2025-06-08T04:10:00Z"><meta property="article:modified_time" content="`
	for _, c := range []struct{ modified, want string }{
		{"2025-06-08T06:00:00Z", "2025-06-08T06:00:00Z"},
		{"2025-06-07T06:00:00Z", ""},
	} {
		r, err := Read(Page{HTML: []byte(datedPage(head+c.modified+`">`, "", "")), URL: "https://courier.example/pier", Fetched: captured})
		if err != nil {
			t.Fatal(err)
		}
		if r.Article.Modified != c.want {
			t.Errorf("%s: -want %q +got %q", c.modified, c.want, r.Article.Modified)
		}
	}
}

func TestATimeWithoutAZoneIsMarkedAsSuch(t *testing.T) {
	page := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-06-08T04:10:00"}</script></head><body><p>Text.</p></body></html>`
	r, err := Read(Page{HTML: []byte(page), URL: "https://courier.example/news/1.html"})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Article.Published; got != "2025-06-08T04:10:00Z" {
		t.Errorf("published %q", got)
	}
	if path := r.Article.Evidence["published"].Path; !strings.Contains(path, "names no zone") {
		t.Errorf("the evidence %q does not say that nobody told the offset", path)
	}
}
