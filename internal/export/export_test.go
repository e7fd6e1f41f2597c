package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/canon"
	"presscut/internal/export"
	"presscut/internal/news"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
)

func newArchive(t *testing.T) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(t.TempDir(), bolt.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the archive: %v", err)
		}
	})
	return s
}

// put stores a reading of the article of that name.
func put(t *testing.T, s store.Archive, name, body string, want store.PutResult) {
	t.Helper()
	u := "https://courier.example/news/" + name
	now := time.Now().UTC()
	got, _, err := s.PutArticle(t.Context(), news.Article{
		Schema: news.Schema, ID: canon.ID(u), URL: u, CanonicalURL: u, Source: "courier.example", Kind: news.KindArticle,
		Title: "Story <" + name + ">", Body: body, Access: news.AccessFree, Fetched: &now, Extractor: "1",
	})
	if err != nil || got != want {
		t.Fatalf("put %s: %s, %v, want %s", name, got, err, want)
	}
}

// lines exports what lies behind a mark, as "name: body" a line.
func lines(t *testing.T, s store.Archive, f export.Filter, after store.Mark) ([]string, export.Result) {
	t.Helper()
	var b bytes.Buffer
	r, err := export.JSONLines(t.Context(), &b, s, f, after)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(b.String()) {
		var a news.Article
		if err := json.Unmarshal([]byte(line), &a); err != nil || !strings.HasSuffix(line, "}\n") {
			t.Fatalf("not a line of JSON: %v\n%s", err, line)
		}
		out = append(out, strings.Trim(a.Title, "Story <>")+": "+a.Body)
	}
	if len(out) != r.Written {
		t.Errorf("%d lines, but %d written", len(out), r.Written)
	}
	return out, r
}

func TestTheLatestRevisionsInTheOrderOfStoring(t *testing.T) {
	s := newArchive(t)
	put(t, s, "b", "one", store.New)
	put(t, s, "a", "one", store.New)
	put(t, s, "c", "one", store.New)
	put(t, s, "b", "two", store.Revised)
	got, _ := lines(t, s, export.Filter{}, "")
	if diff := cmp.Diff([]string{"a: one", "c: one", "b: two"}, got); diff != "" {
		t.Errorf("export (-want +got):\n%s", diff)
	}
}

func TestAnExportGoesOnBehindTheMarkOfTheLast(t *testing.T) {
	s := newArchive(t)
	_, r := lines(t, s, export.Filter{}, "")
	if r.Mark != "" {
		t.Errorf("the mark of an empty archive is %q", r.Mark)
	}
	put(t, s, "a", "one", store.New)
	put(t, s, "b", "one", store.New)
	_, r = lines(t, s, export.Filter{}, r.Mark)
	got, again := lines(t, s, export.Filter{}, r.Mark)
	if len(got) != 0 || again.Mark != r.Mark {
		t.Errorf("with nothing new: %v, mark %q, want %q", got, again.Mark, r.Mark)
	}
	put(t, s, "c", "one", store.New)
	put(t, s, "a", "two", store.Revised)
	put(t, s, "b", "one", store.Unchanged)
	got, r = lines(t, s, export.Filter{}, r.Mark)
	if diff := cmp.Diff([]string{"c: one", "a: two"}, got); diff != "" {
		t.Errorf("export (-want +got):\n%s", diff)
	}
	// The mark passes what the filter leaves out, so that it is not looked at again.
	put(t, s, "d", "one", store.New)
	if got, r2 := lines(t, s, export.Filter{Query: "nothing has this"}, r.Mark); len(got) != 0 || r2.Mark == r.Mark {
		t.Errorf("%v chosen, mark %q", got, r2.Mark)
	}
}

func TestTextIsWrittenAsItIs(t *testing.T) {
	s := newArchive(t)
	put(t, s, "a", "Fish & <chips> – «рыба»\n\nnext\u2028line", store.New)
	var b bytes.Buffer
	if _, err := export.JSONLines(t.Context(), &b, s, export.Filter{}, ""); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"body":"Fish & <chips> – «рыба»\n\nnext\u2028line"`) {
		t.Errorf("written:\n%s", b.String())
	}
}

// TestWritingIsNotPutOffToTheEnd shows that an export streams: a reader that
// takes some and stops ends it, long before the archive has been walked.
func TestWritingIsNotPutOffToTheEnd(t *testing.T) {
	s := newArchive(t)
	text := strings.Repeat("The ferry runs every half hour. ", 2000)
	for i := range 30 {
		put(t, s, fmt.Sprint(i), text, store.New)
	}
	w := &shortWriter{room: 200 << 10}
	r, err := export.JSONLines(t.Context(), w, s, export.Filter{}, "")
	if !errors.Is(err, io.ErrShortWrite) {
		t.Fatalf("error %v, want the writer's", err)
	}
	if r.Written > 5 {
		t.Errorf("%d of 30 articles were read for a reader that took three", r.Written)
	}
}

// shortWriter takes so many bytes and no more.
type shortWriter struct{ room int }

func (w *shortWriter) Write(b []byte) (int, error) {
	n := min(len(b), w.room)
	w.room -= n
	if n < len(b) {
		return n, io.ErrShortWrite
	}
	return n, nil
}

func TestAnExportEndsWithItsContext(t *testing.T) {
	s := newArchive(t)
	put(t, s, "a", "one", store.New)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := export.JSONLines(ctx, io.Discard, s, export.Filter{}, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}
