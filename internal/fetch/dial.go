package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"net/url"
)

// dial opens a connection to the host of u. With an error it says what was being
// done and of which kind the fault is.
func (f *Fetcher) dial(ctx context.Context, u *url.URL) (c *conn, doing string, kind Kind, err error) {
	host, port := u.Hostname(), u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	step, cancel := context.WithTimeout(ctx, f.opt.Timeouts.Connect)
	defer cancel()
	raw, err := f.open(step, host, port)
	if err != nil {
		return nil, "connecting to", dialKind(ctx, err), err
	}
	plain := raw
	if u.Scheme == "https" {
		cfg := &tls.Config{}
		if f.opt.TLS != nil {
			cfg = f.opt.TLS.Clone()
		}
		cfg.NextProtos = []string{"http/1.1"}
		if cfg.ServerName == "" {
			cfg.ServerName = host
		}
		secure := tls.Client(raw, cfg)
		if err := secure.HandshakeContext(step); err != nil {
			raw.Close()
			return nil, "agreeing on TLS with", talkKind(ctx, err, true), err
		}
		plain = secure
	}
	return newConn(poolKey(u), raw, plain), "", "", nil
}

// open dials, and lets through public addresses only unless AllowPrivate says otherwise.
func (f *Fetcher) open(ctx context.Context, host, port string) (net.Conn, error) {
	dial := f.opt.Dial
	if f.opt.AllowPrivate {
		if dial == nil {
			dial = (&net.Dialer{}).DialContext
		}
		return dial(ctx, "tcp", net.JoinHostPort(host, port))
	}
	if err := checkHost(host, port); err != nil {
		return nil, err
	}
	if dial == nil {
		dial = (&net.Dialer{Control: guard}).DialContext
	}
	c, err := dial(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, err
	}
	if err := checkAddress(c.RemoteAddr().String()); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

func poolKey(u *url.URL) string { return u.Scheme + "://" + u.Host }
