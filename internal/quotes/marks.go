package quotes

import (
	"strings"
	"unicode"
)

// span is what stands between a pair of marks, in runes of its block.
type span struct {
	open, close int // the marks; close is the length of the text where it is missing
	start, end  int // the text, without marks and white space
	closed      bool
	long        bool // three words or more
}

// closers are the marks that may close what each mark opens.
var closers = map[rune]string{
	'“': "”“\"", '„': "“”\"", '«': "»", '»': "«»", '‹': "›", '›': "‹", '「': "」", '『': "』", '"': "\"”", '”': "”", '‘': "’", '‚': "‘’", '\'': "'", '〝': "〟", '＂': "＂",
}

// spansOf finds the outermost pairs of marks in a text.
func spansOf(t []rune, language string) []span {
	var out []span
	for i := 0; i < len(t); i++ {
		closing, ok := closers[t[i]]
		if !ok || !opens(t, i, language) {
			continue
		}
		j := closeAt(t, i, closing)
		s := span{open: i, close: j, closed: j < len(t)}
		if !s.closed && (t[i] == '\'' || t[i] == '‘' || t[i] == '‚' || t[i] == '"' && i > 0 && len(t)-i > 600) {
			continue // an apostrophe, or a sign for inches
		}
		s.start, s.end = trim(t, i+1, j)
		if s.start < s.end {
			s.long = enough(t[s.start:s.end], 3)
			out = append(out, s)
		}
		i = j
	}
	return out
}

func trim(t []rune, from, to int) (int, int) {
	for from < to && unicode.IsSpace(t[from]) {
		from++
	}
	for to > from && unicode.IsSpace(t[to-1]) {
		to--
	}
	return from, to
}

func runeAt(t []rune, i int) rune {
	if i < 0 || i >= len(t) {
		return ' '
	}
	return t[i]
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// opens tells whether the mark at i opens speech, where it could also close it or be
// an apostrophe.
func opens(t []rune, i int, language string) bool {
	before, after := runeAt(t, i-1), runeAt(t, i+1)
	lang, _, _ := strings.Cut(language, "-")
	unparted := lang == "ja" || lang == "zh" || lang == "ko" || lang == "th"
	switch t[i] {
	case '「', '『', '„', '«', '‹', '〝':
		return true
	case '“': // some write it at both ends
		return i == 0 || !closesHere(t, i) || isWord(after)
	case '»', '›', '”', '"', '＂':
		return (unparted || !isWord(before)) && !unicode.IsSpace(after) && (i == 0 || !strings.ContainsRune(".,!?…", before))
	case '‘', '‚':
		return !unparted && !isWord(before) && isWord(after)
	case '\'':
		return (lang == "en" || lang == "nl") && !isWord(before) && unicode.IsLetter(after)
	}
	return false
}

// closeAt is where the mark that closes the one at i stands, or the length of the text.
func closeAt(t []rune, i int, closing string) int {
	open := t[i]
	single := open == '‘' || open == '‚' || open == '\''
	depth, plural := 0, -1
	for j := i + 1; j < len(t); j++ {
		r := t[j]
		switch {
		case single && plural > 0 && r == open && !isWord(t[j-1]) && isWord(runeAt(t, j+1)):
			return plural // another quote opens: what looked like a plural's apostrophe closed this one
		case r == open && r != '"' && r != '”' && r != '\'' && r != '＂' && !(open == '“' && closesHere(t, j)) && !(open == '»' && closesHere(t, j)):
			depth++
		case strings.ContainsRune(closing, r):
			if single && !closesSingle(t, j) {
				if plural < 0 && !isWord(runeAt(t, j+1)) {
					plural = j
				}
				continue
			}
			if open == '"' && !closesHere(t, j) && j+1 < len(t) {
				continue // opens a quote within
			}
			if depth > 0 {
				depth--
				continue
			}
			return j
		}
	}
	if depth > 0 { // an inner mark that is never closed: the first closing one will do
		for j := i + 1; j < len(t); j++ {
			if strings.ContainsRune(closing, t[j]) && t[j] != open {
				return j
			}
		}
	}
	return len(t)
}

// closesHere tells whether a mark that may open or close stands at the end of something.
func closesHere(t []rune, j int) bool {
	before, after := runeAt(t, j-1), runeAt(t, j+1)
	return !unicode.IsSpace(before) && j > 0 || !isWord(after)
}

// closesSingle tells a closing mark from an apostrophe.
func closesSingle(t []rune, j int) bool {
	before, after := runeAt(t, j-1), runeAt(t, j+1)
	if isWord(after) {
		return false
	}
	if before != 's' && before != 'S' {
		return true
	}
	// the plural's apostrophe stands before another word, a quote's end before a stop
	return after != ' '
}
