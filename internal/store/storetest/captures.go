package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
	"presscut/internal/payload"
	"presscut/internal/store"
)

// noon is when the captures of the suite are made.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 123456000, time.UTC)

// visit is a capture of one exchange.
func visit(url string, at time.Time, header, body string) news.Capture {
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + "\r\n" + body
	return news.Capture{
		URL: url, FinalURL: url, Time: at, Robots: "allowed",
		Exchanges: []news.Exchange{{
			URL: url, Time: at, IP: "192.0.2.7", Status: 200, FirstByte: 30 * time.Millisecond, Took: 90 * time.Millisecond,
			Request: []byte("GET / HTTP/1.1\r\nHost: courier.example\r\n\r\n"), Response: []byte(response),
		}},
	}
}

// hopped is a capture that follows one redirect to to.
func hopped(from, to string, at time.Time, body string) news.Capture {
	c := visit(to, at.Add(time.Second), "", body)
	first := news.Exchange{
		URL: from, Time: at, Status: 301,
		Request:  []byte("GET /old HTTP/1.1\r\nHost: courier.example\r\n\r\n"),
		Response: []byte("HTTP/1.1 301 Moved\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n"),
	}
	c.URL, c.Time = from, at
	c.Exchanges = append([]news.Exchange{first}, c.Exchanges...)
	return c
}

func (b *bench) putCapture(c news.Capture, wantKnown bool) news.Capture {
	b.Helper()
	stored, known, err := b.PutCapture(b.Context(), c)
	if err != nil {
		b.Fatalf("put capture of %s: %v", c.URL, err)
	}
	if known != wantKnown {
		b.Errorf("capture of %s: payload known is %v, want %v", c.URL, known, wantKnown)
	}
	return stored
}

func (b *bench) latest(url string) news.Capture {
	b.Helper()
	c, err := b.LatestCapture(b.Context(), url)
	if err != nil {
		b.Fatalf("latest capture of %s: %v", url, err)
	}
	return c
}

