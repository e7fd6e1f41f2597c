package crawl_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/crawl"
	"presscut/internal/fetch"
	"presscut/internal/news"
)

// raw answers with bytes of its own and closes the connection.
func raw(t *testing.T, message string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		_, _ = c.Write([]byte(message))
	}
}

func TestWhatBecomesOfAnAnswer(t *testing.T) {
	var z bytes.Buffer
	g := gzip.NewWriter(&z)
	_, _ = g.Write([]byte(storyText("Bridge"))) // into memory
	_ = g.Close()
	broken := z.Bytes()
	broken[len(broken)-6] ^= 0xff // its checksum

	for _, row := range []struct {
		name    string
		page    http.HandlerFunc
		want    string // results, with three tries
		outcome string // in the frontier
		reason  string
	}{
		{"404 is gone", answer(404), "1 gone", "done", "HTTP 404"},
		{"410 is gone", answer(410), "1 gone", "done", "HTTP 410"},
		{"403 fails at once", answer(403), "1 failed", "failed", "HTTP 403 Forbidden"},
		{"451 fails at once", answer(451), "1 failed", "failed", "HTTP 451 Unavailable For Legal Reasons"},
		{"an unknown status fails at once", answer(999), "1 failed", "failed", "HTTP 999"},
		{"500 fails after the last try", answer(500), "1 failed, 2 retry", "failed", "HTTP 500 Internal Server Error"},
		{"500 may pass", inTurn(answer(500), answer(502), story("Bridge")), "1 new, 2 retry", "done", ""},
		{"304 unasked is no page", answer(304), "1 failed", "failed", "HTTP 304 Not Modified, which was not asked for"},
		{"206 unasked is no page", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Range", "bytes 0-99/1000")
			w.WriteHeader(206)
			story("Bridge")(w, r)
		}, "1 failed", "failed", "HTTP 206 Partial Content, which was not asked for"},
		{"204 is a page without a story", answer(204), "1 no article", "done", "HTTP 204: the site has nothing to show"},
		{"302 without Location fails", answer(302), "1 failed", "failed", "HTTP 302 Found"},
		{"redirects in a circle fail", answer(302, "Location: /news/2025/bridge"), "1 failed", "failed", "redirects in a circle"},
		{"a PDF is no article", serve("application/pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj"), "1 no article", "done", "not an HTML page"},
		{"a picture is no article", serve("text/html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "1 no article", "done", "not an HTML page"},
		{"nothing at all is no article", serve(html, ""), "1 no article", "done", "the page is empty"},
		{"a page that ends early is no article", raw(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n"+storyText("Bridge")),
			"1 failed, 2 retry", "failed", "the page did not come whole (disconnect)"},
		{"a page whose coding is broken is no article", raw(t, fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", len(broken), broken)),
			"1 failed, 2 retry", "failed", "decode the body"},
		{"a lost connection is tried again", inTurn(raw(t, ""), raw(t, ""), story("Bridge")), "1 new, 1 retry", "done", ""},
		{"what is not HTTP fails at once", raw(t, "SSH-2.0-server\r\n"), "1 failed", "failed", "not an HTTP answer"},
	} {
		t.Run(row.name, func(t *testing.T) {
			p := newPaper(t, map[string]http.HandlerFunc{"/news/2025/bridge": row.page})
			c := newCrawler(t)
			c.Tries = 3
			r := run(t, c, p.URL+"/news/2025/bridge")
			wantResults(t, r, row.want)
			stats, err := c.Store.FrontierStats(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if got := map[string]int{"done": stats.Done, "failed": stats.Failed}; got[row.outcome] != 1 || stats.Due+stats.Waiting != 0 {
				t.Errorf("the frontier counts %+v, want one %s", stats, row.outcome)
			}
			if row.reason == "" {
				if a := r.Attention(); a != nil {
					t.Errorf("attention: %v, want none", a)
				}
				return
			}
			if len(r.Sources[0].Faults) != 1 || !strings.Contains(r.Sources[0].Faults[0].Reason, row.reason) {
				t.Errorf("the report says %v, want %q", r.Sources[0].Faults, row.reason)
			}
			if len(r.Attention()) != 1 {
				t.Errorf("attention: %v, want the seed", r.Attention())
			}
		})
	}
}

func TestAHostThatDoesNotExistFailsAtOnce(t *testing.T) {
	c := newCrawler(t)
	c.Fetcher = fetch.New(fetch.Options{AllowPrivate: true, Dial: func(_ context.Context, _, addr string) (net.Conn, error) {
		return nil, &net.DNSError{Err: "no such host", Name: addr, IsNotFound: true}
	}})
	t.Cleanup(c.Fetcher.Close)
	wantResults(t, run(t, c, "http://nowhere.example/story"), "1 failed")
}

func TestAHostThatCannotBeReachedKeepsItsTargets(t *testing.T) {
	p := newPaper(t, nil)
	p.Close() // nobody listens there now
	c := newCrawler(t)
	c.Backoff, c.Patience = 10*time.Millisecond, 100*time.Millisecond
	r := run(t, c, p.URL+"/news/one", p.URL+"/news/two")
	if waiting(t, c) != 2 || r.Results[crawl.Failed] != 0 || r.Results[crawl.Retry] == 0 {
		t.Errorf("%d targets wait, results %v", waiting(t, c), r.Results)
	}
}

func TestATryAgainThatIsFarOffWaitsForALaterRun(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/story": answer(500)})
	c := newCrawler(t)
	c.Backoff, c.Patience = 100*time.Millisecond, 500*time.Millisecond // 100 and 400 ms are waited for, 1.6 s are not
	r := run(t, c, p.URL+"/story")
	wantResults(t, r, "3 retry")
	if waiting(t, c) != 1 {
		t.Errorf("%d targets wait for a later run, want 1", waiting(t, c))
	}
	visits := p.visits()
	for i, back := range []time.Duration{c.Backoff, 4 * c.Backoff} {
		if d := visits[i+1].at.Sub(visits[i].at); d < back*3/4 {
			t.Errorf("try %d came %v after the one before, want %v", i+2, d, back)
		}
	}
	p.set("/story", story("Bridge"))
	c.Patience = time.Minute
	wantResults(t, run(t, c), "1 new")
}

func TestBytesAreArchivedBeforeTheyAreRead(t *testing.T) {
	p := newPaper(t, nil)
	for path, h := range map[string]http.HandlerFunc{
		"/empty":   serve(html, "<html><body><script>app()</script></body></html>"),
		"/picture": serve("image/png", "\x89PNG\r\n\x1a\n"),
		"/gone":    answer(404),
		"/wall":    answer(403),
		"/torn":    raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<html>half a page"),
	} {
		p.set(path, h)
		t.Run(path, func(t *testing.T) {
			c := newCrawler(t)
			c.Tries = 1
			r := runTargets(t, c, news.Target{URL: p.URL + path, Kind: news.Story})
			if r.Results[crawl.New] != 0 {
				t.Fatalf("it was read as an article: %v", r.Results)
			}
			got := capture(t, c, p.URL+path)
			if diff := cmp.Diff(p.URL+path, got.FinalURL); diff != "" || len(got.Answer().Response) == 0 {
				t.Errorf("archived (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPageBeyondTheLimitIsReadInItsBeginningAndSaysSo(t *testing.T) {
	p := newPaper(t, map[string]http.HandlerFunc{"/story": serve(html, storyText("Bridge")+"<!--"+strings.Repeat("x", 10_000)+"-->")})
	c := newCrawler(t)
	c.MaxBody = 5_000
	r := run(t, c, p.URL+"/story")
	wantResults(t, r, "1 new")
	if f := r.Sources[0].Faults; len(f) != 1 || !strings.Contains(f[0].Reason, "only its beginning") {
		t.Errorf("the report says %v", f)
	}
}
