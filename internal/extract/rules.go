package extract

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"presscut/internal/site"
)

// ruleValues is what the site's rule reads for a field: the values of the first
// step that yields any, the element of each, and which step it was; step is -1
// when there is no rule for the field or none of its steps yields.
func (d *doc) ruleValues(field string) (values []string, nodes []*html.Node, step int) {
	if d.rule == nil {
		return nil, nil, -1
	}
	for i := range d.rule.Fields[field] {
		s := &d.rule.Fields[field][i]
		if s.Select.Sel == nil {
			continue
		}
		for _, n := range cascadia.QueryAll(d.root, s.Select.Sel) {
			for _, v := range stepValues(s, n) {
				values = append(values, v)
				nodes = append(nodes, n)
			}
		}
		if len(values) > 0 {
			return values, nodes, i
		}
	}
	return nil, nil, -1
}

// byRule offers what the rule reads, as one value each; rule fields win over everything.
func (d *doc) byRule(field string) (values []string, ok bool) {
	values, _, step := d.ruleValues(field)
	if step < 0 {
		return nil, false
	}
	css := d.rule.Fields[field][step].Select.CSS
	d.because(field, "rule", css)
	if d.explanation.Candidates == nil {
		d.explanation.Candidates = map[string][]Candidate{}
	}
	d.explanation.Candidates[field] = append(d.explanation.Candidates[field], Candidate{
		Value: strings.Join(values, "; "), Method: "rule", Path: css, Score: 1, Chosen: true,
	})
	return values, true
}

// stepValues is what one step reads of one element.
func stepValues(s *site.Step, n *html.Node) []string {
	var text string
	if s.Attr != "" {
		text = squeeze(attr(n, s.Attr))
	} else {
		text = textOf(n)
	}
	parts := []string{text}
	if s.Split != "" {
		parts = strings.Split(text, s.Split)
	}
	out := parts[:0]
	for _, p := range parts {
		if p = trimAffixes(p, s.Trim); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// trimAffixes takes the affixes off both ends, as often as they stand there,
// whatever their case.
func trimAffixes(s string, affixes []string) string {
	s = strings.TrimSpace(s)
	for {
		before := s
		for _, a := range affixes {
			if a == "" {
				continue
			}
			// The space of an affix such as "By " may be gone at an end already.
			if len(s) >= len(a) && strings.EqualFold(s[:len(a)], a) {
				s = strings.TrimSpace(s[len(a):])
			}
			if len(s) >= len(a) && strings.EqualFold(s[len(s)-len(a):], a) {
				s = strings.TrimSpace(s[:len(s)-len(a)])
			}
			if t := strings.TrimSpace(a); strings.EqualFold(s, t) {
				s = ""
			}
		}
		if s == before {
			return s
		}
	}
}
