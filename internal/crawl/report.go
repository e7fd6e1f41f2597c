package crawl

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"presscut/internal/news"
)

// Result is what came of one visit.
type Result string

// The results of a visit.
const (
	New       Result = "new"        // an article stored for the first time
	Revised   Result = "revised"    // an article that says something else than before
	Unchanged Result = "unchanged"  // an article that says the same as before
	List      Result = "list"       // a feed, sitemap or section page: its links were taken
	NoArticle Result = "no article" // a page without a story, or no page at all
	Gone      Result = "gone"       // 404 or 410
	Refused   Result = "refused"    // robots.txt says no
	Retry     Result = "retry"      // failed, and comes again
	Failed    Result = "failed"     // failed for good
)

func (r Result) article() bool { return r == New || r == Revised || r == Unchanged }

// Visit is one visit and what came of it.
type Visit struct {
	Target  news.Target
	Result  Result
	Reason  string        // why it failed, was refused or comes again, or what was wrong with what was read
	Article *news.Article // New, Revised and Unchanged
	Added   int           // List: targets not known before
	Bytes   int           // received over the wire
}

// Report sums up a run.
type Report struct {
	Started     time.Time      `json:"started"`
	Took        time.Duration  `json:"took_ns"`
	Interrupted bool           `json:"interrupted,omitempty"` // stopped before all that was due was visited
	Visits      int            `json:"visits"`
	Bytes       int64          `json:"bytes"`
	Results     map[Result]int `json:"results"`
	Announced   int            `json:"announced"`         // addresses met for the first time in lists
	PutOff      int            `json:"put_off,omitempty"` // targets left for a later run, since their host asks to be left alone
	Sources     []*Source      `json:"sources"`           // in the order they were met

	mu sync.Mutex
}

// Source is the part of a report about one source.
type Source struct {
	Name    string         `json:"name"`
	Results map[Result]int `json:"results"`
	Faults  []Fault        `json:"faults,omitempty"`    // the first of them
	Trouble string         `json:"attention,omitempty"` // why a person should look at it

	seeds       []string
	seedFaults  map[string]string // seed -> what its last visit came to
	lastFailure string
}

// Fault is one visit that failed, was refused, found nothing or not all.
type Fault struct {
	URL    string `json:"url"`
	Result Result `json:"result"`
	Reason string `json:"reason"`
}

// maxFaults bounds the faults told of one source: a report is for people.
const maxFaults = 20

func newReport(started time.Time) *Report {
	return &Report{Started: started, Results: map[Result]int{}}
}

func (r *Report) source(name string) *Source {
	for _, s := range r.Sources {
		if s.Name == name {
			return s
		}
	}
	s := &Source{Name: name, Results: map[Result]int{}, seedFaults: map[string]string{}}
	r.Sources = append(r.Sources, s)
	return s
}

func (r *Report) seeded(t news.Target) {
	s := r.source(t.Source)
	s.seeds = append(s.seeds, t.URL)
}

func (r *Report) add(v Visit) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.source(v.Target.Source)
	r.Visits++
	r.Bytes += int64(v.Bytes)
	r.Results[v.Result]++
	s.Results[v.Result]++
	r.Announced += v.Added
	s.Faults = slices.DeleteFunc(s.Faults, func(f Fault) bool { return f.URL == v.Target.URL }) // the last visit counts
	if v.Reason != "" && len(s.Faults) < maxFaults {
		s.Faults = append(s.Faults, Fault{URL: v.Target.URL, Result: v.Result, Reason: v.Reason})
	}
	if slices.Contains(s.seeds, v.Target.URL) {
		delete(s.seedFaults, v.Target.URL)
		if !v.Result.article() && v.Result != List {
			s.seedFaults[v.Target.URL] = v.Reason
		}
	}
	if v.Result == Failed {
		s.lastFailure = v.Reason
	}
}

// manyFailures of a source, with nothing read beside them, want a person's attention.
const manyFailures = 5

// finish ends the report: how long it took, and which sources are in trouble.
func (r *Report) finish(interrupted bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Took, r.Interrupted = time.Since(r.Started), interrupted
	for _, s := range r.Sources {
		read := s.Results[New] + s.Results[Revised] + s.Results[Unchanged]
		i := slices.IndexFunc(s.seeds, func(seed string) bool { return s.seedFaults[seed] != "" })
		switch {
		case i >= 0:
			s.Trouble = fmt.Sprintf("its start %s: %s", s.seeds[i], s.seedFaults[s.seeds[i]])
			if n := len(s.seedFaults) - 1; n > 0 {
				s.Trouble += fmt.Sprintf(" (and %d more of its starts)", n)
			}
		case read == 0 && s.Results[Failed] >= manyFailures:
			s.Trouble = fmt.Sprintf("%d pages failed and none was read; the last: %s", s.Results[Failed], s.lastFailure)
		}
	}
}

func (r *Report) putOff() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.PutOff++
}

func (r *Report) articles() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.Results[New] + r.Results[Revised] + r.Results[Unchanged]
}

// Attention names the sources a person should look at, with the reason.
func (r *Report) Attention() []string {
	var out []string
	for _, s := range r.Sources {
		if s.Trouble != "" {
			out = append(out, s.Name+": "+s.Trouble)
		}
	}
	return out
}

// Text writes the report for people, a few lines.
func (r *Report) Text(w io.Writer) error {
	var b strings.Builder
	n := r.Results
	fmt.Fprintf(&b, "%d new, %d revised, %d unchanged", n[New], n[Revised], n[Unchanged])
	if n[New]+n[Revised] == 0 {
		b.WriteString(": nothing new was stored")
	}
	fmt.Fprintf(&b, "\n%d visits (%d lists with %d new addresses), %s in %s\n",
		r.Visits, n[List], r.Announced, size(r.Bytes), r.Took.Round(10*time.Millisecond))
	for _, k := range []Result{NoArticle, Gone, Refused, Retry, Failed} {
		if n[k] > 0 {
			fmt.Fprintf(&b, "%d %s\n", n[k], map[Result]string{NoArticle: "without an article", Gone: "gone (404, 410)",
				Refused: "refused by robots.txt", Retry: "tried again", Failed: "failed"}[k])
		}
	}
	if r.PutOff > 0 {
		fmt.Fprintf(&b, "%d put off to a later run: their hosts ask to be left alone\n", r.PutOff)
	}
	for _, s := range r.Sources {
		for _, f := range s.Faults {
			fmt.Fprintf(&b, "  %s: %s: %s\n", f.Result, f.URL, f.Reason)
		}
		if len(s.Faults) == maxFaults {
			fmt.Fprintf(&b, "  (of %s no more than %d are told)\n", s.Name, maxFaults)
		}
	}
	if r.Interrupted {
		b.WriteString("interrupted: what is left stays due for the next run\n")
	}
	for _, a := range r.Attention() {
		fmt.Fprintf(&b, "attention: %s\n", a)
	}
	_, err := io.WriteString(w, b.String())
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

func size(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
