package main

import (
	"path/filepath"
	"strings"
	"testing"

	"presscut/internal/fakepress"
	"presscut/internal/store/bolt"
)

// TestExitCodes: a cron job can tell by the code alone what came of a run.
func TestExitCodes(t *testing.T) {
	press, err := fakepress.Serve("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := press.Close(); err != nil {
			t.Errorf("close the papers: %v", err)
		}
	})
	dir := t.TempDir()
	held := filepath.Join(dir, "held")
	s, err := bolt.Open(held, bolt.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the archive: %v", err)
		}
	})
	crawl := []string{"crawl", "--allow-private", "--pause", "0s", "--archive"}
	courier := press.URL("courier")
	for _, c := range []struct {
		what string
		args []string
		want int
	}{
		{"a crawl that finds something", append(crawl, filepath.Join(dir, "a"), courier+"/eng/news/"), exitRan},
		{"the same crawl, which finds nothing new", append(crawl, filepath.Join(dir, "a"), courier+"/eng/news/"), exitRan},
		{"a file that is not there", []string{"extract", filepath.Join(dir, "none.html")}, exitFailed},
		{"an archive that is not there", []string{"export", "--archive", filepath.Join(dir, "none")}, exitFailed},
		{"a folder that is no archive", append(crawl, "testdata", courier+"/"), exitFailed},
		{"no such command", []string{"crawll"}, exitUsage},
		{"no such flag", []string{"crawl", "--fast"}, exitUsage},
		{"a flag that does not fit", []string{"crawl", "--pause", "soon"}, exitUsage},
		{"an argument too many", []string{"status", "now"}, exitUsage},
		{"an address that is none", append(crawl, filepath.Join(dir, "b"), "courier"), exitUsage},
		{"a configuration that is not there", []string{"status", "--config", filepath.Join(dir, "none.yaml")}, exitUsage},
		{"nothing to visit", append(crawl, filepath.Join(dir, "none")), exitUsage},
		{"a start that is gone", append(crawl, filepath.Join(dir, "c"), courier+"/nowhere/"), exitAttention},
		{"a start that robots.txt forbids", append(crawl, filepath.Join(dir, "d"), courier+"/search"), exitAttention},
		{"an archive that another run holds", append(crawl, held, courier+"/"), exitLocked},
		{"an export from an archive that another run holds", []string{"export", "--archive", held}, exitLocked},
	} {
		var out, errs strings.Builder
		if got := run(c.args, strings.NewReader(""), &out, &errs); got != c.want {
			t.Errorf("%s: exit code %d, want %d\n%s", c.what, got, c.want, errs.String())
		}
		if c.want != exitRan && !strings.Contains(errs.String(), "hint: ") {
			t.Errorf("%s: no hint what to do:\n%s", c.what, errs.String())
		}
	}
}
