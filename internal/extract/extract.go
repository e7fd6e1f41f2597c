// Package extract reads an article out of a page: page bytes, address, capture
// time and site rules in, a news.Article with its evidence out. It is pure: no
// I/O, no clock, no logging, no randomness; the same input gives the same output.
package extract

import (
	"fmt"
	"runtime/debug"
	"time"

	"presscut/internal/likeness"
	"presscut/internal/news"
	"presscut/internal/site"
)

// Version names this extractor in Article.Extractor; it changes when its readings do.
const Version = "1"

// Page is what is to be read.
type Page struct {
	HTML        []byte     // the page as served, after content decoding, in its own charset
	URL         string     // absolute: the address it was served at; "" when unknown
	ContentType string     // the Content-Type header, "" when unknown
	Fetched     time.Time  // when it was captured; zero when unknown
	Site        *site.Site // nil when nothing is known of the newspaper
}

// Reading is what was read, and why.
type Reading struct {
	Article     news.Article
	Explanation Explanation
}

// Read reads the page. The errors are ErrEmpty, ErrNotHTML and ErrPanic; a page
// without a story is not an error but an Article of another kind, whose Body may
// be empty. Capture, Revision, FirstSeen and Aliases are left to the archive.
func Read(p Page) (r Reading, err error) {
	defer func() { // a fault of ours costs one page, never the run
		if what := recover(); what != nil {
			r, err = Reading{}, fmt.Errorf("%w: %v\n%s", ErrPanic, what, debug.Stack())
		}
	}()
	d, err := parse(p)
	if err != nil {
		return Reading{}, err
	}
	a := &d.article
	d.identify()
	d.readLanguage()
	d.readTitle()
	d.readBody() // blocks, body, and which nodes they came from: needs the title
	d.readDates()
	d.readAuthors()
	d.readTags()
	d.readAbout() // subtitle, description, site name, section, variants, images
	d.readRelated()
	d.readKind() // kind and access: needs all of the above
	d.readQuotes()
	if a.Body != "" {
		a.ContentHash = likeness.Hash(a.Title, a.Body)
	}
	return Reading{Article: *a, Explanation: d.explanation}, nil
}
