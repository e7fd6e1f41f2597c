// Package crawl is the journey from a seed to the archive: lease a target, ask
// robots.txt, fetch, archive the bytes, read them, add the links found, release.
// All policy is here (manners, retries, what to follow); the engines keep clocks.
package crawl

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"presscut/internal/canon"
	"presscut/internal/fetch"
	"presscut/internal/news"
	"presscut/internal/site"
	"presscut/internal/store"
)

// Crawler visits what is due. Store, Fetcher, Sites and Log must be set; the
// policy fields have no hidden defaults: Defaults gives sensible ones.
type Crawler struct {
	Store   store.Store
	Fetcher *fetch.Fetcher
	Sites   *site.Set
	Log     *slog.Logger

	Policy
	OnVisit func(Visit) // called after each visit, from any worker; nil: nobody watches
}

// Policy is how a crawl behaves.
type Policy struct {
	Agent    string        // the product token that robots.txt groups are matched against
	Workers  int           // hosts visited at once
	Pause    time.Duration // a host rests so long after a visit, where its rule does not say otherwise
	Tries    int           // visits of one target before it counts as failed
	Backoff  time.Duration // before the second try; four times as long before each further one
	Patience time.Duration // a run waits for a retry, and for a host that asks to be left alone, so long at most
	Limit    int           // articles fetched in one run; 0: no limit
	Pages    int           // pages of a section that are followed by their next links
	Recent   time.Duration // how far back lists that were found, not given, are read
	MaxBody  int64         // decoded bytes of a page that are read
}

// Defaults is the policy of a polite crawl.
func Defaults() Policy {
	return Policy{
		Agent: "presscut", Workers: 8, Pause: 2 * time.Second, Tries: 7, Backoff: 10 * time.Second,
		Patience: 2 * time.Minute, Pages: 1, Recent: 72 * time.Hour, MaxBody: 20 << 20,
	}
}

// leaseFor outlives the longest visit with its redirects; a crash is noticed after it.
const leaseFor = 10 * time.Minute

// Run visits the seeds and all that is due, and returns when nothing is. Closing
// stop ends the run after the pages in hand; ending ctx ends it at once. What was
// not visited stays due. The error is a fault of the store; faults of pages and
// sites are in the report.
func (c *Crawler) Run(ctx context.Context, stop <-chan struct{}, seeds []news.Target) (*Report, error) {
	r := &run{Crawler: c, robots: newRobotsBook(), hosts: newHosts(), lists: map[string]bool{}, report: newReport(time.Now())}
	seeds = slices.Clone(seeds)
	for i := range seeds {
		seeds[i].Source = c.sourceOf(seeds[i].URL)
		r.report.seeded(seeds[i])
		r.firstTime(seeds[i].URL)
	}
	if err := c.Store.Recall(ctx, seeds...); err != nil {
		return r.report, fmt.Errorf("make the seeds due: %w", err)
	}
	if c.Limit > 0 {
		r.permits = make(chan struct{}, c.Limit)
		for range c.Limit {
			r.permits <- struct{}{}
		}
	}

	leasing, enough := context.WithCancel(ctx)
	defer enough()
	r.enough = enough
	var watch errgroup.Group
	watch.Go(func() error {
		select {
		case <-stop:
			enough()
		case <-leasing.Done():
		}
		return nil
	})
	var group errgroup.Group
	for i := range max(1, c.Workers) {
		group.Go(func() error { return r.work(ctx, leasing, fmt.Sprintf("worker %d", i+1)) })
	}
	err := group.Wait()
	interrupted := leasing.Err() != nil && !r.limitReached()
	enough()
	_ = watch.Wait() // never fails

	r.report.finish(err != nil || interrupted)
	return r.report, err
}

// run is the state of one Run.
type run struct {
	*Crawler
	robots  *robotsBook
	hosts   *hosts
	report  *Report
	enough  context.CancelFunc // no further leases
	permits chan struct{}      // one for each article that may still be fetched; nil: no limit

	mu    sync.Mutex
	lists map[string]bool // canon.Key of the seeds and of the lists made due in this run
}

// work is one worker: lease, visit, release, until nothing is due. All workers are
// alike. A fault of the store ends the others too, after the pages in hand.
func (r *run) work(ctx, leasing context.Context, name string) error {
	for r.permit(leasing) {
		lease, err := r.Store.Lease(leasing, store.Ask{By: name, For: leaseFor, Horizon: r.Patience})
		if err != nil {
			r.giveBack()
			if errors.Is(err, store.ErrDrained) || leasing.Err() != nil {
				return nil
			}
			r.enough()
			return fmt.Errorf("lease a target: %w", err)
		}
		if err := r.serve(ctx, lease); err != nil {
			r.enough()
			return err
		}
		if r.limitReached() {
			r.enough()
		}
	}
	return nil
}

// serve does all that is to be done for one lease.
func (r *run) serve(ctx context.Context, lease store.Lease) error {
	if until, why := r.hosts.off(canon.Host(lease.Target.URL)); !until.IsZero() {
		r.giveBack()
		r.report.putOff()
		return r.release(ctx, lease, store.Verdict{Outcome: store.Again, At: until, Fresh: true, Reason: why})
	}
	v, verdict, err := r.visit(ctx, lease)
	if !v.Result.article() {
		r.giveBack()
	}
	if ctx.Err() != nil && (err != nil || v.Result == Retry || v.Result == Failed) {
		// Stopped at once: the target stays due, and this was no try.
		return r.release(ctx, lease, store.Verdict{Outcome: store.Again, Fresh: true, Reason: "the run was stopped"})
	}
	if err != nil {
		return fmt.Errorf("visit %s: %w", lease.Target.URL, err)
	}
	if err := r.release(ctx, lease, verdict); err != nil {
		return err
	}
	r.report.add(v)
	if r.OnVisit != nil {
		r.OnVisit(v)
	}
	return nil
}

// release ends a lease, also when the run is being stopped.
func (r *run) release(ctx context.Context, lease store.Lease, verdict store.Verdict) error {
	err := r.Store.Release(context.WithoutCancel(ctx), lease, verdict)
	if err != nil && !errors.Is(err, store.ErrLeaseLost) { // lost: another visit will tell the same
		return fmt.Errorf("release %s: %w", lease.Target.URL, err)
	}
	return nil
}

// permit waits until one more article may be fetched; false: the run is over.
func (r *run) permit(leasing context.Context) bool {
	if leasing.Err() != nil {
		return false
	}
	if r.permits == nil {
		return true
	}
	select {
	case <-r.permits:
		return true
	case <-leasing.Done():
		return false
	}
}

// giveBack returns a permit that no article has used up.
func (r *run) giveBack() {
	if r.permits != nil {
		r.permits <- struct{}{}
	}
}

func (r *run) limitReached() bool {
	return r.Limit > 0 && r.report.articles() >= r.Limit
}

// firstTime says whether a list is met for the first time in this run: sitemaps
// may name each other in a circle.
func (r *run) firstTime(address string) bool {
	key := canon.Key(address)
	r.mu.Lock()
	defer r.mu.Unlock()
	first := !r.lists[key]
	r.lists[key] = true
	return first
}

// sourceOf names the source an address belongs to: its rule's name or its host.
func (c *Crawler) sourceOf(url string) string {
	if s := c.Sites.For(url); s != nil {
		return s.Name
	}
	return canon.Host(url)
}
