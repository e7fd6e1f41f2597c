package payload

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// UTF8 converts a body to UTF-8 and names the charset it was in, by its WHATWG
// name in lower case. The charset is that of the byte order mark, else of the
// Content-Type, else of the document's own declaration (meta element, XML
// declaration), and is guessed from the letters only when nothing declares it
// or the declaration is plainly wrong: declared UTF-8 that is broken throughout,
// or declared otherwise and good UTF-8 throughout. Bytes that the charset does
// not have become U+FFFD.
//
// When the body is good UTF-8 the text shares its memory.
func UTF8(body []byte, contentType string) (text []byte, charset string) {
	if name, size := byteOrderMark(body); name != "" {
		return convert(body[size:], name), name
	}
	declared := lookup(contentTypeCharset(contentType))
	if declared == "" {
		declared = declaredInside(body)
	}
	charset = settle(body, declared)
	return convert(body, charset), charset
}

func byteOrderMark(b []byte) (name string, size int) {
	switch {
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		return "utf-8", 3
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return "utf-16be", 2
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return "utf-16le", 2
	}
	return "", 0
}

// settle decides between what was declared ("" for nothing) and what the bytes say.
func settle(body []byte, declared string) string {
	if declared == "utf-8" && utf8.Valid(body) {
		return declared
	}
	c := count(body)
	switch {
	case declared == "utf-8":
		if c.broken > 3 && c.broken > c.runes {
			if guess, sure := detect(body); sure {
				return guess
			}
		}
		return declared
	case strings.HasPrefix(declared, "utf-16"):
		if name := withoutMark(body); name != "" {
			return name
		}
		if bytes.IndexByte(body[:min(len(body), 1024)], 0) >= 0 || len(body) == 0 {
			return declared
		}
	case declared != "":
		// A few runes may be good UTF-8 by chance: single-byte letters hardly
		// ever (two in a row that look like one accented letter), pairs of bytes
		// in an East Asian charset now and then.
		need := 2
		if pairs[declared] {
			need = 10
		}
		if c.evidence >= need && c.mostly() && (c.broken == 0 || c.runes >= 20) {
			return "utf-8"
		}
		return declared
	}
	if c.runes == 0 && c.broken == 0 {
		if escapesJapanese(body) {
			return "iso-2022-jp"
		}
		if name := withoutMark(body); name != "" {
			return name
		}
		return "utf-8"
	}
	if c.broken == 0 || c.runes >= 20 && c.mostly() {
		return "utf-8"
	}
	guess, _ := detect(body)
	return guess
}

// pairs lists the charsets whose text is pairs of high bytes.
var pairs = map[string]bool{"gbk": true, "gb18030": true, "big5": true, "euc-kr": true, "euc-jp": true, "shift_jis": true}

// census counts what bytes are as UTF-8.
type census struct {
	runes    int // beyond ASCII
	evidence int // how unlikely it is that they are so by chance
	broken   int
}

// mostly says whether breaks are rare enough to be those of a careless cut.
func (c census) mostly() bool { return c.broken*20 <= c.runes }

func count(b []byte) (c census) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r != utf8.RuneError || size > 1 {
			c.runes++
			c.evidence += size - 1
		} else if utf8.FullRune(b[i:]) || c.runes == 0 {
			c.broken++ // but not where a body was cut within a rune
		}
		i += size
	}
	return c
}

// withoutMark recognises UTF-16 by the zeros of its ASCII.
func withoutMark(b []byte) string {
	b = b[:min(len(b), 512)]
	var even, odd int
	for i, c := range b {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	switch quarter := len(b) / 4; {
	case odd > quarter && even == 0:
		return "utf-16le"
	case even > quarter && odd == 0:
		return "utf-16be"
	}
	return ""
}

// escapesJapanese recognises ISO-2022-JP, which is ASCII with escapes.
func escapesJapanese(b []byte) bool {
	return bytes.Contains(b, []byte("\x1b$B")) || bytes.Contains(b, []byte("\x1b$@"))
}

// lookup is the WHATWG name of a charset label in lower case; "" for a label
// that is unknown, or names a charset that browsers refuse to read.
func lookup(label string) string {
	e, err := htmlindex.Get(label)
	if err != nil || e == encoding.Replacement {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil || name == "replacement" {
		return ""
	}
	return name
}

// convert decodes a body from a charset that lookup named.
func convert(body []byte, name string) []byte {
	if name == "utf-8" {
		if utf8.Valid(body) {
			return body
		}
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	switch name {
	case "utf-16le":
		e = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		e = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	text, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return text
}
