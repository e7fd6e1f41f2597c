// Package crawl is the journey from a seed to the archive: lease a target, ask
// robots.txt, fetch, archive the bytes, read them, add the links found, release.
// All policy is here (manners, retries, what to follow); the engines keep clocks.
package crawl

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

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
	Patience time.Duration // a run waits for a retry due within this time before it ends
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
	r := &run{Crawler: c, robots: newRobotsBook(c), report: newReport(time.Now())}
	for i := range seeds {
		seeds[i].Source = c.sourceOf(seeds[i].URL)
		r.report.seeded(seeds[i])
	}
	if err := c.Store.Recall(ctx, seeds...); err != nil {
		return r.report, fmt.Errorf("make the seeds due: %w", err)
	}

	leasing, enough := context.WithCancel(ctx)
	defer enough()
	r.enough = enough
	var group errgroup.Group
	finished := make(chan struct{})
	for i := range max(1, c.Workers) {
		group.Go(func() error { return r.work(ctx, leasing, fmt.Sprintf("worker %d", i+1)) })
	}
	var watch errgroup.Group
	watch.Go(func() error {
		select {
		case <-stop:
			enough()
		case <-finished:
		}
		return nil
	})
	err := group.Wait()
	close(finished)
	_ = watch.Wait() // never fails

	r.report.finish(err != nil || ctx.Err() != nil || leasing.Err() != nil && !r.limitReached())
	if err != nil && ctx.Err() != nil {
		err = nil // the visits in hand were cut off because the caller asked for it
	}
	return r.report, err
}

// run is the state of one Run.
type run struct {
	*Crawler
	robots *robotsBook
	report *Report
	enough context.CancelFunc // no further leases
}

// work is one worker: lease, visit, release, until nothing is due. All workers are alike.
func (r *run) work(ctx, leasing context.Context, name string) error {
	for {
		lease, err := r.Store.Lease(leasing, store.Ask{By: name, For: leaseFor, Horizon: r.Patience})
		switch {
		case errors.Is(err, store.ErrDrained), leasing.Err() != nil && err != nil:
			return nil
		case err != nil:
			return fmt.Errorf("lease a target: %w", err)
		}
		v, verdict, err := r.visit(ctx, lease)
		if ctx.Err() != nil { // stopped at once: the target stays due, and this was no try
			verdict, err = store.Verdict{Outcome: store.Again, Fresh: true, Reason: "the run was stopped"}, nil
		}
		if err != nil {
			return fmt.Errorf("visit %s: %w", lease.Target.URL, err)
		}
		err = r.Store.Release(context.WithoutCancel(ctx), lease, verdict)
		if err != nil && !errors.Is(err, store.ErrLeaseLost) { // lost: another visit will tell the same
			return fmt.Errorf("release %s: %w", lease.Target.URL, err)
		}
		if ctx.Err() != nil {
			return nil
		}
		r.report.add(v)
		if r.OnVisit != nil {
			r.OnVisit(v)
		}
		if r.limitReached() {
			r.enough()
		}
	}
}

func (r *run) limitReached() bool {
	return r.Limit > 0 && r.report.articles() >= r.Limit
}
