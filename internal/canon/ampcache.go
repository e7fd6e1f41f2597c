package canon

import "strings"

// original is the address that an AMP cache or viewer shows a copy of; false
// when p is not in one. Their forms:
//
//	https://NAME.cdn.ampproject.org/c/s/ADDRESS    c for content, v for viewer; s for https
//	https://www.google.TLD/amp/s/ADDRESS
func (p parts) original() (parts, bool) {
	var rest string
	var ok bool
	switch {
	case p.host == "cdn.ampproject.org", strings.HasSuffix(p.host, ".cdn.ampproject.org"):
		path := canonicalPath(p.path)
		if rest, ok = strings.CutPrefix(path, "/c/"); !ok {
			rest, ok = strings.CutPrefix(path, "/v/")
		}
	case strings.HasPrefix(p.host, "google."), strings.HasPrefix(p.host, "www.google."):
		rest, ok = strings.CutPrefix(p.path, "/amp/")
	}
	if !ok {
		return parts{}, false
	}
	rest = strings.TrimPrefix(rest, "s/")
	if host, _, _ := strings.Cut(rest, "/"); !strings.Contains(host, ".") {
		return parts{}, false
	}
	inner, ok := split("https://" + rest)
	inner.query, inner.bang = p.query, p.bang
	return inner, ok
}
