package payload

import (
	"bytes"
	"strings"
)

// The first bytes of a document are searched for a meta element as WHATWG's
// prescan does. Browsers also obey one that their parser meets later in the
// head, so the search goes on, but no further than the body.
const (
	prescanned = 1024
	headAtMost = 64 << 10
)

// contentTypeCharset is the first charset parameter of a Content-Type that is
// not empty; "" without one. Quotes that do not match are forgiven.
func contentTypeCharset(contentType string) string {
	for contentType != "" {
		part, quoted := contentType, false
		for i, c := range contentType {
			if c == '"' {
				quoted = !quoted
			}
			if c == ';' && !quoted {
				part = contentType[:i]
				break
			}
		}
		contentType = strings.TrimPrefix(contentType[len(part):], ";")
		name, value, _ := strings.Cut(strings.TrimLeft(part, " \t\r\n"), "=")
		if !strings.EqualFold(name, "charset") {
			continue
		}
		value = strings.Trim(value, " \t\r\n\"'")
		if end := strings.IndexAny(value, " \t\r\n\"',;"); end >= 0 {
			value = value[:end]
		}
		if value != "" {
			return value
		}
	}
	return ""
}

// declaredInside is the charset that a document declares of itself; "" when it
// declares none that is known.
func declaredInside(body []byte) string {
	declaration := xmlEncoding(body)
	if declaration != "" && !bytes.Contains(bytes.ToLower(body[:min(len(body), prescanned)]), []byte("<html")) {
		return declaration // a feed or a sitemap; what looks like a meta element is content
	}
	if name := prescan(body[:min(len(body), headAtMost)]); name != "" {
		return name
	}
	return declaration
}

// xmlEncoding reads the encoding of an XML declaration at the very start, also
// where the document is UTF-16 without a byte order mark.
func xmlEncoding(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("<\x00?\x00x\x00")):
		return "utf-16le"
	case bytes.HasPrefix(b, []byte("\x00<\x00?\x00x")):
		return "utf-16be"
	}
	b = bytes.TrimLeft(b[:min(len(b), prescanned)], " \t\r\n")
	if !bytes.HasPrefix(b, []byte("<?xml")) {
		return ""
	}
	b, _, closed := bytes.Cut(b, []byte(">"))
	_, b, found := bytes.Cut(b, []byte("encoding"))
	b = bytes.TrimLeft(b, " \t\r\n")
	if !closed || !found || len(b) == 0 || b[0] != '=' {
		return ""
	}
	b = bytes.TrimLeft(b[1:], " \t\r\n")
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return ""
	}
	value, _, closed := bytes.Cut(b[1:], b[:1])
	if !closed {
		return ""
	}
	return asDeclared(lookup(string(value)))
}

// asDeclared corrects names that cannot be true of a document whose
// declaration was readable as ASCII.
func asDeclared(name string) string {
	switch name {
	case "utf-16le", "utf-16be":
		return "utf-8"
	case "x-user-defined":
		return "windows-1252"
	}
	return name
}

// prescan looks for a meta element that declares a charset: WHATWG HTML,
// "prescan a byte stream to determine its encoding".
func prescan(b []byte) string {
	for at := 0; at < len(b); at++ {
		next := bytes.IndexByte(b[at:], '<')
		if next < 0 {
			return ""
		}
		at += next
		rest := b[at:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			// "<!-->" is a whole comment: its dashes may overlap.
			end := bytes.Index(rest[2:], []byte("-->"))
			if end < 0 {
				return ""
			}
			at += 2 + end + 2
		case isTag(rest, "meta"):
			s := scanner{b: rest, at: len("<meta") + 1}
			if name := metaCharset(&s); name != "" {
				return name
			}
			at += s.at - 1
		case at > prescanned && isTag(rest, "body"):
			return ""
		case len(rest) > 1 && isLetter(rest[1]), len(rest) > 2 && rest[1] == '/' && isLetter(rest[2]):
			s := scanner{b: rest, at: 1}
			for s.at < len(rest) && !isSpace(rest[s.at]) && rest[s.at] != '>' {
				s.at++
			}
			for {
				if _, _, ok := s.attribute(); !ok {
					break
				}
			}
			at += s.at - 1
		case len(rest) > 1 && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?'):
			end := bytes.IndexByte(rest, '>')
			if end < 0 {
				return ""
			}
			at += end
		}
	}
	return ""
}

