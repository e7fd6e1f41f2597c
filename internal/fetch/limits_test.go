package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/fetch"
)

// drip writes a byte at a time until the client goes.
func drip(c net.Conn, head string) {
	io.WriteString(c, head)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		if _, err := c.Write([]byte("a")); err != nil {
			return
		}
	}
}

func TestHeaderThatDoesNotComeIsATemporaryFault(t *testing.T) {
	for name, h := range map[string]handler{
		"a silent server":   func(c *net.TCPConn, _ *http.Request) bool { return hang(c) },
		"a dripping server": func(c *net.TCPConn, _ *http.Request) bool { drip(c, "HTTP/1.1 200 OK\r\nX: "); return false },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, h)
			fault(t, fetcher(t, func(o *fetch.Options) { short(&o.Timeouts.Header) }), s.URL, fetch.Timeout, true)
			fault(t, fetcher(t, func(o *fetch.Options) { short(&o.Timeouts.Total) }), s.URL, fetch.Timeout, true)
		})
	}
	for name, h := range map[string]handler{
		"closed unsaid": says(""),
		"closed within": says("HTTP/1.1 200 OK\r\nContent-"),
		"reset":         func(c *net.TCPConn, _ *http.Request) bool { c.SetLinger(0); return false },
	} {
		t.Run(name, func(t *testing.T) {
			fault(t, fetcher(t, nil), serve(t, h).URL, fetch.Reset, true)
		})
	}
}

