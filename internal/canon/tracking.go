package canon

import (
	_ "embed"
	"strings"
)

//go:embed tracking.txt
var trackingText string

var tracking = readPatterns(trackingText)

// patterns tells parameters by their lower-case names.
type patterns struct {
	exact    map[string][]string // name -> the values meant; nil for any value
	prefixes []string
}

// readPatterns reads one pattern a line: "name", "prefix*" or "name=value".
// Empty lines and what follows a # are skipped.
func readPatterns(text string) patterns {
	p := patterns{exact: map[string][]string{}}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.ToLower(strings.TrimSpace(line))
		if line == "" {
			continue
		}
		if prefix, ok := strings.CutSuffix(line, "*"); ok {
			p.prefixes = append(p.prefixes, prefix)
			continue
		}
		name, value, one := strings.Cut(line, "=")
		if one {
			p.exact[name] = append(p.exact[name], value)
		} else {
			p.exact[name] = nil
		}
	}
	return p
}

// match tells whether a pattern means the parameter.
func (p patterns) match(q parameter) bool {
	name := strings.ToLower(q.name)
	if values, ok := p.exact[name]; ok {
		if values == nil {
			return true
		}
		for _, v := range values {
			if strings.EqualFold(v, q.value) {
				return true
			}
		}
	}
	for _, prefix := range p.prefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
