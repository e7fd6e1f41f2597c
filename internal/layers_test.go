package internal

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed names what each package may import besides the standard library; a
// library is allowed with the packages below it.
// "presscut/internal/" is left out of our own names.
var allowed = map[string][]string{
	"news":     {},
	"canon":    {"golang.org/x/net/idna", "golang.org/x/net/publicsuffix", "github.com/nlnwa/whatwg-url/url"},
	"likeness": {"news", "golang.org/x/text/unicode/norm"},
	"store":    {"news"},
	"site":     {"news", "canon", "github.com/andybalholm/cascadia", "go.yaml.in/yaml/v3", "golang.org/x/text/language"},
	"robots":   {"news", "canon"},
	"payload": {"news", "github.com/klauspost/compress", "github.com/andybalholm/brotli",

		"golang.org/x/net/html/charset", "golang.org/x/text"},
	"warc":   {"news", "github.com/klauspost/compress/gzip"},
	"dates":  {"golang.org/x/text"},
	"quotes": {"news", "go.yaml.in/yaml/v3"},

	"fetch": {"news", "canon", "payload", "github.com/gocolly/colly/v2", "golang.org/x/net/publicsuffix"},
	"extract": {"news", "canon", "site", "payload", "dates", "quotes", "likeness",
		"github.com/PuerkitoBio/goquery", "github.com/andybalholm/cascadia", "golang.org/x/net/html", "golang.org/x/text"},
	"discover": {"news", "canon", "site", "payload", "dates",
		"github.com/mmcdole/gofeed", "github.com/PuerkitoBio/goquery", "golang.org/x/net/html"},
	"store/bolt": {"news", "canon", "store", "warc", "payload", "likeness", "go.etcd.io/bbolt", "github.com/klauspost/compress/zstd", "golang.org/x/sys/unix"},

	"crawl":  {"news", "canon", "store", "site", "robots", "payload", "fetch", "extract", "discover", "golang.org/x/sync/errgroup"},
	"export": {"news", "canon", "store", "golang.org/x/text"},

	"fakepress":       {},
	"store/storetest": {"news", "canon", "store", "payload", "github.com/google/go-cmp/cmp"},
}

// TestImportsPointDown fails when a package imports what its place in the
// picture of doc.go does not allow, or has no place in it.
func TestImportsPointDown(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "presscut/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	seen := 0
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		name, ours := strings.CutPrefix(p.ImportPath, "presscut/internal/")
		if !ours {
			continue // cmd wires everything; this package holds no code
		}
		seen++
		may, placed := allowed[name]
		if !placed {
			t.Errorf("%s has no place in internal/layers_test.go: give it one, and draw it in internal/doc.go", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			short := strings.TrimPrefix(imp, "presscut/internal/")
			if imp == short && !strings.Contains(strings.SplitN(imp, "/", 2)[0], ".") {
				continue // the standard library
			}
			if !slices.ContainsFunc(may, func(m string) bool {
				return short == m || strings.Contains(m, ".") && strings.HasPrefix(short, m+"/") // a library with its parts
			}) {
				t.Errorf("%s imports %s: its layer does not allow it (see internal/doc.go)", name, imp)
			}
		}
	}
	if seen != len(allowed) {
		t.Errorf("%d packages found, %d have a place: take the ones that are gone out of the table", seen, len(allowed))
	}
}