func isTag(b []byte, name string) bool {
	n := len(name) + 1
	return len(b) > n && strings.EqualFold(string(b[1:n]), name) && (isSpace(b[n]) || b[n] == '/' || name == "body" && b[n] == '>')
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isSpace(c byte) bool  { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }

// metaCharset reads the attributes of a meta element.
func metaCharset(s *scanner) string {
	var pragma, needPragma bool
	var charset string
	decided := false
	seen := map[string]bool{}
	for {
		name, value, ok := s.attribute()
		if !ok {
			break
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		switch name {
		case "http-equiv":
			pragma = value == "content-type"
		case "content":
			if label := lookup(charsetIn(value)); label != "" && !decided {
				charset, decided, needPragma = label, true, true
			}
		case "charset":
			charset, decided, needPragma = lookup(value), true, false
		}
	}
	if s.cut || !decided || needPragma && !pragma {
		return ""
	}
	return asDeclared(charset)
}

// charsetIn finds the charset in a meta element's content attribute: WHATWG
// HTML, "extracting a character encoding from a meta element".
func charsetIn(s string) string {
	for {
		_, rest, found := strings.Cut(s, "charset")
		if !found {
			return ""
		}
		s = rest
		rest = strings.TrimLeft(rest, " \t\n\f\r")
		if !strings.HasPrefix(rest, "=") {
			continue
		}
		rest = strings.TrimLeft(rest[1:], " \t\n\f\r")
		if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
			value, _, closed := strings.Cut(rest[1:], rest[:1])
			if !closed {
				return ""
			}
			return value
		}
		if end := strings.IndexAny(rest, "; \t\n\f\r"); end >= 0 {
			rest = rest[:end]
		}
		return rest
	}
}

// scanner reads the attributes of a tag as the prescan does.
type scanner struct {
	b   []byte
	at  int
	cut bool // the bytes ended within the tag
}

func (s *scanner) peek() (byte, bool) {
	if s.at >= len(s.b) {
		s.cut = true
		return 0, false
	}
	return s.b[s.at], true
}

// attribute is the next attribute in lower case; ok is false at the tag's end.
func (s *scanner) attribute() (name, value string, ok bool) {
	c, more := s.peek()
	for more && (isSpace(c) || c == '/') {
		s.at++
		c, more = s.peek()
	}
	if !more || c == '>' {
		return "", "", false
	}
	start := s.at
	for more && !(c == '=' && s.at > start) && !isSpace(c) && c != '/' && c != '>' {
		s.at++
		c, more = s.peek()
	}
	name = strings.ToLower(string(s.b[start:s.at]))
	for more && isSpace(c) {
		s.at++
		c, more = s.peek()
	}
	if !more {
		return "", "", false
	}
	if c != '=' {
		return name, "", true
	}
	s.at++
	c, more = s.peek()
	for more && isSpace(c) {
		s.at++
		c, more = s.peek()
	}
	if !more {
		return "", "", false
	}
	if c == '"' || c == '\'' {
		end := bytes.IndexByte(s.b[s.at+1:], c)
		if end < 0 {
			s.at, s.cut = len(s.b), true
			return "", "", false
		}
		value = strings.ToLower(string(s.b[s.at+1 : s.at+1+end]))
		s.at += end + 2
		return name, value, true
	}
	start = s.at
	for more && !isSpace(c) && c != '>' {
		s.at++
		c, more = s.peek()
	}
	if !more {
		return "", "", false
	}
	return name, strings.ToLower(string(s.b[start:s.at])), true
}
