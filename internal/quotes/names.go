package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text, in runes.
type word struct {
	text       string
	lower      string
	start, end int
	first      bool // begins a sentence
}

func (w word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// wordsIn cuts t[from:to] into words; hyphens and apostrophes are inside of words.
func wordsIn(t []rune, from, to int) []word {
	var out []word
	first := from == 0
	for i := from; i < to; {
		r := t[i]
		if !isWord(r) {
			if strings.ContainsRune(".!?…:", r) && !(r == '.' && initial(t, i)) {
				first = true
			}
			i++
			continue
		}
		start := i
		for i < to && (isWord(t[i]) || i+1 < to && isWord(t[i+1]) && strings.ContainsRune("-'’‑ʼ·", t[i]) || t[i] == '.' && initial(t, i)) {
			i++
		}
		s := string(t[start:i])
		out = append(out, word{text: s, lower: strings.ToLower(s), start: start, end: i, first: first})
		first = false
	}
	return out
}

// initial tells whether the dot at i ends the initial of a name: J. Doe.
func initial(t []rune, i int) bool {
	return i > 0 && unicode.IsUpper(t[i-1]) && !isWord(runeAt(t, i-2)) && i+2 < len(t) && (unicode.IsUpper(t[i+2]) || unicode.IsUpper(t[i+1]))
}

// name is a run of capitalised words.
type name struct {
	text       string
	words      int
	from, to   int // indexes of words
	start, end int // runes
}

// namesIn finds the runs of capitalised words that may be names.
func namesIn(t []rune, words []word, l *language) []name {
	var out []name
	for i := 0; i < len(words); i++ {
		if !l.mayBegin(words[i]) {
			continue
		}
		j := i + 1
		for j < len(words) && adjacent(t, words[j-1], words[j]) {
			if words[j].capital() && !l.others[words[j].lower] {
				j++
				continue
			}
			if l.particles[words[j].lower] && j+1 < len(words) && words[j+1].capital() && adjacent(t, words[j], words[j+1]) {
				j += 2
				continue
			}
			break
		}
		k := i
		for k < j-1 && l.isRole(words[k]) {
			k++
		}
		if l.LastTwo && j-k > 2 && !l.particles[words[j-2].lower] {
			k = j - 2
			if l.particles[words[j-2].lower] {
				k--
			}
		}
		if k < j && !(j-k == 1 && (l.isRole(words[k]) || l.LastTwo && strings.Contains(words[k].text, "-"))) {
			text := strings.TrimSuffix(strings.TrimSuffix(string(t[words[k].start:words[j-1].end]), "'s"), "’s")
			out = append(out, name{text: text, words: j - k, from: k, to: j, start: words[k].start, end: words[j-1].end})
		}
		i = j - 1
	}
	return out
}

func (l *language) isRole(w word) bool {
	if l.roles[w.lower] {
		return true
	}
	i := strings.LastIndexAny(w.lower, "-‑")
	return i >= 0 && l.roles[w.lower[i+1:]]
}

// mayBegin tells whether a word may begin a name.
func (l *language) mayBegin(w word) bool {
	return w.capital() && !l.others[w.lower] && !l.pronouns[w.lower] && !l.isVerb(w.lower) && utf8.RuneCountInString(w.text) > 1
}

// adjacent tells whether nothing but a blank parts two words.
func adjacent(t []rune, a, b word) bool {
	return b.start == a.end+1 && (t[a.end] == ' ' || t[a.end] == '\u00a0') || b.start == a.end+2 && t[a.end] == '.' && len([]rune(a.text)) <= 3 && t[a.end+1] == ' '
}

// people are the names of an article, by their last word.
type people struct {
	full   map[string]string
	single map[string]bool // words that stand as a name alone: surnames
	lang   *language
}

// peopleOf gathers the names of two words or more.
func peopleOf(blocks []section, l *language) *people {
	p := &people{full: map[string]string{}, single: map[string]bool{}, lang: l}
	counts := map[string]int{}
	var order []string
	for i := range blocks {
		b := &blocks[i]
		words := wordsIn(b.text, 0, len(b.text))
		for _, n := range namesIn(b.text, words, l) {
			if n.words == 1 {
				p.single[strings.ToLower(n.text)] = true
			}
			if n.words < 2 || n.words > 4 {
				continue
			}
			if counts[n.text] == 0 {
				order = append(order, n.text)
			}
			counts[n.text]++
		}
	}
	for _, full := range order {
		k := lastWord(full)
		if old, ok := p.full[k]; !ok || counts[full] > counts[old] {
			p.full[k] = full
		}
	}
	return p
}

func lastWord(s string) string {
	if i := strings.LastIndexAny(s, " \u00a0"); i >= 0 {
		return strings.ToLower(s[i+1:])
	}
	return strings.ToLower(s)
}

// known tells whether the name is one that the article gives in full.
func (p *people) known(n string) bool {
	full := p.fullest(n)
	return strings.ContainsAny(full, " \u00a0")
}

// person tells whether the name is that of somebody whom the article also calls by
// the surname alone.
func (p *people) person(n string) bool {
	full := p.fullest(n)
	return strings.ContainsAny(full, " \u00a0") && p.single[lastWord(full)]
}

// fullest is the fullest form of a name; inflected forms find the form they are of.
func (p *people) fullest(n string) string {
	if k := strings.Fields(n); len(k) > 1 {
		full, ok := p.full[strings.ToLower(k[len(k)-1])]
		if len(k) > 3 && ok && strings.HasSuffix(n, full) {
			return full // without what stands before it: Chief of Army Staff General
		}
		return n
	}
	k := strings.ToLower(n)
	if full, ok := p.full[k]; ok {
		return full
	}
	kr := []rune(k)
	best, length := n, 0
	for last, full := range p.full {
		lr := []rune(last)
		c := 0
		for c < len(kr) && c < len(lr) && kr[c] == lr[c] {
			c++
		}
		if c >= 4 && c >= len(kr)-3 && c >= len(lr)-3 && p.inflects() && (c > length || c == length && full < best) {
			best, length = full, c
		}
	}
	return best
}

// inflects tells whether names change their ending in the language.
func (p *people) inflects() bool { return len(p.lang.stems) > 0 }
