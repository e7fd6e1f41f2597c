package news

import "time"

// TargetKind says what a target is expected to be. It is a hint: what a page
// turns out to be is decided when its bytes are there.
type TargetKind string

// The kinds of target. Unknown is what a person types on the command line.
const (
	Unknown TargetKind = ""
	Story   TargetKind = "story"   // an article page
	Section TargetKind = "section" // a front page, a section page, a listing
	Feed    TargetKind = "feed"    // RSS, Atom, JSON Feed
	Sitemap TargetKind = "sitemap" // a sitemap or a sitemap index
)

// Target is an address to visit.
type Target struct {
	URL    string     `json:"url"`              // absolute, as it is to be asked for; canon.Key names it
	Kind   TargetKind `json:"kind,omitempty"`   // what it is expected to be
	Source string     `json:"source,omitempty"` // the source it belongs to: a rule's name or a host
	Via    string     `json:"via,omitempty"`    // the address of the page that announced it; "" for a seed
	Depth  int        `json:"depth,omitempty"`  // steps from the seed: a seed is 0

	// Since: a list is read no further back than this; what it announces inherits
	// it. Zero: all of it.
	Since time.Time `json:"since,omitzero"`

	// What the announcing feed, sitemap or list said of it; zero where it said nothing.
	Title     string    `json:"title,omitempty"`
	Published time.Time `json:"published,omitzero"`
	Modified  time.Time `json:"modified,omitzero"`
}
