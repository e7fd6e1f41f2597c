package quotes

import (
	"strings"
	"unicode/utf8"
)

// people are the names of an article.
type people struct {
	lang    *language
	full    map[string][]string // names of two words or more, by their last word
	given   map[string][]string // the same, by their first
	counts  map[string]int
	alone   map[string]bool   // words that stand as a name alone: surnames
	single  map[string]bool   // the same, not only at the start of a sentence
	persons map[string]bool   // full names that something shows to be somebody's
	nouns   map[string]bool   // runs of capitals with an article before them
	places  map[string]bool   // words that something is in
	lower   map[string]bool   // words that the article has in lower case
	offices map[string]string // who holds an office: "captain" is "Anna Quayle"; "" when several do
}

// peopleOf gathers the names of an article.
func (f *finder) peopleOf() *people {
	p := &people{lang: f.lang, full: map[string][]string{}, given: map[string][]string{}, counts: map[string]int{}, places: map[string]bool{}, nouns: map[string]bool{}, single: map[string]bool{}, alone: map[string]bool{}, persons: map[string]bool{}, offices: map[string]string{}}
	var order []string
	words, names := make([][]word, len(f.blocks)), make([][]name, len(f.blocks))
	count := 0
	for i := range f.blocks {
		b := &f.blocks[i]
		words[i] = wordsIn(b.text, 0, len(b.text))
		names[i] = namesIn(b.text, words[i], f.lang)
		count += len(words[i])
	}
	p.lower = make(map[string]bool, count/3)
	for i := range words {
		for _, w := range words[i] {
			if !w.capital() {
				p.lower[w.lower] = true
			}
		}
	}
	for i := range f.blocks {
		b, words := &f.blocks[i], words[i]
		for _, n := range names[i] {
			p.unstart(words, &n, b.text)
			if n.run > 0 && f.lang.within[words[n.run-1].lower] && !n.owner && !n.office {
				p.places[lastWord(n.text)] = true
			}
			if n.words == 1 {
				p.alone[strings.ToLower(n.text)] = true
				if !words[n.from].first || n.owner {
					p.single[strings.ToLower(n.text)] = true
				}
			}
			if n.words < 2 || n.words > 4 || words[n.from].first && n.words == 2 && f.lang.LastTwo && p.lower[words[n.from].lower] {
				continue
			}
			if p.counts[n.text] == 0 {
				order = append(order, n.text)
			}
			p.counts[n.text]++
			if f.lang.LastTwo && n.run == n.from && n.run > 0 && adjacent(b.text, words[n.run-1], words[n.run]) && f.lang.articles[words[n.run-1].lower] {
				p.nouns[n.text] = true // the sovereignty of Venezuela: names have no article
			}
			if p.shown(b.text, words, n) {
				p.persons[n.text] = true
			}
		}
	}
	for _, full := range order {
		k, g := lastWord(full), firstWord(full)
		p.full[k] = append(p.full[k], full)
		p.given[g] = append(p.given[g], full)
		if p.alone[k] && !p.body(full) && !p.nouns[full] {
			p.persons[full] = true
		}
		if p.places[k] {
			delete(p.persons, full)
		}
	}
	for i := range f.blocks {
		f.officesIn(p, &f.blocks[i], words[i], names[i])
	}
	return p
}

// unstart takes off a name the word that has a capital only because it begins the
// sentence: one that the article has in lower case too.
func (p *people) unstart(words []word, n *name, t []rune) {
	if n.words < 2 || n.run != n.from || !words[n.from].first || !p.lower[words[n.from].lower] || p.lang.particles[words[n.from+1].lower] {
		return
	}
	n.from, n.words = n.from+1, n.words-1
	n.run, n.start = n.from, words[n.from].start
	cut := string(t[n.start:n.end])
	if n.owner {
		cut = cut[:strings.LastIndexAny(cut, "'’")]
	}
	n.text = cut
}

// genitive tells whether a word is a name in the genitive: "Liats".
func (f *finder) genitive(w string) bool {
	base, ok := strings.CutSuffix(w, "s")
	return ok && len(base) > 2 && f.people.alone[base]
}

// body tells whether a name holds a word that no person's name has.
func (p *people) body(full string) bool {
	for _, w := range strings.Fields(strings.ToLower(full)) {
		if p.lang.bodies[w] || p.lang.of[w] && !p.lang.LastTwo && !p.lang.particles[w] {
			return true
		}
	}
	return false
}

