package site

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed sites/*.yaml
var embedded embed.FS

// Set is all newspapers that are known, the user's before the embedded ones. It
// does not change after Load: any number of goroutines may ask it.
type Set struct {
	all  []*Site
	user map[string][]*Site // by host, as split gives it
	own  map[string][]*Site
}

// Load reads the embedded rules and the user's: files, or folders whose *.yaml
// and *.yml files are read. Where both know a host, the user's win, for the whole
// host or for the paths they name. When anything is wrong, the error is a Faults
// with all faults of all files and there is no set.
func Load(paths ...string) (*Set, error) {
	own, faults := readEmbedded()
	user, more := readPaths(paths)
	if faults = append(faults, more...); len(faults) > 0 {
		return nil, faults
	}
	s := &Set{user: byHost(user), own: byHost(own)}
	s.all = user
	for _, x := range own {
		if !s.hidden(x) {
			s.all = append(s.all, x)
		}
	}
	return s, nil
}

// Check reads rule files and folders as Load does and returns everything that is
// wrong in them. Without paths it checks the embedded rules.
func Check(paths ...string) []Fault {
	if len(paths) == 0 {
		_, faults := readEmbedded()
		return faults
	}
	_, faults := readPaths(paths)
	return faults
}

// For is the newspaper an address belongs to: the one of its host, and where a
// host serves several editions, the one with the longest path the address is
// below. It is nil when none is known.
func (s *Set) For(url string) *Site {
	if s == nil {
		return nil
	}
	host, target := split(url)
	for _, tier := range []map[string][]*Site{s.user, s.own} {
		var best *Site
		longest := -1
		for _, h := range slices.Compact([]string{host, withoutPort(host)}) {
			for _, x := range tier[h] {
				if n, ok := x.reach(target); ok && n > longest {
					best, longest = x, n
				}
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// All is every newspaper of the set, the user's first, each group in the order
// of its files. Embedded ones that the user's replace wholly are not among them.
func (s *Set) All() []*Site { return slices.Clone(s.all) }

// hidden says whether the user's rules leave nothing of an embedded site.
func (s *Set) hidden(x *Site) bool {
	prefixes := x.Paths
	if len(prefixes) == 0 {
		prefixes = []string{"/"}
	}
	for _, h := range x.Hosts {
		for _, p := range prefixes {
			covered := slices.ContainsFunc(s.user[h], func(u *Site) bool { _, ok := u.reach(p); return ok })
			if !covered {
				return false
			}
		}
	}
	return true
}

func byHost(sites []*Site) map[string][]*Site {
	m := map[string][]*Site{}
	for _, x := range sites {
		for _, h := range x.Hosts {
			m[h] = append(m[h], x)
		}
	}
	return m
}

// readEmbedded reads the rules that come with the program.
func readEmbedded() ([]*Site, Faults) {
	entries, err := embedded.ReadDir("sites")
	if err != nil {
		return nil, Faults{{File: "embedded:sites", Problem: err.Error()}}
	}
	var r reading
	for _, e := range entries {
		b, err := embedded.ReadFile("sites/" + e.Name())
		r.file("embedded:"+e.Name(), b, err)
	}
	return r.sites, r.faults
}

// readPaths reads the user's rules. A file given twice is read once.
func readPaths(paths []string) ([]*Site, Faults) {
	var r reading
	var files []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			r.file(p, nil, err)
			continue
		}
		if !info.IsDir() {
			files = append(files, filepath.Clean(p))
			continue
		}
		entries, err := os.ReadDir(p)
		if err != nil {
			r.file(p, nil, err)
		}
		for _, e := range entries {
			ext := strings.ToLower(filepath.Ext(e.Name()))
			if !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && (ext == ".yaml" || ext == ".yml") {
				files = append(files, filepath.Join(p, e.Name()))
			}
		}
	}
	seen := map[string]bool{}
	for _, f := range files {
		if !seen[f] {
			seen[f] = true
			b, err := os.ReadFile(f)
			r.file(f, b, err)
		}
	}
	return r.sites, r.faults
}

// reading gathers the sites and the faults of a set of files.
type reading struct {
	sites  []*Site
	faults Faults
	claims map[string]string // host and path -> file:line that claimed it
}

func (r *reading) file(name string, b []byte, err error) {
	if err != nil {
		problem := err.Error()
		var pe *fs.PathError
		if errors.As(err, &pe) {
			problem = pe.Err.Error()
		}
		r.faults = append(r.faults, Fault{File: name, Problem: problem, Hint: "name a rule file or a folder of them"})
		return
	}
	sites, claims, faults := parse(name, b)
	if r.claims == nil {
		r.claims = map[string]string{}
	}
	for _, c := range claims {
		where := fmt.Sprintf("%s:%d", name, c.line)
		if first, ok := r.claims[c.what]; ok {
			faults = append(faults, Fault{File: name, Line: c.line, Key: c.key,
				Problem: fmt.Sprintf("%s is claimed already, by %s", c.what, first),
				Hint:    "one host and path, one rule; editions of one host are told apart by `paths`"})
			continue
		}
		r.claims[c.what] = where
	}
	slices.SortStableFunc(faults, byLine)
	r.faults = append(r.faults, faults...)
	r.sites = append(r.sites, sites...)
}
