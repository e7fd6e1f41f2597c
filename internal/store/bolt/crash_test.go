package bolt_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
	"presscut/internal/payload"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
	"presscut/internal/warc"
)

// smallFiles lets the WARC files be left often.
var smallFiles = warc.Options{Size: 500_000}

func TestAKilledWriterLosesNothingThatWasPromised(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes; not in a short run")
	}
	dir := filepath.Join(t.TempDir(), "press")
	promised := make(map[string]bool)
	for round, lines := range []int{7, 60, 151, 260} {
		cmd, out := child(t, "write %q %d", dir, round)
		n := 0
		for ; out.Scan(); n++ {
			if strings.HasPrefix(out.Text(), "error") {
				t.Fatalf("round %d: %s", round, out.Text())
			}
			promised[out.Text()] = true
			if n == lines {
				if err := cmd.Process.Kill(); err != nil { // SIGKILL; what it had said by then is still read
					t.Fatal(err)
				}
			}
		}
		cmd.Wait()
		if n <= lines {
			t.Fatalf("round %d: the writer ended by itself after %d lines", round, n)
		}

		s := open(t, dir, bolt.Options{WARC: smallFiles})
		checkPromises(t, s, promised)
		stats, err := s.FrontierStats(t.Context())
		if err != nil || stats.Lent != 0 {
			t.Errorf("%d leases of the dead process are left, %v", stats.Lent, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		checkWARC(t, dir)
	}
}

func checkPromises(t *testing.T, s store.Store, promised map[string]bool) {
	t.Helper()
	for line := range promised {
		what, url, _ := strings.Cut(line, " ")
		switch what {
		case "target":
			if n, err := s.Add(t.Context(), news.Target{URL: url}); n != 0 || err != nil {
				t.Errorf("target %s was not known any more (%v)", url, err)
			}
		case "capture":
			var round, i int
			if !scan(url[strings.LastIndex(url, ".example/"):], ".example/%d/%d", &round, &i) {
				t.Fatalf("no numbers in %s", url)
			}
			got, err := s.LatestCapture(t.Context(), url)
			if err != nil {
				t.Errorf("capture: %v", err)
				continue
			}
			if m, err := payload.Parse(got.Answer().Response); err != nil || string(m.Body) != pageOf(round, i) || len(got.Exchanges) != 2 {
				t.Errorf("capture of %s is not what was put, %v", url, err)
			}
		case "article":
			if _, err := s.ArticleByURL(t.Context(), url); err != nil {
				t.Errorf("article: %v", err)
			}
		}
	}
}

// checkWARC checks that the WARC files read clean and hold no payload twice.
func checkWARC(t *testing.T, dir string) (records int) {
	t.Helper()
	names, err := warc.Files(filepath.Join(dir, "warc"))
	if err != nil {
		t.Fatal(err)
	}
	empty := payload.Digest(nil)
	seen := make(map[string]string)
	for _, name := range names {
		f, err := os.Open(filepath.Join(dir, "warc", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := warc.NewReader(name, f, 0)
		for {
			found, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s does not read clean: %v", name, err)
				break
			}
			records++
			if found.Skipped != nil {
				t.Errorf("%s does not read clean: %v", name, found.Skipped)
			}
			if found.Type == warc.Response && found.PayloadDigest != empty {
				if first := seen[found.PayloadDigest]; first != "" {
					t.Errorf("a payload is kept twice: in %s and in %s", first, name)
				}
				seen[found.PayloadDigest] = name
			}
		}
	}
	return records
}

func TestPagesWrittenBeforeACrashAndNotIndexedAreIndexedAtOpen(t *testing.T) {
	for _, tail := range []struct {
		name   string
		damage func(t *testing.T, path string)
	}{
		{"whole", func(*testing.T, string) {}},
		{"with a torn record behind it", func(t *testing.T, path string) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, append(b, b[:100]...), 0o666); err != nil {
				t.Fatal(err)
			}
		}},
		{"with zeros behind it", func(t *testing.T, path string) {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(path, info.Size()+4096); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(tail.name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir, bolt.Options{Create: true, WARC: smallFiles})
			put(t, s, "https://courier.example/0", pageOf(9, 0))
			s.Close()
			index := filepath.Join(dir, "presscut.db")
			before, err := os.ReadFile(index)
			if err != nil {
				t.Fatal(err)
			}

			s = open(t, dir, bolt.Options{WARC: smallFiles})
			var want []news.Capture
			for i := 1; i <= 30; i++ { // into several files
				want = append(want, put(t, s, "https://courier.example/"+string(rune('a'+i)), pageOf(9, i)))
			}
			again := put(t, s, "https://gazette.example/again", pageOf(9, 1))
			want = append(want, again)
			s.Close()
			if err := os.WriteFile(index, before, 0o666); err != nil {
				t.Fatal(err)
			}
			names, err := warc.Files(filepath.Join(dir, "warc"))
			if err != nil || len(names) < 3 {
				t.Fatalf("%d WARC files, %v; want several", len(names), err)
			}
			tail.damage(t, filepath.Join(dir, "warc", names[len(names)-1]))

			s = open(t, dir, bolt.Options{WARC: smallFiles})
			for _, w := range want {
				got, err := s.LatestCapture(t.Context(), w.URL)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(w, got, cmp.Comparer(bytes.Equal)); d != "" {
					t.Errorf("capture as found again (-want +got):\n%s", d)
				}
			}
			if _, known, err := s.PutCapture(t.Context(), capture("https://gazette.example/1", pageOf(9, 2))); err != nil || !known {
				t.Errorf("a payload found again is not known: %v, %v", known, err)
			}
			if stats, err := s.ArchiveStats(t.Context()); err != nil || stats.Captures != 33 || stats.Payloads != 32 {
				t.Errorf("stats %+v, %v; want 33 captures of 31 pages and the empty payload", stats, err)
			}
			s.Close()
			s = open(t, dir, bolt.Options{WARC: smallFiles}) // nothing is indexed twice
			if stats, err := s.ArchiveStats(t.Context()); err != nil || stats.Captures != 33 {
				t.Errorf("stats %+v, %v after opening again", stats, err)
			}
			s.Close()
			checkWARC(t, dir)
		})
	}
}

