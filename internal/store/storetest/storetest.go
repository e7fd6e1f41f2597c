// Package storetest is the contract of package store as a suite of tests. An
// engine keeps the contract when Run passes.
package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"presscut/internal/news"
	"presscut/internal/store"
)

// Run checks every promise of package store against an engine. open opens the
// store in dir, and makes it if there is none: two calls with the same dir and a
// Close between them give the same store. It fails the test when it cannot. The
// suite closes what it opened.
func Run(t *testing.T, open func(t testing.TB, dir string) store.Store) {
	t.Run("frontier", func(t *testing.T) { testFrontier(t, open) })
	t.Run("waiting", func(t *testing.T) { testWaiting(t, open) })
	t.Run("captures", func(t *testing.T) { testCaptures(t, open) })
	t.Run("articles", func(t *testing.T) { testArticles(t, open) })
	t.Run("walks", func(t *testing.T) { testWalks(t, open) })
	t.Run("closing", func(t *testing.T) { testClosing(t, open) })
}

// promise is one named test on a fresh store.
type promise struct {
	name string
	test func(*testing.T, *bench)
}

// keep runs promises, each on a store of its own.
func keep(t *testing.T, open func(testing.TB, string) store.Store, promises []promise) {
	for _, p := range promises {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			b := &bench{TB: t, dir: t.TempDir(), open: open}
			b.Store = open(t, b.dir)
			t.Cleanup(func() { b.Store.Close() })
			p.test(t, b)
		})
	}
}

// bench is a store on which a promise is tested. Its methods fail the test when
// the store gives an error.
type bench struct {
	testing.TB
	store.Store
	dir  string
	open func(testing.TB, string) store.Store
}

// patience is longer than anything the suite waits for takes.
const patience = time.Minute

// moment is how long the suite watches that something does not happen.
const moment = 50 * time.Millisecond

func (b *bench) reopen() {
	b.Helper()
	if err := b.Close(); err != nil {
		b.Fatalf("close: %v", err)
	}
	b.Store = b.open(b.TB, b.dir)
}

func (b *bench) add(urls ...string) int {
	b.Helper()
	n, err := b.Add(b.Context(), targets(urls...)...)
	if err != nil {
		b.Fatalf("add %v: %v", urls, err)
	}
	return n
}

func (b *bench) recall(urls ...string) {
	b.Helper()
	if err := b.Recall(b.Context(), targets(urls...)...); err != nil {
		b.Fatalf("recall %v: %v", urls, err)
	}
}

func targets(urls ...string) (all []news.Target) {
	for _, u := range urls {
		all = append(all, news.Target{URL: u})
	}
	return all
}

// lease leases a target, waiting if it must.
func (b *bench) lease(ask store.Ask) store.Lease {
	b.Helper()
	if ask.For == 0 {
		ask.For = time.Hour
	}
	if ask.By == "" {
		ask.By = "worker"
	}
	ctx, cancel := context.WithTimeout(b.Context(), patience)
	defer cancel()
	l, err := b.Lease(ctx, ask)
	if err != nil {
		b.Fatalf("lease: %v", err)
	}
	return l
}

// next leases the next target and checks which it is.
func (b *bench) next(url string) store.Lease {
	b.Helper()
	l := b.lease(store.Ask{})
	if l.Target.URL != url {
		b.Fatalf("leased %s, want %s", l.Target.URL, url)
	}
	return l
}

func (b *bench) release(l store.Lease, v store.Verdict) {
	b.Helper()
	if err := b.Release(b.Context(), l, v); err != nil {
		b.Fatalf("release %s: %v", l.Target.URL, err)
	}
}

// drained checks that there is nothing to lease, at once.
func (b *bench) drained(horizon time.Duration) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), patience)
	defer cancel()
	l, err := b.Lease(ctx, store.Ask{By: "worker", For: time.Hour, Horizon: horizon})
	if !errors.Is(err, store.ErrDrained) {
		b.Fatalf("lease = %s, %v; want ErrDrained", l.Target.URL, err)
	}
}

// waits checks that Lease waits: it gives nothing, and does not say drained.
func (b *bench) waits(horizon time.Duration) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), moment)
	defer cancel()
	l, err := b.Lease(ctx, store.Ask{By: "worker", For: time.Hour, Horizon: horizon})
	if !errors.Is(err, context.DeadlineExceeded) {
		b.Fatalf("lease = %s, %v; want it to wait until ctx ends", l.Target.URL, err)
	}
}

func (b *bench) stats(want store.FrontierStats) {
	b.Helper()
	got, err := b.FrontierStats(b.Context())
	if err != nil {
		b.Fatalf("frontier stats: %v", err)
	}
	if got != want {
		b.Fatalf("frontier stats are %+v, want %+v", got, want)
	}
}

func (b *bench) kept(want store.ArchiveStats) {
	b.Helper()
	got, err := b.ArchiveStats(b.Context())
	if err != nil {
		b.Fatalf("archive stats: %v", err)
	}
	if got != want {
		b.Fatalf("archive stats are %+v, want %+v", got, want)
	}
}
