package fetch_test

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/fetch"
)

func TestConnectionIsReusedAndAnswersStayApart(t *testing.T) {
	s := serve(t, func(c *net.TCPConn, r *http.Request) bool {
		body := strings.Repeat(r.URL.Path+"\n", 3000)
		if strings.HasSuffix(r.URL.Path, "0") {
			fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(body), body)
		} else {
			fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		}
		return true
	})
	f := fetcher(t, nil)
	for i := range 20 {
		path := fmt.Sprintf("/story/%d", i)
		if diff := cmp.Diff(strings.Repeat(path+"\n", 3000), text(t, visit(t, f, s.URL+path))); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", path, diff)
		}
	}
	if s.connections() != 1 {
		t.Errorf("%d connections, want 1", s.connections())
	}
}

func TestManyVisitsAtOnceStayApart(t *testing.T) {
	s := serve(t, func(c *net.TCPConn, r *http.Request) bool {
		if r.URL.Query().Has("hop") {
			fmt.Fprintf(c, "HTTP/1.1 302 Found\r\nSet-Cookie: me=%s; Path=/\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", r.URL.Path[1:], r.URL.Path)
			return true
		}
		body := strings.Repeat(r.URL.Path+" "+r.Header.Get("Cookie")+"\n", 500)
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		return true
	})
	f := fetcher(t, nil)
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for i := range 20 {
				name := fmt.Sprintf("%d-%d", w, i)
				c, err := f.Fetch(t.Context(), fetch.Request{URL: s.URL + "/" + name + "?hop"})
				if err != nil {
					t.Error(err)
					return
				}
				if diff := cmp.Diff(strings.Repeat("/"+name+" me="+name+"\n", 500), text(t, c)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
	wg.Wait()
}

// What a server sends beyond its answer must not become the next answer,
// whether it comes along with it or later.
func TestBytesBeyondTheAnswerEndTheConnection(t *testing.T) {
	const forged = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
	for name, late := range map[string]bool{"at once": false, "later": true} {
		t.Run(name, func(t *testing.T) {
			answered, sent := make(chan struct{}, 1), make(chan struct{})
			s := serve(t, func(c *net.TCPConn, r *http.Request) bool {
				if r.URL.Path == "/second" {
					io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond")
					return true
				}
				io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst")
				if late {
					<-answered
				}
				io.WriteString(c, forged)
				close(sent)
				c.Read(make([]byte, 1)) // until the client has understood
				return false
			})
			f := fetcher(t, nil)
			if got := text(t, visit(t, f, s.URL+"/first")); got != "first" {
				t.Fatalf("first answer: %q", got)
			}
			answered <- struct{}{}
			<-sent
			if late {
				// Loopback may still be carrying the bytes; the watcher closes when they arrive.
				for fetch.IdleConnections(f) > 0 {
					runtime.Gosched()
				}
			}
			if got := text(t, visit(t, f, s.URL+"/second")); got != "second" {
				t.Errorf("second answer: %q", got)
			}
			if s.connections() != 2 {
				t.Errorf("%d connections, want 2", s.connections())
			}
		})
	}
}

func TestConnectionClosedWhileIdleIsReplaced(t *testing.T) {
	var dropped atomic.Bool
	s := serve(t, func(c *net.TCPConn, r *http.Request) bool {
		if r.URL.Path == "/drop" && !dropped.Swap(true) { // an idle connection that dies just as it is used again
			return false
		}
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
		return true
	})
	f := fetcher(t, nil)
	visit(t, f, s.URL+"/a")
	visit(t, f, s.URL+"/drop")
	if diff := cmp.Diff([]string{"/a", "/drop", "/drop"}, s.asked()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestConnectionIsNotReusedAgainstTheServersWord(t *testing.T) {
	for head, want := range map[string]int{
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n":                           1,
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Close\r\n":      2,
		"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n":                           2,
		"HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n": 1,
	} {
		s := serve(t, func(c *net.TCPConn, _ *http.Request) bool { io.WriteString(c, head+"\r\nok"); return true })
		f := fetcher(t, nil)
		visit(t, f, s.URL)
		visit(t, f, s.URL)
		if s.connections() != want {
			t.Errorf("%q: %d connections, want %d", head, s.connections(), want)
		}
	}
}

func TestCloseDropsIdleConnections(t *testing.T) {
	s := serve(t, func(c *net.TCPConn, _ *http.Request) bool {
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
		return true
	})
	f := fetcher(t, nil)
	visit(t, f, s.URL)
	f.Close()
	if n := fetch.IdleConnections(f); n != 0 {
		t.Errorf("%d idle connections after Close", n)
	}
	visit(t, f, s.URL)
	if n := fetch.IdleConnections(f); n != 0 || s.connections() != 2 {
		t.Errorf("%d idle connections of %d", n, s.connections())
	}
}

func TestTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Proto, " ", r.URL.Path)
	}))
	s.EnableHTTP2 = true
	s.Config.ErrorLog = quiet
	s.StartTLS()
	t.Cleanup(s.Close)
	f := fetcher(t, func(o *fetch.Options) { o.TLS = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone() })
	for _, path := range []string{"/a", "/b"} {
		c := visit(t, f, s.URL+path)
		if got := text(t, c); got != "HTTP/1.1 "+path {
			t.Errorf("answer %q", got)
		}
		if !strings.HasPrefix(string(c.Answer().Response), "HTTP/1.1 200 OK\r\n") {
			t.Errorf("the tap is not above TLS: %q", c.Answer().Response)
		}
	}
	fault(t, fetcher(t, nil), s.URL, fetch.TLS, false) // a certificate nobody vouches for
	fault(t, fetcher(t, func(o *fetch.Options) {
		o.TLS = &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13, MaxVersion: tls.VersionTLS12}
	}), s.URL, fetch.TLS, false)
	plain := serve(t, says("HTTP/1.1 200 OK\r\n\r\n"))
	_, err := f.Fetch(t.Context(), fetch.Request{URL: strings.Replace(plain.URL, "http:", "https:", 1)})
	if err == nil {
		t.Error("TLS with a server that speaks none succeeded")
	}
}

func TestDialFaultsAreTold(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + l.Addr().String()
	l.Close()
	fault(t, fetcher(t, nil), closed, fetch.Unreachable, true)
	for _, row := range []struct {
		err       error
		kind      fetch.Kind
		temporary bool
	}{
		{&net.DNSError{Err: "no such host", Name: "courier.example", IsNotFound: true}, fetch.NoHost, false},
		{&net.DNSError{Err: "server misbehaving", Name: "courier.example", IsTemporary: true}, fetch.Lookup, true},
		{&net.DNSError{Err: "i/o timeout", Name: "courier.example", IsTimeout: true}, fetch.Timeout, true},
	} {
		f := fetcher(t, func(o *fetch.Options) { o.Dial = failing(row.err) })
		_, got := fault(t, f, "http://courier.example/", row.kind, row.temporary)
		if !strings.Contains(got.Error(), "http://courier.example/") || !strings.Contains(got.Error(), row.err.Error()) {
			t.Errorf("message %q", got)
		}
	}
	for _, bad := range []string{"", "no address", "/relative", "ftp://courier.example/", "file:///etc/passwd", "http://", "http://courier.example:99999/"} {
		fault(t, fetcher(t, nil), bad, fetch.Refused, false)
	}
}
