package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"presscut/internal/canon"
	"presscut/internal/fetch"
	"presscut/internal/payload"
	"presscut/internal/robots"
)

const (
	robotsFresh = 24 * time.Hour  // RFC 9309 2.4: not used longer than that
	maxRobots   = 512 << 10       // bytes read of a robots.txt: RFC 9309 2.5 asks for 500 KiB at least
	maxDelay    = 2 * time.Minute // the longest Crawl-delay that is honoured in full
)

// robotsBook keeps what robots.txt of each host says.
type robotsBook struct {
	*Crawler
	mu    sync.Mutex
	hosts map[string]*robotsEntry // by scheme and host
}

type robotsEntry struct {
	mu      sync.Mutex
	rules   *robots.Rules
	what    string // "", or why there are no rules of its own
	fault   error  // why it could not be had: nothing may be visited for now
	expires time.Time
}

func newRobotsBook(c *Crawler) *robotsBook {
	return &robotsBook{Crawler: c, hosts: map[string]*robotsEntry{}}
}

// refusedError says that robots.txt forbids an address; later: it could not be
// had, so that the address is refused for now.
type refusedError struct {
	why      string
	later    bool
	hopeless bool // it could not be had, and asking again will not help: there is no such host
}

func (e *refusedError) Error() string { return e.why }

// allows returns nil, or a refusedError.
func (b *robotsBook) allows(ctx context.Context, address string) error {
	e := b.entry(ctx, address)
	if e.fault != nil {
		var status *statusFault
		hopeless := !errors.As(e.fault, &status) && !temporary(e.fault)
		return &refusedError{why: fmt.Sprintf("robots.txt cannot be had: %v", e.fault), later: true, hopeless: hopeless}
	}
	if ok, line := e.rules.Allowed(b.Agent, address); !ok {
		return &refusedError{why: "robots.txt, " + line}
	}
	return nil
}

// said is what a capture keeps of it: "allowed", with the line that decided or why there was none.
func (b *robotsBook) said(address string) string {
	e := b.peek(address)
	if e == nil || e.rules == nil {
		return ""
	}
	ok, line := e.rules.Allowed(b.Agent, address)
	word := "allowed"
	if !ok {
		word = "disallowed"
	}
	switch {
	case line != "":
		return word + ": " + line
	case e.what != "":
		return word + ": " + e.what
	}
	return word
}

func (b *robotsBook) sitemaps(address string) []string {
	if e := b.peek(address); e != nil && e.rules != nil {
		return e.rules.Sitemaps()
	}
	return nil
}

// delay is the Crawl-delay for us, 0 when there is none.
func (b *robotsBook) delay(ctx context.Context, address string) time.Duration {
	if e := b.entry(ctx, address); e.rules != nil {
		return min(e.rules.CrawlDelay(b.Agent), maxDelay)
	}
	return 0
}

func (b *robotsBook) peek(address string) *robotsEntry {
	b.mu.Lock()
	e := b.hosts[origin(address)]
	b.mu.Unlock()
	if e == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return &robotsEntry{rules: e.rules, what: e.what, fault: e.fault}
}

// entry is what is known of the host of address, fetched where it is not known or too old.
func (b *robotsBook) entry(ctx context.Context, address string) *robotsEntry {
	o := origin(address)
	b.mu.Lock()
	e := b.hosts[o]
	if e == nil {
		e = &robotsEntry{}
		b.hosts[o] = e
	}
	b.mu.Unlock()

	e.mu.Lock()
	defer e.mu.Unlock()
	if time.Now().After(e.expires) {
		b.load(ctx, e, o+"/robots.txt")
	}
	return &robotsEntry{rules: e.rules, what: e.what, fault: e.fault}
}

// load fetches one robots.txt and archives it: what it said is part of the proof.
func (b *robotsBook) load(ctx context.Context, e *robotsEntry, address string) {
	e.rules, e.what, e.fault, e.expires = nil, "", nil, time.Now().Add(b.Backoff)
	c, err := b.Fetcher.Fetch(ctx, fetch.Request{URL: address})
	if err != nil {
		e.fault = err
		return
	}
	if _, _, err := b.Store.PutCapture(ctx, c); err != nil {
		e.fault = fmt.Errorf("archive it: %w", err)
		return
	}
	body := []byte(nil)
	status := c.Answer().Status
	if m, err := payload.Parse(c.Answer().Response); err == nil {
		body, _, _ = m.Decode(maxRobots) // what was decoded before a fault is obeyed
	}
	if status >= 500 || status == 429 {
		e.fault = &statusFault{status: status}
		return
	}
	if status >= 400 {
		e.what = fmt.Sprintf("no robots.txt (HTTP %d)", status)
	}
	e.rules = robots.FromStatus(status, body)
	e.expires = time.Now().Add(robotsFresh)
}

// pause is how long the host of address rests after a visit: the longest of what
// its rule, robots.txt and the policy ask for; a rule may shorten the policy's.
func (r *run) pause(ctx context.Context, address string) time.Duration {
	pause := r.Pause
	if s := r.Sites.For(address); s != nil && s.Pause > 0 && r.Pause > 0 {
		pause = s.Pause
	}
	return max(pause, r.robots.delay(ctx, address))
}

func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "http://" + canon.Host(address)
	}
	return u.Scheme + "://" + canon.Host(address)
}
