package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a number, a word or a sign of the text.
type token struct {
	kind       byte   // 'n', 'w' or 'p'
	text       string // words: folded; signs: as they stand
	num        int
	digits     int
	start, end int  // bytes
	space      bool // white space stands before it
}

// tokenize cuts the text. Digits of every script are numbers; each Han character
// is a word of its own, since Chinese and Japanese put no space between words.
func (p *parser) tokenize(s string) {
	if len(s) > maxText {
		s = s[:maxText]
	}
	p.s = s
	p.t = make([]token, 0, len(s)/4+2)
	space := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || isInvisible(r):
			space = true
			i += n
			continue
		case digit(r) >= 0:
			t := token{kind: 'n', start: i, space: space}
			for i < len(s) {
				r, n = utf8.DecodeRuneInString(s[i:])
				v := digit(r)
				if v < 0 {
					break
				}
				if t.digits < 15 {
					t.num = t.num*10 + v
				}
				t.digits++
				i += n
			}
			t.end = i
			p.t = append(p.t, t)
		case unicode.Is(unicode.Han, r):
			p.t = append(p.t, token{kind: 'w', text: s[i : i+n], start: i, end: i + n, space: space})
			i += n
		case unicode.IsLetter(r):
			start, ascii := i, true
			for i < len(s) {
				r, n = utf8.DecodeRuneInString(s[i:])
				if !(unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.IsMark(r) || r == '\u200c' || r == '\u200d') {
					// Thai abbreviates with inner dots: มิ.ย.
					if r != '.' || !thaiAround(s, i) {
						break
					}
				}
				if r >= utf8.RuneSelf {
					ascii = false
				}
				i += n
			}
			w := s[start:i]
			if ascii {
				w = strings.ToLower(w)
			} else {
				w = fold(w)
			}
			p.t = append(p.t, token{kind: 'w', text: w, start: start, end: i, space: space})
		default:
			p.t = append(p.t, token{kind: 'p', text: s[i : i+n], start: i, end: i + n, space: space})
			i += n
		}
		space = false
	}
}

// thaiAround tells whether Thai letters stand before and after s[i].
func thaiAround(s string, i int) bool {
	a, _ := utf8.DecodeLastRuneInString(s[:i])
	b, _ := utf8.DecodeRuneInString(s[i+1:])
	return unicode.Is(unicode.Thai, a) && unicode.Is(unicode.Thai, b)
}

// isInvisible: direction marks and zero-width signs stand between the parts of a date.
func isInvisible(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff || r == 0xad
}

// digit is the value of a decimal digit of any script, -1 for anything else.
func digit(r rune) int {
	if r < utf8.RuneSelf {
		if r >= '0' && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for _, g := range unicode.Nd.R16 { // every range starts at a zero
		if rune(g.Lo) <= r && r <= rune(g.Hi) {
			return int(r-rune(g.Lo)) % 10
		}
	}
	return -1
}

// fold takes a word to the form the tables use: lower case, compatible forms,
// without accents in the scripts that may go without them.
func fold(w string) string {
	w = norm.NFKD.String(strings.ToLower(w))
	var b strings.Builder
	b.Grow(len(w))
	for _, r := range w {
		switch {
		case r >= 0x300 && r <= 0x36f, // accents of Latin, Greek, Cyrillic
			r >= 0x591 && r <= 0x5c7,             // Hebrew points
			r >= 0x64b && r <= 0x65f, r == 0x640, // Arabic vowels, lengthening
			r == 0x200c, r == 0x200d, r == '.': // joiners; dots within Thai
			continue
		case r == 'ı':
			r = 'i'
		case r == 'ς':
			r = 'σ'
		case r == 'ي' || r == 'ى': // Persian and Arabic yeh, kaf
			r = 'ی'
		case r == 'ك':
			r = 'ک'
		}
		b.WriteRune(r)
	}
	return b.String()
}
