package storetest

import (
	"context"
	"errors"
	"testing"

	"presscut/internal/store"
)

func withCancel(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}

// calls are all methods of a store, with arguments that are fine.
func calls(s store.Store) map[string]func(context.Context) error {
	const url = "https://courier.example/1"
	return map[string]func(context.Context) error{
		"Add":           func(ctx context.Context) error { _, err := s.Add(ctx, targets(url)...); return err },
		"Recall":        func(ctx context.Context) error { return s.Recall(ctx, targets(url)...) },
		"Lease":         func(ctx context.Context) error { _, err := s.Lease(ctx, store.Ask{For: patience}); return err },
		"Release":       func(ctx context.Context) error { return s.Release(ctx, store.Lease{Target: targets(url)[0]}, finished) },
		"FrontierStats": func(ctx context.Context) error { _, err := s.FrontierStats(ctx); return err },
		"PutCapture":    func(ctx context.Context) error { _, _, err := s.PutCapture(ctx, visit(url, noon, "", "x")); return err },
		"LatestCapture": func(ctx context.Context) error { _, err := s.LatestCapture(ctx, url); return err },
		"PutArticle":    func(ctx context.Context) error { _, _, err := s.PutArticle(ctx, story(url, "x", 0)); return err },
		"Article":       func(ctx context.Context) error { _, err := s.Article(ctx, "x"); return err },
		"ArticleByURL":  func(ctx context.Context) error { _, err := s.ArticleByURL(ctx, url); return err },
		"Bookmark":      func(ctx context.Context) error { _, err := s.Bookmark(ctx, "x"); return err },
		"SetBookmark":   func(ctx context.Context) error { return s.SetBookmark(ctx, "x", "") },
		"ArchiveStats":  func(ctx context.Context) error { _, err := s.ArchiveStats(ctx); return err },
		"Articles": func(ctx context.Context) (last error) {
			for _, err := range s.Articles(ctx, "") {
				last = err
			}
			return last
		},
	}
}

func testClosing(t *testing.T, open func(testing.TB, string) store.Store) {
	keep(t, open, []promise{
		{"closing twice is harmless", func(t *testing.T, b *bench) {
			for range 2 {
				if err := b.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			}
		}},
		{"a closed store says so", func(t *testing.T, b *bench) {
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			for name, call := range calls(b.Store) {
				if err := call(t.Context()); !errors.Is(err, store.ErrClosed) {
					t.Errorf("%s after Close: %v, want ErrClosed", name, err)
				}
			}
		}},
		{"no method begins when ctx has ended", func(t *testing.T, b *bench) {
			ctx, cancel := withCancel(t)
			cancel()
			for name, call := range calls(b.Store) {
				if err := call(ctx); !errors.Is(err, context.Canceled) {
					t.Errorf("%s: %v, want context.Canceled", name, err)
				}
			}
			b.stats(store.FrontierStats{})
			b.kept(store.ArchiveStats{})
		}},
	})
}
