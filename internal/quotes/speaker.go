package quotes

import (
	"strings"
	"unicode"
)

// attribute finds who speaks. What a quote's own sentence says counts first; then
// the quotes of the same paragraph share a speaker, and speech that runs on over
// paragraphs keeps the one it had.
func (f *finder) attribute() {
	source := ""
	last := "" // who spoke last
	for i := range f.found {
		q := &f.found[i]
		b := &f.blocks[q.block]
		f.sourceBefore(q.block, &source)
		if b.label == labelQuote {
			if n := f.labelName(b); n != "" {
				q.speaker, q.cue = n, strings.TrimSpace(string(b.text[:b.after]))
			} else if source != "" {
				q.speaker, q.cue = source, strings.TrimSpace(string(b.text[:b.after]))
			}
		}
		if q.speaker == "" {
			q.speaker, q.cue = f.own(b, q, last)
		}
		if q.speaker != "" {
			last = q.speaker
		}
	}
	for i := range f.found { // neighbours
		q := &f.found[i]
		if q.speaker != "" {
			continue
		}
		if i > 0 {
			p := &f.found[i-1]
			if p.speaker != "" && (p.block == q.block && f.runsOn(p, q) || p.block == q.block-1 && f.continues(p, q)) {
				q.speaker = p.speaker
				continue
			}
		}
	}
	for i := len(f.found) - 2; i >= 0; i-- { // "A." "B," she said.
		q, n := &f.found[i], &f.found[i+1]
		if q.speaker == "" && n.speaker != "" && n.block == q.block && f.runsOn(q, n) {
			q.speaker = n.speaker
		}
	}
}

// sourceBefore keeps the name that the last Source line before a block gave.
func (f *finder) sourceBefore(block int, source *string) {
	for i := block; i >= 0 && i > block-4; i-- {
		b := &f.blocks[i]
		if b.label != labelSource {
			continue
		}
		words := wordsIn(b.text, b.after, len(b.text))
		*source = ""
		for _, n := range namesIn(b.text, words, f.lang) {
			if full := f.people.fullest(n.text); *source == "" || n.words >= 2 && !strings.ContainsAny(*source, " ") {
				*source = full
			}
		}
		names := namesIn(b.text, words, f.lang)
		for _, n := range names { // a person in full stands after the office: State Department spokesperson Tammy Bruce
			if n.words == 2 || n.words == 3 {
				*source = n.text
			}
		}
		return
	}
	*source = ""
}

// labelName is the name in "Quote from NAME:".
func (f *finder) labelName(b *section) string {
	words := wordsIn(b.text, 0, b.after)
	for i, w := range words {
		for _, from := range f.lang.From {
			if w.lower == from && i > 0 {
				names := namesIn(b.text, words[i+1:], f.lang)
				if len(names) > 0 {
					return f.people.fullest(names[len(names)-1].text)
				}
			}
		}
	}
	return ""
}

// runsOn tells whether between two quotes of a block there is no sentence of another matter.
func (f *finder) runsOn(a, b *quote) bool {
	t := f.blocks[a.block].text
	if a.close+1 > b.open {
		return true
	}
	between := t[min(a.close+1, len(t)):b.open]
	return len(between) < 160
}

// continues tells whether b carries on the speech of the block before.
func (f *finder) continues(a, b *quote) bool {
	t := f.blocks[b.block].text
	if !a.closed {
		return true
	}
	// the whole paragraph is speech
	return b.open == 0 && b.close >= len(t)-2
}

// reported tells whether words that report speech stand around a span.
func (f *finder) reported(b *section, s span) bool {
	q := quote{span: s, block: b.index}
	before, after := f.around(b, &q)
	for _, w := range append(before, after...) {
		if f.lang.isVerb(w.lower) {
			return true
		}
	}
	return b.label == labelQuote
}

// around is the words of the sentence that a quote stands in, before and after it.
func (f *finder) around(b *section, q *quote) (before, after []word) {
	from := 0
	to := len(b.text)
	for _, s := range b.spans {
		if s.close < q.open && f.isLong(b, s) {
			from = s.close + 1
		}
		if s.open > q.close && to == len(b.text) && f.isLong(b, s) {
			to = s.open
		}
	}
	for i := q.open - 1; i > from; i-- {
		if endsSentence(b.text, i) {
			from = i + 1
			break
		}
	}
	start := min(q.close+1, len(b.text))
	for i := start; i < to; i++ {
		if endsSentence(b.text, i) {
			to = i
			break
		}
	}
	if inner := runeAt(b.text, q.end-1); strings.ContainsRune(".!?…", inner) {
		// a full stop inside of the marks ends the sentence, unless it goes on in lower case or names who said so
		if ws := wordsIn(b.text, start, to); len(ws) > 0 && ws[0].capital() && !f.reportsAtStart(ws) {
			to = start
		}
	}
	return wordsIn(b.text, min(from, q.open), q.open), wordsIn(b.text, start, max(start, to))
}

