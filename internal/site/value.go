package site

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// refused are words of people who want a rule to get them in somewhere.
var refused = []string{
	"header", "headers", "cookie", "cookies", "script", "scripts", "javascript", "js", "user_agent", "user-agent", "useragent",
	"login", "username", "user", "password", "auth", "token", "proxy", "proxies", "referer", "captcha", "browser",
}

func (r *rule) fault(n *yaml.Node, key, problem, hint string) {
	r.faults = append(r.faults, Fault{File: r.name, Line: max(n.Line, 1), Key: key, Problem: problem, Hint: hint})
}

// real follows an alias to what it stands for.
func real(n *yaml.Node) *yaml.Node {
	for range 8 {
		if n.Kind != yaml.AliasNode || n.Alias == nil {
			break
		}
		n = n.Alias
	}
	return n
}

// spend counts a node; false when the file has cost too much.
func (r *rule) spend(n *yaml.Node, key string) bool {
	r.nodes++
	if r.nodes == maxNodes {
		r.fault(n, key, "the rule is too large", "aliases count each time they are used")
	}
	return r.nodes < maxNodes
}

// mapping is the values of a mapping by their keys, nil when n is no mapping.
// Unknown keys, keys given twice and keys without a value are faults.
func (r *rule) mapping(n *yaml.Node, at string, known []string) map[string]*yaml.Node {
	if n == nil || !r.spend(n, at) {
		return nil
	}
	here := n
	n = real(n)
	if n.Kind != yaml.MappingNode {
		r.fault(here, at, "wants keys with values, found "+what(n), "")
		return nil
	}
	prefix := at
	if at != "" {
		prefix += "."
	}
	out := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := real(n.Content[i]), n.Content[i+1]
		if !r.spend(k, at) {
			break
		}
		name := k.Value
		switch {
		case k.Kind != yaml.ScalarNode:
			r.fault(n.Content[i], at, "a key must be a word, found "+what(k), "")
		case slices.Contains(refused, strings.ToLower(name)):
			r.fault(k, prefix+name, "rules say how to read a page, never how to get in", "leave it out")
		case !slices.Contains(known, name):
			r.fault(k, prefix+name, "unknown key", didYouMean(name, known))
		case out[name] != nil:
			r.fault(k, prefix+name, "is given twice, first in line "+strconv.Itoa(out[name].Line), "")
		case real(v).ShortTag() == "!!null":
			r.fault(k, prefix+name, "has no value", "leave the key out, or give it one")
		default:
			out[name] = v
		}
	}
	return out
}

// list is the items of a list; none for no node, or what is no list.
func (r *rule) list(n *yaml.Node, at string) []*yaml.Node {
	if n == nil {
		return nil
	}
	x := real(n)
	if x.Kind != yaml.SequenceNode {
		hint := ""
		if x.Kind == yaml.ScalarNode {
			hint = "write [" + x.Value + "]"
		}
		r.fault(n, at, "wants a list, found "+what(x), hint)
		return nil
	}
	if at == "hosts" && len(x.Content) == 0 {
		r.fault(n, at, "is empty", "name at least one host")
	}
	return x.Content
}

// text is the value of a scalar that is text and not empty.
func (r *rule) text(n *yaml.Node, at string) string {
	x := real(n)
	switch {
	case !r.spend(n, at):
	case x.Kind != yaml.ScalarNode || x.ShortTag() == "!!null":
		r.fault(n, at, "wants text, found "+what(x), "")
	case x.ShortTag() != "!!str" && x.ShortTag() != "!!timestamp":
		r.fault(n, at, "wants text, found "+what(x), "put it in quotes if it is meant")
	case x.Value == "":
		r.fault(n, at, "is empty", "")
	default:
		return x.Value
	}
	return ""
}

func what(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	case yaml.ScalarNode:
		switch n.ShortTag() {
		case "!!int", "!!float":
			return "the number " + n.Value
		case "!!bool":
			return n.Value
		case "!!null":
			return "nothing"
		case "!!timestamp":
			return "a date"
		}
		return "text"
	}
	return "something else"
}

func (r *rule) selector(n *yaml.Node, at string) (Selector, bool) {
	css := r.text(n, at)
	if css == "" {
		return Selector{}, false
	}
	g, err := cascadia.ParseGroup(css)
	if err != nil {
		r.fault(n, at, "bad selector: "+err.Error(), "")
		return Selector{}, false
	}
	if len(g) == 1 {
		return Selector{Sel: g[0], CSS: css}, true
	}
	return Selector{Sel: group{g}, CSS: css}, true
}

// group makes one selector of several parted by commas.
type group struct{ cascadia.SelectorGroup }

// Specificity is that of the most specific member.
func (g group) Specificity() cascadia.Specificity {
	var most cascadia.Specificity
	for _, s := range g.SelectorGroup {
		if most.Less(s.Specificity()) {
			most = s.Specificity()
		}
	}
	return most
}

