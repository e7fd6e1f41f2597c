package crawl

import (
	"context"
	"fmt"
	"sync"
	"time"

	"presscut/internal/canon"
)

// hosts is what a run knows of the hosts it visits: whose turn it is, how long
// each rests, and which are left alone until a later run. The frontier gives one
// target of a host at a time and lets the host rest; this extends both to the
// hosts that redirects lead to.
type hosts struct {
	mu sync.Mutex
	of map[string]*host
}

type host struct {
	turn chan struct{} // full while somebody visits the host
	rest time.Time     // not to be visited before
	off  time.Time     // left alone until then; zero: it is not
	why  string
}

func newHosts() *hosts { return &hosts{of: map[string]*host{}} }

// get is the host of that name; hosts.mu must be held.
func (h *hosts) get(name string) *host {
	one := h.of[name]
	if one == nil {
		one = &host{turn: make(chan struct{}, 1)}
		h.of[name] = one
	}
	return one
}

// take waits for the turn at a host and, where rested is wanted, for the end of its rest.
func (h *hosts) take(ctx context.Context, name string, rested bool) error {
	h.mu.Lock()
	one := h.get(name)
	h.mu.Unlock()
	select {
	case one.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	h.mu.Lock()
	wait := time.Until(one.rest)
	h.mu.Unlock()
	if !rested || wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		<-one.turn
		return ctx.Err()
	}
}

// give ends a turn that was taken; the host rests from now.
func (h *hosts) give(name string, rest time.Duration) {
	h.rest(name, rest)
	h.mu.Lock()
	defer h.mu.Unlock()
	<-h.get(name).turn
}

// rest lets a host rest from now, at least so long.
func (h *hosts) rest(name string, d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	one := h.get(name)
	if until := time.Now().Add(d); until.After(one.rest) {
		one.rest = until
	}
}

// putOff leaves a host alone for so long that its targets are for a later run.
func (h *hosts) putOff(name string, d time.Duration, why string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	one := h.get(name)
	one.off, one.why = time.Now().Add(d), why
}

// off says until when a host is left alone, and why; zero when it is not.
func (h *hosts) off(name string) (until time.Time, why string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if one := h.of[name]; one != nil && time.Now().Before(one.off) {
		return one.off, one.why
	}
	return time.Time{}, ""
}

// way is the way of one visit over the hosts that its redirects lead to. It
// holds the turn of one host at a time, so that no two ways wait for each other.
type way struct {
	*run
	at      string // the host whose turn this is; "" for none
	address string // last entered there
	been    map[string]bool
}

func (r *run) newWay() *way { return &way{run: r, been: map[string]bool{}} }

// hopPatience is how long a redirect waits for its turn at another host.
const hopPatience = 30 * time.Second

// enter gets the turn at the host of address. A host met before on this way need
// not rest again: that it leads back to itself belongs to the same visit.
func (w *way) enter(ctx context.Context, address string) error {
	name := canon.Host(address)
	if name == w.at {
		w.address = address
		return nil
	}
	if until, why := w.hosts.off(name); !until.IsZero() {
		return &refusal{why: why, host: name, wait: time.Until(until)}
	}
	w.leave()
	patient, cancel := ctx, context.CancelFunc(func() {})
	if len(w.been) > 0 {
		patient, cancel = context.WithTimeout(ctx, hopPatience)
	}
	defer cancel()
	if err := w.hosts.take(patient, name, !w.been[name]); err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("wait for the turn at %s: %w", name, ctx.Err())
		}
		return &refusal{why: name + ", where it redirects to, is busy or rests", wait: w.Backoff}
	}
	w.at, w.address, w.been[name] = name, address, true
	return nil
}

// leave ends the turn.
func (w *way) leave() {
	if w.at != "" {
		w.hosts.give(w.at, w.pause(w.address))
		w.at = ""
	}
}

// pause is how long the host of address rests after a visit: what its rule or
// else the policy says, and the Crawl-delay of robots.txt where that is longer.
func (r *run) pause(address string) time.Duration {
	pause := r.Pause
	if s := r.Sites.For(address); s != nil && s.Pause > 0 && r.Pause > 0 {
		pause = s.Pause
	}
	return max(pause, min(r.robots.known(address).rules.CrawlDelay(r.Agent), maxDelay))
}
