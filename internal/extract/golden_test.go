package extract

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/site"
)

var update = flag.Bool("update", false, "rewrite the golden files beside the fixture pages")

// TestGolden reads every story of the invented papers and compares the whole
// record with the golden file beside it. One paper has a site rule, one has none.
func TestGolden(t *testing.T) {
	const fixtures = "../../fixtures"
	sites, err := site.Load(filepath.Join(fixtures, "sites"))
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	err = filepath.WalkDir(fixtures, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") || d.Name() == "index.html" {
			return err
		}
		rel, err := filepath.Rel(fixtures, path)
		if err != nil {
			return err
		}
		read++
		paper, page, _ := strings.Cut(filepath.ToSlash(rel), "/")
		page = strings.TrimSuffix(strings.TrimSuffix(page, ".html"), ".corrected")
		url := "https://" + paper + ".example/" + page + "/"
		t.Run(rel, func(t *testing.T) {
			html, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			p := Page{HTML: html, URL: url, Fetched: time.Date(2025, 6, 8, 12, 0, 0, 0, time.UTC), Site: sites.For(url)}
			if strings.HasSuffix(page, "/1006") { // the one page whose charset only the header tells
				p.ContentType = "text/html; charset=windows-1251"
			}
			r, err := Read(p)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(r.Article, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			golden := strings.TrimSuffix(path, ".html") + ".golden.json"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v\nhint: go test ./internal/extract -update writes it; read it before you commit it", err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 11 {
		t.Errorf("only %d fixture pages were found", read)
	}
}
