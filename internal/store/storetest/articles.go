package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/store"
)

// story is a reading at url, n hours after noon.
func story(url, body string, n int) news.Article {
	at := noon.Add(time.Duration(n) * time.Hour)
	return news.Article{
		Schema: news.Schema, ID: canon.ID(url), URL: url, CanonicalURL: url, Source: "courier", Kind: news.KindArticle,
		Title: "Harbour opens", Body: body, Blocks: []news.Block{{Kind: news.BlockParagraph, Text: body}}, Access: news.AccessFree,
		Fetched: &at, Capture: &news.CaptureRef{Digest: "sha256:00", Status: 200, FinalURL: url, WARC: "x.warc.gz", Offset: 7},
		Evidence: map[string]news.Evidence{"title": {Method: "dom", Path: "h1"}}, Extractor: "1",
	}
}

func (b *bench) putArticle(a news.Article, want store.PutResult) news.Article {
	b.Helper()
	result, stored, err := b.PutArticle(b.Context(), a)
	if err != nil {
		b.Fatalf("put article %s: %v", a.URL, err)
	}
	if result != want {
		b.Fatalf("put article %s: %s, want %s", a.URL, result, want)
	}
	return stored
}

func (b *bench) article(id string) news.Article {
	b.Helper()
	a, err := b.Article(b.Context(), id)
	if err != nil {
		b.Fatalf("article %s: %v", id, err)
	}
	return a
}

