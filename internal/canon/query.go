package canon

import (
	"slices"
	"strings"
)

// parameter is one of a query: name and value as the key spells them.
type parameter struct{ name, value string }

// canonicalQuery is the query less the parameters that say where a reader came
// from, ordered by name. Parameters of one name keep their order, which can
// mean something.
func canonicalQuery(query string) string {
	if query == "" {
		return ""
	}
	kept := make([]parameter, 0, 8)
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		p := parameter{respellQuery(name), respellQuery(value)}
		// Links that were escaped for HTML twice: ?id=1&amp;page=2
		for strings.HasPrefix(p.name, "amp;") {
			p.name = p.name[len("amp;"):]
		}
		if p == (parameter{}) || tracking.match(p) {
			continue
		}
		kept = append(kept, p)
	}
	if !slices.IsSortedFunc(kept, byName) {
		slices.SortStableFunc(kept, byName)
	}
	var b strings.Builder
	b.Grow(len(query) + 8)
	for i, p := range kept {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.name)
		if p.value != "" || p.name == "" {
			b.WriteByte('=')
			b.WriteString(p.value)
		}
	}
	return b.String()
}

func byName(a, b parameter) int { return strings.Compare(a.name, b.name) }

// respellQuery is respell for a name or a value: there a plus is a space.
func respellQuery(s string) string {
	s = respell(s, &queryKeeps, &querySame)
	if strings.Contains(s, "%20") {
		s = strings.ReplaceAll(s, "%20", "+")
	}
	return s
}
