package crawl_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
)

func TestASeedMayBeAnythingThatLeadsToStories(t *testing.T) {
	one, two := "/news/2025/06/08/the-first-story-of-the-day", "/news/2025/06/08/the-second-story-of-the-day"
	p := newPaper(t, map[string]http.HandlerFunc{one: story("First"), two: story("Second")})
	p.set("/news/", section("", p.URL+one, p.URL+two))
	p.set("/feed.xml", rss(p.URL+one, p.URL+two))
	p.set("/feed.json", serve("application/feed+json", fmt.Sprintf(`{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[{"id":"1","url":%q},{"id":"2","url":%q}]}`, p.URL+one, p.URL+two)))
	p.set("/map.xml", sitemap(p.URL+one, p.URL+two))
	p.set("/map.txt", serve("text/plain", p.URL+one+"\n"+p.URL+two+"\n"))
	p.set("/index.xml", sitemapIndex(p.URL+"/map.xml", p.URL+"/map2.xml"))
	p.set("/map2.xml", sitemap(p.URL+two))
	for _, row := range []struct {
		path string
		kind news.TargetKind
		want string
	}{
		{one, news.Unknown, "1 new"},
		{"/news/", news.Unknown, "1 list, 2 new"},
		{"/news/", news.Section, "1 list, 2 new"},
		{"/feed.xml", news.Unknown, "1 list, 2 new"},
		{"/feed.xml", news.Section, "1 list, 2 new"}, // announced as something else
		{"/feed.json", news.Unknown, "1 list, 2 new"},
		{"/map.xml", news.Unknown, "1 list, 2 new"},
		{"/map.txt", news.Unknown, "1 list, 2 new"},
		{"/index.xml", news.Unknown, "2 new, 3 list"},
	} {
		t.Run(row.path+" as "+string(row.kind), func(t *testing.T) {
			wantResults(t, runTargets(t, newCrawler(t), news.Target{URL: p.URL + row.path, Kind: row.kind}), row.want)
		})
	}
}

func TestASeedThatLeadsNowhereWantsAttention(t *testing.T) {
	for _, row := range []struct {
		name, want string
		page       http.HandlerFunc
		calm       bool
	}{
		{"a page without stories", "1 no article", serve(html, "<html><body><p>Under construction</p></body></html>"), false},
		{"a feed that is broken", "1 no article", serve("application/rss+xml", "<rss><channel><item><title>"), false},
		{"a feed without items", "1 list", rss(), true},
		{"a sitemap without addresses", "1 list", sitemap(), true},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := newPaper(t, map[string]http.HandlerFunc{"/seed": row.page})
			r := run(t, newCrawler(t), p.URL+"/seed")
			wantResults(t, r, row.want)
			if calm := r.Attention() == nil; calm != row.calm {
				t.Errorf("attention: %v", r.Attention())
			}
		})
	}
}

func TestListsThatWereFoundAreReadNoFurtherBackThanIsRecent(t *testing.T) {
	day := func(n int) string { return time.Now().AddDate(0, 0, -n).Format(time.RFC3339) }
	p := newPaper(t, nil)
	at := func(path string) string {
		p.set(path, story(path))
		return p.URL + path
	}
	p.set("/", section(`<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="sitemap" href="/declared.xml">`))
	p.set("/feed.xml", rss(at("/news/2025/feed-story-of-today")+" "+day(0), at("/news/2025/feed-story-of-long-ago")+" "+day(40), at("/news/2025/feed-story-without-date")))
	p.set("/declared.xml", sitemap(at("/news/2025/map-story-of-yesterday")+" "+day(1), at("/news/2025/map-story-without-date")))
	p.set("/robots.txt", serve("text/plain", "Sitemap: "+p.URL+"/index.xml\n"))
	p.set("/index.xml", sitemapIndex(p.URL+"/old.xml "+day(100), p.URL+"/new.xml "+day(0)))
	p.set("/new.xml", sitemap(at("/news/2025/index-story-of-today")+" "+day(0), at("/news/2025/index-story-of-long-ago")+" "+day(40)))
	p.set("/old.xml", sitemap(at("/news/2025/index-story-of-last-year")+" "+day(300)))

	want := []string{"/", "/declared.xml", "/feed.xml", "/index.xml", "/new.xml",
		"/news/2025/feed-story-of-today", "/news/2025/feed-story-without-date", "/news/2025/index-story-of-today", "/news/2025/map-story-of-yesterday"}
	run(t, newCrawler(t), p.URL+"/")
	got := p.paths()
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("visits of a front page (-want +got):\n%s", diff)
	}

	// Given ones are read whole, beside the front page that names them too.
	for _, seeds := range [][]string{{p.URL + "/index.xml"}, {p.URL + "/index.xml", p.URL + "/"}, {p.URL + "/", p.URL + "/index.xml"}} {
		before := len(p.visits())
		run(t, newCrawler(t), seeds...)
		if got := p.paths()[before:]; !slices.Contains(got, "/news/2025/index-story-of-last-year") || !slices.Contains(got, "/news/2025/index-story-of-long-ago") {
			t.Errorf("of the index in %v only these were visited: %v", seeds, got)
		}
	}
}

