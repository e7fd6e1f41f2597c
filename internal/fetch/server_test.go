package fetch_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"presscut/internal/fetch"
	"presscut/internal/news"
	"presscut/internal/payload"
)

// server answers raw bytes on loopback. Its handler is called for each request
// of a connection until it returns false, which closes the connection.
type server struct {
	URL string

	mu       sync.Mutex
	requests []*http.Request
	conns    int
}

type handler func(c *net.TCPConn, r *http.Request) (again bool)

func serve(t *testing.T, h handler) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{URL: "http://" + l.Addr().String()}
	var open sync.Map
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			open.Store(c, nil)
			s.mu.Lock()
			s.conns++
			s.mu.Unlock()
			wg.Go(func() {
				defer c.Close()
				in := bufio.NewReader(c)
				for {
					r, err := http.ReadRequest(in)
					if err != nil {
						return
					}
					s.mu.Lock()
					s.requests = append(s.requests, r)
					s.mu.Unlock()
					if !h(c.(*net.TCPConn), r) {
						return
					}
				}
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		open.Range(func(c, _ any) bool { c.(net.Conn).Close(); return true })
		wg.Wait()
	})
	return s
}

// asked lists the paths requested so far.
func (s *server) asked() (paths []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.requests {
		paths = append(paths, r.URL.RequestURI())
	}
	return paths
}

func (s *server) connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns
}

// says answers every request with the same bytes and closes.
func says(response string) handler {
	return func(c *net.TCPConn, _ *http.Request) bool {
		c.Write([]byte(response))
		return false
	}
}

// hang keeps the connection open, saying nothing, until the client goes.
func hang(c *net.TCPConn) bool {
	c.Read(make([]byte, 1))
	return false
}

// fetcher makes a Fetcher that may ask loopback; edit changes its options.
func fetcher(t *testing.T, edit func(*fetch.Options)) *fetch.Fetcher {
	t.Helper()
	o := fetch.Options{AllowPrivate: true}
	if edit != nil {
		edit(&o)
	}
	f := fetch.New(o)
	t.Cleanup(f.Close)
	return f
}

// visit fetches url and expects an answer.
func visit(t *testing.T, f *fetch.Fetcher, url string) news.Capture {
	t.Helper()
	c, err := f.Fetch(context.Background(), fetch.Request{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// reply fetches url and expects an answer, which it returns.
func reply(t *testing.T, f *fetch.Fetcher, url string) *news.Exchange {
	t.Helper()
	c := visit(t, f, url)
	return c.Answer()
}

// fault fetches url and expects a fault of a kind.
func fault(t *testing.T, f *fetch.Fetcher, url string, kind fetch.Kind, temporary bool) (news.Capture, *fetch.Fault) {
	t.Helper()
	c, err := f.Fetch(context.Background(), fetch.Request{URL: url})
	var got *fetch.Fault
	if !errors.As(err, &got) {
		t.Fatalf("Fetch(%s): error %v, want a Fault (%s)", url, err, kind)
	}
	if got.Kind != kind || got.Temporary() != temporary {
		t.Fatalf("Fetch(%s): %v is %q, temporary %v; want %q, %v", url, got, got.Kind, got.Temporary(), kind, temporary)
	}
	return c, got
}

// text is the decoded body of a capture's answer.
func text(t *testing.T, c news.Capture) string {
	t.Helper()
	m, err := payload.Parse(c.Answer().Response)
	if err != nil {
		t.Fatal(err)
	}
	if want := payload.Digest(m.Body); c.Digest != want {
		t.Errorf("digest %s, want %s", c.Digest, want)
	}
	body, _, err := m.Decode(1 << 30)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// short sets a deadline that a test waits for, and leaves the others far away.
func short(d *time.Duration) { *d = 50 * time.Millisecond }

func repeat(s string, n int) string { return string(bytes.Repeat([]byte(s), n)) }
