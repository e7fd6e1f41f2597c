package quotes

import "strings"

// subject is who does what a verb says.
type subject struct {
	speaker string // "" when somebody speaks of whom it is not known who he is
	lo, hi  int    // the words that tell
	found   bool
	nominal bool // the speaker has no name
	office  bool // but an office that one holds
	pronoun bool // a pronoun stands for the speaker
	behind  bool // told behind the quote
}

// good tells whether a name can be the subject of its sentence.
func (n *name) good() bool { return n.known && !n.oblique && !n.owner }

// ofVerb is the subject of the verb at v. Words from lo up to hi are looked at.
func (f *finder) ofVerb(s *sentence, v, lo, hi int, after bool) subject {
	if f.lang.Bare {
		return f.bare(s, v, hi)
	}
	if after && v-lo <= 1 { // "...", said X
		if sub := f.behindVerb(s, v, hi, true); sub.found {
			return sub
		}
	}
	if _, ok := inverted(s.words[v].lower); ok {
		return subject{speaker: f.antecedent(s, v), pronoun: true, lo: v, hi: v, found: true}
	}
	start := v
	for start > lo && s.clause[start-1] == s.clause[v] && !f.coordinates(s, start) {
		start--
	}
	if sub := f.leftmost(s, start, v, true); sub.found {
		if sub.nominal && start > lo { // Anna Quayle, the director, said
			for _, n := range s.names {
				if n.to == start && n.good() && n.person && !f.lang.articles[s.words[max(start-1, 0)].lower] {
					return subject{speaker: n.full, lo: n.from, hi: v, found: true}
				}
			}
		}
		sub.hi = max(sub.hi, v)
		return sub
	}
	if f.lang.Inverts {
		if sub := f.behindVerb(s, v, hi, false); sub.found {
			return sub
		}
	}
	if start > lo {
		if sub := f.leftmost(s, lo, start, false); sub.found {
			sub.hi = max(sub.hi, v)
			if sub.hi-sub.lo > 12 {
				sub.hi = min(sub.lo+12, len(s.words)-1)
			}
			return sub
		}
	}
	if !f.lang.Inverts {
		if sub := f.behindVerb(s, v, hi, false); sub.found && !after {
			return sub
		}
	}
	if f.lang.Dropped && start == lo && v-lo <= 2 {
		return subject{speaker: f.antecedent(s, v), pronoun: true, lo: v, hi: v, found: true}
	}
	return subject{}
}

// bare is the subject where names have no capitals: the two or three words behind the
// verb and the offices, up to a preposition or a stop.
func (f *finder) bare(s *sentence, v, hi int) subject {
	t := f.blocks[s.block].text
	from := v + 1
	for from < hi && f.lang.roles[s.words[from].lower] && adjacent(t, s.words[from-1], s.words[from]) {
		from++
	}
	to := from
	for to < hi && to < from+3 && adjacent(t, s.words[to-1], s.words[to]) && !f.lang.before[s.words[to].lower] && !f.lang.isVerb(s.words[to].lower) {
		to++
	}
	if to == from || f.lang.pronouns[s.words[from].lower] {
		return subject{}
	}
	if from == v+1 && to-from == 3 { // an unknown noun stands there as likely as a name
		to--
	}
	return subject{speaker: string(t[s.words[from].start:s.words[to-1].end]), lo: v, hi: to - 1, found: true}
}

// coordinates tells whether a clause of its own begins at word i, behind "and".
func (f *finder) coordinates(s *sentence, i int) bool {
	if i < 2 || !f.lang.and[s.words[i-1].lower] {
		return false
	}
	for _, n := range f.namesOf(s) {
		if n.run == i {
			for _, m := range s.names {
				if m.to == i-1 {
					return false // X and Y said
				}
			}
			return n.good()
		}
	}
	return f.lang.pronouns[s.words[i].lower]
}

