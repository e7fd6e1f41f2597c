package robots

import "strings"

// matches is the length of the rule's pattern when it covers the path, 0 when
// it does not. literal is the path as respell writes it; plain is the same,
// decoded.
//
// RFC 9309 wants %62 and b compared as one; Google compares them as two. Here
// a disallowing rule counts read either way, an allowing one only as it is
// written: in doubt a polite robot stays out.
func (r *rule) matches(literal, plain string) int {
	if covers(r.pattern, literal) {
		return len(r.pattern)
	}
	if !r.allow {
		escaped := plain != literal || strings.Contains(r.pattern, "%")
		if escaped && covers(decode(r.pattern), plain) {
			return len(r.pattern)
		}
		return 0
	}
	// A site that allows /news/index.html means /news/ as well.
	if at := strings.LastIndexByte(r.pattern, '/'); at >= 0 && strings.HasPrefix(r.pattern[at:], "/index.htm") {
		if covers(r.pattern[:at+1]+"$", literal) {
			return at + 2
		}
	}
	return 0
}

// covers tells whether the pattern matches a beginning of the path. A * stands
// for any characters, a $ at the end for the end of the path.
func covers(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	first, rest, stars := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok {
		return false
	}
	// Taking each piece where it first occurs leaves the most to the others.
	for stars {
		var piece string
		piece, rest, stars = strings.Cut(rest, "*")
		if whole && !stars {
			return strings.HasSuffix(path, piece)
		}
		at := strings.Index(path, piece)
		if at < 0 {
			return false
		}
		path = path[at+len(piece):]
	}
	return !whole || path == ""
}

// pathOf is the part of an address that rules are about: path and query, "/"
// when there are none. The address need not have a scheme.
func pathOf(url string) string {
	url, _, _ = strings.Cut(url, "#")
	if after, ok := strings.CutPrefix(url, "//"); ok {
		url = after
	} else if !strings.HasPrefix(url, "/") {
		if at := strings.Index(url, "://"); at >= 0 && !strings.ContainsAny(url[:at], "/?;") {
			url = url[at+len("://"):]
		}
	} else {
		return url
	}
	at := strings.IndexAny(url, "/?;")
	if at < 0 {
		return "/"
	}
	if url[at] != '/' {
		return "/" + url[at:]
	}
	return url[at:]
}

// respell writes escapes in capitals.
func respell(path string) string {
	if strings.IndexByte(path, '%') < 0 {
		return path
	}
	b := []byte(path)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' && isHex(b[i+1]) && isHex(b[i+2]) {
			b[i+1], b[i+2] = upper(b[i+1]), upper(b[i+2])
			i += 2
		}
	}
	return string(b)
}

// escape is respell for a pattern, which people write as they read it: what is
// not ASCII in it gets its escape.
func escape(pattern string) string {
	const hex = "0123456789ABCDEF"
	pattern = respell(pattern)
	plain := true
	for i := range len(pattern) {
		plain = plain && pattern[i] < 0x80
	}
	if plain {
		return pattern
	}
	var b strings.Builder
	for i := range len(pattern) {
		if c := pattern[i]; c < 0x80 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// decode undoes the escapes of the characters that never need one: letters,
// digits, and - . _ ~ (RFC 3986, section 2.3).
func decode(s string) string {
	at := strings.IndexByte(s, '%')
	if at < 0 {
		return s
	}
	b := append(make([]byte, 0, len(s)), s[:at]...)
	for i := at; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			if c := value(s[i+1])<<4 | value(s[i+2]); isAlnum(c) || strings.IndexByte("-._~", c) >= 0 {
				b = append(b, c)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// value is the value of a hexadecimal digit.
func value(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return upper(c) - 'A' + 10
}
