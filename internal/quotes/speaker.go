package quotes

import (
	"strings"
	"unicode"

	"presscut/internal/news"
)

// mostQuotes is more quotes than any article has; a text with more is none.
const mostQuotes = 800

// attribute finds who speaks. What a quote's own sentence says counts first; then
// the sentence before it; then the quotes of the same paragraph share a speaker, and
// speech that runs on over paragraphs keeps the one it had.
func (f *finder) attribute() {
	if len(f.found) > mostQuotes {
		return
	}
	source := ""
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
		switch {
		case q.speaker != "":
			q.done = true
		case f.eastern():
			f.ownEastern(q)
		default:
			f.own(i)
		}
	}
	for i := len(f.found) - 2; i >= 0; i-- { // "A." "B," she said.
		q, n := &f.found[i], &f.found[i+1]
		if !q.done && n.speaker != "" && n.block == q.block && !n.carried && f.runsOn(q, n) && (f.leads(q) || f.sentenceAt(q.block, q.open) == f.sentenceAt(n.block, n.open)) {
			f.share(n, q)
		}
	}
	for i := 1; i < len(f.found); i++ { // neighbours
		q, p := &f.found[i], &f.found[i-1]
		if !q.done && p.speaker != "" && (p.block == q.block && f.runsOn(p, q) || p.block == q.block-1 && f.continues(p, q)) {
			f.share(p, q)
		}
	}
	f.soleSpeaker()
	f.answers()
	for i := range f.found { // a heading that quotes what is said below it
		q := &f.found[i]
		for j := range f.found {
			p := &f.found[j]
			if !q.done && p.speaker != "" && i != j && f.echoes(q, p) {
				f.share(p, q)
			}
		}
	}
}

// soleSpeaker names those who are told by their office alone, and the quotes of
// headings, where one person is the only one to speak in the article.
func (f *finder) soleSpeaker() {
	sole, n := "", 0
	for _, q := range f.found {
		if q.speaker == "" || q.nominal {
			if q.nominal && !q.office {
				return
			}
			continue
		}
		if sole != "" && q.speaker != sole || f.people != nil && !f.people.persons[q.speaker] {
			return
		}
		sole = q.speaker
		n++
	}
	for i := range f.found {
		q := &f.found[i]
		if q.nominal && sole != "" {
			q.speaker, q.nominal = sole, false
		}
		if n > 2 && !q.done && (f.blocks[q.block].kind == news.BlockHeading || q.block == 0) {
			q.speaker, q.done = sole, true
		}
	}
}

// answers names who is asked: a paragraph that is a quote behind one that is a
// question, where most quotes of the article are one person's.
func (f *finder) answers() {
	counts, all, best := map[string]int{}, 0, ""
	for _, q := range f.found {
		if q.speaker != "" {
			counts[q.speaker]++
			all++
			if counts[q.speaker] > counts[best] {
				best = q.speaker
			}
		}
	}
	if counts[best] < 3 || 10*counts[best] < 8*all {
		return
	}
	for i := range f.found {
		q := &f.found[i]
		if q.done || q.block == 0 || !f.wholly(q) {
			continue
		}
		p := &f.blocks[q.block-1]
		if strings.HasSuffix(strings.TrimSpace(string(p.text)), "?") && len(p.spans) == 0 {
			q.speaker, q.done, q.carried = best, true, true
		}
	}
}

func (f *finder) share(from, to *quote) {
	to.speaker, to.nominal, to.office, to.done, to.carried = from.speaker, from.nominal, from.office, true, true
}

// set gives a quote the speaker that a sentence tells.
func (f *finder) set(q *quote, s *sentence, sub subject) {
	q.speaker, q.nominal, q.office, q.behind, q.done = sub.speaker, sub.nominal, sub.office, sub.behind, sub.speaker != "" || !sub.pronoun
	lo, hi := max(0, min(sub.lo, sub.hi)), min(len(s.words)-1, max(sub.lo, sub.hi))
	if sub.speaker != "" && lo <= hi {
		q.cue = string(f.blocks[s.block].text[s.words[lo].start:s.words[hi].end])
	}
}