func TestSinceHoldsForAListAndForWhatItLeadsTo(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/news/2025/old-story-of-the-day": story("Old"), "/news/2025/new-story-of-the-day": story("New")})
	p.set("/index.xml", sitemapIndex(p.URL+"/map.xml"))
	p.set("/map.xml", sitemap(p.URL+"/news/2025/old-story-of-the-day 2025-06-07", p.URL+"/news/2025/new-story-of-the-day 2025-06-08"))
	since := time.Date(2025, 6, 8, 0, 0, 0, 0, time.UTC)
	wantResults(t, runTargets(t, newCrawler(t), news.Target{URL: p.URL + "/index.xml", Since: since}), "1 new, 2 list")
	if n := len(p.visits("/news/2025/old-story-of-the-day")); n != 0 {
		t.Error("a story from before was visited")
	}
}

func TestPagesOfASectionAreFollowedAsFarAsAsked(t *testing.T) {
	p := newPaper(t, nil)
	for i := 1; i <= 4; i++ {
		path := fmt.Sprintf("/news/2025/06/08/story-on-page-number-%d", i)
		p.set(path, story(path))
		here := "/news/"
		if i > 1 {
			here = fmt.Sprintf("/news/?page=%d", i)
		}
		p.set(here, section(fmt.Sprintf(`<link rel="next" href="/news/?page=%d">`, i+1), p.URL+path))
	}
	for pages, want := range map[int]string{1: "1 list, 1 new", 3: "3 list, 3 new"} {
		c := newCrawler(t)
		c.Pages = pages
		wantResults(t, run(t, c, p.URL+"/news/"), want)
	}
}

func TestListsThatNameEachOtherAreReadOnceARun(t *testing.T) {
	p := newPaper(t, nil)
	p.set("/a.xml", sitemapIndex(p.URL+"/b.xml", p.URL+"/a.xml"))
	p.set("/b.xml", sitemapIndex(p.URL+"/a.xml", p.URL+"/c.xml"))
	p.set("/c.xml", sitemapIndex(p.URL+"/b.xml"))
	c := newCrawler(t)
	wantResults(t, run(t, c, p.URL+"/a.xml"), "3 list")
	wantResults(t, run(t, c, p.URL+"/a.xml"), "3 list")
}

func TestIndexesWithoutEndComeToOne(t *testing.T) {
	p := newPaper(t, nil)
	for i := range 50 {
		p.set(fmt.Sprintf("/map%d.xml", i), sitemapIndex(fmt.Sprintf("%s/map%d.xml", p.URL, i+1)))
	}
	wantResults(t, run(t, newCrawler(t), p.URL+"/map0.xml"), "9 list")
}

func TestAddressesThatNoFrontierTakesDoNotEndTheRun(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/news/2025/a-first-story": story("First")})
	p.set("/feed.xml", rss("http://"+strings.Repeat("a.", 3000)+"example/story", "mailto:desk@courier.example", "http://", p.URL+"/news/2025/a-first-story"))
	wantResults(t, run(t, newCrawler(t), p.URL+"/feed.xml"), "1 list, 1 new")
}

func TestAFeedAnnouncedAsAStoryLeadsNowhere(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/news/2025/never-a-story": story("Never")})
	p.set("/more.xml", rss(p.URL+"/news/2025/never-a-story"))
	p.set("/feed.xml", rss(p.URL+"/more.xml"))
	wantResults(t, run(t, newCrawler(t), p.URL+"/feed.xml"), "1 list, 1 no article")
}

func TestASectionPageOfAnyNumberOfLinksIsCut(t *testing.T) {
	p := newPaper(t, nil)
	var links []string
	for i := range 2500 {
		links = append(links, fmt.Sprintf("%s/news/2025/06/08/story-number-%d-of-the-day", p.URL, i))
	}
	stop := make(chan struct{})
	p.set("/news/", func(w http.ResponseWriter, r *http.Request) {
		close(stop) // the stories need not be visited
		section("", links...)(w, r)
	})
	r, err := newCrawler(t).Run(t.Context(), stop, []news.Target{{URL: p.URL + "/news/"}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Announced != 2000 {
		t.Errorf("%d of 2500 links were taken, want 2000", r.Announced)
	}
}