// reportsAtStart tells whether "Rubio said" stands at the start of the words.
func (f *finder) reportsAtStart(ws []word) bool {
	for i, w := range ws {
		if i > 4 {
			return false
		}
		if f.lang.isVerb(w.lower) {
			return true
		}
	}
	return false
}

func (f *finder) isLong(b *section, s span) bool { return enough(b.text[s.start:s.end], 3) }

// abbreviations stand before a name, and their stop ends no sentence.
var abbreviations = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "lt": true, "col": true, "sgt": true, "capt": true, "maj": true,
	"sen": true, "rep": true, "gov": true, "st": true, "jr": true, "sr": true, "hr": true, "fr": true, "mgr": true, "sra": true, "dra": true, "вул": true, "ім": true, "им": true}

// endsSentence tells whether a sentence ends at rune i.
func endsSentence(t []rune, i int) bool {
	switch t[i] {
	case '!', '?', '…', '\n', '。':
	case '.':
		k := i
		for k > 0 && unicode.IsLetter(t[k-1]) {
			k--
		}
		if abbreviations[strings.ToLower(string(t[k:i]))] {
			return false
		}
		if initial(t, i) || i > 2 && t[i-3] == ' ' && unicode.IsUpper(t[i-2]) && i+2 < len(t) { // Dr.
			return false
		}
	default:
		return false
	}
	j := i + 1
	for j < len(t) && !isWord(t[j]) && !unicode.IsSpace(t[j]) {
		j++
	}
	return t[i] == '\n' || t[i] == '。' || j >= len(t) || unicode.IsSpace(t[j]) && (j+1 >= len(t) || !unicode.IsLower(runeAt(t, j+1)))
}

// own is the speaker whom the quote's own sentence names, and the words that do.
func (f *finder) own(b *section, q *quote, last string) (string, string) {
	before, after := f.around(b, q)
	if n, cue := f.fromClause(b, after, true, last); n != "" {
		return n, cue
	}
	if n, cue := f.fromClause(b, before, false, last); n != "" {
		return n, cue
	}
	if n := f.introduced(b, q, before); n != "" {
		return n, ""
	}
	// the sentence before ends in a colon
	if len(before) == 0 && q.open == 0 && q.block > 0 {
		p := &f.blocks[q.block-1]
		if t := strings.TrimSpace(string(p.text)); strings.HasSuffix(t, ":") && len(t) < 400 {
			from := 0
			for i := len(p.text) - 3; i > 0; i-- {
				if endsSentence(p.text, i) {
					from = i + 1
					break
				}
			}
			return f.fromClause(p, wordsIn(p.text, from, len(p.text)), false, last)
		}
	}
	return "", ""
}

// introduced is the one person whom the words before a colon are about, or, where
// the quote is a sentence of its own, the sentence before it.
func (f *finder) introduced(b *section, q *quote, before []word) string {
	i := q.open - 1
	for i >= 0 && unicode.IsSpace(b.text[i]) {
		i--
	}
	if i < 0 {
		return ""
	}
	if len(before) == 0 {
		if b.text[i] != '.' && b.text[i] != ':' {
			return ""
		}
		from := 0
		for k := i - 1; k > 0; k-- {
			if endsSentence(b.text, k) {
				from = k + 1
				break
			}
		}
		for _, s := range b.spans {
			if s.close < q.open && s.close > from && f.isLong(b, s) {
				return "" // the neighbour decides
			}
		}
		before = wordsIn(b.text, from, q.open)
	} else if b.text[i] != ':' {
		return ""
	}
	subject, any := "", ""
	several := false
	for _, n := range namesIn(b.text, before, f.lang) {
		full := f.people.fullest(n.text)
		if !f.people.person(n.text) {
			continue
		}
		several = several || any != "" && any != full
		any = full
		if subject == "" && !f.oblique(before, n) {
			subject = full
		}
	}
	if subject == "" && !several {
		return any
	}
	return subject
}

