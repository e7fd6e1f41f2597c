// Package export writes what the archive holds as JSON Lines (one object a
// line, UTF-8, "\n" after each), streaming: memory does not grow with the archive.
package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/store"
)

// Filter chooses articles; a zero field chooses all.
type Filter struct {
	Since, Until time.Time // by the day or moment of publication, else of the first capture; Until is exclusive
	Source       string    // Article.Source or a host
	Tag          string    // one of the tags, case ignored
	Language     string    // BCP 47; "en" chooses "en-GB" too
	Query        string    // every word stands in title, subtitle or body, case ignored
}

// Match reports whether the filter chooses a.
func (f *Filter) Match(a *news.Article) bool {
	if !f.Since.IsZero() || !f.Until.IsZero() {
		at, ok := when(a)
		if !ok || !f.Since.IsZero() && at.Before(f.Since) || !f.Until.IsZero() && !at.Before(f.Until) {
			return false
		}
	}
	if f.Source != "" && !strings.EqualFold(f.Source, a.Source) && !strings.EqualFold(bare(f.Source), bare(canon.Host(a.CanonicalURL))) {
		return false
	}
	if f.Language != "" && !strings.EqualFold(a.Language, f.Language) &&
		!strings.HasPrefix(strings.ToLower(a.Language), strings.ToLower(f.Language)+"-") {
		return false
	}
	if f.Tag != "" && !hasTag(a.Tags, f.Tag) {
		return false
	}
	if f.Query != "" {
		text := fold(a.Title + "\n" + a.Subtitle + "\n" + a.Body)
		for word := range strings.FieldsSeq(fold(f.Query)) {
			if !strings.Contains(text, word) {
				return false
			}
		}
	}
	return true
}

// Result is what an export came to.
type Result struct {
	Written int
	Mark    store.Mark // of the last entry walked: a later export may go on behind it
}

// JSONLines writes the latest revision of each article that f chooses and that
// was stored behind after, in the order of storing.
func JSONLines(ctx context.Context, w io.Writer, archive store.Archive, f Filter, after store.Mark) (Result, error) {
	r := Result{Mark: after}
	buf := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	for e, err := range archive.Articles(ctx, after) {
		if err != nil {
			return r, fmt.Errorf("walk the archive: %w", err)
		}
		r.Mark = e.Mark
		if e.Superseded || !f.Match(&e.Article) {
			continue
		}
		if err := enc.Encode(&e.Article); err != nil {
			return r, fmt.Errorf("write article %s: %w", e.Article.ID, err)
		}
		r.Written++
	}
	if err := buf.Flush(); err != nil {
		return r, fmt.Errorf("write the articles: %w", err)
	}
	return r, nil
}

// when is the moment a filter by date goes by: publication, else first capture.
// A bare day is its first moment in UTC.
func when(a *news.Article) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t, true
		}
	}
	if a.FirstSeen != nil {
		return *a.FirstSeen, true
	}
	return time.Time{}, false
}

func hasTag(tags []string, tag string) bool {
	for _, t := range tags {
		if fold(t) == fold(tag) {
			return true
		}
	}
	return false
}

func bare(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }

func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }
