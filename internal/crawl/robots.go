package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
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
	mu      sync.Mutex
	rulings map[string]ruling // by scheme and host
}

func newRobotsBook() *robotsBook { return &robotsBook{rulings: map[string]ruling{}} }

// ruling is what one robots.txt says. The zero ruling is that of a host not asked yet.
type ruling struct {
	rules    *robots.Rules
	what     string    // why there are no rules of its own; "" when there are
	fault    error     // why it could not be had: nothing may be visited for now
	until    time.Time // then it is asked for again
	failures int       // how often in a row it could not be had
}

// refusal is the error that an address may not be visited.
type refusal struct {
	why      string
	wait     time.Duration // refused for so long; 0: for good
	host     string        // which must be left alone for that time; "" when it is but busy
	hopeless bool          // waiting will not help: there is no such host, for instance
}

func (e *refusal) Error() string { return e.why }

// known is what is known of the host of address without asking.
func (b *robotsBook) known(address string) ruling {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rulings[origin(address)]
}

// allow gets the turn at the host of address and asks its robots.txt. The error
// is a refusal, the end of ctx, or a storeFault.
func (w *way) allow(ctx context.Context, address string) error {
	if err := w.enter(ctx, address); err != nil {
		return err
	}
	now := w.robots.known(address)
	if time.Now().After(now.until) {
		var err error
		if now, err = w.loadRobots(ctx, address, now.failures); err != nil {
			return err
		}
	}
	if now.fault != nil {
		var status *statusFault
		return &refusal{
			why:      fmt.Sprintf("robots.txt cannot be had: %v", now.fault),
			wait:     max(time.Until(now.until), time.Millisecond),
			host:     canon.Host(address),
			hopeless: !errors.As(now.fault, &status) && !temporary(now.fault),
		}
	}
	if ok, line := now.rules.Allowed(w.Agent, address); !ok {
		return &refusal{why: "robots.txt, " + line}
	}
	return nil
}

// loadRobots fetches the robots.txt of the host of address and archives it: what
// it said is part of the proof.
func (w *way) loadRobots(ctx context.Context, address string, failures int) (ruling, error) {
	o := origin(address)
	c, err := w.Fetcher.Fetch(ctx, fetch.Request{URL: o + "/robots.txt", Allow: func(u string) error { return w.enter(ctx, u) }})
	if stop := new(refusal); errors.As(err, &stop) || ctx.Err() != nil {
		return ruling{}, errors.Join(err, ctx.Err())
	}
	now := ruling{until: time.Now().Add(robotsFresh)}
	var fault *fetch.Fault
	switch {
	case err == nil:
		if _, _, err := w.Store.PutCapture(ctx, c); err != nil {
			return ruling{}, &storeFault{fmt.Errorf("archive robots.txt: %w", err)}
		}
		now.judge(c.Answer().Status, c.Answer().Response)
	case errors.As(err, &fault) && fault.Kind == fetch.Redirects: // RFC 9309 2.3.1.2
		now.judge(http.StatusFound, nil)
	default:
		now.fault = err
	}
	if now.fault != nil {
		now.failures = failures + 1
		now.until = time.Now().Add(w.backoff(now.failures))
	}
	w.robots.mu.Lock()
	w.robots.rulings[o] = now
	w.robots.mu.Unlock()
	return now, w.enter(ctx, address) // its own redirects may have led elsewhere
}

// judge takes what follows from an answer.
func (g *ruling) judge(status int, response []byte) {
	if status >= 500 || status == http.StatusTooManyRequests {
		g.fault = &statusFault{status: status}
		return
	}
	if status >= 300 {
		g.what = fmt.Sprintf("no robots.txt (HTTP %d)", status)
	}
	var body []byte
	if m, err := payload.Parse(response); err == nil {
		body, _, _ = m.Decode(maxRobots) // what was decoded before a fault is obeyed
	}
	g.rules = robots.FromStatus(status, body)
}

// said is what a capture keeps of it: "allowed", with the line that decided or
// why there was none; "" when it was not asked.
func (g *ruling) said(agent, address string) string {
	if g.rules == nil {
		return ""
	}
	word := "allowed"
	ok, line := g.rules.Allowed(agent, address)
	if !ok {
		word = "disallowed"
	}
	switch {
	case line != "":
		return word + ": " + line
	case g.what != "":
		return word + ": " + g.what
	}
	return word
}

// sitemaps are the sitemaps that it names, as absolute addresses.
func (g *ruling) sitemaps(base string) []string {
	var out []string
	for _, s := range g.rules.Sitemaps() {
		if u, err := canon.Resolve(base, s); err == nil {
			out = append(out, u)
		}
	}
	return out
}

func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "http://" + canon.Host(address)
	}
	return u.Scheme + "://" + canon.Host(address)
}
