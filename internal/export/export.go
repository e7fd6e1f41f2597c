// Package export writes what the archive holds as JSON Lines (one object a
// line, UTF-8, "\n" after each), streaming: memory does not grow with the archive.
package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"presscut/internal/store"
)

// Result is what an export came to.
type Result struct {
	Written int
	Mark    store.Mark // of the last entry walked: a later export may go on behind it
}

// JSONLines writes the latest revision of each article that f chooses and that
// was stored behind after, in the order of storing. With an error, what was
// written is not all, and the mark is of no use.
func JSONLines(ctx context.Context, w io.Writer, archive store.Archive, f Filter, after store.Mark) (Result, error) {
	r := Result{Mark: after}
	chooses := f.Matcher()
	buf := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	for e, err := range archive.Articles(ctx, after) {
		if err != nil {
			return r, fmt.Errorf("walk the archive: %w", err)
		}
		r.Mark = e.Mark
		if e.Superseded || !chooses(&e.Article) {
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
