package discover

import (
	"bytes"
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"presscut/internal/payload"
)

// maxUnpacked bounds what a compressed list may grow to: sitemaps may have 50 MB
// by their protocol.
const maxUnpacked = 128 << 20

// unpack undoes the gzip that sitemaps are often stored in, whatever their name
// and headers say. What was readable of a damaged one is kept, with a fault.
func unpack(b []byte) (body []byte, fault string) {
	if !bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		return b, ""
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return b, "the gzip data is broken: " + err.Error()
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnpacked))
	switch {
	case err != nil:
		return out, "the gzip data is broken: " + err.Error()
	case len(out) == maxUnpacked:
		return out, "the list is longer than 128 MiB: only its beginning is read"
	}
	return out, ""
}

// peek is the beginning of a body as text without a byte order mark, for looking
// at; UTF-16 is read as far as it is ASCII.
func peek(body []byte) []byte {
	head := body[:min(len(body), 64<<10)]
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for _, order := range []struct {
		mark []byte
		at   int
	}{{[]byte("\xff\xfe"), 0}, {[]byte("\xfe\xff"), 1}, {[]byte("<\x00"), 0}, {[]byte("\x00<"), 1}} {
		if !bytes.HasPrefix(head, order.mark) {
			continue
		}
		out := make([]byte, 0, len(head)/2)
		for i := 0; i+1 < len(head); i += 2 {
			if c := head[i+order.at]; head[i+1-order.at] == 0 {
				out = append(out, c)
			} else if len(out) > 0 {
				out = append(out, '?')
			}
		}
		return out
	}
	return bytes.TrimLeft(head, "\x00")
}

var (
	xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}\?>`)
	xmlEncoding    = regexp.MustCompile(`encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)
)

// xmlText is an XML page as UTF-8 without its declaration. What the bytes are
// wins over what the page says: feeds that claim windows-1251 in UTF-8, or
// UTF-8 in windows-1251, are common.
func xmlText(body []byte, contentType string) []byte {
	text := bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	declared := ""
	if m := xmlEncoding.FindSubmatch(xmlDeclaration.Find(text)); m != nil {
		declared = strings.ToLower(string(m[1]))
	}
	sevenBit := strings.HasPrefix(declared, "iso-2022") || strings.HasPrefix(declared, "hz") || strings.HasPrefix(declared, "utf-7")
	switch {
	case bytes.IndexByte(text[:min(len(text), 512)], 0) >= 0: // UTF-16
		text, _ = payload.UTF8(body, contentType)
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
	case utf8.Valid(text) && !sevenBit:
	case declared != "" && declared != "utf-8" && declared != "utf8":
		text, _ = payload.UTF8(body, "text/xml; charset="+declared)
	case mostlyUTF8(text):
		text = bytes.ToValidUTF8(text, []byte("\ufffd"))
	default:
		text, _ = payload.UTF8(body, contentType)
	}
	if m := xmlDeclaration.FindIndex(text); m != nil {
		text = text[m[1]:]
	}
	return bytes.TrimLeft(text, " \t\r\n\x00")
}

// mostlyUTF8 says whether a text is UTF-8 but for a letter here and there: one
// cut at its end, or pasted from elsewhere.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > 4*bad
}

// entity is an ampersand and what follows it, if it is a reference.
var entity = regexp.MustCompile(`&(#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)?`)

// xmlNames are the references that XML itself knows.
var xmlNames = map[string]bool{"&amp;": true, "&lt;": true, "&gt;": true, "&quot;": true, "&apos;": true}

// mend makes text that XML parsers refuse acceptable: control characters go,
// bytes that are no letter go, references that XML does not know become what
// HTML means by them, and a bare ampersand becomes one.
func mend(b []byte) []byte {
	b = bytes.ToValidUTF8(b, []byte("\ufffd"))
	b = bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, b)
	return entity.ReplaceAllFunc(b, func(m []byte) []byte {
		s := string(m)
		if s == "&" || xmlNames[s] || s[1] == '#' {
			if s == "&" {
				return []byte("&amp;")
			}
			return m
		}
		if v := unescape(s); v != s {
			return []byte(v)
		}
		return append([]byte("&amp;"), m[1:]...)
	})
}
