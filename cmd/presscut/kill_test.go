package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"presscut/internal/fakepress"
	"presscut/internal/news"
	"presscut/internal/warc"
)

// TestKilledCrawlLosesNothing kills the real program with SIGKILL in the middle
// of a crawl, at a later visit each time, and runs the same command again: every
// article is there exactly once, and the WARC files read clean.
func TestKilledCrawlLosesNothing(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "presscut")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	press, err := fakepress.Serve("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := press.Close(); err != nil {
			t.Errorf("close the papers: %v", err)
		}
	})
	for visits := 1; visits <= 13; visits += 2 {
		archive := filepath.Join(t.TempDir(), "press")
		crawl := func() *exec.Cmd {
			return exec.Command(bin, "crawl", "-v", "--allow-private", "--pause", "0s", "--recent", "1000000h", "--workers", "2",
				"--archive", archive, press.URL("courier")+"/", press.URL("ledger")+"/")
		}
		killed := crawl()
		stderr, err := killed.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := killed.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(stderr)
		for seen := 0; seen < visits && lines.Scan(); seen++ { // each visit tells one line
		}
		if err := killed.Process.Kill(); err != nil {
			t.Fatalf("kill after %d visits: %v", visits, err)
		}
		_ = killed.Wait() // it was killed

		if out, err := crawl().CombinedOutput(); err != nil {
			t.Fatalf("the run after the kill at %d visits: %v\n%s", visits, err, out)
		}
		out, err := exec.Command(bin, "export", "--archive", archive).Output()
		if err != nil {
			t.Fatalf("export: %v", err)
		}
		seen := map[string]int{}
		for line := range strings.Lines(string(out)) {
			var a news.Article
			if err := json.Unmarshal([]byte(line), &a); err != nil {
				t.Fatal(err)
			}
			if a.Revision != 1 {
				t.Errorf("killed after %d visits: %s has revision %d, though it never changed", visits, a.URL, a.Revision)
			}
			seen[a.ID]++
		}
		if len(seen) != 11 {
			t.Errorf("killed after %d visits: %d articles, want 11", visits, len(seen))
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("killed after %d visits: article %s is there %d times", visits, id, n)
			}
		}
		checkWARC(t, filepath.Join(archive, "warc"))
	}
}

// checkWARC reads every record of every file whole: none is damaged, and no
// payload is stored in two responses.
func checkWARC(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.warc.gz"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no WARC file in %s (%v)", dir, err)
	}
	payloads := map[string]string{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := warc.NewReader(name, f, 0)
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if rec.Skipped != nil {
				t.Errorf("%v", rec.Skipped)
			}
			var block bytes.Buffer
			if _, err := io.Copy(&block, rec.Block); err != nil {
				t.Errorf("%s at %d: %v", name, rec.Offset, err)
			}
			if rec.Type == "response" {
				d := rec.PayloadDigest
				if first, twice := payloads[d]; twice {
					t.Errorf("payload %s of %s is stored twice: also of %s", d, rec.URI, first)
				}
				payloads[d] = rec.URI
			}
		}
	}
}
