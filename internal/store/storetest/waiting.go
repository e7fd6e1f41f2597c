package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"presscut/internal/store"
)

// answer is what a Lease call in the background came to.
type answer struct {
	lease store.Lease
	err   error
}

// leaseSoon calls Lease in a goroutine that has begun when it returns.
func (b *bench) leaseSoon(ctx context.Context, horizon time.Duration) <-chan answer {
	out, begun := make(chan answer, 1), make(chan struct{})
	go func() {
		close(begun)
		l, err := b.Lease(ctx, store.Ask{By: "waiter", For: time.Hour, Horizon: horizon})
		out <- answer{l, err}
	}()
	<-begun
	return out
}

func (b *bench) await(in <-chan answer) answer {
	b.Helper()
	select {
	case a := <-in:
		return a
	case <-time.After(patience):
		b.Fatal("Lease still waits")
		return answer{}
	}
}

func testWaiting(t *testing.T, open func(testing.TB, string) store.Store) {
	keep(t, open, []promise{
		{"an empty frontier is drained", func(t *testing.T, b *bench) {
			b.drained(0)
			b.drained(store.Forever)
		}},
		{"a frontier is drained when what is left lies beyond the horizon", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.release(b.lease(store.Ask{}), hour())
			b.drained(0)
			b.drained(30 * time.Minute)
			b.waits(2 * time.Hour)
			b.waits(store.Forever)
		}},
		{"a resting host with a due target is waited for whatever else comes first", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1", "https://courier.example/2", "https://gazette.example/1")
			b.release(b.next("https://courier.example/1"), store.Verdict{Outcome: store.Done, Rest: 3 * time.Hour})
			b.release(b.next("https://gazette.example/1"), hour()) // sooner than the rest ends, but not due
			b.waits(0)
		}},
		{"a resting host whose targets are due later is not waited for", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			v := hour()
			v.Rest = time.Hour
			b.release(b.lease(store.Ask{}), v)
			b.drained(0)
		}},
		{"moments beyond all calendars are later", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.release(b.lease(store.Ask{}), store.Verdict{Outcome: store.Again, At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)})
			b.drained(24 * time.Hour)
			b.waits(store.Forever)
			b.stats(store.FrontierStats{Waiting: 1})
		}},
		{"a lent target is waited for: its visit may add others", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			l := b.lease(store.Ask{})
			got := b.leaseSoon(t.Context(), 0)
			b.add("https://gazette.example/1")
			if a := b.await(got); a.err != nil || a.lease.Target.URL != "https://gazette.example/1" {
				t.Errorf("lease = %s, %v; want the target added meanwhile", a.lease.Target.URL, a.err)
			}
			b.release(l, finished)
		}},
		{"the last release ends the wait", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			l := b.lease(store.Ask{})
			one, two := b.leaseSoon(t.Context(), 0), b.leaseSoon(t.Context(), 0)
			b.release(l, finished)
			for _, got := range []<-chan answer{one, two} {
				if a := b.await(got); !errors.Is(a.err, store.ErrDrained) {
					t.Errorf("lease = %s, %v; want ErrDrained", a.lease.Target.URL, a.err)
				}
			}
		}},
		{"recalling ends the wait", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.release(b.lease(store.Ask{}), hour())
			got := b.leaseSoon(t.Context(), store.Forever)
			b.recall("https://courier.example/1")
			if a := b.await(got); a.err != nil {
				t.Errorf("lease: %v", a.err)
			}
		}},
		{"cancelling ends the wait with ctx's error", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.lease(store.Ask{})
			ctx, cancel := context.WithCancel(t.Context())
			got := b.leaseSoon(ctx, 0)
			cancel()
			if a := b.await(got); !errors.Is(a.err, context.Canceled) {
				t.Errorf("lease = %s, %v; want context.Canceled", a.lease.Target.URL, a.err)
			}
		}},
		{"closing ends the wait", func(t *testing.T, b *bench) {
			b.add("https://courier.example/1")
			b.lease(store.Ask{})
			got := b.leaseSoon(t.Context(), 0)
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			if a := b.await(got); !errors.Is(a.err, store.ErrClosed) {
				t.Errorf("lease = %s, %v; want ErrClosed", a.lease.Target.URL, a.err)
			}
		}},
	})
}
