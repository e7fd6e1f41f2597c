package payload

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const suites = "../../../shared/suites/encoding"

func readSuite(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(suites, name))
	if os.IsNotExist(err) {
		t.Skip("the encoding suites are missing: no " + suites)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLabelsNameTheirCharset(t *testing.T) {
	var labels []struct{ Label, Encoding string }
	if err := json.Unmarshal(readSuite(t, "whatwg_labels.json"), &labels); err != nil {
		t.Fatal(err)
	}
	// The suite writes a few names as another library does.
	names := map[string]string{"shift-jis": "shift_jis"}
	for _, l := range labels {
		want := l.Encoding
		if want == "replacement" {
			want = "" // browsers refuse to read these; so they declare nothing
		}
		if name, ok := names[want]; ok {
			want = name
		}
		if got := lookup(l.Label); got != want {
			t.Errorf("label %q names %q, want %q", l.Label, got, want)
		}
	}
}

func TestMetaElementsAreFoundAsBrowsersDo(t *testing.T) {
	for _, name := range []string{"html5lib/tests1.dat", "html5lib/tests2.dat", "html5lib/test-yahoo-jp.dat"} {
		for i, test := range strings.Split(string(readSuite(t, name)), "#data\n")[1:] {
			data, want, _ := strings.Cut(test, "\n#encoding\n")
			want = lookup(strings.TrimSpace(want))
			got, _ := byteOrderMark([]byte(data))
			if got == "" {
				got = prescan([]byte(data))
			}
			if got == "" {
				got = "windows-1252" // the suite's default
			}
			if got != want {
				t.Errorf("%s, test %d: %s, want %s in\n%.300s", name, i+1, got, want, data)
			}
		}
	}
}

func TestPagesReadAsW3libReadsThem(t *testing.T) {
	var tests []struct {
		Fn     string
		Args   []any
		Result any
	}
	if err := json.Unmarshal(readSuite(t, "w3lib_encoding_cases.json"), &tests); err != nil {
		t.Fatal(err)
	}
	name := func(v any) string {
		s, _ := v.(string)
		return lookup(pythonNames.Replace(s))
	}
	for i, tt := range tests {
		if len(tt.Args) == 0 {
			continue
		}
		if reason, ok := w3libDiffers[i]; ok {
			t.Logf("case %d left out: %s", i, reason)
			continue
		}
		what := fmt.Sprintf("case %d, %s(%v)", i, tt.Fn, tt.Args)
		header, _ := tt.Args[0].(string)
		header = strings.TrimPrefix(header, "Content-Type: ")
		switch tt.Fn {
		case "resolve_encoding":
			if got, want := lookup(header), name(tt.Result); got != want {
				t.Errorf("%s: %q, want %q (%v)", what, got, want, tt.Result)
			}
		case "http_content_type_encoding":
			if got, want := lookup(contentTypeCharset(header)), name(tt.Result); got != want {
				t.Errorf("%s: %q, want %q (%v)", what, got, want, tt.Result)
			}
		case "html_body_declared_encoding":
			body := bytesOf(t, tt.Args[0])
			if got, want := declaredInside(body), name(tt.Result); got != want {
				t.Errorf("%s: %q, want %q (%v) in %q", what, got, want, tt.Result, body)
			}
		case "html_to_unicode":
			result, _ := tt.Result.([]any)
			if len(result) != 2 {
				continue
			}
			body := bytesOf(t, tt.Args[1])
			text, got := UTF8(body, header)
			if want, _ := result[1].(string); string(text) != want {
				t.Errorf("%s: %s %q, want %v in %q", what, got, text, result, body)
			}
		}
	}
}

// w3libDiffers lists the cases where presscut does as browsers do, or reads more.
var w3libDiffers = map[int]string{
	10: "a blank before the value is forgiven", 11: "single quotes are forgiven",
	12: "an open quote is forgiven", 13: "an open quote is forgiven",
	18: "what follows the quotes is passed over", 19: "what follows the quotes is passed over",
	38: "'< meta' is no tag to a browser", 56: "'< meta' is no tag to a browser", 111: "'< meta' is no tag to a browser",
	43: "browsers look for meta beyond <body> within the first 1024 bytes", 60: "browsers look for meta beyond <body> within the first 1024 bytes",
	44: "only http-equiv=content-type declares", 61: "only http-equiv=content-type declares", 46: "only http-equiv=content-type declares",
	63: "Latin-1 with a hyphen is no label of the web",
	85: "big5hkscs is part of the web's big5; the suite's name for it is no label", 86: "as 85",
	101: "browsers have no UTF-32", 102: "browsers have no UTF-32", 103: "browsers have no UTF-32", 104: "browsers have no UTF-32", 110: "browsers have no UTF-32",
}

// pythonNames writes charsets with labels that browsers know.
var pythonNames = strings.NewReplacer("cp125", "windows-125", "gb18030", "gbk", "utf8", "utf-8", "cp949", "euc-kr", "iso8859", "iso-8859")

func bytesOf(t *testing.T, v any) []byte {
	t.Helper()
	switch v := v.(type) {
	case string:
		return []byte(v)
	case map[string]any:
		s, _ := v["b64"].(string)
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	t.Fatalf("neither text nor bytes: %v", v)
	return nil
}
