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
	if from >= to {
		return nil
	}
	out := make([]word, 0, (to-from)/6+1)
	all := string(t[from:to]) // every word is a part of it
	at, read := 0, from       // the byte of all where rune read begins
	upTo := func(i int) int {
		for ; read < i; read++ {
			at += utf8.RuneLen(t[read])
		}
		return at
	}
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
			if elided(t[start:i]) && i+1 < to && isWord(t[i]) && isWord(t[i+1]) {
				break // l'Elysée is two words
			}
		}
		s := all[upTo(start):upTo(i)]
		out = append(out, word{text: s, lower: strings.ReplaceAll(strings.ToLower(s), "’", "'"), start: start, end: i, first: first})
		first = false
	}
	return out
}

// elisions are what Romance languages shorten before a vowel.
var elisions = map[string]bool{"l": true, "d": true, "qu": true, "s": true, "n": true, "c": true, "j": true, "m": true, "t": true, "jusqu": true, "lorsqu": true, "puisqu": true,
	"dell": true, "all": true, "dall": true, "nell": true, "sull": true, "un": true, "quest": true}

// elided tells whether a word so far is a shortened one with its apostrophe.
func elided(t []rune) bool {
	last := len(t) - 1
	return last > 0 && last < 7 && (t[last] == '\'' || t[last] == '’') && elisions[strings.ToLower(string(t[:last]))]
}

// initial tells whether the dot at i ends the initial of a name: J. Doe.
func initial(t []rune, i int) bool {
	return i > 0 && unicode.IsUpper(t[i-1]) && !isWord(runeAt(t, i-2)) && i+2 < len(t) && (unicode.IsUpper(t[i+2]) || unicode.IsUpper(t[i+1]))
}

// name is a run of capitalised words.
type name struct {
	text       string
	words      int
	from, to   int  // indexes of words; from is that of the name, behind any office
	run        int  // index of the first word of the run, with the office
	start, end int  // runes
	office     bool // an office stands before the name

	full    string // its fullest form
	person  bool   // it is that of somebody, not of a place or a body
	known   bool   // it can stand as a name: a full form is known, or it is no first word
	oblique bool   // something in front takes it out of the sentence's subject: "from Nottingham"
	owner   bool   // "Berman's"
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
			if words[j].capital() && !l.others[words[j].lower] && !l.verbs[words[j].lower] {
				j++
				continue
			}
			k := j
			for k < len(words) && k < j+3 && l.particles[words[k].lower] && adjacent(t, words[k-1], words[k]) {
				k++
			}
			if k > j && k < len(words) && words[k].capital() && adjacent(t, words[k-1], words[k]) && !(l.LastTwo && (words[i].first || i > 0 && (l.before[words[i-1].lower] || l.articles[words[i-1].lower]))) {
				j = k + 1
				continue
			}
			break
		}
		if n, ok := l.nameOf(t, words, i, j); ok {
			out = append(out, n)
		}
		i = j - 1
	}
	return out
}

// nameOf takes offices, owners and what else stands before it off a run of capitals.
func (l *language) nameOf(t []rune, words []word, i, j int) (name, bool) {
	k := i
	body := false
	for m := i; m < j; m++ {
		body = (body || l.bodies[words[m].lower]) && !(l.isRole(words[m]) && m+1 < j)
	}
	for m := i; m < j; m++ {
		if l.isRole(words[m]) && !(body && m > i) && (m+1 < j || m == k) {
			k = m + 1
		}
		if owns(words[m]) && m+1 < j && !body {
			k = m + 1
		}
	}
	if !body && j-i > 1 && l.isRole(words[j-1]) {
		return name{}, false // the Russian President
	}
	for k > i && k < j && l.particles[words[k].lower] {
		k++
	}
	if l.LastTwo && j-k > 2 && (words[k].first || j-k > 3 || strings.Contains(words[k].text, "-")) && !l.particles[words[j-2].lower] {
		k = j - 2
	}
	if k >= j || j-k == 1 && (l.isRole(words[k]) || l.nominals[words[k].lower] && (l.LastTwo || words[k].first) || l.LastTwo && strings.Contains(words[k].text, "-")) {
		return name{}, false
	}
	n := name{words: j - k, from: k, to: j, run: i, start: words[k].start, end: words[j-1].end, office: k > i && l.isRole(words[k-1])}
	n.text = string(t[n.start:n.end])
	if owns(words[j-1]) {
		n.owner = true
		n.text = n.text[:strings.LastIndexAny(n.text, "'’")]
	}
	return n, true
}

// owns tells whether a word ends in the English sign of an owner.
func owns(w word) bool {
	return strings.HasSuffix(w.lower, "'s") || strings.HasSuffix(w.lower, "’s")
}

func (l *language) isRole(w word) bool {
	if l.roles[strings.TrimSuffix(w.lower, ".")] {
		return true
	}
	if i := strings.LastIndexAny(w.lower, "-‑"); i >= 0 && l.roles[w.lower[i+1:]] {
		return true
	}
	return l.LastTwo && l.roleOf(w.lower) != ""
}

// roleOf is the office at the end of a compound: "chef" of "landeschef".
func (l *language) roleOf(w string) string {
	if i := strings.LastIndexAny(w, "-‑"); i >= 0 {
		w = w[i+1:]
	}
	if l.roles[w] {
		return w
	}
	if !l.LastTwo {
		return ""
	}
	best := ""
	for i := range w {
		if i > 2 && len(w)-i >= 4 && l.roles[w[i:]] && len(w)-i > len(best) {
			best = w[i:]
		}
	}
	return best
}

// mayBegin tells whether a word may begin a name.
func (l *language) mayBegin(w word) bool {
	return w.capital() && !l.others[w.lower] && !l.pronouns[w.lower] && !l.isVerb(w.lower) && utf8.RuneCountInString(w.text) > 1
}

// adjacent tells whether nothing but a blank parts two words.
func adjacent(t []rune, a, b word) bool {
	return b.start == a.end || b.start == a.end+1 && (t[a.end] == ' ' || t[a.end] == '\u00a0') || b.start == a.end+2 && t[a.end] == '.' && len([]rune(a.text)) <= 3 && t[a.end+1] == ' '
}