func testArticles(t *testing.T, open func(testing.TB, string) store.Store) {
	const url = "https://courier.example/news/1"
	keep(t, open, []promise{
		{"a first reading is new and comes back whole", func(t *testing.T, b *bench) {
			a := story(url, "Boats — «много» boats.", 0)
			a.Quotes = []news.Quote{{Text: "boats", Kind: "direct", Start: 0, End: 5}}
			a.Related = []news.Headline{{Title: "More", URL: "https://courier.example/2", Block: "Read also", Inline: true}}
			a.Revision = 99 // the engine's to say
			stored := b.putArticle(a, store.New)
			want := a
			want.Revision, want.FirstSeen = 1, a.Fetched
			if d := cmp.Diff(want, stored); d != "" {
				t.Errorf("stored (-want +got):\n%s", d)
			}
			for range 2 {
				if d := cmp.Diff(want, b.article(a.ID)); d != "" {
					t.Errorf("article (-want +got):\n%s", d)
				}
				b.reopen()
			}
		}},
		{"an article without its names is refused", func(t *testing.T, b *bench) {
			for _, change := range []func(*news.Article){
				func(a *news.Article) { a.ID = "" }, func(a *news.Article) { a.URL = "" }, func(a *news.Article) { a.CanonicalURL = "" },
			} {
				a := story(url, "text", 0)
				change(&a)
				if r, _, err := b.PutArticle(t.Context(), a); err == nil {
					t.Errorf("put without a name: %s", r)
				}
			}
			b.kept(store.ArchiveStats{})
		}},
		{"an equal reading is not stored again", func(t *testing.T, b *bench) {
			first := b.putArticle(story(url, "text", 0), store.New)
			a := story(url, "text", 5)
			a.Tags, a.Extractor = []string{"boats"}, "2" // beside the article
			if d := cmp.Diff(first, b.putArticle(a, store.Unchanged)); d != "" {
				t.Errorf("an unchanged article is the latest revision (-want +got):\n%s", d)
			}
			b.kept(store.ArchiveStats{Articles: 1, Revisions: 1})
		}},
		{"a changed reading is the next revision", func(t *testing.T, b *bench) {
			first := b.putArticle(story(url, "text", 0), store.New)
			b.putArticle(story(url, "text, corrected", 1), store.Revised)
			third := b.putArticle(story(url, "text", 2), store.Revised) // back to the first words: a revision all the same
			if third.Revision != 3 || !third.FirstSeen.Equal(*first.Fetched) || !third.Fetched.Equal(noon.Add(2*time.Hour)) {
				t.Errorf("revision %d, first seen %v, fetched %v", third.Revision, third.FirstSeen, third.Fetched)
			}
			if d := cmp.Diff(third, b.article(third.ID)); d != "" {
				t.Errorf("the latest revision (-want +got):\n%s", d)
			}
			b.putArticle(story(url, "text", 3), store.Unchanged)
			b.kept(store.ArchiveStats{Articles: 1, Revisions: 3})
		}},
		{"an article is found under every address it was seen at", func(t *testing.T, b *bench) {
			a := story(url, "text", 0)
			a.URL, a.Capture.FinalURL = "https://courier.example/short/1", "https://courier.example/landing/1"
			a.Aliases = []string{"https://courier.example/print/1"}
			b.putArticle(a, store.New)
			for range 2 {
				for _, u := range []string{url, url + "?utm_source=x", a.URL, a.Capture.FinalURL, a.Aliases[0]} {
					got, err := b.ArticleByURL(t.Context(), u)
					if err != nil || got.ID != a.ID {
						t.Errorf("by %s: %q, %v", u, got.ID, err)
					}
				}
				b.reopen()
			}
			for _, u := range []string{"https://courier.example/news/2", "", "x:y"} {
				if _, err := b.ArticleByURL(t.Context(), u); !errors.Is(err, store.ErrNotFound) {
					t.Errorf("by %q: %v, want ErrNotFound", u, err)
				}
			}
			if _, err := b.Article(t.Context(), "nobody"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("by an unknown id: %v, want ErrNotFound", err)
			}
		}},
		{"aliases are all other addresses, each once", func(t *testing.T, b *bench) {
			a := story(url, "text", 0)
			a.URL = "https://courier.example/short/1"
			if got := b.putArticle(a, store.New); len(got.Aliases) != 0 {
				t.Errorf("aliases %q of an article at %s with canonical %s: want none", got.Aliases, a.URL, url)
			}
			b.putArticle(story(url, "text", 1), store.Unchanged)
			a.URL = "https://courier.example/feed/1"
			stored := b.putArticle(a, store.Unchanged)
			want := []string{"https://courier.example/feed/1"}
			if d := cmp.Diff(want, stored.Aliases); d != "" {
				t.Errorf("aliases (-want +got):\n%s", d)
			}
			if d := cmp.Diff(want, b.article(a.ID).Aliases); d != "" {
				t.Errorf("aliases as kept (-want +got):\n%s", d)
			}
			a.URL = url + "?utm_medium=feed" // the same name
			if d := cmp.Diff(stored, b.putArticle(a, store.Unchanged)); d != "" {
				t.Errorf("an address of a known name changes nothing (-want +got):\n%s", d)
			}
			b.kept(store.ArchiveStats{Articles: 1, Revisions: 1})
		}},
		{"an article's own address is its own", func(t *testing.T, b *bench) {
			own := b.putArticle(story(url, "text", 0), store.New)
			other := story("https://courier.example/news/2", "other text", 1)
			other.URL = url // once it was served at the first one's address
			b.putArticle(other, store.New)
			if got, err := b.ArticleByURL(t.Context(), url); err != nil || got.ID != own.ID {
				t.Errorf("by its own address: %q, %v", got.ID, err)
			}
		}},
		{"one of many equal readings at once is new", func(t *testing.T, b *bench) {
			var mu sync.Mutex
			results := make(map[store.PutResult]int)
			var wg sync.WaitGroup
			for range 12 {
				wg.Go(func() {
					r, _, err := b.PutArticle(t.Context(), story(url, "text", 0))
					if err != nil {
						t.Errorf("put: %v", err)
					}
					mu.Lock()
					results[r]++
					mu.Unlock()
				})
			}
			wg.Wait()
			if d := cmp.Diff(map[store.PutResult]int{store.New: 1, store.Unchanged: 11}, results); d != "" {
				t.Errorf("results (-want +got):\n%s", d)
			}
		}},
		{"bookmarks are kept by name", func(t *testing.T, b *bench) {
			check := func(name string, want store.Mark) {
				t.Helper()
				if got, err := b.Bookmark(t.Context(), name); err != nil || got != want {
					t.Errorf("bookmark %q is %q, %v; want %q", name, got, err, want)
				}
			}
			check("export", "")
			b.putArticle(story(url, "text", 0), store.New)
			b.putArticle(story(url, "text 2", 0), store.Revised)
			marks := b.marks("")
			for _, m := range []store.Mark{marks[1], marks[0], ""} {
				if err := b.SetBookmark(t.Context(), "export", m); err != nil {
					t.Fatal(err)
				}
				check("export", m)
				b.reopen()
				check("export", m)
			}
			check("other", "")
		}},
	})
}

