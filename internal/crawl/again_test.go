package crawl_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/crawl"
	"presscut/internal/fakepress"
	"presscut/internal/fetch"
	"presscut/internal/news"
)

func TestASecondRunAsksForNewsAloneAndStoresNothingTwice(t *testing.T) {
	p := newPaper(t, nil)
	address := p.URL + "/news/2025/a-first-story"
	p.set("/news/2025/a-first-story", withETag(`"s1"`, html, storyText("Bridge")))
	p.set("/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"f1"`)
		w.Header().Set("Last-Modified", "Sun, 08 Jun 2025 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"f1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		rss(address)(w, r)
	})
	c := newCrawler(t)
	wantResults(t, run(t, c, p.URL+"/feed.xml", address), "1 list, 1 new")
	before, err := c.Store.ArchiveStats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wantResults(t, run(t, c, p.URL+"/feed.xml", address), "1 list, 1 unchanged")
	after, err := c.Store.ArchiveStats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before.Captures++ // robots.txt is asked for in every run
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("archive (-after the first run +after the second):\n%s", diff)
	}
	second := p.visits("/feed.xml")[1].header
	if got := second.Get("If-None-Match") + second.Get("If-Modified-Since"); got != `"f1"Sun, 08 Jun 2025 10:00:00 GMT` {
		t.Errorf("the second visit asked with %q", got)
	}
	if got := p.visits("/news/2025/a-first-story")[1].header.Get("If-None-Match"); got != `"s1"` {
		t.Errorf("the second visit asked with %q", got)
	}
}

func TestAPageThatIsNotWholeInTheArchiveIsAskedForWhole(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/story": inTurn(
		raw(t, "HTTP/1.1 200 OK\r\nETag: \"s1\"\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n<html>half"),
		withETag(`"s1"`, html, storyText("Bridge")))})
	wantResults(t, run(t, newCrawler(t), p.URL+"/story"), "1 new, 1 retry")
}

func TestValidatorsOfARedirectsTargetAreNotSentToItsStart(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{
		"/go":            inTurn(answer(302, "Location: /news/2025/old"), withETag(`"s1"`, html, storyText("Another story altogether"))),
		"/news/2025/old": withETag(`"s1"`, html, storyText("Bridge")),
	})
	c := newCrawler(t)
	wantResults(t, run(t, c, p.URL+"/go"), "1 new")
	r := run(t, c, p.URL+"/go")
	if got := p.visits("/go")[1].header.Get("If-None-Match"); got != "" {
		t.Errorf("asked with the validator %q of another page: %s", got, results(r))
	}
}

func TestLinksLostByACrashBetweenArchiveAndAddAreFound(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/news/2025/a-first-story": story("Bridge")})
	p.set("/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"f1"`)
		if r.Header.Get("If-None-Match") == `"f1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		rss(p.URL+"/news/2025/a-first-story")(w, r)
	})
	c := newCrawler(t)
	// As a crash leaves it: the feed is in the archive, its links are not in the frontier.
	got, err := c.Fetcher.Fetch(t.Context(), fetch.Request{URL: p.URL + "/feed.xml"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Store.PutCapture(t.Context(), got); err != nil {
		t.Fatal(err)
	}
	wantResults(t, run(t, c, p.URL+"/feed.xml"), "1 list, 1 new")
	if n := p.visits("/feed.xml"); n[1].header.Get("If-None-Match") != `"f1"` {
		t.Error("the feed was not asked for news alone: this test shows nothing")
	}
}

func TestAStoryAnnouncedAsModifiedIsVisitedAgain(t *testing.T) {
	p := newPaper(t, nil)
	const path = "/news/2025/a-first-story"
	p.set(path, story("Bridge"))
	past := time.Now().Add(-time.Hour).Format(time.RFC3339)
	p.set("/map.xml", sitemap(p.URL+path+" "+past))
	c := newCrawler(t)
	wantResults(t, run(t, c, p.URL+"/map.xml"), "1 list, 1 new")
	wantResults(t, run(t, c, p.URL+"/map.xml"), "1 list") // nothing has changed since

	p.set(path, story("Bridge, corrected"))
	later := time.Now().Format(time.RFC3339Nano)
	p.set("/map.xml", sitemap(p.URL+path+" "+later))
	wantResults(t, run(t, c, p.URL+"/map.xml"), "1 list, 1 revised")
	wantResults(t, run(t, c, p.URL+"/map.xml"), "1 list")

	later = time.Now().Format(time.RFC3339Nano)
	p.set("/map.xml", sitemap(p.URL+path+" "+later)) // announced as changed, but the same
	wantResults(t, run(t, c, p.URL+"/map.xml"), "1 list, 1 unchanged")
	wantResults(t, run(t, c, p.URL+"/map.xml"), "1 list")
	a, err := c.Store.ArticleByURL(t.Context(), p.URL+path)
	if err != nil {
		t.Fatal(err)
	}
	if a.Revision != 2 || a.Title != "Bridge, corrected" {
		t.Errorf("revision %d, %q", a.Revision, a.Title)
	}
}

func TestAPaperIsReadOnceAndItsCorrectionsAreRevisions(t *testing.T) {
	press, err := fakepress.Serve("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := press.Close(); err != nil {
			t.Errorf("close the papers: %v", err)
		}
	})
	c := newCrawler(t)
	c.Recent = 100 * 365 * 24 * time.Hour
	seeds := []string{press.URL("courier") + "/", press.URL("ledger") + "/"}
	if r := run(t, c, seeds...); r.Results[crawl.New] != 11 || r.Attention() != nil {
		t.Errorf("results %v, attention %v", r.Results, r.Attention())
	}
	if r := run(t, c, seeds...); r.Results[crawl.New]+r.Results[crawl.Revised]+r.Results[crawl.Unchanged] != 0 {
		t.Errorf("the second run read stories again: %v", r.Results)
	}
	press.Correct("courier")
	if r := run(t, c, seeds...); r.Results[crawl.New] != 0 || r.Results[crawl.Revised] != 1 {
		t.Errorf("after a correction: %v", r.Results)
	}
	n := 0
	for e, err := range c.Store.Articles(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if e.Article.Kind != news.KindArticle && e.Article.Kind != news.KindLiveblog {
			t.Errorf("%s is stored as %s", e.Article.URL, e.Article.Kind)
		}
		n++
	}
	if n != 12 {
		t.Errorf("%d readings are stored, want 11 articles and a revision", n)
	}
}
