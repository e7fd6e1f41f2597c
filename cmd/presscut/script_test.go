package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"presscut/internal/fakepress"
	"presscut/internal/store/bolt"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"presscut": main})
}

// TestScripts runs the commands as a person or a cron job would: each file below
// testdata/script is one story, told against real papers on loopback.
func TestScripts(t *testing.T) {
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			press, err := fakepress.Serve(fixtures)
			if err != nil {
				return err
			}
			env.Defer(func() {
				if err := press.Close(); err != nil {
					t.Errorf("close the papers: %v", err)
				}
			})
			env.Values["press"] = press
			for _, name := range press.Names() {
				env.Setenv(strings.ToUpper(name), press.URL(name))
			}
			env.Setenv("FIXTURES", fixtures)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"correct": func(ts *testscript.TestScript, _ bool, args []string) { // correct PAPER
				ts.Value("press").(*fakepress.Press).Correct(args[0])
			},
			"hold": func(ts *testscript.TestScript, _ bool, args []string) { // hold ARCHIVE until the script ends
				s, err := bolt.Open(ts.MkAbs(args[0]), bolt.Options{})
				ts.Check(err)
				ts.Defer(func() { ts.Check(s.Close()) })
			},
			"jsonlines": jsonLines,
		},
	})
}

// jsonLines FILE N [KEY VALUE]...: the file has N lines, each a JSON object, and
// for each pair one of them has that text under that key.
func jsonLines(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.TrimSuffix(ts.ReadFile(args[0]), "\n")
	var rows []map[string]any
	if text != "" {
		for line := range strings.Lines(text) {
			var row map[string]any
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				ts.Fatalf("%s: a line is not JSON: %v", args[0], err)
			}
			rows = append(rows, row)
		}
	}
	if want := args[1]; want != jsonText(len(rows)) {
		for _, r := range rows {
			ts.Logf("%v %v", r["url"], r["title"])
		}
		ts.Fatalf("%s: %d lines, want %s", args[0], len(rows), want)
	}
	for pair := args[2:]; len(pair) > 1; pair = pair[2:] {
		found := false
		for _, r := range rows {
			found = found || jsonText(r[pair[0]]) == pair[1]
		}
		if !found {
			ts.Fatalf("%s: no line has %s %s", args[0], pair[0], pair[1])
		}
	}
}

func jsonText(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// TestSeed holds the page the project began with against what a reader made of it.
func TestSeed(t *testing.T) {
	const seed = "../../../shared/seed/"
	want, err := os.ReadFile(seed + "expected.json")
	if err != nil {
		t.Skip("needs ../shared/seed: ", err)
	}
	var out, errs strings.Builder
	if code := run([]string{"extract", "--url", "https://www.pravda.com.ua/eng/news/2025/06/8/7516149/", seed + "page.html"}, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	var expected, got map[string]any
	if err := json.Unmarshal(want, &expected); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	languages := map[string]any{}
	for _, v := range got["variants"].([]any) {
		languages[v.(map[string]any)["language"].(string)] = v.(map[string]any)["url"]
	}
	got["languages"] = languages
	for key, w := range expected {
		if d := missing(w, got[key]); d != "" {
			t.Errorf("%s: %s", key, d)
		}
	}
}

// missing tells where got lacks something of want: of an object all of want's
// keys must be there, of a list all elements in order and no others.
func missing(want, got any) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return jsonText(got) + " is no object"
		}
		for k, v := range w {
			if d := missing(v, g[k]); d != "" {
				return k + ": " + d
			}
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return "want " + jsonText(want) + ", got " + jsonText(got)
		}
		for i := range w {
			if d := missing(w[i], g[i]); d != "" {
				return d
			}
		}
	default:
		if jsonText(want) != jsonText(got) {
			return "want " + jsonText(want) + ", got " + jsonText(got)
		}
	}
	return ""
}
