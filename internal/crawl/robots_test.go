package crawl_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRobotsIsObeyed(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{
		"/robots.txt": serve("text/plain", "User-agent: *\nDisallow: /private/\nAllow: /private/open\n"),
		"/private/1":  story("Closed"), "/private/open": story("Open"),
	})
	c := newCrawler(t)
	r := run(t, c, p.URL+"/private/1", p.URL+"/private/open")
	wantResults(t, r, "1 new, 1 refused")
	if diff := cmp.Diff([]string{"/private/open"}, p.paths()); diff != "" {
		t.Errorf("visited (-want +got):\n%s", diff)
	}
	if got, want := capture(t, c, p.URL+"/private/open").Robots, "allowed: line 3: Allow: /private/open"; got != want {
		t.Errorf("the capture says of robots.txt %q, want %q", got, want)
	}
	a, err := c.Store.ArticleByURL(t.Context(), p.URL+"/private/open")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.Capture.Robots, "allowed: line 3: Allow: /private/open"; got != want {
		t.Errorf("the article says of robots.txt %q, want %q", got, want)
	}
	if got, want := r.Sources[0].Faults[0].Reason, "robots.txt, line 2: Disallow: /private/"; got != want {
		t.Errorf("the report says %q, want %q", got, want)
	}
}

func TestRobotsOfAnotherHostIsObeyedOnARedirect(t *testing.T) {
	other := newPaper(t, map[string]http.HandlerFunc{
		"/robots.txt": serve("text/plain", "User-agent: presscut\nDisallow: /\n"),
		"/story":      story("Over there"),
	})
	p := newPaper(t, map[string]http.HandlerFunc{"/go": answer(302, "Location: "+other.URL+"/story")})
	c := newCrawler(t)
	wantResults(t, run(t, c, p.URL+"/go"), "1 refused")
	if got := other.paths(); len(got) > 0 {
		t.Errorf("the host that forbids it was asked for %v", got)
	}
}

func TestRobotsIsFetchedOncePerHostAndArchived(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/robots.txt": serve("text/plain", "User-agent: *\nDisallow: /none\n")})
	var links []string
	for _, path := range []string{"/news/2025/a-first-story", "/news/2025/a-second-story", "/news/2025/a-third-story"} {
		p.set(path, story(path))
		links = append(links, p.URL+path)
	}
	p.set("/feed.xml", rss(links...))
	c := newCrawler(t)
	wantResults(t, run(t, c, p.URL+"/feed.xml"), "1 list, 3 new")
	if n := len(p.visits("/robots.txt")); n != 1 {
		t.Errorf("robots.txt was fetched %d times in one run, want once", n)
	}
	kept := capture(t, c, p.URL+"/robots.txt")
	if got := string(kept.Answer().Response); !strings.Contains(got, "Disallow: /none") {
		t.Errorf("the archive holds of robots.txt:\n%s", got)
	}
	run(t, c, p.URL+"/feed.xml")
	if n := len(p.visits("/robots.txt")); n != 2 {
		t.Errorf("robots.txt was fetched %d times in two runs, want twice", n)
	}
}

func TestRobotsThatCannotBeHad(t *testing.T) {
	for _, row := range []struct {
		name   string
		robots http.HandlerFunc
		want   string // of the run
		said   string // in the capture
		left   int    // targets for a later run
	}{
		{"4xx allows all", answer(403), "1 new", "allowed: no robots.txt (HTTP 403)", 0},
		{"a redirect in a circle allows all", answer(302, "Location: /robots.txt"), "1 new", "allowed: no robots.txt (HTTP 302)", 0},
		{"5xx for a while is tried again", inTurn(answer(500), answer(503), serve("text/plain", "")), "1 new, 2 retry", "allowed", 0},
		{"5xx for good keeps the target", answer(500), "4 retry", "", 1},
		{"429 keeps the target", answer(429), "4 retry", "", 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := newPaper(t, map[string]http.HandlerFunc{"/robots.txt": row.robots, "/story": story("Bridge")})
			c := newCrawler(t)
			c.Backoff, c.Patience = 20*time.Millisecond, 600*time.Millisecond // 20, 80, 320 ms; 1280 ms is another run's
			wantResults(t, run(t, c, p.URL+"/story"), row.want)
			if got := waiting(t, c); got != row.left {
				t.Errorf("%d targets are left for a later run, want %d", got, row.left)
			}
			if row.said == "" {
				if got := p.paths(); len(got) > 0 {
					t.Errorf("visited without leave: %v", got)
				}
				p.set("/robots.txt", serve("text/plain", ""))
				wantResults(t, run(t, c, p.URL+"/story"), "1 new")
				return
			}
			if got := capture(t, c, p.URL+"/story").Robots; got != row.said {
				t.Errorf("the capture says of robots.txt %q, want %q", got, row.said)
			}
		})
	}
}

func TestSitemapsThatRobotsNamesAreResolved(t *testing.T) {
	today := time.Now().Format(time.DateOnly)
	p := newPaper(t, map[string]http.HandlerFunc{
		"/robots.txt": serve("text/plain", "Sitemap: /map.xml\nSitemap: http://:::\n"),
		"/":           section(""),
	})
	p.set("/map.xml", sitemap(p.URL+"/news/2025/a-first-story "+today))
	p.set("/news/2025/a-first-story", story("First"))
	wantResults(t, run(t, newCrawler(t), p.URL+"/"), "1 new, 2 list")
}
