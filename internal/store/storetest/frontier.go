package storetest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/store"
)

var (
	finished = store.Verdict{Outcome: store.Done}
	given    = store.Verdict{Outcome: store.Failed, Reason: "gone"}
	retry    = store.Verdict{Outcome: store.Again}
)

// hour is a verdict of coming again later than any test runs.
func hour() store.Verdict { return store.Verdict{Outcome: store.Again, At: time.Now().Add(time.Hour)} }

func testFrontier(t *testing.T, open func(testing.TB, string) store.Store) {
	keep(t, open, []promise{
		{"adding twice adds once", func(t *testing.T, b *bench) {
			if n := b.add("https://courier.example/a", "https://courier.example/b", "https://courier.example/a"); n != 2 {
				t.Errorf("added %d of two addresses and one repeated, want 2", n)
			}
			if n := b.add("https://courier.example/a", "https://courier.example/c"); n != 1 {
				t.Errorf("added %d of one known and one new, want 1", n)
			}
			b.stats(store.FrontierStats{Due: 3})
		}},
		{"two addresses of one name are one target", func(t *testing.T, b *bench) {
			b.add("https://courier.example/a")
			if n := b.add("HTTPS://Courier.example:443/a?utm_source=feed#top"); n != 0 {
				t.Errorf("added %d, want 0: both have the key %s", n, canon.Key("https://courier.example/a"))
			}
			b.release(b.next("https://courier.example/a"), finished)
			b.drained(store.Forever)
		}},
		{"a target without a host is refused and nothing of its call is added", func(t *testing.T, b *bench) {
			for _, bad := range []string{"", "/news/1", "mailto:desk@courier.example"} {
				if n, err := b.Add(t.Context(), targets("https://courier.example/a", bad)...); err == nil || n != 0 {
					t.Errorf("Add(%q) = %d, %v; want an error", bad, n, err)
				}
				if err := b.Recall(t.Context(), targets("https://courier.example/a", bad)...); err == nil {
					t.Errorf("Recall(%q) gave no error", bad)
				}
			}
			b.stats(store.FrontierStats{})
		}},
		{"adding nothing is fine", func(t *testing.T, b *bench) {
			if n := b.add(); n != 0 {
				t.Errorf("added %d", n)
			}
		}},
		{"very long addresses are told apart", func(t *testing.T, b *bench) {
			long := "https://courier.example/" + strings.Repeat("abc/", 700)
			if n := b.add(long+"1", long+"2", long+"1"); n != 2 {
				t.Errorf("added %d, want 2", n)
			}
			b.release(b.next(long+"1"), finished)
			b.release(b.next(long+"2"), finished)
			b.drained(0)
		}},
		{"a lease gives the target as it was added", func(t *testing.T, b *bench) {
			want := news.Target{
				URL: "https://courier.example/news/1?id=7", Kind: news.Story, Source: "courier", Via: "https://courier.example/feed", Depth: 2,
				Title: "Гавань, “open”", Published: time.Date(2026, 3, 1, 12, 0, 0, 5, time.UTC), Modified: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC),
			}
			if _, err := b.Add(t.Context(), want); err != nil {
				t.Fatal(err)
			}
			before := time.Now()
			l := b.lease(store.Ask{By: "w1", For: time.Hour})
			if d := cmp.Diff(want, l.Target); d != "" {
				t.Errorf("target (-want +got):\n%s", d)
			}
			if l.By != "w1" || l.Try != 1 || l.Token == "" {
				t.Errorf("lease of %q, try %d, token %q; want w1, 1 and a token", l.By, l.Try, l.Token)
			}
			if l.Until.Before(before.Add(time.Hour-time.Second)) || l.Until.After(time.Now().Add(time.Hour+time.Second)) {
				t.Errorf("lease until %v, an hour from %v was asked", l.Until, before)
			}
		}},
		{"no two leases have one token", func(t *testing.T, b *bench) {
			b.add("https://courier.example/a")
			seen := make(map[string]bool)
			for range 5 {
				l := b.next("https://courier.example/a")
				if seen[l.Token] {
					t.Fatalf("token %q again", l.Token)
				}
				seen[l.Token] = true
				b.release(l, retry)
				b.reopen()
			}
		}},
		{"a lease for no time is refused", func(t *testing.T, b *bench) {
			b.add("https://courier.example/a")
			if l, err := b.Lease(t.Context(), store.Ask{By: "w"}); err == nil {
				t.Errorf("leased %s for no time", l.Target.URL)
			}
		}},
		{"one host one lease", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2", "https://gazette.example/1")
			l := b.next("https://courier.example/1")
			b.next("https://gazette.example/1")
			b.waits(store.Forever)
			b.release(l, finished)
			b.next("https://courier.example/2")
		}},
		{"a host is host and port", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example:8443/1", "https://COURIER.example:443/2")
			b.next("https://courier.example/1")
			b.next("https://courier.example:8443/1")
			b.waits(0)
		}},
		{"a host rests after a visit", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2", "https://courier.example/3")
			for _, o := range []store.Outcome{store.Again, store.Failed, store.Done} {
				l := b.lease(store.Ask{})
				released := time.Now()
				b.release(l, store.Verdict{Outcome: o, At: released, Rest: moment})
				l = b.lease(store.Ask{})
				if rest := time.Since(released); rest < moment {
					t.Errorf("after %q the host had %v of rest, want %v", o, rest, moment)
				}
				b.release(l, retry)
			}
		}},
		{"a host rests for targets that come later too", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.release(b.lease(store.Ask{}), store.Verdict{Outcome: store.Done, Rest: time.Hour})
			b.add("https://courier.example/2")
			b.waits(0)
			b.reopen()
			b.waits(0)
		}},
		{"a resting host does not hold up others", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2", "https://gazette.example/1")
			b.release(b.next("https://courier.example/1"), store.Verdict{Outcome: store.Done, Rest: time.Hour})
			b.release(b.next("https://gazette.example/1"), finished)
			b.waits(0)
		}},
		{"targets due at the same moment come in the order they were added", func(t *testing.T, b *bench) {
			var urls []string
			for i := range 12 {
				urls = append(urls, fmt.Sprintf("https://courier.example/%d", 100-i))
			}
			b.add(urls...)
			for _, u := range urls {
				b.release(b.next(u), finished)
			}
		}},
		{"the target due longest comes first", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.add("https://courier.example/2")
			soon := time.Now().Add(moment)
			b.release(b.next("https://courier.example/1"), store.Verdict{Outcome: store.Again, At: soon.Add(time.Nanosecond)})
			b.release(b.next("https://courier.example/2"), store.Verdict{Outcome: store.Again, At: soon})
			b.release(b.lease(store.Ask{Horizon: time.Hour}), finished) // now or very soon both are due
			l := b.lease(store.Ask{Horizon: time.Hour})
			if l.Target.URL != "https://courier.example/1" {
				t.Errorf("leased %s last, want the one that was due last", l.Target.URL)
			}
		}},
		{"what comes again at once stands behind those that wait", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2")
			b.release(b.next("https://courier.example/1"), store.Verdict{Outcome: store.Again, At: time.Now().Add(-time.Hour)})
			b.release(b.next("https://courier.example/2"), finished)
			b.release(b.next("https://courier.example/1"), finished)
		}},
		{"again is not before its moment", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			at := time.Now().Add(moment)
			b.release(b.lease(store.Ask{}), store.Verdict{Outcome: store.Again, At: at})
			l := b.lease(store.Ask{Horizon: time.Hour})
			if early := time.Until(at); early > 0 {
				t.Errorf("leased %v early", early)
			}
			if l.Try != 2 {
				t.Errorf("try %d, want 2", l.Try)
			}
		}},
		{"a fresh return starts the tries anew", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			for i, step := range []struct {
				try   int
				fresh bool
			}{{1, false}, {2, false}, {3, true}, {1, false}, {2, true}} {
				l := b.lease(store.Ask{})
				if l.Try != step.try {
					t.Errorf("lease %d has try %d, want %d", i, l.Try, step.try)
				}
				b.release(l, store.Verdict{Outcome: store.Again, Fresh: step.fresh})
			}
		}},
		{"a lease that runs out returns its target and counts as a try", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			for try := 1; try <= 3; try++ {
				l := b.lease(store.Ask{For: 10 * time.Millisecond})
				if l.Try != try {
					t.Errorf("try %d, want %d", l.Try, try)
				}
			}
		}},
		{"a lease that runs out frees its host", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2")
			b.lease(store.Ask{For: 10 * time.Millisecond})
			b.lease(store.Ask{})
			b.waits(0)
		}},
		{"a lost lease cannot be released", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			first := b.lease(store.Ask{For: 10 * time.Millisecond})
			second := b.lease(store.Ask{})
			if err := b.Release(t.Context(), first, finished); !errors.Is(err, store.ErrLeaseLost) {
				t.Errorf("release of the lost lease: %v, want ErrLeaseLost", err)
			}
			b.stats(store.FrontierStats{Lent: 1})
			b.release(second, finished)
			b.stats(store.FrontierStats{Done: 1})
		}},
		{"a lease that ran out may be released while nobody has had the target since", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2")
			late := b.lease(store.Ask{For: 10 * time.Millisecond})
			other := b.lease(store.Ask{})
			for other.Target.URL == late.Target.URL { // it was quicker than the other's turn
				late = other
				other = b.lease(store.Ask{})
			}
			b.release(late, finished)
			b.waits(0) // the host is still lent to the other
			b.release(other, finished)
			b.stats(store.FrontierStats{Done: 2})
			b.drained(store.Forever)
		}},
		{"a lease is released once", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			for _, v := range []store.Verdict{retry, given, finished} {
				b.recall("https://courier.example/1")
				l := b.lease(store.Ask{})
				b.release(l, v)
				if err := b.Release(t.Context(), l, v); !errors.Is(err, store.ErrLeaseLost) {
					t.Errorf("second release as %s: %v, want ErrLeaseLost", v.Outcome, err)
				}
			}
		}},
		{"a lease of another store is lost", func(t *testing.T, b *bench) {
			if err := b.Release(t.Context(), store.Lease{Target: news.Target{URL: "https://courier.example/1"}, Token: "x"}, finished); !errors.Is(err, store.ErrLeaseLost) {
				t.Errorf("release: %v, want ErrLeaseLost", err)
			}
		}},
		{"an unknown outcome is refused and the lease goes on", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			l := b.lease(store.Ask{})
			if err := b.Release(t.Context(), l, store.Verdict{}); err == nil || errors.Is(err, store.ErrLeaseLost) {
				t.Errorf("release without outcome: %v", err)
			}
			b.release(l, finished)
		}},
		{"done and failed end a target until it is recalled", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://gazette.example/1")
			b.release(b.next("https://courier.example/1"), finished)
			b.release(b.next("https://gazette.example/1"), given)
			b.stats(store.FrontierStats{Done: 1, Failed: 1})
			b.drained(store.Forever)
			if n := b.add("https://courier.example/1", "https://gazette.example/1"); n != 0 {
				t.Errorf("added %d that are known", n)
			}
			b.drained(store.Forever)
			b.recall("https://courier.example/1", "https://gazette.example/1")
			b.stats(store.FrontierStats{Due: 2})
			for range 2 {
				if l := b.lease(store.Ask{}); l.Try != 1 {
					t.Errorf("%s has try %d after it was recalled, want 1", l.Target.URL, l.Try)
				}
			}
		}},
		{"recalling makes an unknown target known", func(t *testing.T, b *bench) {
			b.recall("https://courier.example/1", "https://courier.example/1")
			b.stats(store.FrontierStats{Due: 1})
			b.next("https://courier.example/1")
		}},
		{"recalling makes a waiting target due", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.release(b.lease(store.Ask{}), hour())
			b.drained(0)
			b.recall("https://courier.example/1")
			if l := b.next("https://courier.example/1"); l.Try != 1 {
				t.Errorf("try %d, want 1", l.Try)
			}
		}},
		{"a due target that is recalled keeps its turn", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2")
			b.recall("https://courier.example/1")
			b.next("https://courier.example/1")
		}},
		{"a lent target that is recalled stays lent", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			l := b.lease(store.Ask{})
			b.recall("https://courier.example/1")
			b.stats(store.FrontierStats{Lent: 1})
			b.release(l, finished)
			b.stats(store.FrontierStats{Done: 1})
		}},
		{"a target recalled under another address is asked for at that one", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			want := news.Target{URL: "https://courier.example/1?utm_source=x", Kind: news.Section, Source: "seed"}
			if canon.Key(want.URL) != canon.Key("https://courier.example/1") {
				t.Fatal("the addresses of this test must have one key")
			}
			if err := b.Recall(t.Context(), want); err != nil {
				t.Fatal(err)
			}
			l := b.lease(store.Ask{})
			if d := cmp.Diff(want, l.Target); d != "" {
				t.Errorf("target (-want +got):\n%s", d)
			}
			b.release(l, finished)
			b.drained(store.Forever)
		}},
		{"targets are counted by state", func(t *testing.T, b *bench) {
			b.add("https://a.example/", "https://b.example/", "https://c.example/", "https://d.example/", "https://d.example/2")
			b.release(b.next("https://a.example/"), finished)
			b.release(b.next("https://b.example/"), given)
			b.release(b.next("https://c.example/"), hour())
			b.next("https://d.example/")
			b.stats(store.FrontierStats{Due: 1, Waiting: 1, Lent: 1, Done: 1, Failed: 1})
		}},
		{"a reopened frontier has lost nothing", func(t *testing.T, b *bench) {
			b.add("https://a.example/", "https://b.example/", "https://c.example/", "https://d.example/1", "https://d.example/2")
			b.release(b.next("https://a.example/"), finished)
			b.release(b.next("https://b.example/"), given)
			b.release(b.next("https://c.example/"), hour())
			b.reopen()
			b.stats(store.FrontierStats{Due: 2, Waiting: 1, Done: 1, Failed: 1})
			b.release(b.next("https://d.example/1"), finished)
			b.next("https://d.example/2")
			if n := b.add("https://a.example/", "https://c.example/"); n != 0 {
				t.Errorf("added %d that were known before", n)
			}
		}},
		{"a lease left behind runs out and counts as a try", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.lease(store.Ask{For: moment})
			b.reopen()
			if l := b.lease(store.Ask{}); l.Try != 2 {
				t.Errorf("try %d, want 2", l.Try)
			}
		}},
		{"many workers visit every target once and no host twice at a time", func(t *testing.T, b *bench) {
			const hosts, each, workers = 12, 15, 8
			var all []string
			for i := range hosts * each {
				all = append(all, fmt.Sprintf("https://h%d.example/%d", i%hosts, i))
			}
			b.add(all[:len(all)/2]...)
			var mu sync.Mutex
			visits, busy := make(map[string]int), make(map[string]bool)
			var wg sync.WaitGroup
			for w := range workers {
				wg.Go(func() {
					for {
						l, err := b.Lease(t.Context(), store.Ask{By: fmt.Sprint(w), For: time.Hour})
						if errors.Is(err, store.ErrDrained) {
							return
						}
						if err != nil {
							t.Errorf("lease: %v", err)
							return
						}
						host := canon.Host(l.Target.URL)
						mu.Lock()
						if busy[host] {
							t.Errorf("%s was lent while its host was", l.Target.URL)
						}
						busy[host] = true
						visits[l.Target.URL]++
						mu.Unlock()
						if _, err := b.Add(t.Context(), targets(all...)...); err != nil { // what every page links to
							t.Errorf("add: %v", err)
						}
						mu.Lock()
						busy[host] = false
						mu.Unlock()
						if err := b.Release(t.Context(), l, store.Verdict{Outcome: store.Done, Rest: time.Millisecond}); err != nil {
							t.Errorf("release: %v", err)
						}
					}
				})
			}
			wg.Wait()
			for _, u := range all {
				if visits[u] != 1 {
					t.Errorf("%s was visited %d times", u, visits[u])
				}
			}
			b.stats(store.FrontierStats{Done: len(all)})
		}},
	})
}
