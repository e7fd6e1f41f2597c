package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"presscut/internal/crawl"
	"presscut/internal/news"
)

// configFile is looked for in the working directory.
const configFile = "presscut.yaml"

// config is every setting. Each is a key of presscut.yaml and, with dashes for
// underscores, a flag; a flag wins over the file.
type config struct {
	file string // as given with --config

	Archive      string
	Rules        []string
	Agent        string
	Contact      string
	Workers      int
	Pause        time.Duration
	Timeout      time.Duration
	MaxBody      byteSize
	AllowPrivate bool
	Since        day
	Recent       time.Duration
	Pages        int
	Limit        int

	where   map[string]string // key -> "file:line: ", of what the file has set
	Sources []news.Target     // from the file only: on the command line they are arguments
}

// settings binds every setting to a flag: one table for the flags and the file.
func (c *config) settings() *pflag.FlagSet {
	d := crawl.Defaults()
	c.MaxBody = byteSize(d.MaxBody)
	f := pflag.NewFlagSet("settings", pflag.ContinueOnError)
	f.StringVar(&c.Archive, "archive", "press", "folder of the archive")
	f.StringArrayVar(&c.Rules, "rules", nil, "site rules of your own: a YAML file or a folder of them (repeatable)")
	f.StringVar(&c.Agent, "agent", d.Agent, "name the crawler goes by, also in robots.txt")
	f.StringVar(&c.Contact, "contact", "", "web or mail address where a site's owner can reach you; sent with every request")
	f.IntVar(&c.Workers, "workers", d.Workers, "hosts visited at once; never two pages of one host")
	f.DurationVar(&c.Pause, "pause", d.Pause, "rest of a host after a visit; robots.txt may ask for more")
	f.DurationVar(&c.Timeout, "timeout", time.Minute, "longest time a page may take")
	f.Var(&c.MaxBody, "max-body", "longest page that is read, in decoded bytes: 20MiB, 512KiB")
	f.BoolVar(&c.AllowPrivate, "allow-private", false, "also visit loopback and private addresses (tests, intranets)")
	f.Var(&c.Since, "since", "leave out what lists date before this day: YYYY-MM-DD")
	f.DurationVar(&c.Recent, "recent", d.Recent, "how far back feeds and sitemaps are read that a front page names")
	f.IntVar(&c.Pages, "pages", d.Pages, "pages of a section to follow by their next links")
	f.IntVar(&c.Limit, "limit", 0, "articles to read in one run; 0 for no limit")
	return f
}

// use gives a command the named settings as flags.
func use(to, settings *pflag.FlagSet, names ...string) {
	for _, n := range names {
		to.AddFlag(settings.Lookup(n))
	}
}

// load reads the configuration file into the settings that no flag has set, and
// reports all its faults at once, each with file, line and key.
func (c *config) load(settings *pflag.FlagSet) error {
	path := c.file
	if path == "" {
		path = configFile
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && c.file == "" {
		return c.check()
	}
	if err != nil {
		return hint(usageError{fmt.Errorf("read the configuration: %w", err)}, "presscut init writes one")
	}
	var root yaml.Node
	if err := yaml.Unmarshal(b, &root); err != nil {
		return hint(usage("%s: %s", path, strings.TrimPrefix(err.Error(), "yaml: ")), "presscut init shows the form")
	}
	var faults []string
	fault := func(n *yaml.Node, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s:%d: %s", path, n.Line, fmt.Sprintf(format, args...)))
	}
	if len(root.Content) > 0 {
		c.fill(root.Content[0], settings, path, fault)
	}
	if len(faults) > 0 {
		return hint(usage("%s", strings.Join(faults, "\n")), "presscut init shows every key with its meaning")
	}
	return c.check()
}

// fill takes the settings out of the file's mapping.
func (c *config) fill(root *yaml.Node, settings *pflag.FlagSet, file string, fault func(*yaml.Node, string, ...any)) {
	c.where = map[string]string{}
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return // nothing but comments
	}
	if root.Kind != yaml.MappingNode {
		fault(root, "the file must be a mapping: key: value")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, v := root.Content[i], root.Content[i+1]
		if seen[k.Value] {
			fault(k, "%s: stands here a second time", k.Value)
			continue
		}
		seen[k.Value] = true
		if k.Value == "sources" {
			c.Sources = sources(v, fault)
			continue
		}
		flag := settings.Lookup(strings.ReplaceAll(k.Value, "_", "-"))
		if flag == nil || strings.Contains(k.Value, "-") {
			fault(k, "%s: no such key", k.Value)
			continue
		}
		if flag.Changed {
			continue // the command line wins
		}
		values := []*yaml.Node{v}
		if flag.Value.Type() == "stringArray" && v.Kind == yaml.SequenceNode {
			values = v.Content
		}
		for _, n := range values {
			if n.Kind != yaml.ScalarNode {
				fault(n, "%s: a single value belongs here", k.Value)
				continue
			}
			text := n.Value
			if (k.Value == "archive" || k.Value == "rules") && !filepath.IsAbs(text) {
				text = filepath.Join(filepath.Dir(file), text) // as seen from the file, whatever directory cron starts in
			}
			c.where[k.Value] = fmt.Sprintf("%s:%d: ", file, n.Line)
			if err := flag.Value.Set(text); err != nil {
				fault(n, "%s: %q does not fit: %s", k.Value, n.Value, wants(flag))
			}
		}
	}
}

