package extract

import "strings"

// lexicon is a list of phrases, looked up word by word in folded text. A word
// that ends in * stands for every word that begins so. Phrases of scripts that
// do not part their words are found anywhere.
type lexicon struct {
	first  map[string][][]string // by the first word; the words after it
	stems  [][]string            // phrases whose first word ends in *
	joined []string
}

// phrases reads a list parted by commas and line ends.
func phrases(list string) *lexicon {
	l := &lexicon{first: map[string][][]string{}}
	for entry := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == '\n' }) {
		words := strings.Fields(entry)
		switch {
		case len(words) == 0:
		case !parted(words[0]):
			l.joined = append(l.joined, strings.Join(words, " "))
		case strings.HasSuffix(words[0], "*"):
			l.stems = append(l.stems, words)
		default:
			l.first[words[0]] = append(l.first[words[0]], words[1:])
		}
	}
	return l
}

// parted says whether the word is of a script that parts its words.
func parted(word string) bool {
	for _, r := range word {
		if r >= 0x2e80 && r < 0xfb00 || r >= 0x0e00 && r < 0x0e80 {
			return false
		}
	}
	return true
}

// at gives the length of the longest phrase that the text begins with, -1 for none.
func (l *lexicon) at(folded string) int {
	best := -1
	word, _, _ := strings.Cut(folded, " ")
	if ways, ok := l.first[word]; ok {
		for _, rest := range ways {
			if n := follows(folded, len(word), rest); n > best {
				best = n
			}
		}
	}
	for _, stem := range l.stems {
		if strings.HasPrefix(word, stem[0][:len(stem[0])-1]) {
			if n := follows(folded, len(word), stem[1:]); n > best {
				best = n
			}
		}
	}
	for _, j := range l.joined {
		if strings.HasPrefix(folded, j) && len(j) > best {
			best = len(j)
		}
	}
	return best
}

// follows matches further words at position n of the text, and gives the end of the match or -1.
func follows(folded string, n int, words []string) int {
	for _, w := range words {
		if n >= len(folded) {
			return -1
		}
		rest := folded[n+1:]
		next, _, _ := strings.Cut(rest, " ")
		if stem, ok := strings.CutSuffix(w, "*"); next != w && !(ok && strings.HasPrefix(next, stem)) {
			return -1
		}
		n += 1 + len(next)
	}
	return n
}

// starts says whether the text begins with one of the phrases.
func (l *lexicon) starts(folded string) bool { return l.at(folded) >= 0 }

// has says whether one of the phrases stands anywhere in the text.
func (l *lexicon) has(folded string) bool {
	for s := folded; s != ""; {
		if l.at(s) >= 0 {
			return true
		}
		_, s, _ = strings.Cut(s, " ")
	}
	for _, j := range l.joined {
		if strings.Contains(folded, j) {
			return true
		}
	}
	return false
}

// only says whether the text is made of nothing but the phrases and numbers.
func (l *lexicon) only(folded string) bool {
	found := false
	for s := folded; s != ""; {
		n := l.at(s)
		if n >= 0 {
			found = true
		} else {
			n = strings.IndexByte(s+" ", ' ')
			if strings.Trim(s[:n], "0123456789") != "" {
				return false
			}
		}
		s = strings.TrimPrefix(s[n:], " ")
	}
	return found
}

// ends says whether the last word of the text is one of the phrases.
func (l *lexicon) ends(folded string) bool {
	return l.at(folded[strings.LastIndexByte(folded, ' ')+1:]) >= 0
}
