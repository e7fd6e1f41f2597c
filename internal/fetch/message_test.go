package fetch_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"

	"presscut/internal/fetch"
)

func TestResponseBytesAreKeptAsTheyCame(t *testing.T) {
	const page = "<title>Harbour reopens</title><p>The harbour reopened on Monday."
	compress := func(w io.WriteCloser, b *bytes.Buffer) string {
		io.WriteString(w, page)
		w.Close()
		return b.String()
	}
	var g, br, z, d bytes.Buffer
	zw, err := zstd.NewWriter(&z)
	if err != nil {
		t.Fatal(err)
	}
	dw, err := flate.NewWriter(&d, 9)
	if err != nil {
		t.Fatal(err)
	}
	coded := map[string]string{
		"gzip":    compress(gzip.NewWriter(&g), &g),
		"br":      compress(brotli.NewWriter(&br), &br),
		"zstd":    compress(zw, &z),
		"deflate": compress(dw, &d),
	}
	rows := map[string]string{
		"header case, order and blanks": "HTTP/1.1 200 Very Fine\r\nzEbra: 1\r\nX-a:2\r\nALPHA:   3\r\nx-A: 4\r\nContent-Length: 64\r\n\r\n" + page,
		"bare line feeds":               "HTTP/1.1 200 OK\nContent-Length: 64\n\n" + page,
		"no reason":                     "HTTP/1.1 200\r\nContent-Length: 64\r\n\r\n" + page,
		"a broken header line":          "HTTP/1.1 200 OK\r\nno colon here\r\n: no name\r\nContent-Length: 64\r\n\r\n" + page,
		"HTTP/1.0 to the end":           "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page,
		"chunks":                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1e;note=\"x\"\r\n" + page[:30] + "\r\n00022\r\n" + page[30:] + "\r\n0\r\nX-Trailer: yes\r\n\r\n",
		"length and chunks":             "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n" + page + "\r\n0\r\n\r\n",
		"the same length twice":         "HTTP/1.1 200 OK\r\nContent-Length: 64\r\nContent-Length: 64\r\n\r\n" + page,
		"a charset Colly would convert": "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=no-such\r\nContent-Length: 64\r\n\r\n" + page,
		"a status nobody knows":         "HTTP/1.1 999 Request denied\r\nContent-Length: 64\r\n\r\n" + page,
		"a page with status 404":        "HTTP/1.1 404 Not Found\r\nContent-Length: 64\r\n\r\n" + page,
	}
	for coding, body := range coded {
		rows[coding] = fmt.Sprintf("HTTP/1.1 200 OK\r\ncontent-encoding: %s\r\nContent-Length: %d\r\n\r\n%s", coding, len(body), body)
		rows[coding+" in chunks"] = fmt.Sprintf("HTTP/1.1 200 OK\r\ncontent-encoding: %s\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", coding, len(body), body)
	}
	for name, response := range rows {
		t.Run(name, func(t *testing.T) {
			s := serve(t, says(response))
			c := visit(t, fetcher(t, nil), s.URL+"/sitemap.xml.gz")
			if diff := cmp.Diff(response, string(c.Answer().Response)); diff != "" {
				t.Errorf("response (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(page, text(t, c)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if c.Answer().Truncated != "" {
				t.Errorf("truncated: %q", c.Answer().Truncated)
			}
		})
	}
}

func TestExchangeTellsWhatWasSentWhereAndWhen(t *testing.T) {
	var sent bytes.Buffer
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		for !bytes.HasSuffix(sent.Bytes(), []byte("\r\n\r\n")) {
			if _, err := io.CopyN(&sent, c, 1); err != nil {
				return
			}
		}
		io.WriteString(c, "HTTP/1.1 204 No Content\r\n\r\n")
	}()
	t.Cleanup(func() { l.Close(); <-done })

	f := fetcher(t, func(o *fetch.Options) { o.UserAgent, o.Language = "courier-reader/2", "uk, en;q=0.5" })
	c := visit(t, f, "http://"+l.Addr().String()+"/a?b=c#part")
	l.Close()
	<-done
	x := c.Answer()
	if diff := cmp.Diff(sent.String(), string(x.Request)); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
	want := "GET /a?b=c HTTP/1.1\r\nHost: " + l.Addr().String() + "\r\nUser-Agent: courier-reader/2\r\n" +
		"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n" +
		"Accept-Language: uk, en;q=0.5\r\n\r\n"
	if diff := cmp.Diff(want, string(x.Request)); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
	if x.IP != "127.0.0.1" || x.Status != 204 || x.Time.Location().String() != "UTC" || c.Time != x.Time {
		t.Errorf("IP %s, status %d, time %v, capture %v", x.IP, x.Status, x.Time, c.Time)
	}
	if x.FirstByte <= 0 || x.Took < x.FirstByte {
		t.Errorf("first byte after %v, last after %v", x.FirstByte, x.Took)
	}
}

func TestInterimAnswersAreLeftOut(t *testing.T) {
	const final = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
	s := serve(t, says("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"+final))
	c := visit(t, fetcher(t, nil), s.URL)
	if diff := cmp.Diff(final, string(c.Answer().Response)); diff != "" {
		t.Errorf("response (-want +got):\n%s", diff)
	}
	if c.Answer().Status != 200 {
		t.Errorf("status %d", c.Answer().Status)
	}
	flood := serve(t, says(strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 1000)+final))
	fault(t, fetcher(t, nil), flood.URL, fetch.Protocol, false)
}

func TestConditionalRequestGetsItsAnswer(t *testing.T) {
	s := serve(t, func(c *net.TCPConn, r *http.Request) bool {
		switch {
		case r.URL.Path == "/moved":
			io.WriteString(c, "HTTP/1.1 301 Moved\r\nLocation: /page\r\nContent-Length: 0\r\n\r\n")
		case r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Mon, 02 Nov 2026 10:00:00 GMT":
			io.WriteString(c, "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\nETag: \"v1\"\r\n\r\n")
		default:
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew")
		}
		return true
	})
	f := fetcher(t, nil)
	for path, want := range map[string]int{"/page": 304, "/moved": 200} { // a validator is good for one address only
		c, err := f.Fetch(t.Context(), fetch.Request{URL: s.URL + path, IfNoneMatch: `"v1"`, IfModifiedSince: "Mon, 02 Nov 2026 10:00:00 GMT"})
		if err != nil {
			t.Fatal(err)
		}
		if c.Answer().Status != want || c.Answer().Truncated != "" {
			t.Errorf("%s: status %d, truncated %q; want %d", path, c.Answer().Status, c.Answer().Truncated, want)
		}
	}
}

func TestWhatIsNotHTTPIsAFault(t *testing.T) {
	for name, response := range map[string]string{
		"a page without a status line": "<html>hello</html>",
		"noise":                        "\x16\x03\x01\x02\x00\x01\x00",
		"a status that is none":        "HTTP/1.1 abc\r\n\r\n",
		"two lengths":                  "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
		"a negative length":            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nab",
		"a switch of protocols":        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
		"endless fields":               "HTTP/1.1 200 OK\r\n" + strings.Repeat("X: y\r\n", 1000),
		"one endless field":            "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("y", 6000),
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, says(response))
			fault(t, fetcher(t, func(o *fetch.Options) { o.MaxHeader = 4000 }), s.URL, fetch.Protocol, false)
		})
	}
}
