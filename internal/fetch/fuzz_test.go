package fetch_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"presscut/internal/fetch"
	"presscut/internal/payload"
)

// Whatever a server sends, a visit ends in a fault or in an answer made of the
// bytes sent; one that is not marked as truncated is whole to its readers too.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
		"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nok\r\n0\r\nT: x\r\n\r\n",
		"HTTP/1.0 200\r\nContent-Encoding: gzip, br\r\n\r\n\x1f\x8b\x08\x00",
		"HTTP/1.1 302 Found\r\nLocation: /b\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n",
		"HTTP/1.1 200 OK\n\r\r\n",
		"HTTP/1.1 304 Not Modified\r\n\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		o := fetch.Options{MaxBody: 1000, MaxWire: 1000, MaxHeader: 1000, MaxRedirects: -1, AllowPrivate: true}
		o.Dial = func(context.Context, string, string) (net.Conn, error) {
			return tape{bytes.NewReader(sent)}, nil
		}
		fetcher := fetch.New(o)
		defer fetcher.Close()
		c, err := fetcher.Fetch(t.Context(), fetch.Request{URL: "http://courier.example/"})
		var fault *fetch.Fault
		if err != nil && (!errors.As(err, &fault) || fault.Kind == fetch.Internal) {
			t.Fatal(err)
		}
		for _, x := range c.Exchanges {
			if !bytes.Contains(sent, x.Response) || len(x.Response) > 2000 {
				t.Errorf("the response was not sent so: %q", x.Response)
			}
			m, err := payload.Parse(x.Response)
			if err != nil || m.Status != x.Status {
				t.Errorf("status %d is read as %d, %v", x.Status, m.Status, err)
			}
			if x.Truncated == "" && m.Truncated {
				t.Errorf("not marked as truncated: %q", x.Response)
			}
		}
	})
}

// tape is a server that says the same whatever it is asked, and hangs up.
type tape struct{ *bytes.Reader }

func (tape) Write(p []byte) (int, error)      { return len(p), nil }
func (tape) Close() error                     { return nil }
func (tape) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (tape) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (tape) SetDeadline(time.Time) error      { return nil }
func (tape) SetReadDeadline(time.Time) error  { return nil }
func (tape) SetWriteDeadline(time.Time) error { return nil }
