package extract

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// ballot gathers what the page offers for one field, and elects one of it.
// Offers that say the same are one candidate, and each independent source that
// agrees makes it likelier: two meta elements are one source, since one line of
// the site's software wrote both; a meta element and the visible page are two.
type ballot struct {
	field string // the field's JSON name
	all   []offer
}

// offer is one value from one place.
type offer struct {
	value  string
	list   []string // the value of fields that hold a list
	method string
	path   string
	score  float64
	node   *html.Node // the element, when it came from the visible page
	key    string     // what equal values have in common
}

// source is what one line of software wrote: the title element is in the
// tree like a headline, but nobody sees the two together.
func (o *offer) source() string {
	if o.path == "title" {
		return o.path
	}
	return o.method
}

// add notes a value. Empty ones are not offers.
func (b *ballot) add(value, method, path string, score float64, node *html.Node) {
	if key := fold(value); key != "" {
		b.all = append(b.all, offer{value: value, method: method, path: path, score: score, node: node, key: key})
	}
}

// addList notes a list; its order does not part it from another.
func (b *ballot) addList(list []string, method, path string, score float64, node *html.Node) {
	if len(list) == 0 {
		return
	}
	keys := make([]string, len(list))
	for i, s := range list {
		keys[i] = fold(s)
	}
	slices.Sort(keys)
	b.all = append(b.all, offer{value: strings.Join(list, "; "), list: list, method: method, path: path, score: score, node: node, key: strings.Join(keys, ";")})
}

// agreement is what each further independent source is worth, as a part of its own score.
const agreement = 0.5

// elect ranks the offers, explains the ranking, and gives the winner; ok is
// false when there was none.
func (b *ballot) elect(d *doc) (winner offer, ok bool) {
	if len(b.all) == 0 {
		return offer{}, false
	}
	total := map[string]float64{}
	first := map[string]int{} // the best offer of each value
	for i, o := range b.all {
		if j, seen := first[o.key]; !seen || o.score > b.all[j].score {
			first[o.key] = i
		}
	}
	for key, i := range first {
		sum := b.all[i].score
		best := map[string]float64{}
		for j := range b.all {
			o := &b.all[j]
			if o.key == key && o.source() != b.all[i].source() {
				best[o.source()] = max(best[o.source()], o.score)
			}
		}
		methods := make([]string, 0, len(best))
		for m := range best {
			methods = append(methods, m)
		}
		slices.Sort(methods) // sums of floats depend on their order
		for _, m := range methods {
			sum += agreement * best[m]
		}
		total[key] = sum
	}
	ranked := slices.Clone(b.all)
	slices.SortStableFunc(ranked, func(x, y offer) int {
		if c := cmp.Compare(total[y.key], total[x.key]); c != 0 {
			return c
		}
		if x.key != y.key {
			return cmp.Compare(first[x.key], first[y.key])
		}
		return cmp.Compare(y.score, x.score)
	})
	winner = ranked[0]
	b.explain(d, ranked, func(o offer) float64 { return total[o.key] })
	d.because(b.field, winner.method, winner.path)
	return winner, true
}

// explain notes every offer, the first as the chosen one.
func (b *ballot) explain(d *doc, ranked []offer, score func(offer) float64) {
	if d.explanation.Candidates == nil {
		d.explanation.Candidates = map[string][]Candidate{}
	}
	for i, o := range ranked {
		d.explanation.Candidates[b.field] = append(d.explanation.Candidates[b.field], Candidate{
			Value: o.value, Method: o.method, Path: o.path, Score: score(o), Chosen: i == 0,
		})
	}
}

// fold is what two spellings of the same words have in common: case,
// punctuation, white space and typographic variants do not count.
func fold(s string) string { return foldText(norm.NFKC.String(s)) }

// compact is fold without any gaps.
func compact(s string) string { return strings.ReplaceAll(fold(s), " ", "") }
