package fetch_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/fetch"
	"presscut/internal/news"
)

// redirects is a site of redirects: /to/N goes down to /to/0, which is a page.
func redirects(c *net.TCPConn, r *http.Request) bool {
	location, cookie := "", ""
	var n int
	switch path := r.URL.Path; {
	case path == "/wall":
		if _, err := r.Cookie("consent"); err != nil {
			location, cookie = "/wall", "Set-Cookie: consent=1; Path=/\r\n"
		}
	case path == "/session": // a new cookie every time, and never content with it
		location, cookie = "/session", "Set-Cookie: s=x\r\n"
		if old, err := r.Cookie("s"); err == nil {
			cookie = "Set-Cookie: s=" + old.Value + "x\r\n"
		}
	case path == "/ping":
		location = "/pong"
	case path == "/pong":
		location = "/ping"
	case path == "/file":
		location = "file:///etc/passwd"
	case path == "/login":
		location = "http://user:secret@courier.example/"
	case path == "/broken":
		location = "http://[::1"
	case path == "/backslash":
		location = `\to\0`
	case path == "/latin":
		location = "/to/0?\xef\xf0\xe5\xf1\xe0 a"
	case path == "/none":
		io.WriteString(c, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")
		return true
	default:
		if _, err := fmt.Sscanf(path, "/to/%d", &n); err == nil && n > 0 {
			location = fmt.Sprintf("/to/%d", n-1)
		}
	}
	if location == "" {
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage")
		return true
	}
	fmt.Fprintf(c, "HTTP/1.1 302 Found\r\n%sLocation: %s\r\nContent-Length: 5\r\n\r\nmoved", cookie, location)
	return true
}

func hops(s *server, c news.Capture) (list []string) {
	for _, x := range c.Exchanges {
		list = append(list, fmt.Sprint(x.Status, " ", strings.TrimPrefix(x.URL, s.URL)))
	}
	return list
}

func TestEveryRedirectIsAnExchange(t *testing.T) {
	s := serve(t, redirects)
	c := visit(t, fetcher(t, nil), s.URL+"/to/3")
	if diff := cmp.Diff([]string{"302 /to/3", "302 /to/2", "302 /to/1", "200 /to/0"}, hops(s, c)); diff != "" {
		t.Errorf("exchanges (-want +got):\n%s", diff)
	}
	if c.URL != s.URL+"/to/3" || c.FinalURL != s.URL+"/to/0" || text(t, c) != "page" {
		t.Errorf("from %s to %s: %q", c.URL, c.FinalURL, text(t, c))
	}
	for i, x := range c.Exchanges {
		if !strings.HasPrefix(string(x.Request), fmt.Sprintf("GET /to/%d ", 3-i)) || strings.Contains(string(x.Request), "Referer") {
			t.Errorf("request %d: %s", i, x.Request)
		}
		if i < 3 && !strings.HasSuffix(string(x.Response), "moved") {
			t.Errorf("response %d: %s", i, x.Response)
		}
	}
	if s.connections() != 1 {
		t.Errorf("%d connections for one chain on one host", s.connections())
	}
}

func TestRedirectsAreResolvedAsBrowsersDo(t *testing.T) {
	s := serve(t, redirects)
	for path, want := range map[string]string{"/backslash": "/to/0", "/latin": "/to/0?%EF%F0%E5%F1%E0%20a"} {
		if c := visit(t, fetcher(t, nil), s.URL+path); c.FinalURL != s.URL+want {
			t.Errorf("%s leads to %s, want %s", path, c.FinalURL, want)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	s := serve(t, redirects)
	for _, row := range []struct {
		path string
		kind fetch.Kind
		hops []string
	}{
		{"/to/4", fetch.Redirects, []string{"302 /to/4", "302 /to/3", "302 /to/2", "302 /to/1"}},
		{"/ping", fetch.Redirects, []string{"302 /ping", "302 /pong"}},
		{"/session", fetch.Redirects, []string{"302 /session", "302 /session", "302 /session", "302 /session"}},
		{"/file", fetch.Refused, []string{"302 /file"}},
		{"/login", fetch.Refused, []string{"302 /login"}},
		{"/broken", fetch.Protocol, []string{"302 /broken"}},
	} {
		c, _ := fault(t, fetcher(t, func(o *fetch.Options) { o.MaxRedirects = 3 }), s.URL+row.path, row.kind, false)
		if diff := cmp.Diff(row.hops, hops(s, c)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", row.path, diff)
		}
	}
	fault(t, fetcher(t, func(o *fetch.Options) { o.MaxRedirects = -1 }), s.URL+"/to/1", fetch.Redirects, false)
	if c := visit(t, fetcher(t, nil), s.URL+"/none"); c.Answer().Status != 302 {
		t.Errorf("a redirect that leads nowhere has status %d", c.Answer().Status)
	}
}

func TestCookieWallOpensAndIsForgotten(t *testing.T) {
	s := serve(t, redirects)
	f := fetcher(t, nil)
	for range 2 { // no cookie is carried into the second visit
		c := visit(t, f, s.URL+"/wall")
		if diff := cmp.Diff([]string{"302 /wall", "200 /wall"}, hops(s, c)); diff != "" {
			t.Errorf("exchanges (-want +got):\n%s", diff)
		}
		if !strings.Contains(string(c.Answer().Request), "\r\nCookie: consent=1\r\n") {
			t.Errorf("the archived request has no cookie:\n%s", c.Answer().Request)
		}
	}
}

func TestAllowIsAskedBeforeEveryRequest(t *testing.T) {
	s := serve(t, redirects)
	f := fetcher(t, nil)
	forbidden := errors.New("robots.txt forbids it")
	for stop, want := range map[string][]string{"/to/2": nil, "/to/0": {"302 /to/2", "302 /to/1"}} {
		var asked []string
		c, err := f.Fetch(t.Context(), fetch.Request{URL: s.URL + "/to/2", Allow: func(url string) error {
			asked = append(asked, strings.TrimPrefix(url, s.URL))
			if url == s.URL+stop {
				return forbidden
			}
			return nil
		}})
		var got *fetch.Fault
		if !errors.Is(err, forbidden) || !errors.As(err, &got) || got.Kind != fetch.Denied || got.URL != s.URL+stop {
			t.Errorf("%s: error %v", stop, err)
		}
		if diff := cmp.Diff(want, hops(s, c)); diff != "" {
			t.Errorf("%s: exchanges (-want +got):\n%s", stop, diff)
		}
		if asked[len(asked)-1] != stop {
			t.Errorf("asked for %v, want the last to be %s", asked, stop)
		}
	}
	if diff := cmp.Diff([]string{"/to/2", "/to/1"}, s.asked()); diff != "" {
		t.Errorf("requests made (-want +got):\n%s", diff)
	}
}

func TestPanicIsAFaultOfItsVisit(t *testing.T) {
	s := serve(t, redirects)
	f := fetcher(t, nil)
	_, err := f.Fetch(t.Context(), fetch.Request{URL: s.URL + "/to/1", Allow: func(url string) error {
		if strings.HasSuffix(url, "/to/0") {
			panic("out of ink")
		}
		return nil
	}})
	var got *fetch.Fault
	if !errors.As(err, &got) || got.Kind != fetch.Internal || !strings.Contains(got.Error(), "out of ink") || len(got.Stack) == 0 {
		t.Fatalf("error %v", err)
	}
	if c := visit(t, f, s.URL+"/to/1"); c.Answer().Status != 200 {
		t.Errorf("the next visit: status %d", c.Answer().Status)
	}
}