func (g group) PseudoElement() string { return "" }

func (r *rule) patterns(n *yaml.Node, at string) []*regexp.Regexp {
	var out []*regexp.Regexp
	for i, x := range r.list(n, at) {
		s := r.text(x, index(at, i))
		if s == "" {
			continue
		}
		re, err := regexp.Compile(s)
		if err != nil {
			r.fault(x, index(at, i), "bad pattern: "+strings.TrimPrefix(err.Error(), "error parsing regexp: "), "RE2 syntax, on the path and query of the address")
			continue
		}
		out = append(out, re)
	}
	return out
}

// addresses are absolute http(s) addresses.
func (r *rule) addresses(n *yaml.Node, at string) []string {
	var out []string
	for i, x := range r.list(n, at) {
		s := r.text(x, index(at, i))
		if s == "" {
			continue
		}
		u, err := url.Parse(s)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			r.fault(x, index(at, i), "is not an absolute address", "write it in full: https://…")
			continue
		}
		out = append(out, s)
	}
	return out
}

// host is a host name as split gives it.
func (r *rule) host(n *yaml.Node, at string) string {
	s := r.text(n, at)
	if s == "" {
		return ""
	}
	if strings.ContainsAny(s, "/@?# \\") {
		r.fault(n, at, "is not a host", "only the name, without https:// and path: courier.example")
		return ""
	}
	h, _ := split("http://" + strings.TrimSuffix(s, ".") + "/")
	if h == "" || strings.Contains(h, "*") {
		r.fault(n, at, "is not a host", "only the name, without https:// and path: courier.example")
		return ""
	}
	return h
}

func (r *rule) path(n *yaml.Node, at string) string {
	s := r.text(n, at)
	if s == "" {
		return ""
	}
	if !strings.HasPrefix(s, "/") || strings.ContainsAny(s, "?#*") {
		r.fault(n, at, "is not a path", "the beginning of the path, such as /eng/")
		return ""
	}
	if s = strings.TrimRight(s, "/") + "/"; s == "/" {
		r.fault(n, at, "is the whole host", "leave `paths` out for that")
		return ""
	}
	return s
}

// mistaken are country codes that people write for languages.
var mistaken = map[string]string{"ua": "uk", "cz": "cs", "jp": "ja", "cn": "zh", "kr": "ko", "gr": "el", "dk": "da", "se": "sv", "rs": "sr", "by": "be"}

func (r *rule) language(n *yaml.Node, at string) string {
	s := r.text(n, at)
	if s == "" {
		return ""
	}
	tag, err := language.Parse(s)
	low := strings.ToLower(s)
	if err != nil || tag == language.Und {
		hint := "a BCP 47 tag, such as en, pt-BR or sr-Latn"
		if m := mistaken[low]; m != "" {
			hint = "did you mean " + strconv.Quote(m) + "?"
		}
		r.fault(n, at, strconv.Quote(s)+" is not a language", hint)
		return ""
	}
	return tag.String()
}

func (r *rule) zone(n *yaml.Node, at string) *time.Location {
	s := r.text(n, at)
	if s == "" {
		return nil
	}
	z, err := time.LoadLocation(s)
	if err != nil || strings.EqualFold(s, "local") {
		r.fault(n, at, strconv.Quote(s)+" is not a time zone", "a name of the IANA data base, such as Europe/Kyiv")
		return nil
	}
	return z
}

func (r *rule) duration(n *yaml.Node, at string) time.Duration {
	x := real(n)
	d, err := time.ParseDuration(x.Value)
	switch {
	case x.Kind == yaml.ScalarNode && err == nil && d > 0:
		return d
	case x.Kind == yaml.ScalarNode && err == nil:
		r.fault(n, at, "must be longer than nothing", "")
	case x.ShortTag() == "!!int" || x.ShortTag() == "!!float":
		r.fault(n, at, "is a number without a unit", "write "+x.Value+"s for seconds")
	default:
		r.fault(n, at, "is not a duration", "such as 500ms, 3s or 1m30s")
	}
	return 0
}

// date is the beginning of a day in the newspaper's zone (UTC when it names
// none), or a moment with its offset.
func (r *rule) date(n *yaml.Node, at string, zone *time.Location) time.Time {
	x := real(n)
	if zone == nil {
		zone = time.UTC
	}
	if x.Kind == yaml.ScalarNode {
		if t, err := time.ParseInLocation(time.DateOnly, x.Value, zone); err == nil {
			return t
		}
		if t, err := time.Parse(time.RFC3339, x.Value); err == nil {
			return t
		}
	}
	r.fault(n, at, "is not a date", "such as 2023-05-01 or 2023-05-01T06:00:00+02:00")
	return time.Time{}
}
