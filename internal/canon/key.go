package canon

import "strings"

// Key is the one name of an address, for comparing: two addresses have the same
// Key when they are names of the same page. It is an address itself, readable
// and usually working, such as "https://courier.example/news/2026/11/flood?id=7":
// https, no "www.", no trailing slash but the root's. What it merges:
//
//   - http and https, default ports, user and password;
//   - letter case, IDN and punycode, and the trailing dot of the host;
//   - www., m., mobile. and amp. twins of the host, as far as a domain that one
//     can register remains;
//   - AMP pages: /amp/ anywhere in the path, .amp, .amp.html, ?amp, ?amp=1,
//     ?outputType=amp; copies in the AMP caches;
//   - tracking parameters (tracking.txt), the order of parameters of different
//     names, empty parameters;
//   - fragments, except those that name a page ("#!/story/1");
//   - doubled slashes, a trailing slash, index.html and its like at the end;
//   - the ways to escape a character, where they mean the same.
//
// All else tells stories apart and is kept: the case of the path, the value and
// the order of equally named parameters, editions, page numbers.
//
// Key is idempotent: Key(Key(x)) == Key(x). What is not a web address, or has
// more than 8 KiB, is its own name, less the white space around it.
func Key(url string) string {
	p, ok := split(url)
	if !ok {
		return trim(url)
	}
	// A copy in an AMP cache holds another address in its path, which may be
	// a copy again. Each is shorter than the last, so this ends.
	for {
		inner, cached := p.original()
		if !cached {
			return p.key()
		}
		p = inner
	}
}

// key puts the canonical parts together.
func (p parts) key() string {
	host := registered(p.host)
	path := canonicalPath(p.path)
	query := canonicalQuery(p.query)

	var b strings.Builder
	b.Grow(len("https://:?#!") + len(host) + len(p.port) + len(path) + len(query) + len(p.bang))
	b.WriteString("https://")
	b.WriteString(host)
	// 443 is left when an http address names it.
	if p.port != "" && p.port != "443" {
		b.WriteByte(':')
		b.WriteString(p.port)
	}
	b.WriteString(path)
	if query != "" {
		b.WriteByte('?')
		b.WriteString(query)
	}
	if p.bang != "" {
		b.WriteString("#!")
		b.WriteString(respell(p.bang, &bangKeeps, &bangSame))
	}
	return b.String()
}