// wants says what a setting takes.
func wants(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "duration":
		return "write a time such as 500ms, 2s or 1h"
	case "int":
		return "write a whole number"
	case "bool":
		return "write true or false"
	case "size":
		return "write a size such as 512KiB or 20MiB"
	case "day":
		return "write a day as YYYY-MM-DD"
	}
	return "see presscut init"
}

// sources reads the list of sources: addresses, or mappings of url and kind.
func sources(list *yaml.Node, fault func(*yaml.Node, string, ...any)) []news.Target {
	if list.Kind != yaml.SequenceNode {
		fault(list, "sources: a list belongs here: one line “- https://…” for each")
		return nil
	}
	var out []news.Target
	for _, n := range list.Content {
		var t news.Target
		switch n.Kind {
		case yaml.ScalarNode:
			t.URL = n.Value
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				switch k, v := n.Content[i], n.Content[i+1]; k.Value {
				case "url":
					t.URL = v.Value
				case "kind":
					t.Kind = news.TargetKind(v.Value)
					switch t.Kind {
					case news.Story, news.Section, news.Feed, news.Sitemap:
					default:
						fault(v, "sources.kind: %q does not fit: write story, section, feed or sitemap, or leave it out", v.Value)
					}
				default:
					fault(k, "sources.%s: no such key; a source has url and kind", k.Value)
				}
			}
		}
		u, err := address(t.URL)
		if err != nil {
			fault(n, "sources: %v", err)
			continue
		}
		t.URL = u
		out = append(out, t)
	}
	return out
}

// longestTimeout keeps a visit, with robots.txt before it and a wait at another
// host in it, well within the time a target is lent for.
const longestTimeout = 4 * time.Minute

// check refuses settings that fit their type but make no sense.
func (c *config) check() error {
	for _, rule := range []struct {
		key string
		bad bool
		why string
	}{
		{"workers", c.Workers < 1, "at least 1 is needed"},
		{"pause", c.Pause < 0, "it cannot be negative"},
		{"timeout", c.Timeout <= 0 || c.Timeout > longestTimeout, fmt.Sprintf("it must be more than 0 and at most %v", longestTimeout)},
		{"max_body", c.MaxBody < 1, "a page needs at least one byte"},
		{"recent", c.Recent < 0, "it cannot be negative"},
		{"pages", c.Pages < 1, "at least 1 is needed"},
		{"limit", c.Limit < 0, "it cannot be negative; 0 is no limit"},
	} {
		if rule.bad {
			return usage("%s%s: %s", c.where[rule.key], rule.key, rule.why)
		}
	}
	return nil
}

// byteSize is a number of bytes, written with an optional unit.
type byteSize int64

func (b *byteSize) Type() string { return "size" }

func (b *byteSize) String() string {
	switch n := int64(*b); {
	case n > 0 && n%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", n>>20)
	case n > 0 && n%(1<<10) == 0:
		return fmt.Sprintf("%dKiB", n>>10)
	default:
		return strconv.FormatInt(n, 10)
	}
}

func (b *byteSize) Set(s string) error {
	unit := int64(1)
	num := strings.TrimSpace(s)
	for _, u := range []struct {
		name string
		size int64
	}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}} {
		if cut, ok := strings.CutSuffix(num, u.name); ok {
			num, unit = strings.TrimSpace(cut), u.size
			break
		}
	}
	n, err := strconv.ParseInt(num, 10, 64)
	if err != nil || n < 0 || n > (1<<62)/unit {
		return fmt.Errorf("%q is no size: write 512KiB or 20MiB", s)
	}
	*b = byteSize(n * unit)
	return nil
}

// day is a calendar day, from its first moment in UTC.
type day struct{ time.Time }

func (d *day) Type() string { return "day" }

func (d *day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

func (d *day) Set(s string) error {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return fmt.Errorf("%q is no day: write YYYY-MM-DD", s)
	}
	d.Time = t
	return nil
}