// fromClause reads who speaks from the words before or after a quote.
func (f *finder) fromClause(b *section, words []word, after bool, last string) (string, string) {
	if len(words) == 0 {
		return "", ""
	}
	names := namesIn(b.text, words, f.lang)
	cue := func(i, j int) string {
		i, j = max(0, min(i, j)), min(len(words)-1, max(i, j))
		if j-i > 12 {
			j = i + 12
		}
		return string(b.text[words[i].start:words[j].end])
	}
	for _, a := range f.lang.according { // according to NAME
		for i := 0; i+len(a) <= len(words); i++ {
			match := true
			for k, w := range a {
				match = match && words[i+k].lower == w
			}
			if !match {
				continue
			}
			for _, n := range names {
				if n.from >= i+len(a) && n.from <= i+len(a)+5 {
					return f.people.fullest(n.text), cue(i, n.to-1)
				}
			}
		}
	}
	verbs := []int{}
	for i, w := range words {
		if f.lang.isVerb(w.lower) {
			verbs = append(verbs, i)
		}
	}
	if !after { // the verb nearest to the quote counts
		for i, j := 0, len(verbs)-1; i < j; i, j = i+1, j-1 {
			verbs[i], verbs[j] = verbs[j], verbs[i]
		}
	}
	for _, v := range verbs {
		if after && v > 14 {
			break
		}
		best, bestScore := -1, 0.0
		for i, n := range names {
			known, person := f.people.known(n.text), f.people.person(n.text)
			if f.lang.LastTwo && n.words == 1 && !known {
				continue // any noun
			}
			score := 0.0
			switch {
			case n.to <= v:
				score = 6 - float64(v-n.to)*0.6
				if person {
					score = max(score, 3)
				}
				if !after {
					score++
				}
			case n.from > v:
				dist := n.from - v - 1
				score = 6 - float64(dist)*0.8
				if !after {
					score -= 3.5
				}
				for k := words[v].end; k < n.start; k++ { // beyond a comma or a new clause
					if b.text[k] == ',' || b.text[k] == ';' {
						score -= 2.5
					}
				}
			default:
				continue
			}
			if known {
				score += 1.5
			}
			if person {
				score += 2.5
			}
			if n.words >= 2 {
				score += 0.5
			}
			if !known && n.words == 1 && words[n.from].first {
				score -= 3
			}
			if next := n.to; !known && n.words == 1 && next < len(words) && next != v && adjacent(b.text, words[next-1], words[next]) && !words[next].capital() {
				score -= 3 // an adjective: Russian strikes
			}
			if f.lang.LastTwo && !person {
				score -= 2
			}
			if f.oblique(words, n) {
				score -= 4
			}
			if score > bestScore {
				best, bestScore = i, score
			}
		}
		// a pronoun next to the verb beats a name farther away
		for _, i := range []int{v - 1, v + 1, v - 2, v + 2} {
			if i >= 0 && i < len(words) && f.lang.pronouns[words[i].lower] && (best < 0 || names[best].to != v && names[best].from != v+1) {
				if last == "" {
					last = f.lastNamed(b.index, words[i].start)
				}
				return last, cue(i, v)
			}
		}
		if _, ok := inverted(words[v].lower); ok && last != "" {
			return last, cue(v, v)
		}
		if f.lang.Dropped && after && v <= 1 && (best < 0 || bestScore < 3) && len(words) <= v+3 && last != "" {
			return last, cue(v, v)
		}
		if best >= 0 && bestScore >= 3 {
			n := names[best]
			return f.people.fullest(n.text), cue(min(n.from, v), max(n.to-1, v))
		}
	}
	return "", ""
}

// oblique tells whether a name stands behind a word that takes it out of the
// sentence's subject: "a lecturer from Nottingham".
func (f *finder) oblique(words []word, n name) bool {
	for i := n.from - 1; i >= 0 && i >= n.from-3; i-- {
		w := words[i]
		if f.lang.before[w.lower] {
			return true
		}
		if !f.lang.isRole(w) && !w.capital() {
			return false
		}
	}
	return false
}

// lastNamed is the person who was named last before a place, in this block or the
// one before; failing that, the name that one of the sentences before in this
// block begins with.
func (f *finder) lastNamed(block, at int) string {
	for i := block; i >= 0 && i >= block-1; i-- {
		b := &f.blocks[i]
		end := len(b.text)
		if i == block {
			end = at
		}
		words := wordsIn(b.text, 0, end)
		names := namesIn(b.text, words, f.lang)
		for k := len(names) - 1; k >= 0; k-- {
			if f.people.person(names[k].text) {
				return f.people.fullest(names[k].text)
			}
		}
		for k := len(names) - 1; k >= 0 && i == block; k-- {
			if n := names[k]; words[n.from].first && (n.words == 2 || n.words == 3) {
				return n.text
			}
		}
	}
	return ""
}
