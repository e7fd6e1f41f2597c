// Package site is what is known of each newspaper: rules in YAML that say how
// to read it, never how to get in. Rules are checked when they are loaded, and
// all faults of all files come in one report.
package site

import (
	"regexp"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"

	"presscut/internal/canon"
)

// Site is one newspaper.
type Site struct {
	Name      string         // as readers call it; also Article.Source
	Hosts     []string       // lower case, without www.; a host matches itself and its www. twin
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

// Step is one way to read a field. A body step may select the paragraphs or the
// element that holds them.
type Step struct {
	Select Selector
	Attr   string   // read this attribute instead of the text
	Trim   []string // prefixes and suffixes taken off the text, case ignored
	Split  string   // where one element holds several values

	// Block, for related only, finds the heading of the box a link stands in: in
	// the nearest ancestor of the link that holds a match, the last match before
	// the link; no heading where all matches of that ancestor come after it.
	Block *Selector
}

// Selector is a compiled CSS selector, or a group of them parted by commas, and
// its source.
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

// Owns says whether the address is on one of the site's hosts and, where the
// site is one edition of several, below one of its paths.
func (s *Site) Owns(url string) bool {
	if s == nil {
		return false
	}
	host, target := split(url)
	if !s.hasHost(host) {
		return false
	}
	_, ok := s.reach(target)
	return ok
}

// Story says whether the path and query of the address look like those of a
// story. It does not look at the host; without rules every address does.
func (s *Site) Story(url string) bool {
	if s == nil {
		return true
	}
	target := pathAndQuery(url)
	for _, x := range s.Exclude {
		if x.MatchString(target) {
			return false
		}
	}
	for _, x := range s.Include {
		if x.MatchString(target) {
			return true
		}
	}
	return len(s.Include) == 0
}

// hasHost compares a host as split gives it, and where that names a port, the
// host without it as well.
func (s *Site) hasHost(host string) bool {
	bare := withoutPort(host)
	for _, h := range s.Hosts {
		if h == host || h == bare {
			return true
		}
	}
	return false
}

// reach is the length of the longest of the site's paths that the target is at
// or below: 0 for a site without paths.
func (s *Site) reach(target string) (int, bool) {
	if len(s.Paths) == 0 {
		return 0, true
	}
	longest, ok := 0, false
	for _, p := range s.Paths {
		if below(target, p) && len(p) >= longest {
			longest, ok = len(p), true
		}
	}
	return longest, ok
}

// below says whether a path and query is p or something under it, whole
// segments only: /eng/ holds /eng and /eng/news, not /england.
func below(target, p string) bool {
	p = strings.TrimSuffix(p, "/")
	rest, ok := strings.CutPrefix(target, p)
	return ok && (rest == "" || rest[0] == '/' || rest[0] == '?')
}

// split parts an absolute address into its host, in punycode and without www.,
// and its path and query.
func split(url string) (host, target string) {
	return strings.TrimPrefix(canon.Host(url), "www."), pathAndQuery(url)
}

// pathAndQuery cuts them out as they stand: browsers take many an address that
// net/url refuses.
func pathAndQuery(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "#")
	i := strings.IndexAny(rest, "/?")
	switch {
	case i < 0:
		return "/"
	case rest[i] == '?':
		return "/" + rest[i:]
	}
	return rest[i:]
}

func withoutPort(host string) string {
	i := strings.LastIndexByte(host, ':')
	if i < 0 || strings.HasSuffix(host, "]") {
		return host
	}
	return host[:i]
}
