package bolt

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"presscut/internal/news"
	"presscut/internal/store"
)

// addAtOnce bounds how many targets one transaction takes: bbolt holds what a
// transaction has changed in memory.
const addAtOnce = 20_000

// maxWait bounds a sleep, so that a clock that was set is noticed.
const maxWait = time.Minute

// Add implements store.Frontier.
func (s *Store) Add(ctx context.Context, targets ...news.Target) (int, error) {
	return s.add(ctx, targets, func(f *frontier, t news.Target) (bool, error) {
		name := urlName(t.URL)
		if f.targets.Get(name) != nil {
			return false, nil
		}
		return true, f.enqueueNew(name, t)
	})
}

// Recall implements store.Frontier.
func (s *Store) Recall(ctx context.Context, targets ...news.Target) error {
	_, err := s.add(ctx, targets, func(f *frontier, t news.Target) (bool, error) {
		name := urlName(t.URL)
		r, err := f.record(name)
		switch {
		case err != nil:
			return false, err
		case r == nil:
			return true, f.enqueueNew(name, t)
		case r.State == lent:
			return false, nil
		case r.State == queued:
			if err := f.dequeue(r); err != nil {
				return false, err
			}
		}
		due := f.now
		if r.State == queued {
			due = min(r.Due, due) // one that waits for its turn keeps its place
		}
		r.Target, r.Tries, r.Reason = t, 0, ""
		return true, f.enqueue(name, r, due)
	})
	return err
}

// add puts targets into the frontier by put, which reports whether it changed anything.
func (s *Store) add(ctx context.Context, targets []news.Target, put func(*frontier, news.Target) (bool, error)) (int, error) {
	for _, t := range targets {
		if err := visitable(t); err != nil {
			return 0, err
		}
	}
	total := 0
	for len(targets) > 0 {
		n := min(len(targets), addAtOnce)
		added := 0
		err := s.update(ctx, func(tx *bbolt.Tx) error {
			f := openFrontier(tx)
			added = 0
			changed, err := f.sweep()
			if err != nil {
				return err
			}
			for _, t := range targets[:n] {
				ok, err := put(f, t)
				if err != nil {
					return fmt.Errorf("add %s: %w", t.URL, err)
				}
				if ok {
					added++
				}
			}
			if added == 0 && !changed {
				return untouched{errNothing}
			}
			return f.finish()
		})
		if err != nil && !errors.Is(err, errNothing) {
			return total, fmt.Errorf("add to the frontier: %w", err)
		}
		total += added
		targets = targets[n:]
	}
	if total > 0 {
		s.wake.all()
	}
	return total, nil
}

// errNothing says within the package that a write had nothing to do.
var errNothing = errors.New("nothing to do")

// Lease implements store.Frontier.
func (s *Store) Lease(ctx context.Context, ask store.Ask) (store.Lease, error) {
	if ask.For <= 0 {
		return store.Lease{}, fmt.Errorf("lease a target for %v: the time must be positive", ask.For)
	}
	for {
		changed := s.wake.next() // before looking, so that no change is missed
		var now outlook
		err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
			now, err = openFrontier(tx).outlook()
			return err
		})
		if err != nil {
			return store.Lease{}, fmt.Errorf("look into the frontier: %w", err)
		}
		if now.act {
			lease, err := s.lend(ctx, ask)
			if errors.Is(err, errNothing) {
				continue // another was quicker, or leases ran out and their hosts rest
			}
			if err != nil {
				return store.Lease{}, fmt.Errorf("lease a target: %w", err)
			}
			return lease, nil
		}
		if !now.lent && (now.due == never || now.due > later(now.at, ask.Horizon)) {
			return store.Lease{}, store.ErrDrained
		}
		if err := s.wait(ctx, changed, time.Duration(min(now.wake-now.at, int64(maxWait)))); err != nil {
			return store.Lease{}, err
		}
	}
}

// wait returns when d has passed or changed is closed, and with an error when
// the store was closed or ctx has ended.
func (s *Store) wait(ctx context.Context, changed <-chan struct{}, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-s.closing:
		return store.ErrClosed
	case <-changed:
	case <-timer.C:
	}
	return nil
}

// lend gives out the next target, or errNothing.
func (s *Store) lend(ctx context.Context, ask store.Ask) (store.Lease, error) {
	var lease store.Lease
	err := s.update(ctx, func(tx *bbolt.Tx) error {
		f := openFrontier(tx)
		swept, err := f.sweep()
		if err != nil {
			return err
		}
		name, r, err := f.next()
		if err != nil {
			return err
		}
		if r == nil {
			if !swept {
				return untouched{errNothing}
			}
			lease = store.Lease{}
			return f.finish()
		}
		r.Tries++
		r.Token, r.By, r.Until = rand.Text(), ask.By, later(f.now, ask.For)
		if err := f.lend(name, r); err != nil {
			return err
		}
		lease = store.Lease{Target: r.Target, Token: r.Token, By: r.By, Try: r.Tries, Until: time.Unix(0, r.Until)}
		return f.finish()
	})
	if err == nil && lease.Token == "" {
		err = errNothing
	}
	return lease, err
}

// Release implements store.Frontier.
func (s *Store) Release(ctx context.Context, lease store.Lease, verdict store.Verdict) error {
	switch verdict.Outcome {
	case store.Done, store.Again, store.Failed:
	default:
		return fmt.Errorf("release %s: unknown outcome %q", lease.Target.URL, verdict.Outcome)
	}
	name := urlName(lease.Target.URL)
	err := s.update(ctx, func(tx *bbolt.Tx) error {
		f := openFrontier(tx)
		r, err := f.record(name)
		if err != nil {
			return err
		}
		if r == nil || r.Token == "" || r.Token != lease.Token {
			return untouched{store.ErrLeaseLost}
		}
		switch r.State {
		case lent:
			err = f.take(name, r)
		case queued: // the lease ran out, but nobody else has visited since
			err = f.dequeue(r)
		}
		if err != nil {
			return err
		}
		if err := f.rest(r.host(), verdict.Rest); err != nil {
			return err
		}
		r.Token, r.By, r.Until, r.Reason = "", "", 0, verdict.Reason
		if verdict.Outcome == store.Again {
			if verdict.Fresh {
				r.Tries = 0
			}
			// A moment gone by is now: one that always comes again at once must not
			// push aside those that have waited longer.
			err = f.enqueue(name, r, max(stamp(verdict.At), f.now))
		} else {
			err = f.put(name, r, ends[verdict.Outcome])
		}
		if err != nil {
			return err
		}
		return f.finish()
	})
	if err != nil {
		return fmt.Errorf("release %s: %w", lease.Target.URL, err)
	}
	s.wake.all()
	return nil
}

// FrontierStats implements store.Frontier. It costs one look per host, not per target.
func (s *Store) FrontierStats(ctx context.Context) (store.FrontierStats, error) {
	var stats store.FrontierStats
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		f := openFrontier(tx)
		gone := f.countExpired()
		waiting := f.countWaiting()
		n := f.counts
		stats = store.FrontierStats{
			Due: n[queued] + gone - waiting, Waiting: waiting, Lent: n[lent] - gone, Done: n[done], Failed: n[failed],
		}
		return nil
	})
	if err != nil {
		return stats, fmt.Errorf("count the frontier: %w", err)
	}
	return stats, nil
}
