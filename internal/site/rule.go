package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
)

// maxFile and maxNodes bound a rule file: the longest of real ones has some
// hundred nodes, and aliases of aliases must not become a bomb.
const (
	maxFile  = 1 << 20
	maxNodes = 100_000
)

// Fields are the names a rule may use below `fields`: the keys of the article
// record that are read from the page.
var Fields = []string{
	"title", "subtitle", "description", "section", "authors", "byline",
	"published", "modified", "body", "tags", "related", "images",
}

// claim is one host and path a rule says it is for.
type claim struct {
	what, key string
	line      int
}

// rule reads one rule file.
type rule struct {
	name   string
	faults Faults
	claims []claim
	nodes  int
}

// parse reads one rule file: the newspaper and its editions.
func parse(name string, b []byte) ([]*Site, []claim, Faults) {
	r := &rule{name: name}
	root := r.document(b)
	if root == nil {
		return nil, nil, r.faults
	}
	sum := sha256.Sum256(b)
	version := hex.EncodeToString(sum[:4])
	keys := r.mapping(root, "", []string{"name", "hosts", "paths", "language", "timezone", "pause", "start", "stories", "revisions", "editions"})
	base := &Site{Version: version}
	if keys == nil {
		return nil, nil, r.faults
	}
	r.need(root, "", keys, "name", "hosts")
	r.common(base, keys, "")
	r.hosts(base, keys["hosts"])
	r.claim(base, keys["hosts"], keys["paths"], "")
	sites := []*Site{base}
	for i, n := range r.list(keys["editions"], "editions") {
		if e := r.edition(*base, n, index("editions", i)); e != nil {
			r.claim(e, keys["hosts"], n, index("editions", i)+".")
			sites = append(sites, e)
		}
	}
	if len(r.faults) > 0 {
		return nil, r.claims, r.faults
	}
	return sites, r.claims, nil
}

// document is the one mapping of the file, nil when there is none.
func (r *rule) document(b []byte) *yaml.Node {
	if len(b) > maxFile {
		r.faults = append(r.faults, Fault{File: r.name, Problem: "the file is larger than 1 MiB"})
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	var doc, second yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) || err == nil && empty(&doc) {
		r.faults = append(r.faults, Fault{File: r.name, Line: 1, Problem: "the file is empty", Hint: "a rule needs at least `name` and `hosts`"})
		return nil
	} else if err != nil {
		r.syntax(err, b)
		return nil
	}
	switch err := dec.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		r.syntax(err, b)
	default:
		r.fault(&second, "", "a second document begins here", "one file, one newspaper; its editions go below `editions`")
	}
	return doc.Content[0]
}

func empty(doc *yaml.Node) bool {
	return len(doc.Content) == 0 || doc.Content[0].Kind == yaml.ScalarNode && doc.Content[0].ShortTag() == "!!null"
}

var (
	yamlError = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)`)

	// oneEarly are the errors for which the library counts lines from 0.
	oneEarly = regexp.MustCompile(`^(did not find expected (<document|node content|'-'|key|',')|found (undefined tag handle|a tab character))`)

	unknownAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced`)
)

// syntax turns an error of the YAML parser into a fault with its line.
func (r *rule) syntax(err error, b []byte) {
	m := yamlError.FindStringSubmatch(err.Error())
	line, _ := strconv.Atoi(m[1])
	if line > 0 && oneEarly.MatchString(m[2]) {
		line++
	}
	if a := unknownAnchor.FindStringSubmatch(m[2]); a != nil { // comes without a line
		before, _, _ := bytes.Cut(b, []byte("*"+a[1]))
		line = 1 + bytes.Count(before, []byte("\n"))
	}
	r.faults = append(r.faults, Fault{File: r.name, Line: max(line, 1), Problem: "invalid YAML: " + m[2]})
}

// common reads what a newspaper and its editions have in common. Keys that are
// absent leave the site as it is.
func (r *rule) common(s *Site, keys map[string]*yaml.Node, at string) {
	if n := keys["name"]; n != nil {
		s.Name = r.text(n, at+"name")
	}
	for i, n := range r.list(keys["paths"], at+"paths") {
		if p := r.path(n, index(at+"paths", i)); p != "" {
			s.Paths = append(s.Paths, p)
		}
	}
	if n := keys["language"]; n != nil {
		s.Language = r.language(n, at+"language")
	}
	if n := keys["timezone"]; n != nil {
		s.Zone = r.zone(n, at+"timezone")
	}
	if n := keys["pause"]; n != nil {
		s.Pause = r.duration(n, at+"pause")
	}
	if n := keys["start"]; n != nil {
		s.Start = r.start(n, at+"start")
	}
	if n := keys["stories"]; n != nil {
		m := r.mapping(n, at+"stories", []string{"include", "exclude"})
		s.Include = r.patterns(m["include"], at+"stories.include")
		s.Exclude = r.patterns(m["exclude"], at+"stories.exclude")
	}
	if n := keys["revisions"]; n != nil {
		s.Revisions = r.revisions(n, at+"revisions", s.Zone)
	}
}

