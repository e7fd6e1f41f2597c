package main

import (
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// TestTemplateNamesEverySetting: presscut init hides no setting, and what it
// says is the default is the default.
func TestTemplateNamesEverySetting(t *testing.T) {
	var c config
	c.settings().VisitAll(func(f *pflag.Flag) {
		key := strings.ReplaceAll(f.Name, "-", "_")
		if !strings.Contains(string(template), "\n# "+key+": ") {
			t.Errorf("presscut.yaml does not name %s", key)
		}
		switch f.Name {
		case "contact", "rules", "since":
			return // their default is none
		}
		var said string
		for line := range strings.Lines(string(template)) {
			if rest, ok := strings.CutPrefix(line, "# "+key+": "); ok {
				said = strings.TrimSpace(strings.SplitN(rest, "#", 2)[0])
			}
		}
		before := f.Value.String()
		if err := f.Value.Set(said); err != nil {
			t.Errorf("%s: presscut.yaml says %q: %v", key, said, err)
		} else if after := f.Value.String(); after != before {
			t.Errorf("%s: the default is %s, presscut.yaml says %s", key, before, after)
		}
	})
}