func testWalks(t *testing.T, open func(testing.TB, string) store.Store) {
	page := func(i int) string { return fmt.Sprintf("https://courier.example/news/%d", i) }
	keep(t, open, []promise{
		{"a walk of nothing ends", func(t *testing.T, b *bench) {
			if m := b.marks(""); len(m) != 0 {
				t.Errorf("marks %q in an empty archive", m)
			}
		}},
		{"a walk gives all revisions in the order of storing", func(t *testing.T, b *bench) {
			b.putArticle(story(page(2), "a", 0), store.New)
			b.putArticle(story(page(1), "b", 1), store.New)
			b.putArticle(story(page(2), "c", 2), store.Revised)
			b.putArticle(story(page(1), "b", 3), store.Unchanged)
			type step struct {
				Body       string
				Revision   int
				FirstSeen  int
				Superseded bool
			}
			var got []step
			for e, err := range b.Articles(t.Context(), "") {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, step{e.Article.Body, e.Article.Revision, int(e.Article.FirstSeen.Sub(noon) / time.Hour), e.Superseded})
			}
			if d := cmp.Diff([]step{{"a", 1, 0, true}, {"b", 1, 1, false}, {"c", 2, 0, false}}, got); d != "" {
				t.Errorf("walk (-want +got):\n%s", d)
			}
		}},
		{"a long walk resumes from any mark, also after reopening", func(t *testing.T, b *bench) {
			const n = 700
			put(t, b, n)
			marks := b.marks("")
			if len(marks) != n {
				t.Fatalf("%d entries, want %d", len(marks), n)
			}
			if !slices.IsSorted(marks) || len(slices.Compact(slices.Clone(marks))) != n {
				t.Error("the marks do not order as the walk does")
			}
			b.reopen()
			for _, i := range []int{0, 1, 254, 255, 256, 257, 511, 512, n - 2, n - 1} {
				if rest := b.marks(marks[i]); !slices.Equal(rest, marks[i+1:]) {
					t.Fatalf("from mark %d: %d entries, want the %d behind it", i, len(rest), n-i-1)
				}
			}
			b.putArticle(story(page(n+1), "late", 0), store.New)
			if rest := b.marks(marks[n-1]); len(rest) != 1 {
				t.Errorf("%d entries behind the last mark after one was added, want 1", len(rest))
			}
		}},
		{"a walk may write, and what it writes is not walked", func(t *testing.T, b *bench) {
			const n = 300
			put(t, b, n)
			steps := 0
			for e, err := range b.Articles(t.Context(), "") {
				if err != nil {
					t.Fatal(err)
				}
				a := e.Article
				a.Body += " corrected"
				b.putArticle(a, store.Revised)
				if err := b.SetBookmark(t.Context(), "walk", e.Mark); err != nil {
					t.Fatal(err)
				}
				steps++
			}
			if steps != n {
				t.Errorf("%d steps over %d articles", steps, n)
			}
			m, err := b.Bookmark(t.Context(), "walk")
			if err != nil {
				t.Fatal(err)
			}
			if rest := b.marks(m); len(rest) != n {
				t.Errorf("%d entries behind the walk, want the %d it wrote", len(rest), n)
			}
		}},
		{"a walk may be broken off, and the store goes on", func(t *testing.T, b *bench) {
			put(t, b, 5)
			for _, err := range b.Articles(t.Context(), "") {
				if err != nil {
					t.Fatal(err)
				}
				break
			}
			b.putArticle(story(page(9), "text", 0), store.New)
		}},
		{"cancelling ends a walk with ctx's error", func(t *testing.T, b *bench) {
			put(t, b, 5)
			ctx, cancel := withCancel(t)
			steps := 0
			var last error
			for _, err := range b.Articles(ctx, "") {
				steps++
				last = err
				cancel()
			}
			if steps != 2 || !errors.Is(last, ctx.Err()) {
				t.Errorf("%d steps, last error %v; want one entry, then context.Canceled", steps, last)
			}
		}},
		{"a mark of something else is refused", func(t *testing.T, b *bench) {
			steps := 0
			for _, err := range b.Articles(t.Context(), "yesterday") {
				steps++
				if err == nil {
					t.Error("an entry behind a mark that is none")
				}
			}
			if steps != 1 {
				t.Errorf("%d steps, want one with an error", steps)
			}
			if err := b.SetBookmark(t.Context(), "x", "yesterday"); err == nil {
				t.Error("a bookmark at a mark that is none")
			}
		}},
	})
}

// put stores n articles, from several goroutines so that it is quick.
func put(t *testing.T, b *bench, n int) {
	t.Helper()
	var wg sync.WaitGroup
	const workers = 10
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				if _, _, err := b.PutArticle(t.Context(), story(fmt.Sprintf("https://courier.example/news/%d", i), fmt.Sprint("text ", i), i)); err != nil {
					t.Errorf("put article %d: %v", i, err)
				}
			}
		})
	}
	wg.Wait()
}

// marks are the marks of all entries behind after.
func (b *bench) marks(after store.Mark) (all []store.Mark) {
	b.Helper()
	for e, err := range b.Articles(b.Context(), after) {
		if err != nil {
			b.Fatalf("walk from %q: %v", after, err)
		}
		all = append(all, e.Mark)
	}
	return all
}
