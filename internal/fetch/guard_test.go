package fetch_test

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"testing"

	"presscut/internal/fetch"
)

var quiet = log.New(io.Discard, "", 0)

type dialFunc = func(ctx context.Context, network, addr string) (net.Conn, error)

func failing(err error) dialFunc {
	return func(context.Context, string, string) (net.Conn, error) { return nil, err }
}

func TestPrivateNetworksAreRefused(t *testing.T) {
	f := fetch.New(fetch.Options{})
	t.Cleanup(f.Close)
	for _, url := range []string{
		"http://127.0.0.1/", "http://127.1:80/", "http://2130706433/", "http://0x7f.1/", "http://0/", "http://0.0.0.0/",
		"http://10.1.2.3/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
		"http://100.64.0.1/", "http://100.100.100.200/", "http://192.0.2.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
		"http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[::127.0.0.1]/", "http://[fe80::1]/",
		"http://[fd00:ec2::254]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001::80ff:fffe]/",
		"http://localhost/", "https://LOCALHOST./", "http://news.localhost/",
		"http://93.184.216.34:22/", "http://93.184.216.34:6379/", "http://user:secret@127.0.0.1/", "http://127.0.0.1%2f@courier.example/",
	} {
		fault(t, f, url, fetch.Refused, false)
	}
}

func TestPrivateNetworksAreRefusedBehindANameAndARedirect(t *testing.T) {
	inside := serve(t, says("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"))
	host := inside.URL[len("http://"):]

	// The name courier.example leads to loopback: known only once it is dialled.
	f := fetch.New(fetch.Options{Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, host)
	}})
	t.Cleanup(f.Close)
	fault(t, f, "http://courier.example/", fetch.Refused, false)

	// A public page, as far as the guard can see, that redirects inside.
	outside := serve(t, func(c *net.TCPConn, _ *http.Request) bool {
		io.WriteString(c, "HTTP/1.1 302 Found\r\nLocation: "+inside.URL+"\r\nContent-Length: 0\r\n\r\n")
		return false
	})
	f = fetch.New(fetch.Options{Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr != "courier.example:80" {
			return (&net.Dialer{}).DialContext(ctx, network, addr)
		}
		c, err := (&net.Dialer{}).DialContext(ctx, network, outside.URL[len("http://"):])
		return public{c}, err
	}})
	t.Cleanup(f.Close)
	if c, _ := fault(t, f, "http://courier.example/", fetch.Refused, false); len(c.Exchanges) != 1 {
		t.Errorf("%d exchanges before the refusal, want 1", len(c.Exchanges))
	}
	if asked := inside.asked(); len(asked) > 0 {
		t.Errorf("the inside was asked for %v", asked)
	}
}

// public is a connection that seems to lead to a public address.
type public struct{ net.Conn }

func (public) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(93, 184, 216, 34), Port: 80} }

func TestPublicAddressesAreDialled(t *testing.T) {
	s := serve(t, says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
	for _, url := range []string{"http://courier.example/", "http://8.8.8.8:8080/", "http://172.32.0.1/", "http://100.128.0.1/", "http://[2606:2800:220:1:248:1893:25c8:1946]/"} {
		f := fetch.New(fetch.Options{Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			c, err := (&net.Dialer{}).DialContext(ctx, network, s.URL[len("http://"):])
			return public{c}, err
		}})
		if c := visit(t, f, url); c.Answer().IP != "93.184.216.34" {
			t.Errorf("%s: IP %s", url, c.Answer().IP)
		}
		f.Close()
	}
}
