package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong in one rule file.
type Fault struct {
	File    string `json:"file"`           // as it was given; embedded files begin with "embedded:"
	Line    int    `json:"line,omitempty"` // 1-based; 0 where the fault is the file itself
	Key     string `json:"key,omitempty"`  // such as "revisions[0].fields.title[1].css"
	Problem string `json:"problem"`        // what is wrong
	Hint    string `json:"hint,omitempty"` // what to do about it
}

// String is the fault on one line, as compilers print theirs.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	b.WriteString(": ")
	if f.Key != "" {
		b.WriteString(f.Key + ": ")
	}
	b.WriteString(f.Problem)
	if f.Hint != "" {
		b.WriteString(" (" + f.Hint + ")")
	}
	return b.String()
}

// Faults is everything wrong in a set of rule files, as one error. Within a file
// they are in the order of its lines.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, x := range f {
		lines[i] = x.String()
	}
	return strings.Join(lines, "\n")
}

func byLine(a, b Fault) int { return cmp.Compare(a.Line, b.Line) }

// nearest is the known word closest to the one written, "" when none is close.
func nearest(word string, known []string) string {
	best, at := "", 1+len(word)/3
	for _, k := range known {
		if d := distance(strings.ToLower(word), k); d <= at && (best == "" || d < at) {
			best, at = k, d
		}
	}
	return best
}

// distance is the optimal string alignment distance: insertions, deletions,
// substitutions and swaps of neighbours.
func distance(a, b string) int {
	if len(a) > 64 { // no key is near that long
		return len(a)
	}
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}

func didYouMean(word string, known []string) string {
	if k := nearest(word, known); k != "" {
		return fmt.Sprintf("did you mean %q?", k)
	}
	sorted := slices.Sorted(slices.Values(known))
	return "known here: " + strings.Join(sorted, ", ")
}
