package canon

import "strings"

// parts are the parts of a web address that can tell two stories apart.
type parts struct {
	host  string // lower case, punycode, no trailing dot
	port  string // "" when the scheme's own
	path  string // starts with a slash; dot segments resolved; escapes as written
	query string // without the question mark
	bang  string // a fragment that names a page of a script-driven site: what follows "#!"
}

// split takes an address apart. It is false for what is not a web address.
func split(url string) (parts, bool) {
	if p, ok := splitPlain(url); ok {
		return p, true
	}
	return splitAny(url)
}

// splitAny is split for every address, by the rules of the URL Standard.
func splitAny(url string) (parts, bool) {
	u, err := parse("", url)
	if err != nil || !onTheWeb(u) {
		return parts{}, false
	}
	p := parts{host: u.Hostname(), port: u.Port(), path: u.Pathname(), query: u.Query()}
	// One dot is the root of the name system; more are part of an odd name.
	if h, dot := strings.CutSuffix(p.host, "."); dot && h != "" && !strings.HasSuffix(h, ".") {
		p.host = h
	}
	if bang, ok := strings.CutPrefix(u.Hash(), "#!"); ok {
		p.bang = bang
	}
	return p, true
}

// splitPlain is split for the addresses that need no thought, which are nearly
// all: lower-case ASCII host, nothing to escape, nothing to resolve. It is false
// wherever splitAny might say something else; splitAny is ten times slower.
func splitPlain(url string) (parts, bool) {
	if len(url) > longest {
		return parts{}, false
	}
	rest, ok := strings.CutPrefix(url, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(url, "http://"); !ok {
			return parts{}, false
		}
	}
	var p parts
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	p.host, rest = rest[:end], rest[end:]
	if !plainHost(p.host) {
		return parts{}, false
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	if fragment != "" && (fragment[0] == '!' || strings.ContainsFunc(fragment, func(r rune) bool { return r < ' ' })) {
		return parts{}, false
	}
	p.path, p.query, _ = strings.Cut(rest, "?")
	if p.path == "" {
		p.path = "/"
	}
	if !only(p.path, &plainPath) || !only(p.query, &plainQuery) ||
		strings.Contains(p.path, "/.") || strings.Contains(p.path, "%2e") || strings.Contains(p.path, "%2E") {
		return parts{}, false
	}
	return p, true
}

// plainHost tells host names that are their own canonical form: no punycode to
// check, no number that may be an address, no empty label.
func plainHost(host string) bool {
	if host == "" || len(host) > 200 || strings.Contains(host, "--") {
		return false
	}
	label := host[strings.LastIndexByte(host, '.')+1:]
	if label == "" || label[0] <= '9' {
		return false
	}
	for i := range len(host) {
		switch c := host[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case c == '-' || c == '.':
			if i == 0 || host[i-1] == '.' || host[i-1] == '-' {
				return false
			}
		default:
			return false
		}
	}
	return true
}