// leftmost is the first of the words that may be a subject; of the names a person's
// comes before any other. A pronoun counts when no name stands between it and the end.
func (f *finder) leftmost(s *sentence, lo, hi int, sameClause bool) subject {
	pronoun, nominal := -1, -1
	for i := lo; i < hi; i++ {
		w := s.words[i]
		if pronoun < 0 && f.lang.pronouns[w.lower] {
			pronoun = i
		}
		if nominal < 0 && (f.lang.nominals[w.lower] || f.office(w) != "") && !f.behindPreposition(s, i) {
			nominal = i
		}
	}
	var first, person *name
	for i := range f.namesOf(s) {
		n := &s.names[i]
		if n.from < lo || n.to > hi || !n.good() {
			continue
		}
		if first == nil {
			first = n
		}
		if person == nil && n.person {
			person = n
		}
	}
	best := first
	if person != nil {
		best = person
	}
	if best != nil && (pronoun < 0 || best.from < pronoun && !sameClause) || best != nil && sameClause && best.from > pronoun && pronoun >= 0 && person != nil && hi-best.to <= 1 {
		if nominal >= 0 && nominal < best.run-3 && sameClause && best.words == 1 && !best.person {
			return f.nominalAt(s, nominal, lo, hi)
		}
		return subject{speaker: best.full, lo: best.from, hi: best.to - 1, found: true}
	}
	if pronoun >= 0 {
		return subject{speaker: f.antecedent(s, pronoun), pronoun: true, lo: pronoun, hi: pronoun, found: true}
	}
	if nominal >= 0 {
		return f.nominalAt(s, nominal, lo, hi)
	}
	return subject{}
}

// behindPreposition tells whether a preposition stands before the word, with its
// article or not.
func (f *finder) behindPreposition(s *sentence, i int) bool {
	t := f.blocks[s.block].text
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if !adjacent(t, s.words[k], s.words[k+1]) {
			return false
		}
		if f.lang.before[s.words[k].lower] {
			return true
		}
		if f.lang.articles[s.words[k].lower] {
			return k > 0 && f.lang.before[s.words[k-1].lower] && adjacent(t, s.words[k-1], s.words[k])
		}
	}
	return false
}

// behindVerb is the subject that follows its verb: said X, said port director X,
// said the captain. Without near, an unnamed one does not count.
func (f *finder) behindVerb(s *sentence, v, hi int, near bool) subject {
	t := f.blocks[s.block].text
	nominal := -1
	names := f.namesOf(s)
	for i := v + 1; i < hi && i <= v+9; i++ {
		w := s.words[i]
		if gap := string(t[s.words[i-1].end:w.start]); strings.ContainsAny(gap, ",;:()“”„«»\"") {
			break
		}
		if f.lang.pronouns[w.lower] && nominal < 0 {
			return subject{speaker: f.antecedent(s, i), pronoun: true, lo: v, hi: i, found: true}
		}
		if n := nameAt(names, i); n != nil {
			switch {
			case !n.known && !(near && (!f.lang.LastTwo && n.words > 1 || i == v+1 && !f.people.lower[strings.ToLower(n.text)] && !s.words[n.from].first && !strings.Contains(n.text, "-"))):
			case nominal >= 0 && !n.person && f.lang.of[s.words[max(i-1, 0)].lower], nominal >= 0 && !n.person && i > 1 && f.lang.of[s.words[i-2].lower]:
				// the spokesman of the port
			case n.owner || n.words == 1 && !n.person && f.describes(s, t, n):
			default:
				return subject{speaker: n.full, lo: v, hi: n.to - 1, found: true}
			}
			i = n.to - 1
			continue
		}
		if nominal < 0 && (f.lang.nominals[w.lower] || f.office(w) != "") {
			nominal = i
			continue
		}
		if f.lang.that[w.lower] || f.lang.before[w.lower] && (nominal >= 0 || !f.lang.articles[w.lower]) {
			if nominal >= 0 && f.lang.of[w.lower] {
				continue // the head of the port, Anna Quayle
			}
			break
		}
		if !near && i > v+4 {
			break
		}
	}
	if nominal >= 0 {
		return f.nominalAt(s, nominal, v+1, hi)
	}
	return subject{}
}

// describes tells whether a word with a capital only describes the noun behind it:
// "Russian strikes".
func (f *finder) describes(s *sentence, t []rune, n *name) bool {
	if n.to >= len(s.words) || !adjacent(t, s.words[n.to-1], s.words[n.to]) {
		return false
	}
	w := s.words[n.to]
	return !w.capital() && !f.lang.before[w.lower] && !f.lang.articles[w.lower] && !f.lang.others[w.lower] && !f.lang.isVerb(w.lower)
}

