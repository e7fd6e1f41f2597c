// Package site is what is known of each newspaper: rules in YAML that say how
// to read it, never how to get in. Rules are checked when they are loaded, and
// all faults of all files come in one report.
package site

import (
	"regexp"
	"time"

	"github.com/andybalholm/cascadia"
)

// Site is one newspaper.
type Site struct {
	Name      string         // as readers call it; also Article.Source
	Hosts     []string       // lower case; a host matches itself and its www. twin
	Paths     []string       // where one host serves several editions: path prefixes this site is for; empty: all
	Language  string         // BCP 47, "" when unknown
	Zone      *time.Location // for dates that name no zone; nil when unknown
	Pause     time.Duration  // between two visits; 0: the default
	Start     Start
	Include   []*regexp.Regexp // on the path and query: a story matches one of these, if there are any,
	Exclude   []*regexp.Regexp // and none of these
	Revisions []Revision       // oldest first; the last has a zero Until
	Version   string           // short digest of the YAML: part of Article.Extractor
}

// Start says where the crawl of a site begins. Addresses are absolute.
type Start struct {
	Feeds, Sitemaps, Sections []string
}

// Revision is how to read pages captured before Until (zero: no end).
type Revision struct {
	Until  time.Time
	Fields map[string][]Step // by the field's JSON name; steps in order, the first that yields wins
	Drop   []Selector        // taken out before anything is read
}

// Step is one way to read a field.
type Step struct {
	Select Selector
	Attr   string    // read this attribute instead of the text
	Trim   []string  // prefixes and suffixes taken off the text, case ignored
	Split  string    // where one element holds several values
	Block  *Selector // related only: heading of the box, searched from the link's ancestors inwards
}

// Selector is a compiled CSS selector and its source.
type Selector struct {
	cascadia.Sel
	CSS string
}

// At is the revision that reads a page captured at t; nil when the site has none.
func (s *Site) At(t time.Time) *Revision {
	if s == nil {
		return nil
	}
	for i := range s.Revisions {
		if u := s.Revisions[i].Until; u.IsZero() || t.Before(u) {
			return &s.Revisions[i]
		}
	}
	return nil
}