// edition reads one edition: what it does not say it has from its newspaper,
// except where to start.
func (r *rule) edition(s Site, n *yaml.Node, at string) *Site {
	keys := r.mapping(n, at, []string{"name", "paths", "language", "timezone", "pause", "start", "stories", "revisions"})
	if keys == nil {
		return nil
	}
	r.need(n, at+".", keys, "name", "paths")
	s.Paths, s.Start = nil, Start{}
	r.common(&s, keys, at+".")
	return &s
}

func (r *rule) need(n *yaml.Node, at string, keys map[string]*yaml.Node, names ...string) {
	for _, k := range names {
		if keys[k] == nil {
			r.fault(n, at+k, "is missing", "")
		}
	}
}

func (r *rule) hosts(s *Site, n *yaml.Node) {
	for i, x := range r.list(n, "hosts") {
		if h := r.host(x, index("hosts", i)); h != "" {
			s.Hosts = append(s.Hosts, h)
		}
	}
}

// claim notes the hosts and paths of a site, for finding two rules for one place.
func (r *rule) claim(s *Site, hosts, at *yaml.Node, prefix string) {
	if hosts == nil {
		return
	}
	paths := s.Paths
	if len(paths) == 0 {
		if prefix != "" {
			return // an edition without paths is a fault already
		}
		paths = []string{""}
	}
	line, key := hosts.Line, "hosts"
	if at != nil {
		line, key = at.Line, prefix+"paths"
	}
	for _, h := range s.Hosts {
		for _, p := range paths {
			r.claims = append(r.claims, claim{what: h + p, key: key, line: line})
		}
	}
}

func (r *rule) start(n *yaml.Node, at string) Start {
	m := r.mapping(n, at, []string{"feeds", "sitemaps", "sections"})
	return Start{
		Feeds:    r.addresses(m["feeds"], at+".feeds"),
		Sitemaps: r.addresses(m["sitemaps"], at+".sitemaps"),
		Sections: r.addresses(m["sections"], at+".sections"),
	}
}

// revisions reads how to read the pages, oldest first.
func (r *rule) revisions(n *yaml.Node, at string, zone *time.Location) []Revision {
	var out []Revision
	list := r.list(n, at)
	for i, x := range list {
		here := index(at, i)
		keys := r.mapping(x, here, []string{"until", "fields", "drop"})
		if keys == nil {
			continue
		}
		var rev Revision
		until, last := keys["until"], i == len(list)-1
		if until != nil {
			rev.Until = r.date(until, here+".until", zone)
		}
		switch {
		case until == nil && !last:
			r.fault(x, here+".until", "is missing", "only the last revision, the current one, has no end")
		case until != nil && last:
			r.fault(until, here+".until", "the last revision has an end", "revisions go from the oldest to the current one, which has no `until`")
		case len(out) > 0 && !rev.Until.IsZero() && !rev.Until.After(out[len(out)-1].Until):
			r.fault(until, here+".until", "is not after the revision before it", "revisions go from the oldest to the current one")
		}
		rev.Fields = r.fields(keys["fields"], here+".fields")
		for j, d := range r.list(keys["drop"], here+".drop") {
			if sel, ok := r.selector(d, index(here+".drop", j)); ok {
				rev.Drop = append(rev.Drop, sel)
			}
		}
		out = append(out, rev)
	}
	return out
}

func (r *rule) fields(n *yaml.Node, at string) map[string][]Step {
	if n == nil {
		return nil
	}
	out := map[string][]Step{}
	m := r.mapping(n, at, Fields)
	for _, name := range Fields {
		for i, x := range r.list(m[name], at+"."+name) {
			if step, ok := r.step(x, fmt.Sprintf("%s.%s[%d]", at, name, i), name); ok {
				out[name] = append(out[name], step)
			}
		}
	}
	return out
}

func (r *rule) step(n *yaml.Node, at, field string) (Step, bool) {
	m := r.mapping(n, at, []string{"css", "attr", "trim", "split", "block"})
	if m == nil {
		return Step{}, false
	}
	var s Step
	ok := false
	if css := m["css"]; css != nil {
		s.Select, ok = r.selector(css, at+".css")
	} else {
		r.fault(n, at+".css", "is missing", "a step says where to look: {css: \"h1\"}")
	}
	if x := m["attr"]; x != nil {
		s.Attr = r.text(x, at+".attr")
	}
	for i, x := range r.list(m["trim"], at+".trim") {
		s.Trim = append(s.Trim, r.text(x, index(at+".trim", i)))
	}
	if x := m["split"]; x != nil {
		s.Split = r.text(x, at+".split")
	}
	if x := m["block"]; x != nil {
		if field != "related" {
			r.fault(x, at+".block", "is for related only", "leave it out")
		} else if sel, good := r.selector(x, at+".block"); good {
			s.Block = &sel
		}
	}
	return s, ok
}

func index(key string, i int) string { return fmt.Sprintf("%s[%d]", key, i) }
