package crawl_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheReportTellsWhatCameOfARun(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{
		"/robots.txt":              serve("text/plain", "User-agent: *\nDisallow: /private\n"),
		"/news/2025/a-first-story": story("First"),
	})
	p.set("/feed.xml", rss(p.URL+"/news/2025/a-first-story", p.URL+"/news/2025/gone", p.URL+"/private/story"))
	q := newPaper(t, map[string]http.HandlerFunc{"/feed.xml": answer(403)})
	c := newCrawler(t)
	c.Workers = 1
	r := run(t, c, p.URL+"/feed.xml", q.URL+"/feed.xml")

	var text strings.Builder
	if err := r.Text(&text); err != nil {
		t.Fatal(err)
	}
	plain := strings.NewReplacer(p.host(), "P", q.host(), "Q")
	got := regexp.MustCompile(`\d+ bytes in .*`).ReplaceAllString(plain.Replace(text.String()), "N bytes in T")
	want := `1 new, 0 revised, 0 unchanged
5 visits (1 lists with 3 new addresses), N bytes in T
1 gone (404, 410)
1 refused by robots.txt
1 failed
  gone: http://P/news/2025/gone: HTTP 404
  refused: http://P/private/story: robots.txt, line 2: Disallow: /private
  failed: http://Q/feed.xml: HTTP 403 Forbidden
attention: Q: its start http://Q/feed.xml: HTTP 403 Forbidden
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}

	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var data map[string]any
	if err := json.Unmarshal(b, &data); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"started", "took_ns", "bytes"} {
		if data[name] == nil {
			t.Errorf("the JSON lacks %s", name)
		}
		delete(data, name)
	}
	fault := func(u, result, reason string) any {
		return map[string]any{"url": u, "result": result, "reason": reason}
	}
	wantData := map[string]any{
		"visits": 5.0, "announced": 3.0,
		"results": map[string]any{"new": 1.0, "list": 1.0, "gone": 1.0, "refused": 1.0, "failed": 1.0},
		"sources": []any{
			map[string]any{"name": p.host(), "results": map[string]any{"new": 1.0, "list": 1.0, "gone": 1.0, "refused": 1.0}, "faults": []any{
				fault(p.URL+"/news/2025/gone", "gone", "HTTP 404"),
				fault(p.URL+"/private/story", "refused", "robots.txt, line 2: Disallow: /private"),
			}},
			map[string]any{"name": q.host(), "results": map[string]any{"failed": 1.0}, "attention": "its start " + q.URL + "/feed.xml: HTTP 403 Forbidden",
				"faults": []any{fault(q.URL+"/feed.xml", "failed", "HTTP 403 Forbidden")}},
		},
	}
	if diff := cmp.Diff(wantData, data); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}

func TestOneGoodSeedDoesNotHideABadOneOfTheSameSource(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/bad.xml": answer(403), "/worse.xml": answer(404)})
	p.set("/good.xml", rss())
	r := run(t, newCrawler(t), p.URL+"/bad.xml", p.URL+"/worse.xml", p.URL+"/good.xml")
	want := []string{p.host() + ": its start " + p.URL + "/bad.xml: HTTP 403 Forbidden (and 1 more of its starts)"}
	if diff := cmp.Diff(want, r.Attention()); diff != "" {
		t.Errorf("attention (-want +got):\n%s", diff)
	}
}

func TestAFaultThatPassedIsNotReported(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/story": inTurn(answer(500), story("Bridge"))})
	r := run(t, newCrawler(t), p.URL+"/story")
	if len(r.Sources[0].Faults) != 0 || r.Attention() != nil {
		t.Errorf("faults %v, attention %v", r.Sources[0].Faults, r.Attention())
	}
}

func TestASourceOfWhichNothingCanBeReadWantsAttention(t *testing.T) {
	p := newPaper(t, nil)
	var links []string
	for _, name := range []string{"one", "two", "three", "four", "five"} {
		p.set("/news/2025/"+name, answer(403))
		links = append(links, p.URL+"/news/2025/"+name)
	}
	p.set("/feed.xml", rss(links...))
	r := run(t, newCrawler(t), p.URL+"/feed.xml")
	want := []string{p.host() + ": 5 pages failed and none was read; the last: HTTP 403 Forbidden"}
	if diff := cmp.Diff(want, r.Attention()); diff != "" {
		t.Errorf("attention (-want +got):\n%s", diff)
	}
}