// shown tells whether the words around a name show it to be somebody's: an office in
// front of it, an age behind it, a verb of speech at its side.
func (p *people) shown(t []rune, words []word, n name) bool {
	if p.body(n.text) {
		return false
	}
	if all := n.text == strings.ToUpper(n.text); all && n.words > 1 {
		return false
	}
	if n.office || n.run > 0 && n.run == n.from && p.lang.isRole(words[n.run-1]) && adjacent(t, words[n.run-1], words[n.run]) {
		return true
	}
	if n.run > 0 && p.lang.verbs[words[n.run-1].lower] && !p.lang.LastTwo {
		return true
	}
	if n.to >= len(words) {
		return false
	}
	next := words[n.to]
	if p.lang.verbs[next.lower] {
		before := word{}
		if n.run > 0 && adjacent(t, words[n.run-1], words[n.run]) {
			before = words[n.run-1]
		}
		return before.text == "" || before.capital() || p.lang.articles[before.lower] || p.lang.and[before.lower] || p.lang.that[before.lower]
	}
	gap := strings.TrimSpace(string(t[n.end:next.start]))
	if gap == "," && words[n.run].first { // Anna Quayle, the director of
		for k := n.to; k < len(words) && k < n.to+4; k++ {
			if p.lang.isRole(words[k]) {
				return true
			}
		}
	}
	if (gap == "," || gap == "(") && len(next.text) <= 3 && next.text[0] >= '1' && next.text[0] <= '9' {
		return true
	}
	return false
}

// officesIn notes who holds what office: "port director Anna Quayle", "Anna Quayle, the
// director of the port".
func (f *finder) officesIn(p *people, b *section, words []word, names []name) {
	hold := func(office, full string) {
		if office == "" {
			return
		}
		if old, ok := p.offices[office]; ok && old != full {
			full = ""
		}
		p.offices[office] = full
	}
	for _, n := range names {
		full := p.fullest(n.text)
		if !strings.Contains(full, " ") || !p.persons[full] {
			continue
		}
		for k := n.from - 1; k >= 0 && k >= n.from-3; k-- {
			if !adjacent(b.text, words[k], words[k+1]) {
				break
			}
			hold(f.office(words[k]), full)
		}
		for k := n.to; k < len(words) && k < n.to+5; k++ {
			comma := strings.HasPrefix(strings.TrimSpace(string(b.text[words[k-1].end:words[k].start])), ",")
			if k == n.to && !comma && k+1 < len(words) && strings.TrimSpace(string(b.text[words[k].end:words[k+1].start])) == "," && !f.lang.isVerb(words[k].lower) {
				k++ // Anna Quayle however, the director
				continue
			}
			if k == n.to && !comma || k > n.to+1 && strings.ContainsAny(string(b.text[words[k-1].end:words[k].start]), ",.;:") {
				break
			}
			hold(f.office(words[k]), full)
		}
	}
}

// office is the word by which an office is known, "" when the word is none.
func (f *finder) office(w word) string {
	if f.lang.nominals[w.lower] || f.lang.attributes[w.lower] {
		return ""
	}
	if r := f.lang.roleOf(w.lower); r != "" {
		return r
	}
	if f.lang.roles[w.lower] {
		return w.lower
	}
	return ""
}

func lastWord(s string) string {
	if i := strings.LastIndexAny(s, " \u00a0"); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return strings.ToLower(s[i+size:])
	}
	return strings.ToLower(s)
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, " \u00a0"); i >= 0 {
		return strings.ToLower(s[:i])
	}
	return strings.ToLower(s)
}

// best is the one of several full forms that the article has most, "" when that is
// not plain.
func (p *people) best(forms []string) string {
	best, n, next := "", 0, 0
	for _, full := range forms {
		if c := p.counts[full]; c > n {
			best, n, next = full, c, n
		} else {
			next = max(next, c)
		}
	}
	if len(forms) > 1 && n < 2*next && !sameButLonger(forms) {
		return ""
	}
	return best
}

// sameButLonger tells whether all forms are one name, with more or fewer words.
func sameButLonger(forms []string) bool {
	for _, a := range forms {
		for _, b := range forms {
			if !strings.HasSuffix(a, b) && !strings.HasSuffix(b, a) {
				return false
			}
		}
	}
	return true
}

// fullest is the fullest form of a name that the article has; inflected forms find
// the form they are of.
func (p *people) fullest(n string) string {
	if strings.ContainsAny(n, " \u00a0") {
		if p.inflects() {
			return p.nominative(n)
		}
		return n
	}
	k := strings.ToLower(n)
	if full := p.best(p.full[k]); full != "" {
		return full
	}
	if full := p.best(p.given[k]); full != "" && len(p.full[k]) == 0 {
		return full
	}
	if p.lang.LastTwo { // Nadeschdins
		if cut, ok := strings.CutSuffix(k, "s"); ok {
			if full := p.best(p.full[cut]); full != "" {
				return full
			}
		}
	}
	if !p.inflects() {
		return n
	}
	best, length := n, 0
	for last, forms := range p.full {
		c := sameStem(k, last)
		if full := p.best(forms); c > 0 && full != "" && (c > length || c == length && full < best) {
			best, length = p.nominative(full), c
		}
	}
	return best
}

