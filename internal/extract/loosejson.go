package extract

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestScript is how much of one structured-data script is read.
const longestScript = 2 << 20

// parseLoose reads the JSON values of a script. What cannot be read as it
// stands is mended where only one meaning is possible: comments and CDATA
// around it, line breaks in strings, commas before a closing bracket,
// brackets missing at the end, quotes written as entities.
func parseLoose(script string) (values []any, mended bool) {
	if len(script) > longestScript {
		script = script[:longestScript]
	}
	s := unwrap(script)
	if s == "" {
		return nil, false
	}
	if values, ok := parseAll(s); ok {
		return values, false
	}
	if !strings.Contains(s, `"`) && strings.Contains(s, "&quot;") {
		s = html.UnescapeString(s)
	}
	values, _ = parseAll(mend(s))
	return values, true
}

// unwrap takes off the comments and CDATA marks around a script.
func unwrap(s string) string {
	s = strings.Trim(s, " \t\r\n\ufeff;")
	for {
		before := s
		for _, p := range []string{"<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA["} {
			s = strings.TrimSpace(strings.TrimPrefix(s, p))
		}
		for _, p := range []string{"//-->", "-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>"} {
			s = strings.TrimSpace(strings.TrimSuffix(s, p))
		}
		s = strings.Trim(s, " \t\r\n;")
		if s == before {
			return s
		}
	}
}

// parseAll reads one value after the other; ok when nothing was left unread.
func parseAll(s string) (values []any, ok bool) {
	for {
		s = strings.TrimLeft(s, " \t\r\n,;")
		if s == "" {
			return values, true
		}
		dec := json.NewDecoder(strings.NewReader(s))
		dec.UseNumber()
		var v any
		if err := dec.Decode(&v); err != nil {
			return values, false
		}
		values = append(values, v)
		s = s[dec.InputOffset():]
	}
}

// mend rewrites a script as JSON.
func mend(s string) string {
	b := make([]byte, 0, len(s)+64)
	var open []byte      // closing brackets still due
	var due ['}' + 1]int // how many of each
	inString := false
	comma := -1 // where in b the last comma is, when only space followed
	for i := 0; i < len(s); i++ {
		c := s[i]
		if inString {
			switch {
			case c == '\\':
				if i+1 >= len(s) {
					break
				}
				switch next := s[i+1]; next {
				case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u':
					b = append(b, c)
					b = append(b, next)
				default: // \' and the like: no escape of JSON
					b = append(b, next)
				}
				i++
			case c == '"' && endsString(s[i+1:]):
				b = append(b, c)
				inString = false
			case c == '"':
				b = append(b, `\"`...)
			case c < ' ':
				b = append(b, ' ')
			default:
				b = append(b, c)
			}
			continue
		}
		switch c {
		case '"':
			inString = true
			comma = -1
			b = append(b, c)
		case ' ', '\t', '\n', '\r':
			b = append(b, ' ')
		case ',':
			if comma >= 0 { // a second comma in a row
				continue
			}
			comma = len(b)
			b = append(b, c)
		case '{', '[':
			open = append(open, c+2) // the closing bracket stands two after in ASCII
			due[c+2]++
			comma = -1
			b = append(b, c)
		case '}', ']':
			if comma >= 0 {
				b = b[:comma]
				comma = -1
			}
			// One that was never opened is dropped; others left open inside are closed first.
			for due[c] > 0 {
				last := open[len(open)-1]
				open = open[:len(open)-1]
				due[last]--
				b = append(b, last)
				if last == c {
					break
				}
			}
		case '/':
			// a comment
			if rest := s[i:]; strings.HasPrefix(rest, "/*") {
				if j := strings.Index(rest, "*/"); j > 0 {
					i += j + 1
				}
			} else if strings.HasPrefix(rest, "//") {
				if j := strings.IndexByte(rest, '\n'); j > 0 {
					i += j
				} else {
					i = len(s)
				}
			}
		default:
			comma = -1
			b = append(b, c)
		}
	}
	out := string(b)
	if inString {
		for !utf8.ValidString(out) && len(out) > 0 && out[len(out)-1] >= utf8.RuneSelf {
			out = out[:len(out)-1]
		}
		out += `"`
	}
	out = strings.TrimRight(out, " ,")
	if strings.HasSuffix(out, ":") {
		out += "null"
	}
	slices.Reverse(open)
	return out + string(open)
}

// endsString says whether a quote followed by rest closes its string: what
// comes next belongs to the structure, not to a sentence.
func endsString(rest string) bool {
	t := strings.TrimLeft(rest, " \t\r\n")
	if t == "" {
		return true
	}
	switch t[0] {
	case ':', '}', ']':
		return true
	case ',':
		u := strings.TrimLeft(t[1:], " \t\r\n")
		return u == "" || strings.IndexByte(`"{[}]-0123456789tfn/`, u[0]) >= 0
	case '"': // the comma is missing
		return false
	}
	return false
}