func TestBodyThatEndsEarlyIsKeptAndMarked(t *testing.T) {
	idle := func(o *fetch.Options) { short(&o.Timeouts.Idle) }
	total := func(o *fetch.Options) { short(&o.Timeouts.Total) }
	small := func(o *fetch.Options) { o.MaxWire = 10 }
	decoded := func(o *fetch.Options) { o.MaxBody = 10 }
	ten := "0123456789"
	stalls := func(s string) handler {
		return func(c *net.TCPConn, _ *http.Request) bool { io.WriteString(c, s); return hang(c) }
	}
	for _, row := range []struct {
		name      string
		edit      func(*fetch.Options)
		serve     handler
		response  string // "" when its length is left to chance
		truncated string
	}{
		{"short of its length", nil, says("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ten), "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ten, "disconnect"},
		{"no last chunk", nil, says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\n"), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\n", "disconnect"},
		{"within a chunk", nil, says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n" + ten), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n" + ten, "disconnect"},
		{"a chunk of no size", nil, says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\nzz\r\nmore"), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\nzz\r\n", "disconnect"},
		{"silence", idle, stalls("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ten), "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + ten, "time"},
		{"silence in chunks", idle, stalls("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\n4"), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\n4", "time"},
		{"dripping past the total", total, func(c *net.TCPConn, _ *http.Request) bool { drip(c, "HTTP/1.1 200 OK\r\n\r\n"+ten); return false }, "", "time"},
		{"beyond the wire cap", small, says("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" + ten + "x"), "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" + ten, "length"},
		{"beyond the wire cap, to the end", small, says("HTTP/1.0 200 OK\r\n\r\n" + ten + "x"), "HTTP/1.0 200 OK\r\n\r\n" + ten, "length"},
		{"framing beyond the wire cap", small, says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1;note=long\r\na\r\n0\r\n\r\n"), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1;no", "length"},
		{"just the wire cap", small, says("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + ten), "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + ten, ""},
		{"just the wire cap, to the end", small, says("HTTP/1.0 200 OK\r\n\r\n" + ten), "HTTP/1.0 200 OK\r\n\r\n" + ten, ""},
		{"beyond the decoded cap", decoded, says("HTTP/1.0 200 OK\r\n\r\n" + ten + "x"), "HTTP/1.0 200 OK\r\n\r\n" + ten + "x", "length"},
		{"just the decoded cap", decoded, says("HTTP/1.0 200 OK\r\n\r\n" + ten), "HTTP/1.0 200 OK\r\n\r\n" + ten, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := visit(t, fetcher(t, row.edit), serve(t, row.serve).URL)
			x := c.Answer()
			if x.Truncated != row.truncated || x.Status != 200 || c.Digest == "" {
				t.Errorf("truncated %q, status %d, digest %q; want %q", x.Truncated, x.Status, c.Digest, row.truncated)
			}
			if row.response == "" && !strings.Contains(string(x.Response), ten) {
				t.Errorf("response %q", x.Response)
			} else if diff := cmp.Diff(row.response, string(x.Response)); row.response != "" && diff != "" {
				t.Errorf("response (-want +got):\n%s", diff)
			}
		})
	}
}

func TestResetInTheBodyKeepsWhatCame(t *testing.T) {
	arrived := make(chan struct{})
	s := serve(t, func(c *net.TCPConn, _ *http.Request) bool {
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n0123456789")
		<-arrived
		c.SetLinger(0)
		return false
	})
	f := fetcher(t, func(o *fetch.Options) {
		o.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := (&net.Dialer{}).DialContext(ctx, network, addr)
			return &noticing{Conn: c, seen: arrived}, err
		}
	})
	x := reply(t, f, s.URL)
	if x.Truncated != "disconnect" || !strings.HasSuffix(string(x.Response), "0123456789") {
		t.Errorf("truncated %q: %q", x.Truncated, x.Response)
	}
}

// noticing closes seen once the body has been read.
type noticing struct {
	net.Conn
	seen chan struct{}
	got  []byte
}

func (n *noticing) Read(p []byte) (int, error) {
	k, err := n.Conn.Read(p)
	before := bytes.Contains(n.got, []byte("0123456789"))
	n.got = append(n.got, p[:k]...)
	if !before && bytes.Contains(n.got, []byte("0123456789")) {
		close(n.seen)
	}
	return k, err
}

func TestCompressedBodies(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, repeat("<p>The ferry sails at noon.</p>\n", 200_000))
	w.Close()
	whole := b.String()
	wrongSum := []byte(whole)
	wrongSum[len(wrongSum)-6] ^= 0xff
	for name, row := range map[string]struct{ body, truncated string }{
		"bomb":            {whole, "length"},
		"cut in half":     {whole[:len(whole)/2], "length"},
		"cut early":       {whole[:len(whole)/500], "disconnect"},
		"not gzip at all": {"<p>plain text, whatever the header says</p>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			response := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", len(row.body), row.body)
			x := reply(t, fetcher(t, func(o *fetch.Options) { o.MaxBody = 100_000 }), serve(t, says(response)).URL)
			if x.Truncated != row.truncated || string(x.Response) != response {
				t.Errorf("truncated %q, %d bytes; want %q, %d", x.Truncated, len(x.Response), row.truncated, len(response))
			}
		})
	}
	t.Run("wrong sum", func(t *testing.T) {
		response := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", len(wrongSum), wrongSum)
		if x := reply(t, fetcher(t, nil), serve(t, says(response)).URL); x.Truncated != "unspecified" {
			t.Errorf("truncated %q", x.Truncated)
		}
	})
}

func TestCancelledVisitIsAFaultEvenInTheBody(t *testing.T) {
	for _, head := range []string{"", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"} {
		ctx, cancel := context.WithCancel(t.Context())
		s := serve(t, func(c *net.TCPConn, _ *http.Request) bool {
			io.WriteString(c, head)
			cancel()
			return hang(c)
		})
		_, err := fetcher(t, nil).Fetch(ctx, fetch.Request{URL: s.URL})
		var got *fetch.Fault
		if !errors.As(err, &got) || got.Kind != fetch.Cancelled {
			t.Errorf("after %q: error %v", head, err)
		}
	}
}

func TestRedirectsBodyIsNotDownloaded(t *testing.T) {
	s := serve(t, func(c *net.TCPConn, r *http.Request) bool {
		if r.URL.Path == "/page" {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage")
			return false
		}
		io.WriteString(c, "HTTP/1.1 302 Found\r\nLocation: /page\r\n\r\n")
		for {
			if _, err := c.Write(make([]byte, 1<<16)); err != nil {
				return false
			}
		}
	})
	c := visit(t, fetcher(t, nil), s.URL)
	if n := len(c.Exchanges[0].Response); n > 300<<10 || c.Exchanges[0].Truncated != "length" || text(t, c) != "page" {
		t.Errorf("%d bytes, truncated %q, then %q", n, c.Exchanges[0].Truncated, text(t, c))
	}
}
