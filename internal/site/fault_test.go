package site_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/site"
)

func TestEveryFaultOfAFileIsReportedWithItsLine(t *testing.T) {
	dir := write(t, map[string]string{"bad.yaml": `nmae: The Bad News
hosts: ['https://bad.example/', bad.example]
language: ua
timezone: Europe/Kiew
pause: 3
headers: {Cookie: "let=me-in"}
start:
  feeds: [/rss]
  sections: 'https://bad.example/'
stories:
  include: ['^/news/(']
  exclude:
revisions:
  - until: 2024-05-01
    fields:
      titel: [{css: "h1"}]
      body: [{css: "p["}, {attr: "src"}, {css: "p", cookies: "x"}]
      title: [{css: "h1", block: "h2"}]
  - until: 2023-05-01
    drop: [3]
  - until: someday
paths: [eng]
language: en
`})
	file := filepath.Join(dir, "bad.yaml")
	var got []string
	for _, f := range site.Check(dir) {
		if f.File != file {
			t.Errorf("fault of %q", f.File)
		}
		s := f.String()
		if i := strings.Index(s, "known here"); i >= 0 {
			s = s[:i] + "...)"
		}
		got = append(got, strings.TrimPrefix(s, file+":"))
	}
	want := []string{
		`1: nmae: unknown key (did you mean "name"?)`,
		`1: name: is missing`,
		`2: hosts[0]: is not a host (only the name, without https:// and path: courier.example)`,
		`3: language: "ua" is not a language (did you mean "uk"?)`,
		`4: timezone: "Europe/Kiew" is not a time zone (a name of the IANA data base, such as Europe/Kyiv)`,
		`5: pause: is a number without a unit (write 3s for seconds)`,
		`6: headers: rules say how to read a page, never how to get in (leave it out)`,
		`8: start.feeds[0]: is not an absolute address (write it in full: https://…)`,
		`9: start.sections: wants a list, found text (write [https://bad.example/])`,
		"11: stories.include[0]: bad pattern: missing closing ): `^/news/(` (RE2 syntax, on the path and query of the address)",
		"12: stories.exclude: has no value (leave the key out, or give it one)",
		`16: revisions[0].fields.titel: unknown key (did you mean "title"?)`,
		`17: revisions[0].fields.body[0].css: bad selector: expected identifier, found EOF instead`,
		`17: revisions[0].fields.body[1].css: is missing (a step says where to look: {css: "h1"})`,
		`17: revisions[0].fields.body[2].cookies: rules say how to read a page, never how to get in (leave it out)`,
		`18: revisions[0].fields.title[0].block: is for related only (leave it out)`,
		`19: revisions[1].until: is not after the revision before it (revisions go from the oldest to the current one)`,
		`20: revisions[1].drop[0]: wants text, found the number 3 (put it in quotes if it is meant)`,
		"21: revisions[2].until: is not a date (such as 2023-05-01 or 2023-05-01T06:00:00+02:00)",
		"21: revisions[2].until: the last revision has an end (revisions go from the oldest to the current one, which has no `until`)",
		`22: paths[0]: is not a path (the beginning of the path, such as /eng/)`,
		`23: language: is given twice, first in line 3`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("faults (-want +got):\n%s", d)
	}
}

func TestAFileIsRefusedForWhatItIs(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"nothing", "", "1: the file is empty (a rule needs at least `name` and `hosts`)"},
		{"a comment", "# soon\n", "1: the file is empty (a rule needs at least `name` and `hosts`)"},
		{"a list without its end", "name: A\nhosts: [a.example\nlanguage: en\n", "2: invalid YAML: did not find expected ',' or ']'"},
		{"a list", "- a.example\n", "1: wants keys with values, found a list"},
		{"a list where a key should be", "name: A\nhosts: [a.example]\n- b\n", "3: invalid YAML: did not find expected key"},
		{"a key too deep", "name: A\nhosts: [a.example]\n  language: en\n", "3: invalid YAML: did not find expected key"},
		{"an anchor that is nowhere", "name: A\nhosts: [a.example]\nlanguage: *x\n", "3: invalid YAML: unknown anchor 'x' referenced"},
		{"two documents", "name: A\nhosts: [a.example]\n---\nname: B\n", "3: a second document begins here (one file, one newspaper; its editions go below `editions`)"},
		{"a far key", "name: A\nhosts: [a.example]\nfrequency: 3\n", "3: frequency: unknown key (known here: editions, hosts, language, name, paths, pause, revisions, start, stories, timezone)"},
		{"no host in the list", "name: A\nhosts: []\n", "2: hosts: is empty (name at least one host)"},
		{"an edition without paths", "name: A\nhosts: [a.example]\neditions:\n  - name: B\n", "4: editions[0].paths: is missing"},
		{"an edition of nothing", "name: A\nhosts: [a.example]\neditions: [B]\n", "3: editions[0]: wants keys with values, found text"},
		{"negative pause", "name: A\nhosts: [a.example]\npause: -3s\n", "3: pause: must be longer than nothing"},
		{"the zone of this machine", "name: A\nhosts: [a.example]\ntimezone: Local\n", `3: timezone: "Local" is not a time zone (a name of the IANA data base, such as Europe/Kyiv)`},
		{"a revision without an end before another", "name: A\nhosts: [a.example]\nrevisions:\n  - drop: [nav]\n  - drop: [aside]\n", "4: revisions[0].until: is missing (only the last revision, the current one, has no end)"},
	} {
		t.Run(c.what, func(t *testing.T) {
			dir := write(t, map[string]string{"a.yaml": c.text})
			var got []string
			for _, f := range site.Check(dir) {
				got = append(got, strings.TrimPrefix(f.String(), filepath.Join(dir, "a.yaml")+":"))
			}
			if d := cmp.Diff([]string{c.want}, got); d != "" {
				t.Errorf("faults (-want +got):\n%s", d)
			}
		})
	}
}

func TestAllFilesAreReportedAtOnce(t *testing.T) {
	dir := write(t, map[string]string{
		"a.yaml": "name: A\nhosts: [a.example]\n",
		"b.yaml": "name: B\nhosts: [www.a.example]\n",
		"c.yaml": "name: C\nhosts: [a.example]\npaths: [/c]\n",
		"d.yaml": "name: D\nhosts: [a.example]\neditions: [{name: E, paths: [/c/]}]\npuase: 3s\n",
	})
	gone := filepath.Join(dir, "gone")
	set, err := site.Load(dir, gone)
	if set != nil {
		t.Error("there is a set in spite of faults")
	}
	var faults site.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("Load gave %v", err)
	}
	want := gone + ": no such file or directory (name a rule file or a folder of them)\n" +
		"DIR/b.yaml:2: hosts: a.example is claimed already, by DIR/a.yaml:2 (one host and path, one rule; editions of one host are told apart by `paths`)\n" +
		"DIR/d.yaml:2: hosts: a.example is claimed already, by DIR/a.yaml:2 (one host and path, one rule; editions of one host are told apart by `paths`)\n" +
		"DIR/d.yaml:3: editions[0].paths: a.example/c/ is claimed already, by DIR/c.yaml:3 (one host and path, one rule; editions of one host are told apart by `paths`)\n" +
		"DIR/d.yaml:4: puase: unknown key (did you mean \"pause\"?)"
	if d := cmp.Diff(strings.ReplaceAll(want, "DIR", dir), err.Error()); d != "" {
		t.Errorf("faults (-want +got):\n%s", d)
	}
}