func testCaptures(t *testing.T, open func(testing.TB, string) store.Store) {
	keep(t, open, []promise{
		{"a capture comes back byte for byte", func(t *testing.T, b *bench) {
			c := visit("https://courier.example/1", noon, "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n")
			c.Exchanges[0].Response = append(c.Exchanges[0].Response, 0, 0xff, '\r')
			stored := b.putCapture(c, false)
			if stored.WARC == "" || stored.Offset <= 0 {
				t.Errorf("stored at %q, %d: want a place", stored.WARC, stored.Offset)
			}
			if want := payload.Digest([]byte("hello")); stored.Digest != want {
				t.Errorf("digest %s, want %s of the body without its transfer coding", stored.Digest, want)
			}
			for range 2 {
				if d := cmp.Diff(stored, b.latest(c.URL)); d != "" {
					t.Errorf("capture (-stored +got):\n%s", d)
				}
				b.reopen()
			}
			want := c
			want.Digest, want.WARC, want.Offset = stored.Digest, stored.WARC, stored.Offset
			if d := cmp.Diff(want, stored); d != "" {
				t.Errorf("stored (-put +got):\n%s", d)
			}
		}},
		{"every hop of a redirect is kept", func(t *testing.T, b *bench) {
			c := hopped("https://courier.example/old", "https://courier.example/new", noon, "page")
			stored := b.putCapture(c, false)
			if d := cmp.Diff(stored, b.latest("https://courier.example/old")); d != "" {
				t.Errorf("capture (-stored +got):\n%s", d)
			}
		}},
		{"a capture is found under its first and its last address by their names", func(t *testing.T, b *bench) {
			b.putCapture(hopped("https://courier.example/old", "https://courier.example/new", noon, "page"), false)
			for _, url := range []string{"https://courier.example/old", "https://courier.example/new", "https://courier.example/new?utm_source=x#y"} {
				if c := b.latest(url); c.FinalURL != "https://courier.example/new" {
					t.Errorf("%s gives the capture of %s", url, c.FinalURL)
				}
			}
			for _, url := range []string{"https://courier.example/other", "", "mailto:x"} {
				if _, err := b.LatestCapture(t.Context(), url); !errors.Is(err, store.ErrNotFound) {
					t.Errorf("LatestCapture(%q): %v, want ErrNotFound", url, err)
				}
			}
		}},
		{"the last capture of an address is given", func(t *testing.T, b *bench) {
			b.putCapture(visit("https://courier.example/1", noon, "", "one"), false)
			b.putCapture(visit("https://courier.example/1", noon.Add(time.Hour), "", "two"), false)
			b.putCapture(hopped("https://courier.example/0", "https://courier.example/1", noon.Add(2*time.Hour), "three"), false)
			if c := b.latest("https://courier.example/1"); string(body(t, c)) != "three" {
				t.Errorf("got %q, want the third", body(t, c))
			}
		}},
		{"equal bytes are kept once", func(t *testing.T, b *bench) {
			first := b.putCapture(visit("https://courier.example/1", noon, "", "the page"), false)
			again := b.putCapture(visit("https://courier.example/1", noon.Add(time.Hour), "", "the page"), true)
			other := b.putCapture(visit("https://gazette.example/9", noon.Add(time.Hour), "", "the page"), true)
			if first.Digest != again.Digest || first.Digest != other.Digest {
				t.Errorf("digests %s, %s, %s of one payload", first.Digest, again.Digest, other.Digest)
			}
			b.kept(store.ArchiveStats{Captures: 3, Payloads: 1})
			b.reopen()
			b.putCapture(visit("https://gazette.example/10", noon.Add(2*time.Hour), "", "the page"), true)
			b.kept(store.ArchiveStats{Captures: 4, Payloads: 1})
		}},
		{"a revisit is given with its own header and the payload it refers to", func(t *testing.T, b *bench) {
			b.putCapture(visit("https://courier.example/1", noon, "Content-Length: 8\r\nX-Visit: 1\r\n", "the page"), false)
			b.putCapture(visit("https://courier.example/1", noon.Add(time.Hour), "Content-Length: 8\r\nX-Visit: 2\r\n", "the page"), true)
			b.putCapture(visit("https://courier.example/2", noon.Add(2*time.Hour), "Transfer-Encoding: chunked\r\nX-Visit: 3\r\n", "3\r\nthe\r\n5\r\n page\r\n0\r\n\r\n"), true)
			for url, want := range map[string]string{"https://courier.example/1": "2", "https://courier.example/2": "3"} {
				c := b.latest(url)
				m, err := payload.Parse(c.Answer().Response)
				if err != nil {
					t.Fatal(err)
				}
				if got := m.Header.Get("X-Visit"); got != want || string(m.Body) != "the page" || m.Truncated {
					t.Errorf("%s: visit %s with body %q (truncated: %v), want visit %s with the page", url, got, m.Body, m.Truncated, want)
				}
				if len(c.Answer().Request) == 0 {
					t.Errorf("%s: the request is gone", url)
				}
			}
		}},
		{"what was cut short says so", func(t *testing.T, b *bench) {
			c := visit("https://courier.example/1", noon, "Content-Length: 9000\r\n", "the be")
			c.Exchanges[0].Truncated = "disconnect"
			b.putCapture(c, false)
			c = b.latest(c.URL)
			if got := c.Answer().Truncated; got != "disconnect" {
				t.Errorf("truncated is %q, want disconnect", got)
			}
		}},
		{"a large page comes back whole", func(t *testing.T, b *bench) {
			page := make([]byte, 6<<20)
			for i := range page {
				page[i] = byte(i * i >> 7)
			}
			b.putCapture(visit("https://courier.example/1", noon, "", string(page)), false)
			b.putCapture(visit("https://courier.example/1", noon, "", string(page)), true)
			if got := body(t, b.latest("https://courier.example/1")); payload.Digest(got) != payload.Digest(page) {
				t.Errorf("%d bytes came back as %d others", len(page), len(got))
			}
		}},
		{"a capture of nothing is refused and others are not harmed", func(t *testing.T, b *bench) {
			for _, c := range []news.Capture{
				{URL: "https://courier.example/1", Time: noon},
				{URL: "https://courier.example/1", Time: noon, Exchanges: []news.Exchange{{URL: "https://courier.example/1"}}}, // no time
			} {
				if _, _, err := b.PutCapture(t.Context(), c); err == nil {
					t.Errorf("PutCapture(%+v) gave no error", c)
				}
			}
			b.kept(store.ArchiveStats{})
			b.putCapture(visit("https://courier.example/1", noon, "", "page"), false)
			b.latest("https://courier.example/1")
		}},
		{"equal bytes that come at once are kept once", func(t *testing.T, b *bench) {
			const n = 16
			fresh := make(chan bool, n)
			var wg sync.WaitGroup
			for i := range n {
				wg.Go(func() {
					_, known, err := b.PutCapture(t.Context(), visit(fmt.Sprintf("https://h%d.example/", i), noon, "", "one agency story"))
					if err != nil {
						t.Errorf("put: %v", err)
					}
					fresh <- !known
				})
			}
			wg.Wait()
			close(fresh)
			count := 0
			for f := range fresh {
				if f {
					count++
				}
			}
			if count != 1 {
				t.Errorf("%d of %d captures brought the payload, want 1", count, n)
			}
			b.kept(store.ArchiveStats{Captures: n, Payloads: 1})
			for i := range n {
				if got := body(t, b.latest(fmt.Sprintf("https://h%d.example/", i))); string(got) != "one agency story" {
					t.Errorf("capture %d came back as %q", i, got)
				}
			}
		}},
		{"captures and lookups may run at once", func(t *testing.T, b *bench) {
			var wg sync.WaitGroup
			for w := range 4 {
				wg.Go(func() {
					for i := range 15 {
						c := visit(fmt.Sprintf("https://h%d.example/%d", w, i), noon, "", fmt.Sprint(w, i))
						stored, _, err := b.PutCapture(t.Context(), c)
						if err != nil {
							t.Errorf("put: %v", err)
							return
						}
						got, err := b.LatestCapture(t.Context(), c.URL)
						if err != nil {
							t.Errorf("get: %v", err)
							return
						}
						if d := cmp.Diff(stored, got); d != "" {
							t.Errorf("capture (-stored +got):\n%s", d)
						}
					}
				})
			}
			wg.Wait()
			b.kept(store.ArchiveStats{Captures: 60, Payloads: 60})
		}},
	})
}

func body(t testing.TB, c news.Capture) []byte {
	t.Helper()
	m, err := payload.Parse(c.Answer().Response)
	if err != nil {
		t.Fatal(err)
	}
	return m.Body
}
