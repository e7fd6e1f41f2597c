package crawl_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"presscut/internal/crawl"
)

// wantRests fails when two of the arrivals are closer than pause. The server
// sees a visit after it has begun, so the first may seem later than it was: the
// margin is for that.
func wantRests(t *testing.T, arrivals []arrival, pause time.Duration) {
	t.Helper()
	margin := pause / 4
	for i := 1; i < len(arrivals); i++ {
		if d := arrivals[i].at.Sub(arrivals[i-1].at); d < pause-margin {
			t.Errorf("%s came %v after %s, want at least %v", arrivals[i].path, d, arrivals[i-1].path, pause)
		}
	}
}

// threeStories are a feed and its stories at a paper.
func threeStories(t *testing.T) *paper {
	p := newPaper(t, nil)
	var links []string
	for i := range 3 {
		path := fmt.Sprintf("/news/2025/story-number-%d", i)
		p.set(path, story(path))
		links = append(links, p.URL+path)
	}
	p.set("/feed.xml", rss(links...))
	return p
}

func TestAHostRestsBetweenVisits(t *testing.T) {
	p := threeStories(t)
	c := newCrawler(t)
	c.Pause = 200 * time.Millisecond
	wantResults(t, run(t, c, p.URL+"/feed.xml"), "1 list, 3 new")
	wantRests(t, p.visits(), c.Pause)
}

func TestACrawlDelayWinsOverAShorterPause(t *testing.T) {
	p := threeStories(t)
	p.set("/robots.txt", serve("text/plain", "User-agent: *\nCrawl-delay: 0.3\n"))
	c := newCrawler(t)
	c.Pause = 10 * time.Millisecond
	wantResults(t, run(t, c, p.URL+"/feed.xml"), "1 list, 3 new")
	wantRests(t, p.visits(), 300*time.Millisecond)
}

func TestALongerPauseWinsOverACrawlDelay(t *testing.T) {
	p := threeStories(t)
	p.set("/robots.txt", serve("text/plain", "User-agent: *\nCrawl-delay: 0.01\n"))
	c := newCrawler(t)
	c.Pause = 200 * time.Millisecond
	wantResults(t, run(t, c, p.URL+"/feed.xml"), "1 list, 3 new")
	wantRests(t, p.visits(), c.Pause)
}

func TestNeverTwoRequestsOfOneHostAtOnce(t *testing.T) {
	// Several papers lead to one host by links and by redirects, of pages and of
	// robots.txt, while that host's own stories are due.
	target := newPaper(t, nil)
	slowly := func(h http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(10 * time.Millisecond) // a visit takes time, so that others could meet it
			h(w, r)
		}
	}
	target.set("/robots.txt", slowly(serve("text/plain", "")))
	var own, seeds []string
	for i := range 5 {
		path := fmt.Sprintf("/news/2025/story-number-%d", i)
		target.set(path, slowly(story(path)))
		own = append(own, target.URL+path)
	}
	target.set("/feed.xml", slowly(rss(own...)))
	seeds = append(seeds, target.URL+"/feed.xml")
	for i := range 3 {
		p := newPaper(t, map[string]http.HandlerFunc{"/robots.txt": answer(301, "Location: "+target.URL+"/robots.txt")})
		for j := range 3 {
			path := fmt.Sprintf("/news/2025/story-number-%d-%d", i, j)
			target.set(path, slowly(story(path)))
			p.set(path, answer(302, "Location: "+target.URL+path))
			seeds = append(seeds, p.URL+path)
		}
	}
	c := newCrawler(t)
	wantResults(t, run(t, c, seeds...), "1 list, 14 new")
	if target.most != 1 {
		t.Errorf("the host had %d requests at once", target.most)
	}
}

func TestAHostRestsAfterARedirectToIt(t *testing.T) {
	target := newPaper(t, map[string]http.HandlerFunc{"/story": story("Bridge"), "/other": story("Ferry")})
	p := newPaper(t, map[string]http.HandlerFunc{"/go": answer(302, "Location: "+target.URL+"/story")})
	c := newCrawler(t)
	c.Pause = 200 * time.Millisecond
	wantResults(t, run(t, c, p.URL+"/go", target.URL+"/other"), "2 new")
	wantRests(t, target.visits(), c.Pause)
}

func TestARedirectThereAndBackIsOneVisit(t *testing.T) {
	consent := newPaper(t, nil)
	p := newPaper(t, map[string]http.HandlerFunc{"/story": story("Bridge")})
	p.set("/start", answer(302, "Location: "+consent.URL+"/wall"))
	consent.set("/wall", answer(302, "Location: "+p.URL+"/story"))
	c := newCrawler(t)
	c.Pause = time.Hour // nobody would wait for it
	wantResults(t, run(t, c, p.URL+"/start"), "1 new")
}

func TestRetryAfterRestsTheWholeHostAndThePageComesAgain(t *testing.T) {
	for _, status := range []int{429, 503} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			p := threeStories(t)
			p.set("/news/2025/story-number-0", inTurn(answer(status, "Retry-After: 1"), story("Late")))
			c := newCrawler(t)
			wantResults(t, run(t, c, p.URL+"/feed.xml"), "1 list, 1 retry, 3 new")
			busy := p.visits("/news/2025/story-number-0")[0]
			for _, a := range p.visits() {
				if d := a.at.Sub(busy.at); d > 0 && d < 750*time.Millisecond {
					t.Errorf("%s was asked for %v after the host had asked for 1 s of rest", a.path, d)
				}
			}
		})
	}
}

func TestTooManyRequestsWithoutATimeRestsTheHostForTheBackoff(t *testing.T) {
	p := threeStories(t)
	p.set("/news/2025/story-number-0", inTurn(answer(429, "Retry-After: soon"), story("Late")))
	c := newCrawler(t)
	c.Backoff = 300 * time.Millisecond
	wantResults(t, run(t, c, p.URL+"/feed.xml"), "1 list, 1 retry, 3 new")
	wantRests(t, p.visits()[1:3], c.Backoff)
}

func TestAHostThatAsksForALongRestIsLeftToALaterRun(t *testing.T) {
	for _, after := range []string{"94608000", time.Now().Add(300 * time.Hour).UTC().Format(http.TimeFormat)} {
		p, other := threeStories(t), threeStories(t)
		p.set("/news/2025/story-number-0", answer(503, "Retry-After: "+after))
		c := newCrawler(t)
		r := run(t, c, p.URL+"/feed.xml", other.URL+"/feed.xml") // ends, and the other paper is read
		wantResults(t, r, "1 retry, 2 list, 3 new")
		if r.PutOff != 2 || waiting(t, c) != 3 {
			t.Errorf("%d targets put off and %d waiting, want 2 and 3", r.PutOff, waiting(t, c))
		}
		if n := len(p.visits()); n != 2 {
			t.Errorf("the host had %d visits, want 2: the feed and the story that said so", n)
		}
	}
}

func TestALimitIsKeptByAllWorkersTogether(t *testing.T) {
	var seeds []string
	for range 6 {
		seeds = append(seeds, threeStories(t).URL+"/feed.xml")
	}
	c := newCrawler(t)
	c.Limit = 4
	r := run(t, c, seeds...)
	if got := r.Results[crawl.New]; got != 4 {
		t.Errorf("%d articles with a limit of 4", got)
	}
	if r.Interrupted {
		t.Error("a run that reached its limit calls itself interrupted")
	}
	c.Limit = 0
	if r := run(t, c); r.Results[crawl.New] != 14 {
		t.Errorf("the next run read %d articles, want the 14 left", r.Results[crawl.New])
	}
}
