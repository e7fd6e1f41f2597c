package canon

import "strings"

// set is a set of ASCII characters.
type set [256]bool

func chars(s string) (in set) {
	for i := range len(s) {
		in[s[i]] = true
	}
	return in
}

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

// What may stand unescaped in a name, and whose escaped form means the same.
// What may stand but is not among the same means another thing when it is
// escaped: a%2Fb is one segment, a/b are two.
var (
	pathKeeps = chars(unreserved + "!'()*,:@/;=&+$")
	pathSame  = chars(unreserved + "!'()*,:@")

	queryKeeps = chars(unreserved + "!()*,:@/?;=+$")
	querySame  = chars(unreserved + "!()*,:@/?")

	bangKeeps = chars(unreserved + "!'()*,:@/?;=&+$")
	bangSame  = chars(unreserved + "!'()*,:@/?")

	// What the URL Standard leaves as it is.
	plainPath  = chars(unreserved + "!'()*,:@/;=&+$%")
	plainQuery = chars(unreserved + "!()*,:@/?;=+$&%")
)

// only tells whether s is made of characters of the set.
func only(s string, of *set) bool {
	for i := range len(s) {
		if !of[s[i]] {
			return false
		}
	}
	return true
}

// respell writes s with exactly the escapes it needs: capitals in all of them,
// none for characters of same, one for all that keeps does not hold. A percent
// sign that escapes nothing stands for itself, so it gets an escape too.
func respell(s string, keeps, same *set) string {
	if only(s, keeps) {
		return s
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := c == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0
		if escaped {
			c = byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
			i += 2
		}
		if same[c] || keeps[c] && !escaped {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// unhex is the value of a hexadecimal digit, -1 for any other character.
func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
