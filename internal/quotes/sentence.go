package quotes

import (
	"strings"
	"unicode"
)

// sentence is a sentence of a block, as it reads with all that stands between marks
// left out: what is quoted tells nothing of who quotes it.
type sentence struct {
	block    int
	index    int // in its block
	from, to int // runes
	words    []word
	clause   []int  // the clause of each word: commas, dashes, quotes and conjunctions part them
	starts   []bool // whether the word before a clause's first one was a conjunction
	names    []name
	named    bool // names is filled
}

// sentencesOf cuts a block into sentences.
func (f *finder) sentencesOf(b *section) []sentence {
	if b.cut {
		return b.sentences
	}
	b.cut = true
	from, k := b.after, 0
	end := func(i int) {
		if start, end := trim(b.text, from, i); start < end {
			b.sentences = append(b.sentences, f.sentence(b, from, i))
		}
		from = i
	}
	for i := b.after; i < len(b.text); i++ {
		for k < len(b.spans) && b.spans[k].close < i {
			k++
		}
		if k < len(b.spans) && i >= b.spans[k].open {
			s := b.spans[k]
			i = min(s.close, len(b.text)-1)
			if strings.ContainsRune(".!?…", runeAt(b.text, s.end-1)) && s.close+1 < len(b.text) && f.newSentence(b, s.close+1) {
				end(s.close + 1)
			}
			continue
		}
		if endsSentence(b.text, i) {
			end(i + 1)
		}
	}
	end(len(b.text))
	for i := range b.sentences {
		b.sentences[i].index = i
	}
	return b.sentences
}

// speech tells whether a span may be what somebody said: a word or two may as well be
// the name of a paper.
func (f *finder) speech(b *section, s span) bool {
	return f.isLong(b, s) || strings.ContainsRune(",.!?…", runeAt(b.text, s.end-1))
}

// newSentence tells whether a sentence begins after a quote that ended in a stop:
// it does unless what follows is in lower case or tells who spoke.
func (f *finder) newSentence(b *section, from int) bool {
	to := from
	for to < len(b.text) && !endsSentence(b.text, to) && !(to > from+1 && isOpening(b.text[to])) {
		to++
	}
	words := wordsIn(b.text, from, to)
	if len(words) == 0 {
		return true
	}
	gap := strings.TrimSpace(string(b.text[from:words[0].start]))
	if strings.ContainsAny(gap, ",–—-:") || !words[0].capital() {
		return gap == "." || strings.HasSuffix(gap, ".")
	}
	return !f.reportsAtStart(words)
}

func isOpening(r rune) bool { return strings.ContainsRune("“„«「『\"", r) }

func (f *finder) sentence(b *section, from, to int) sentence {
	s := sentence{block: b.index, from: from, to: to}
	at := from
	for _, sp := range b.spans {
		if sp.close < from || sp.open >= to || !f.speech(b, sp) {
			continue
		}
		s.words = append(s.words, wordsIn(b.text, at, sp.open)...)
		at = min(sp.close+1, to)
	}
	s.words = append(s.words, wordsIn(b.text, at, to)...)
	s.clause, s.starts = make([]int, len(s.words)), make([]bool, len(s.words))
	n := 0
	for i := range s.words {
		if i == 0 {
			s.words[0].first = b.text[from] == b.text[s.words[0].start] || strings.TrimSpace(string(b.text[from:s.words[0].start])) == ""
			continue
		}
		gap := b.text[s.words[i-1].end:s.words[i].start]
		switch {
		case partsClauses(gap):
			n++
		case f.lang.that[s.words[i].lower]:
			n++
			s.starts[i] = true
		}
		s.clause[i] = n
	}
	return s
}

// partsClauses tells whether what stands between two words parts clauses.
func partsClauses(gap []rune) bool {
	for i, r := range gap {
		if strings.ContainsRune(",;:()–—", r) || r == '-' && i > 0 && i+1 < len(gap) {
			return true
		}
	}
	return false
}

// namesOf gives the names of a sentence.
func (f *finder) namesOf(s *sentence) []name {
	if !s.named {
		s.named = true
		s.names = namesIn(f.blocks[s.block].text, s.words, f.lang)
		f.weigh(s)
	}
	return s.names
}

// sentenceAt is the sentence of a block that a rune stands in.
func (f *finder) sentenceAt(block, at int) *sentence {
	all := f.sentencesOf(&f.blocks[block])
	for i := range all {
		if at < all[i].to {
			return &all[i]
		}
	}
	return nil
}

// before is the sentence before one; it looks back over at most three blocks.
func (f *finder) before(s *sentence, blocks int) *sentence {
	if s.index > 0 {
		return &f.blocks[s.block].sentences[s.index-1]
	}
	for i := s.block - 1; i >= 0 && i >= s.block-blocks; i-- {
		if all := f.sentencesOf(&f.blocks[i]); len(all) > 0 {
			return &all[len(all)-1]
		}
	}
	return nil
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

// abbreviations stand before a name, and their stop ends no sentence.
var abbreviations = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "lt": true, "col": true, "sgt": true, "capt": true, "maj": true,
	"sen": true, "rep": true, "gov": true, "st": true, "jr": true, "sr": true, "hr": true, "fr": true, "mgr": true, "sra": true, "dra": true, "вул": true, "ім": true, "им": true,
	"bzw": true, "ca": true, "etc": true, "m": true, "mme": true, "ds": true, "dhr": true, "mevr": true, "ing": true, "mag": true}

// endsSentence tells whether a sentence ends at rune i.
func endsSentence(t []rune, i int) bool {
	switch t[i] {
	case '!', '?', '…', '\n', '。', '！', '？':
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
		if dayBefore(t, i) && runeAt(t, i+1) == ' ' && unicode.IsLetter(runeAt(t, i+2)) {
			return false // 6. Mai
		}
	default:
		return false
	}
	j := i + 1
	for j < len(t) && !isWord(t[j]) && !unicode.IsSpace(t[j]) {
		j++
	}
	return t[i] == '\n' || t[i] == '。' || t[i] == '！' || t[i] == '？' || j >= len(t) || unicode.IsSpace(t[j]) && (j+1 >= len(t) || !unicode.IsLower(runeAt(t, j+1)))
}

// dayBefore tells whether the dot at i follows a number of one or two digits, as in
// the dates of many languages.
func dayBefore(t []rune, i int) bool {
	k := i
	for k > 0 && unicode.IsDigit(t[k-1]) {
		k--
	}
	return k < i && i-k <= 2 && k > 0 && t[k-1] == ' '
}