// own looks for the speaker of a quote in its own sentence and in the one before it.
func (f *finder) own(i int) {
	q := &f.found[i]
	b := &f.blocks[q.block]
	s := f.sentenceAt(q.block, q.open)
	if s == nil {
		return
	}
	if q.unmarked {
		if next := f.signed(b); next != nil {
			for _, n := range namesIn(next.text, wordsIn(next.text, 0, len(next.text)), f.lang) {
				if n.words > 1 && !f.people.body(n.text) {
					q.speaker, q.cue, q.done = f.people.fullest(n.text), string(next.text), true
					return
				}
			}
		}
		if all := f.sentencesOf(b); len(all) > 0 {
			f.fromBefore(q, &all[0])
		}
		return
	}
	at := 0 // the first word behind the quote
	for at < len(s.words) && s.words[at].start < q.open {
		at++
	}
	end := at // the first word behind the next long quote
	next := len(b.text)
	for _, sp := range b.spans {
		if sp.open > q.close && f.isLong(b, sp) {
			next = sp.open
			break
		}
	}
	for end < len(s.words) && s.words[end].start < next {
		end++
	}
	if f.inside(q, s) {
		return
	}
	if i > 0 { // "one", said X, "two"
		if p := &f.found[i-1]; p.block == q.block && p.open >= s.from && p.behind && p.speaker != "" {
			f.share(p, q)
			return
		}
	}
	tail := f.tail(b, q, s, at)
	if tail || at == 0 {
		if sub := f.behind(s, b, q, at, end, tail); sub.found && (at == 0 || !sub.pronoun) {
			sub.behind = true
			f.set(q, s, sub)
			return
		}
	}
	if at > 0 {
		if sub := f.ahead(s, b, q, at, i); sub.found {
			f.set(q, s, sub)
			return
		}
		if sub := f.behind(s, b, q, at, end, tail); sub.found {
			sub.behind = true
			f.set(q, s, sub)
			return
		}
	}
	if at > 0 && at < end && f.lang.isVerb(s.words[at].lower) { // X, "...", said: the verb comes last
		if sub := f.leftmost(s, 0, at, false); sub.found {
			f.set(q, s, sub)
			return
		}
	}
	if i > 0 { // X said "one" and "two"
		if p := &f.found[i-1]; p.block == q.block && p.open >= s.from && p.speaker != "" {
			f.share(p, q)
			return
		}
	}
	if at == 0 || f.colon(b, q) {
		f.fromBefore(q, s)
	}
}

// inside reads "Yes, says she, it is": the speaker told between two parts of a quote.
func (f *finder) inside(q *quote, s *sentence) bool {
	b := &f.blocks[q.block]
	words := wordsIn(b.text, q.start, q.end)
	in := sentence{block: s.block, index: s.index, from: q.start, to: q.end, words: words, clause: make([]int, len(words)), starts: make([]bool, len(words))}
	for i, w := range words {
		if i == 0 || i+1 >= len(words) && !f.isInverted(w) {
			continue
		}
		gap := string(b.text[words[i-1].end:w.start])
		if f.isInverted(w) && strings.HasPrefix(gap, ",") {
			if who := f.antecedent(s, 0); who != "" {
				q.speaker, q.cue, q.done = who, w.text, true
				return true
			}
		}
		if strings.ContainsAny(gap, "–—") && strings.ContainsAny(gap, ",.!?…") && f.lang.isVerb(w.lower) {
			if sub := f.behindVerb(&in, i, len(words), true); sub.found && sub.speaker != "" {
				f.set(q, &in, sub)
				return true
			}
		}
	}
	return false
}

func (f *finder) isInverted(w word) bool {
	verb, ok := inverted(w.lower)
	return ok && f.lang.verbs[verb]
}

// tail tells whether the words behind a quote go on to tell who said it: a comma or a
// dash parts them from it, or a verb follows.
func (f *finder) tail(b *section, q *quote, s *sentence, at int) bool {
	if at >= len(s.words) {
		return false
	}
	gap := string(b.text[min(q.close, len(b.text)):s.words[at].start])
	if strings.ContainsAny(gap, ",–—-") || strings.ContainsRune(",!?", runeAt(b.text, q.end-1)) {
		return true
	}
	return f.lang.isVerb(s.words[at].lower)
}

// colon tells whether a colon stands right before a quote.
func (f *finder) colon(b *section, q *quote) bool {
	i := q.open - 1
	for i >= 0 && unicode.IsSpace(b.text[i]) {
		i--
	}
	return i >= 0 && (b.text[i] == ':' || b.text[i] == '：')
}