// nominalAt is the one who holds the office at a word, or the words for him.
func (f *finder) nominalAt(s *sentence, i, lo, hi int) subject {
	t := f.blocks[s.block].text
	sub := subject{lo: i, hi: i, found: true}
	definite := true
	from := i
	for from > lo && from > i-4 && adjacent(t, s.words[from-1], s.words[from]) && !f.lang.isVerb(s.words[from-1].lower) && !f.lang.before[s.words[from-1].lower] {
		from--
		if f.lang.articles[s.words[from].lower] {
			definite = f.lang.definite[s.words[from].lower]
			break
		}
	}
	if o := f.office(s.words[i]); o != "" && definite {
		if full := f.people.offices[o]; full != "" {
			sub.speaker = full
			return sub
		}
	}
	to := i + 1
	for to < hi && to < i+8 && !f.lang.isVerb(s.words[to].lower) {
		gap := t[s.words[to-1].end:s.words[to].start]
		if len(gap) != 1 {
			break
		}
		if to > i+1 && s.words[to-1].capital() && !s.words[to].capital() && !f.lang.of[s.words[to].lower] && len(f.lang.of) > 0 {
			break
		}
		if to == i+1 && !f.lang.of[s.words[to].lower] {
			break
		}
		to++
	}
	if to < len(s.words) && s.clause[to] != s.clause[to-1] { // the county engineer, Anna Quayle
		if n := nameAt(f.namesOf(s), to); n != nil && !n.owner && (n.person || n.words == 2) && strings.TrimSpace(string(t[s.words[to-1].end:s.words[to].start])) == "," {
			sub.speaker, sub.hi = n.full, n.to-1
			return sub
		}
	}
	if f.lang.that[s.words[to-1].lower] || f.lang.before[s.words[to-1].lower] {
		to--
	}
	sub.office = definite && f.office(s.words[i]) != "" && !f.lang.nominals[s.words[i].lower]
	sub.speaker, sub.nominal = string(t[s.words[from].start:s.words[max(to-1, i)].end]), true
	return sub
}

// antecedent is whom the pronoun at word i stands for: somebody who was named before
// in its own sentence, or the subject of one of the sentences before.
func (f *finder) antecedent(s *sentence, i int) string {
	again := false // the same pronoun stood before: who it is was told earlier
	for k := range i {
		again = again || s.words[k].lower == s.words[i].lower
	}
	if !again {
		only := ""
		for _, n := range f.namesOf(s) {
			if n.to > i || !n.person {
				continue
			}
			if n.good() {
				return n.full
			}
			if only != "" && only != n.full {
				only = "several"
			} else {
				only = n.full
			}
		}
		if only != "" && only != "several" {
			return only
		}
	}
	for p, k := f.before(s, 2), 0; p != nil && k < 7; p, k = f.before(p, 2), k+1 {
		if f.blocks[p.block].kind == "heading" {
			continue
		}
		same := false // it speaks of the same one, by the same pronoun
		for _, w := range p.words {
			if i >= len(s.words) {
				break
			}
			if w.capital() && !w.first {
				break
			}
			if w.lower == s.words[i].lower && f.lang.pronouns[w.lower] {
				same = true
				break
			}
		}
		if n := f.personIn(p, len(p.words)); n != "" && !same && !f.onlyOblique(p, n) {
			return n
		}
		for j := len(f.found) - 1; j >= 0; j-- {
			q := &f.found[j]
			if q.block == p.block && q.open >= p.from && q.open < p.to && q.done {
				if q.nominal {
					return ""
				}
				if q.speaker != "" {
					return q.speaker
				}
			}
		}
	}
	return ""
}

// personIn is the person whom a sentence is about, "" when it names none.
func (f *finder) personIn(s *sentence, before int) string {
	any, several := "", false
	for _, n := range f.namesOf(s) {
		if n.to > before || !n.person {
			continue
		}
		if n.good() {
			return n.full
		}
		several = several || any != "" && any != n.full
		any = n.full
	}
	if several {
		return ""
	}
	if any == "" { // nothing shows it to be a person, but for its place
		for _, n := range s.names {
			if n.run == 0 && n.to < before && strings.HasPrefix(string(f.blocks[s.block].text[n.end:]), ",") && (n.words == 2 || n.words == 3) && n.good() && !f.people.body(n.full) {
				return n.full
			}
		}
	}
	return any
}

// onlyOblique tells whether a sentence names a person in no place but behind a
// preposition.
func (f *finder) onlyOblique(s *sentence, full string) bool {
	for _, n := range f.namesOf(s) {
		if n.full == full && !n.oblique {
			return false
		}
	}
	return true
}