// sameStem is the length of the stem that two words share when they may be forms of
// one word, or 0.
func sameStem(a, b string) int {
	ar, br := []rune(a), []rune(b)
	c := 0
	for c < len(ar) && c < len(br) && ar[c] == br[c] {
		c++
	}
	if c >= 3 && c >= len(ar)-3 && c >= len(br)-3 && (c >= 4 || len(ar) <= 5) {
		return c
	}
	return 0
}

// nominative is the form of a name that the subject of a sentence has, as far as the
// article holds it: of the forms of one name the shortest, of two as long that in -a.
func (p *people) nominative(n string) string {
	parts := strings.Fields(n)
	best := n
	for full := range p.counts {
		other := strings.Fields(full)
		if len(other) != len(parts) {
			continue
		}
		same := true
		for i := range parts {
			same = same && (parts[i] == other[i] || sameStem(strings.ToLower(parts[i]), strings.ToLower(other[i])) > 0)
		}
		if same && simpler(full, best) {
			best = full
		}
	}
	return best
}

func simpler(a, b string) bool {
	x, y := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if x != y {
		return x < y
	}
	inA := func(s string) bool { return strings.HasSuffix(s, "а") || strings.HasSuffix(s, "a") }
	if inA(a) != inA(b) {
		return inA(a)
	}
	return a < b
}

// inflects tells whether names change their ending in the language.
func (p *people) inflects() bool { return p.lang.Inflects }

// weigh fills what is known of the names of a sentence.
func (f *finder) weigh(s *sentence) {
	t := f.blocks[s.block].text
	for i := range s.names {
		n := &s.names[i]
		f.people.unstart(s.words, n, t)
		n.full = f.people.fullest(n.text)
		n.person = f.people.persons[n.full]
		multi := strings.ContainsAny(n.full, " \u00a0")
		n.known = multi
		if !multi {
			k := strings.ToLower(n.text)
			n.known = !f.lang.LastTwo && (!s.words[n.from].first || f.people.single[k] && !f.people.lower[k])
		} else if f.lang.LastTwo && !n.person {
			n.known = !f.people.nouns[n.full] && !f.people.alone[lastWord(n.full)] && !strings.ContainsAny(n.text, "-") && !s.words[n.run].first
		}
		if forms := f.people.full[strings.ToLower(n.text)]; !multi && len(forms) > 1 && f.people.persons[forms[0]] {
			n.known, n.person = true, true // one of several of the name
		}
		if base, ok := strings.CutSuffix(lastWord(n.text), "s"); ok && f.lang.LastTwo && n.words > 1 && (f.people.alone[base] || f.people.places[base]) || f.lang.LastTwo && n.words == 2 && f.genitive(firstWord(n.text)) {
			n.known, n.person = false, false // the sovereignty of Venezuela, Liat's return
		}
		if all := n.text == strings.ToUpper(n.text) && utf8.RuneCountInString(n.text) > 1; all && (n.office || n.words > 1) {
			n.known, n.person = false, false // the president of the USA, NEW YORK
		} else if n.office && !multi {
			n.known, n.person = true, true // President Xi
		}
		n.oblique = f.oblique(s, t, i)
	}
}

// oblique tells whether a name stands behind a word that takes it out of the
// sentence's subject: "a lecturer from Nottingham", or goes on from such a name:
// "from Tynemouth, North Tyneside".
func (f *finder) oblique(s *sentence, t []rune, i int) bool {
	n := &s.names[i]
	if i > 0 && s.names[i-1].oblique && s.names[i-1].to == n.run && !n.person {
		return true
	}
	office := n.office
	for k := n.run - 1; k >= 0 && k >= n.run-4; k-- {
		w := s.words[k]
		if !adjacent(t, s.words[k], s.words[k+1]) {
			return false
		}
		if f.lang.before[w.lower] {
			return true
		}
		switch {
		case f.lang.isRole(w):
			office = true
		case f.lang.articles[w.lower] || w.capital():
		case (office || k > 0 && f.lang.articles[s.words[k-1].lower]) && !f.lang.isVerb(w.lower) && !f.lang.that[w.lower] && !f.lang.pronouns[w.lower]:
		default:
			return false
		}
	}
	return false
}