// behind reads the words behind a quote: said X, X said, according to X.
func (f *finder) behind(s *sentence, b *section, q *quote, at, end int, tail bool) subject {
	if at >= end {
		return subject{}
	}
	if sub := f.accordingTo(s, at, end, 3); sub.found {
		return sub
	}
	for v := at; v < end && v < at+14; v++ {
		if f.lang.isVerb(s.words[v].lower) {
			if !tail && v > at+1 {
				return subject{}
			}
			if sub := f.ofVerb(s, v, at, end, true); sub.found {
				return sub
			}
		}
	}
	if !tail || at+1 >= end {
		return subject{}
	}
	// a comma, one word and a name, or a name and one word: that word is a verb of speech
	names := f.namesOf(s)
	first := s.words[at]
	plain := func(w word) bool {
		return !w.capital() && !f.lang.before[w.lower] && !f.lang.others[w.lower] && !f.lang.that[w.lower] && !f.lang.articles[w.lower] && !f.lang.and[w.lower]
	}
	if n := nameAt(names, at+1); n != nil && plain(first) && n.known && !n.owner && (n.person || n.words > 1) {
		return subject{speaker: n.full, lo: at, hi: n.to - 1, found: true}
	}
	if n := nameAt(names, at); n != nil && n.person && !n.owner && n.to < end && plain(s.words[n.to]) && adjacent(b.text, s.words[n.to-1], s.words[n.to]) {
		return subject{speaker: n.full, lo: n.from, hi: n.to, found: true}
	}
	return subject{}
}

// ahead reads the words before a quote: X said, X: "...", according to X.
func (f *finder) ahead(s *sentence, b *section, q *quote, at, i int) subject {
	lo := 0
	if i > 0 { // what tells of the quote before tells nothing of this one, once it has a speaker of its own behind it
		if p := &f.found[i-1]; p.block == q.block && p.open >= s.from && p.behind {
			for lo < at && s.words[lo].start < p.close {
				lo++
			}
		}
	}
	if sub := f.accordingTo(s, lo, at, at-lo); sub.found {
		return sub
	}
	for v := at - 1; v >= lo; v-- {
		if !f.lang.isVerb(s.words[v].lower) {
			continue
		}
		if sub := f.ofVerb(s, v, lo, at, false); sub.found {
			return sub
		}
		if lo > 0 {
			if sub := f.ofVerb(s, v, 0, at, false); sub.found {
				return sub
			}
		}
	}
	if f.colon(b, q) {
		if sub := f.leftmost(s, lo, at, false); sub.found {
			return sub
		}
		if who := f.personIn(s, at); who != "" {
			return subject{speaker: who, lo: 0, hi: 0, found: true}
		}
	}
	return subject{}
}

// fromBefore reads who speaks from the sentence before a quote that is a sentence of
// its own.
func (f *finder) fromBefore(q *quote, s *sentence) {
	p := f.before(s, 1)
	if p == nil || f.blocks[p.block].kind == news.BlockHeading || f.blocks[q.block].kind == news.BlockHeading {
		return
	}
	for i := range f.found { // a quote in it decides
		if o := &f.found[i]; o.block == p.block && o.open >= p.from && o.open < p.to {
			if o.done && o.speaker != "" && (o.block == q.block || f.wholly(q) || f.opensBlock(q) || !o.closed) {
				f.share(o, q)
			}
			return
		}
	}
	if p.block != q.block && !f.wholly(q) && !f.opensBlock(q) {
		return
	}
	n := len(p.words)
	for v := n - 1; v >= 0; v-- {
		if f.lang.isVerb(p.words[v].lower) {
			if sub := f.ofVerb(p, v, 0, n, false); sub.found {
				f.set(q, p, sub)
				return
			}
		}
	}
	text := strings.TrimSpace(string(f.blocks[p.block].text[p.from:p.to]))
	if p.block == q.block || strings.HasSuffix(text, ":") {
		if who := f.personIn(p, n); who != "" {
			q.speaker, q.done = who, true
		}
	}
}

// wholly tells whether a quote is nearly all of its paragraph.
func (f *finder) wholly(q *quote) bool {
	t := f.blocks[q.block].text
	if q.open > 1 {
		return false
	}
	return q.close >= len(t)-2
}

// accordingTo reads "according to X" where it begins within the first words.
func (f *finder) accordingTo(s *sentence, lo, hi, within int) subject {
	for _, a := range f.lang.ownView {
		for i := lo; i+len(a) <= hi && i <= lo+within; i++ {
			if phraseAt(s.words, i, a) {
				return subject{speaker: f.antecedent(s, i), lo: i, hi: i + len(a) - 1, found: true}
			}
		}
	}
	for _, a := range f.lang.according {
		for i := lo; i+len(a) <= hi && i <= lo+within; i++ {
			if !phraseAt(s.words, i, a) {
				continue
			}
			j := i + len(a)
			for _, n := range f.namesOf(s) {
				apposed := n.words > 1 && f.lang.articles[s.words[min(j, hi-1)].lower] && s.clause[n.run] == s.clause[i]+1 // the engineer, Anna Quayle
				if n.from >= j && n.run <= j+4 && (s.clause[n.run] == s.clause[i] || apposed) && (n.known || n.words > 1 || n.run == j && !f.people.lower[strings.ToLower(n.text)]) && !n.owner {
					return subject{speaker: n.full, lo: i, hi: n.to - 1, found: true}
				}
			}
			for k := j; k < hi && k < j+4 && s.clause[k] == s.clause[i]; k++ {
				if f.lang.pronouns[s.words[k].lower] {
					return subject{speaker: f.antecedent(s, k), lo: i, hi: k, found: true}
				}
				if f.lang.nominals[s.words[k].lower] || f.office(s.words[k]) != "" {
					sub := f.nominalAt(s, k, j, hi)
					return sub
				}
			}
		}
	}
	return subject{}
}