func TestAWARCFileThatHasLostBytesIsNotWrittenTo(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, bolt.Options{Create: true})
	c := put(t, s, "https://courier.example/1", pageOf(1, 1))
	s.Close()
	path := filepath.Join(dir, "warc", c.WARC)
	if err := os.Truncate(path, c.Offset); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(dir, bolt.Options{}); !errors.Is(err, warc.ErrTruncated) || !strings.Contains(err.Error(), c.WARC) {
		t.Errorf("open: %v; want an error that names the file", err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != c.Offset {
		t.Errorf("the file was changed: %v, %v", info, err)
	}
}

func TestAWriterGoesOnWhenOldWARCFilesWereTakenAway(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, bolt.Options{Create: true})
	c := put(t, s, "https://courier.example/1", pageOf(1, 1))
	s.Close()
	if err := os.Remove(filepath.Join(dir, "warc", c.WARC)); err != nil {
		t.Fatal(err)
	}
	anHourLater := func() time.Time { return time.Now().Add(time.Hour) } // names of WARC files begin with the second
	s = open(t, dir, bolt.Options{WARC: warc.Options{Now: anHourLater}})
	defer s.Close()
	put(t, s, "https://courier.example/2", pageOf(1, 2))
	if _, err := s.LatestCapture(t.Context(), "https://courier.example/2"); err != nil {
		t.Error(err)
	}
	if _, err := s.LatestCapture(t.Context(), "https://courier.example/1"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a page whose file is gone: %v, want that it does not exist", err)
	}
}

func open(t *testing.T, dir string, o bolt.Options) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t *testing.T, s store.Store, url, page string) news.Capture {
	t.Helper()
	c, _, err := s.PutCapture(t.Context(), capture(url, page))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
