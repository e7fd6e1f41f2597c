package canon

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// suite reads a file of ../shared/suites/url, or skips the test without it.
func suite(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../../shared/suites/url", name))
	if err != nil {
		t.Skipf("no shared suite: %v", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// records drops the comments that stand between the cases of a WHATWG file.
func records[T any](t *testing.T, name string) []T {
	t.Helper()
	var raw []json.RawMessage
	suite(t, name, &raw)
	var list []T
	for _, r := range raw {
		if strings.HasPrefix(string(r), `"`) {
			continue
		}
		var one T
		if err := json.Unmarshal(r, &one); err != nil {
			t.Fatalf("%s: %s: %v", name, r, err)
		}
		list = append(list, one)
	}
	return list
}

// Where we differ, knowingly. The standard of 2024 takes every ASCII host as it
// is; the library still wants its punycode to decode. And the tables of x/net/idna are
// those of an older Unicode. No newspaper lives at such an address.
var differs = map[string]bool{
	// punycode that decodes to nothing one may write
	"xn--a": true, "xn--a.xn--zca": true, "xn--ls8h=": true, "xn--1ug.example": true, "xn--a-yoc": true,
	"xn--zn7c.com": true, "xn--0.com": true, "https://xn--/": true,
	"http://a.b.c.xn--pokxncvks": true, "http://10.0.0.xn--pokxncvks": true, "http://a.b.c.XN--pokxncvks": true,
	"http://a.b.c.Xn--pokxncvks": true, "http://10.0.0.XN--pokxncvks": true, "http://10.0.0.xN--pokxncvks": true,
	// characters that Unicode 16 maps differently
	"=\u0338": true, "<\u0338": true, ">\u0338": true, "=\u00ad\u0338": true, "<\u00ad\u0338": true, ">\u00ad\u0338": true,
	"look\u180eout.net": true, "look\u206bout.net": true, "\u04c0.com": true, "\U0002f868.com": true, "\u2183.com": true,
	"\u1e9e.com": true, "\u1e9e.foo.com": true,
}

func TestResolveAgreesWithTheURLStandard(t *testing.T) {
	type testCase struct {
		Input, Href string
		Base        *string
		Failure     bool
	}
	for _, c := range records[testCase](t, "urltestdata.json") {
		base := ""
		if c.Base != nil {
			base = *c.Base
		}
		want, _, _ := strings.Cut(c.Href, "#")
		if !strings.HasPrefix(want, "http:") && !strings.HasPrefix(want, "https:") {
			want = "" // refused by the standard, or by us: not the web
		}
		got, err := Resolve(base, c.Input)
		if agrees := got == want && (err == nil) == (want != ""); agrees == differs[c.Input] {
			t.Errorf("Resolve(%q, %q) = %q, %v; want %q", base, c.Input, got, err, want)
		}
	}
}

func TestHostsAgreeWithTheURLStandard(t *testing.T) {
	type testCase struct {
		Input  string
		Output *string
	}
	for _, c := range records[testCase](t, "toascii.json") {
		want := ""
		if c.Output != nil {
			want = "https://" + *c.Output + "/"
		}
		got, err := Resolve("", "https://"+c.Input+"/")
		if agrees := got == want && (err == nil) == (want != ""); agrees == differs[c.Input] {
			t.Errorf("Resolve of host %q = %q, %v; want %q", c.Input, got, err, want)
		}
	}
}

func TestQueriesAreEncodedInUTF8(t *testing.T) {
	type testCase struct {
		Input  string
		Output map[string]string
	}
	for _, c := range records[testCase](t, "percent-encoding.json") {
		want := "https://courier.example/?" + c.Output["utf-8"]
		got, err := Resolve("", "https://courier.example/?"+c.Input)
		if err != nil || got != want {
			t.Errorf("Resolve of query %q = %q, %v; want %q", c.Input, got, err, want)
		}
	}
}

func TestKeysMergeWhatRFC3986CallsEquivalent(t *testing.T) {
	var pairs struct{ Equivalent, Distinct [][2]string }
	suite(t, "rfc3986_equivalence.json", &pairs)
	for _, p := range pairs.Equivalent {
		if a, b := Key(p[0]), Key(p[1]); a != b {
			t.Errorf("%q and %q have keys %q and %q", p[0], p[1], a, b)
		}
	}
	// The RFC knows nothing of newspapers: these are one page on all of them.
	merged := map[[2]string]bool{
		{"http://example.com/a", "http://example.com/a/"}:  true,
		{"http://www.example.com/", "http://example.com/"}: true,
	}
	for _, p := range pairs.Distinct {
		a, b := Key(p[0]), Key(p[1])
		if (a == b) != merged[p] {
			t.Errorf("%q and %q have keys %q and %q", p[0], p[1], a, b)
		}
	}
}
