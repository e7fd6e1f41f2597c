package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/payload"
)

// transport is the http.RoundTripper beneath Colly: it makes one exchange, notes
// it in its visit, and hands Colly the status and header only. The body is in the
// capture; Colly would hold one more copy of it, cut, decode or convert that as
// it sees fit, and nobody would read the result.
type transport struct{ fetcher *Fetcher }

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	v := visitOf(req)
	v.asked[v.asking(req)] = true
	got, err := t.exchange(v, req)
	if err != nil {
		return nil, err
	}
	x, res := &v.exchanges[len(v.exchanges)-1], got.response(req)
	v.jar.SetCookies(req.URL, res.Cookies())
	if got.redirect() {
		res.Header.Set("Location", target(req.URL, res.Header.Get("Location")))
		return res, nil
	}
	t.judge(v, x)
	return res, nil
}

// exchange sends req and appends the exchange to the visit.
func (t *transport) exchange(v *visit, req *http.Request) (*answer, error) {
	address := req.URL.String()
	message, err := requestMessage(v, req)
	if err != nil {
		return nil, v.fail(Protocol, address, "writing the request for", err)
	}
	for {
		c, err := t.connect(v, req.URL)
		if err != nil {
			return nil, err
		}
		x := news.Exchange{URL: address, IP: c.ip, Request: message, Time: time.Now().UTC()}
		got, err := c.talk(v.ctx, message, t.fetcher.opt)
		if err != nil {
			// The server may have closed an idle connection just when it was taken
			// up again: that says nothing of the address. A new one will tell.
			if c.reused && !c.heard() && !timedOut(err) && v.ctx.Err() == nil {
				continue
			}
			return nil, v.fail(talkKind(v.ctx, err, false), address, "reading the answer of", err)
		}
		x.Response, x.Status, x.Truncated = got.raw, got.head.Status, got.truncated
		x.FirstByte, x.Took = c.first.Sub(x.Time), c.last.Sub(x.Time)
		v.exchanges = append(v.exchanges, x)
		if got.reusable {
			t.fetcher.idle.put(c)
		}
		return got, nil
	}
}

// connect takes up an idle connection or opens a new one.
func (t *transport) connect(v *visit, u *url.URL) (*conn, error) {
	if c := t.fetcher.idle.get(poolKey(u)); c != nil {
		return c, nil
	}
	c, doing, kind, err := t.fetcher.dial(v.ctx, u)
	if err != nil {
		return nil, v.fail(kind, u.String(), doing, err)
	}
	return c, nil
}

// judge reads the answer as its readers will: it settles the digest, and marks
// an exchange whose body does not decode whole or is beyond the cap.
func (t *transport) judge(v *visit, x *news.Exchange) {
	m, err := payload.Parse(x.Response)
	if err != nil {
		x.Truncated = orElse(x.Truncated, "unspecified")
		return
	}
	v.digest = payload.Digest(m.Body)
	_, cut, err := m.Decode(t.fetcher.opt.MaxBody)
	switch {
	case cut:
		x.Truncated = orElse(x.Truncated, "length")
	case errors.Is(err, io.ErrUnexpectedEOF):
		x.Truncated = orElse(x.Truncated, "disconnect")
	case err != nil:
		x.Truncated = orElse(x.Truncated, "unspecified")
	}
}

// requestMessage is the request as it will be sent, with the visit's cookies.
func requestMessage(v *visit, req *http.Request) ([]byte, error) {
	out := req.Clone(v.ctx)
	for _, c := range v.jar.Cookies(req.URL) {
		out.AddCookie(c)
	}
	var b bytes.Buffer
	err := out.Write(&b)
	return b.Bytes(), err
}

// response is the answer without its body, as net/http and Colly want it. What
// they would act on is left out: no coding, no length, no charset.
func (a *answer) response(req *http.Request) *http.Response {
	h := a.head.Header.Clone()
	if h == nil {
		h = http.Header{}
	}
	for _, name := range []string{"Content-Encoding", "Content-Length", "Transfer-Encoding"} {
		h.Del(name)
	}
	if media, _, found := strings.Cut(h.Get("Content-Type"), ";"); found {
		h.Set("Content-Type", media)
	}
	return &http.Response{
		Status: fmt.Sprintf("%03d %s", a.head.Status, a.head.Reason), StatusCode: a.head.Status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: http.NoBody, Uncompressed: true, // or Colly takes what ends in .xml.gz for gzip
		Request: req,
	}
}

// redirect says whether net/http will go on to another address.
func (a *answer) redirect() bool {
	switch a.head.Status {
	case 301, 302, 303, 307, 308:
		return a.head.Header.Get("Location") != ""
	}
	return false
}

// target resolves a Location as browsers do; one that cannot be is left for
// net/http to refuse.
func target(base *url.URL, location string) string {
	if !utf8.ValidString(location) {
		location = escapeHigh(location)
	}
	if address, err := canon.Resolve(base.String(), location); err == nil {
		return address
	}
	return location
}

// escapeHigh writes the bytes beyond ASCII as percent triplets: a Location in an
// old charset names its page by bytes.
func escapeHigh(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", s[i])
		}
	}
	return b.String()
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}
