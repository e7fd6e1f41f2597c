// Package canon gives every address one name. A newspaper publishes a story
// under many: with and without www, as an AMP or a mobile page, with the
// campaign of a newsletter in its query. Key maps them all to one string, and
// never maps two stories to the same one.
//
// Addresses are read as browsers read them (the WHATWG URL Standard).
// Everything here is pure and may be called from any goroutine.
package canon

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// Resolve reads ref as a link on the page at base, as a browser does, and
// returns the absolute http or https address it leads to, without its fragment.
// With base "" the ref must be absolute itself. A ref that cannot be read, or
// leads elsewhere than the web (mailto:, javascript:, data:), is an error, and so
// is one of more than 8 KiB.
func Resolve(base, ref string) (string, error) {
	u, err := parse(base, ref)
	if err != nil {
		if base == "" {
			return "", fmt.Errorf("read address %q: %w", brief(ref), err)
		}
		return "", fmt.Errorf("read link %q on %q: %w", brief(ref), brief(base), err)
	}
	if !onTheWeb(u) {
		return "", fmt.Errorf("read address %q: not an http or https address", brief(ref))
	}
	return u.Href(true), nil
}

// ID is the name of an article in an archive: 32 hexadecimal digits, the first
// half of the SHA-256 of the Key of its address. It is computed, never issued,
// so two archives agree on it without asking each other.
func ID(url string) string {
	sum := sha256.Sum256([]byte(Key(url)))
	return hex.EncodeToString(sum[:16])
}

// Host is the host an address is served from, in lower case and punycode, with
// its port when that is not the scheme's own: "courier.example",
// "127.0.0.1:8080". Twins such as www.courier.example stay themselves: they are
// other machines to be polite to. It is "" for what is not a web address.
func Host(url string) string {
	p, ok := split(url)
	if !ok {
		return ""
	}
	if p.port != "" {
		return p.host + ":" + p.port
	}
	return p.host
}

// onTheWeb tells addresses that HTTP can fetch from all others.
func onTheWeb(u *whatwg.Url) bool {
	return u.Scheme() == "http" || u.Scheme() == "https"
}

// longest is the length of the longest address read, in bytes. Web servers
// refuse longer ones, and the parser takes time by the square of the length.
const longest = 8 << 10

var errTooLong = errors.New("longer than 8 KiB")

// parse is the WHATWG parser.
func parse(base, ref string) (*whatwg.Url, error) {
	base, ref = trim(base), trim(ref)
	if len(base) > longest || len(ref) > longest {
		return nil, errTooLong
	}
	if base == "" {
		return whatwg.Parse(ref)
	}
	return whatwg.ParseRef(base, ref)
}

// trim removes what the URL Standard ignores at both ends of an address.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
}

// brief is the beginning of an address, enough to find it by.
func brief(s string) string {
	const enough = 200
	if len(s) <= enough {
		return s
	}
	return s[:enough] + "..."
}