func phraseAt(words []word, i int, phrase []string) bool {
	for k, w := range phrase {
		if words[i+k].lower != w {
			return false
		}
	}
	return true
}

// nameAt is the name whose run begins at a word.
func nameAt(names []name, i int) *name {
	for k := range names {
		if names[k].run == i || names[k].from == i {
			return &names[k]
		}
	}
	return nil
}

func (f *finder) sourceBefore(block int, source *string) {
	for i := block; i >= 0 && i > block-4; i-- {
		b := &f.blocks[i]
		if b.label != labelSource {
			continue
		}
		words := wordsIn(b.text, b.after, len(b.text))
		*source = ""
		names := namesIn(b.text, words, f.lang)
		for _, n := range names {
			if full := f.people.fullest(n.text); *source == "" || n.words >= 2 && !strings.ContainsAny(*source, " ") {
				*source = full
			}
		}
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

// leads tells whether a quote begins its paragraph or its sentence.
func (f *finder) leads(q *quote) bool {
	s := f.sentenceAt(q.block, q.open)
	return s == nil || len(s.words) == 0 || s.words[0].start > q.open
}

// runsOn tells whether between two quotes of a block there is no sentence of another matter.
func (f *finder) runsOn(a, b *quote) bool {
	t := f.blocks[a.block].text
	if a.close+1 > b.open {
		return true
	}
	return b.open-min(a.close+1, len(t)) < 160
}

// continues tells whether b carries on the speech of the block before.
func (f *finder) continues(a, b *quote) bool {
	return (!a.closed || f.wholly(b) || f.opensBlock(b)) && f.blocks[b.block].kind != news.BlockHeading
}

// opensBlock tells whether a quote of whole sentences begins its block.
func (f *finder) opensBlock(q *quote) bool {
	t := f.blocks[q.block].text
	if q.open > 0 || !strings.ContainsRune(".!?…", runeAt(t, q.end-1)) {
		return false
	}
	s := f.sentenceAt(q.block, 0)
	return s != nil && len(s.words) == 0
}

// echoes tells whether a quote in a heading, or one that is a block of its own, has
// the words of another.
func (f *finder) echoes(q, p *quote) bool {
	if f.blocks[q.block].kind != news.BlockHeading && !(q.block == 0) {
		return false
	}
	have := map[string]bool{}
	for _, w := range wordsIn(f.blocks[p.block].text, p.start, p.end) {
		have[w.lower] = true
	}
	words := wordsIn(f.blocks[q.block].text, q.start, q.end)
	n := 0
	for _, w := range words {
		if have[w.lower] {
			n++
		}
	}
	return len(words) > 2 && 10*n >= 7*len(words)
}

// reported tells whether words that report speech stand around a span.
func (f *finder) reported(b *section, s span) bool {
	if b.label == labelQuote {
		return true
	}
	in := f.sentenceAt(b.index, s.open)
	if in == nil {
		return false
	}
	for _, w := range in.words {
		if f.lang.isVerb(w.lower) {
			return true
		}
	}
	return false
}

// tells tells whether a paragraph holds words that report speech, or a longer quote.
func (f *finder) tells(b *section) bool {
	if !b.asked {
		b.asked, b.tells = true, f.reportsIn(b)
	}
	return b.tells
}

func (f *finder) reportsIn(b *section) bool {
	for _, s := range b.spans {
		if enough(b.text[s.start:s.end], 6) {
			return true
		}
	}
	all := f.sentencesOf(b)
	for i := range all {
		words := all[i].words
		for k, w := range words {
			if f.lang.isVerb(w.lower) {
				return true
			}
			for _, a := range f.lang.according {
				if k+len(a) <= len(words) && phraseAt(words, k, a) {
					return true
				}
			}
		}
	}
	return false
}

func (f *finder) isLong(_ *section, s span) bool { return s.long }
