package bolt_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"presscut/internal/news"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
)

// BenchmarkLease is the cost of a lease and its release, to be compared between
// frontiers of different sizes, on one host and spread over many. Each is a
// transaction with a sync of the disk: set TMPDIR to a memory disk to see the
// cost of the index alone.
func BenchmarkLease(b *testing.B) {
	for _, hosts := range []int{1, 10_000} {
		for _, n := range []int{1_000, 100_000, 1_000_000} {
			b.Run(fmt.Sprintf("hosts=%d/targets=%d", hosts, n), func(b *testing.B) {
				s := filled(b, n, hosts)
				ctx := context.Background()
				for b.Loop() {
					l, err := s.Lease(ctx, store.Ask{By: "bench", For: time.Hour})
					if err != nil {
						b.Fatal(err)
					}
					if err := s.Release(ctx, l, store.Verdict{Outcome: store.Again}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkAdd is the cost of a target among a thousand that are added at once
// to a frontier of a hundred thousand.
func BenchmarkAdd(b *testing.B) {
	s := filled(b, 100_000, 1000)
	at := 100_000
	for b.Loop() {
		b.StopTimer()
		links := some(at, 1000, 1000)
		at += 1000
		b.StartTimer()
		if _, err := s.Add(context.Background(), links...); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/target")
}

// some makes n targets from the number at on.
func some(at, n, hosts int) []news.Target {
	all := make([]news.Target, n)
	for i := range all {
		all[i] = news.Target{URL: fmt.Sprintf("https://h%d.example/news/2026/%d", (at+i)%hosts, at+i), Kind: news.Story, Source: "courier"}
	}
	return all
}

func filled(b *testing.B, n, hosts int) store.Store {
	b.Helper()
	s, err := bolt.Open(b.TempDir(), bolt.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	const step = 20_000
	for at := 0; at < n; at += step {
		if _, err := s.Add(context.Background(), some(at, min(step, n-at), hosts)...); err != nil {
			b.Fatal(err)
		}
	}
	return s
}
