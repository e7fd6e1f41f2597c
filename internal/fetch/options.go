package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"time"
)

// Options are the limits and habits of a Fetcher. The zero value is good for
// crawling the public web: every zero field stands for the default beside it.
type Options struct {
	UserAgent string // how the crawler names itself; default "presscut/1.0 (news archive)"
	Accept    string // the Accept header; default: HTML and XML first, then anything
	Language  string // the Accept-Language header; default: not sent

	Timeouts Timeouts

	MaxBody      int64 // bytes of one answer's body after decoding; default 64 MiB (a sitemap may have 50 MiB)
	MaxWire      int64 // bytes of one answer's body as sent; default 64 MiB
	MaxHeader    int64 // bytes of status line and header fields, interim answers included; default 256 KiB
	MaxRedirects int   // redirects followed in one visit; default 10, negative for none

	// Dial opens the connections; default: a net.Dialer. The address is
	// host:port, before name resolution. Unless AllowPrivate is set, a
	// connection whose remote address is not public is closed unused.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	// AllowPrivate opens loopback, private, link-local and other special
	// networks and unusual ports, which are refused otherwise.
	AllowPrivate bool

	TLS *tls.Config // default: the system's roots; the protocol is always HTTP/1.1
}

// Timeouts bound the steps of a visit. A zero field stands for its default.
type Timeouts struct {
	Connect time.Duration // name lookup, dialling and TLS handshake of one connection; default 15 s
	Header  time.Duration // from sending a request to the end of its answer's header; default 30 s
	Idle    time.Duration // the longest silence within a body; default 20 s
	Total   time.Duration // the whole visit with all its redirects; default 2 min
}

// redirectBody caps the body of an answer that is only a step on the way.
const redirectBody = 256 << 10

func (o Options) withDefaults() Options {
	defaultTo(&o.UserAgent, "presscut/1.0 (news archive)")
	defaultTo(&o.Accept, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	defaultTo(&o.Timeouts.Connect, 15*time.Second)
	defaultTo(&o.Timeouts.Header, 30*time.Second)
	defaultTo(&o.Timeouts.Idle, 20*time.Second)
	defaultTo(&o.Timeouts.Total, 2*time.Minute)
	defaultTo(&o.MaxBody, 64<<20)
	defaultTo(&o.MaxWire, 64<<20)
	defaultTo(&o.MaxHeader, 256<<10)
	defaultTo(&o.MaxRedirects, 10)
	if o.MaxRedirects < 0 {
		o.MaxRedirects = 0
	}
	return o
}

func defaultTo[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
