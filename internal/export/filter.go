package export

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// Filter chooses articles; a zero field chooses all.
type Filter struct {
	Since, Until time.Time // by publication, else by first capture; see Matcher. Until is exclusive
	Source       string    // Article.Source or a host
	Tag          string    // one of the tags, case ignored
	Language     string    // BCP 47; "en" chooses "en-GB" too
	Query        string    // every word stands in title, subtitle or body, case ignored
}

// Matcher prepares the filter for many articles: what it gives reports whether
// the filter chooses one.
//
// A bound that is midnight UTC means that day: it is held against the day that
// the article shows, whatever its offset, so that what is chosen agrees with
// what the record says. Any other bound is a moment; a bare day is then its first in UTC.
func (f *Filter) Matcher() func(*news.Article) bool {
	tag, words := fold(f.Tag), strings.Fields(fold(f.Query))
	language, source := strings.ToLower(f.Language), strings.ToLower(f.Source)
	return func(a *news.Article) bool {
		return f.inTime(a) &&
			(source == "" || strings.ToLower(a.Source) == source || bare(canon.Host(a.CanonicalURL)) == bare(source)) &&
			(language == "" || strings.HasPrefix(strings.ToLower(a.Language)+"-", language+"-")) &&
			(tag == "" || slices.ContainsFunc(a.Tags, func(t string) bool { return fold(t) == tag })) &&
			(len(words) == 0 || holds(fold(a.Title+"\n"+a.Subtitle+"\n"+a.Body), words))
	}
}

func (f *Filter) inTime(a *news.Article) bool {
	if f.Since.IsZero() && f.Until.IsZero() {
		return true
	}
	at, ok := when(a)
	return ok && (f.Since.IsZero() || !before(at, f.Since)) && (f.Until.IsZero() || before(at, f.Until))
}

// before reports whether at is before a bound.
func before(at, bound time.Time) bool {
	bound = bound.UTC()
	if bound.Equal(bound.Truncate(24 * time.Hour)) {
		return at.Format(time.DateOnly) < bound.Format(time.DateOnly)
	}
	return at.Before(bound)
}

// when is what a filter by date goes by: publication, else first capture.
func when(a *news.Article) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t, true
		}
	}
	if a.FirstSeen != nil {
		return a.FirstSeen.UTC(), true
	}
	return time.Time{}, false
}

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func bare(host string) string { return strings.TrimPrefix(host, "www.") }

// fold makes texts equal that differ only in case or in how their letters are encoded.
func fold(s string) string { return cases.Fold().String(norm.NFKC.String(s)) }
