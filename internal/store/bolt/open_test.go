package bolt_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"presscut/internal/news"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
)

func TestOpenSaysWhatIsWrongAndChangesNothing(t *testing.T) {
	write := func(name, text string) func(testing.TB, string) {
		return func(t testing.TB, dir string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	database := func(bucket, key, value string) func(testing.TB, string) {
		return func(t testing.TB, dir string) {
			db, err := bbolt.Open(filepath.Join(dir, "presscut.db"), 0o666, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if bucket == "" {
				return
			}
			err = db.Update(func(tx *bbolt.Tx) error {
				b, err := tx.CreateBucket([]byte(bucket))
				if err != nil {
					return err
				}
				return b.Put([]byte(key), []byte(value))
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	nothing := func(testing.TB, string) {}
	create, reading := bolt.Options{Create: true}, bolt.Options{ReadOnly: true, Create: true}
	for _, row := range []struct {
		name  string
		setup func(testing.TB, string)
		o     bolt.Options
		want  error
		says  string
	}{
		{"an empty folder, not to be made one", nothing, bolt.Options{}, store.ErrNotArchive, "empty"},
		{"an empty folder, to be read", nothing, reading, store.ErrNotArchive, "empty"},
		{"a folder of other things", write("letter.txt", "dear"), create, store.ErrNotArchive, "a folder of its own"},
		{"text under our name", write("presscut.db", strings.Repeat("not a database\n", 4000)), create, store.ErrNotArchive, "presscut.db"},
		{"a short text under our name", write("presscut.db", "x"), create, store.ErrNotArchive, "presscut.db"},
		{"a folder under our name", func(t testing.TB, dir string) {
			if err := os.Mkdir(filepath.Join(dir, "presscut.db"), 0o777); err != nil {
				t.Fatal(err)
			}
		}, create, store.ErrNotArchive, "presscut.db"},
		{"a database of another program", database("users", "a", "b"), create, store.ErrNotArchive, "another program"},
		{"a database with a bucket like ours", database("meta", "format", "7"), create, store.ErrNotArchive, "another program"},
		{"a newer format", database("meta", "format", "presscut 2"), create, store.ErrNewer, "format 2"},
		{"an empty database, not to be made one", database("", "", ""), bolt.Options{}, store.ErrNotArchive, "empty"},
	} {
		t.Run(row.name, func(t *testing.T) {
			dir := t.TempDir()
			row.setup(t, dir)
			before := listing(t, dir)
			s, err := bolt.Open(dir, row.o)
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, row.want) || !strings.Contains(err.Error(), row.says) || !strings.Contains(err.Error(), dir) {
				t.Errorf("open: %v; want %v, with %q and the folder", err, row.want, row.says)
			}
			if after := listing(t, dir); after != before {
				t.Errorf("the folder was changed:\n%s\nto\n%s", before, after)
			}
		})
	}
	t.Run("no folder", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "none")
		if _, err := bolt.Open(dir, bolt.Options{}); !errors.Is(err, store.ErrNotArchive) || !strings.Contains(err.Error(), "no such folder") {
			t.Errorf("open: %v", err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the folder was made: %v", err)
		}
	})
	t.Run("a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		write("file", "text")(t, filepath.Dir(path))
		if _, err := bolt.Open(path, create); !errors.Is(err, store.ErrNotArchive) {
			t.Errorf("open: %v", err)
		}
	})
}

// listing is what a folder holds, with the bytes of small things.
func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		data, _ := os.ReadFile(filepath.Join(dir, e.Name()))
		fmt.Fprintf(&b, "%s %v %x\n", e.Name(), e.Type(), data)
	}
	return b.String()
}

func TestAnArchiveIsMadeWhereACrashLeftItsVeryBeginning(t *testing.T) {
	for name, setup := range map[string]func(string) error{
		"an empty file": func(path string) error { return os.WriteFile(path, nil, 0o666) },
		"an empty database": func(path string) error {
			db, err := bbolt.Open(path, 0o666, nil)
			if err != nil {
				return err
			}
			return db.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := setup(filepath.Join(dir, "presscut.db")); err != nil {
				t.Fatal(err)
			}
			put(t, open(t, dir, bolt.Options{Create: true}), "https://courier.example/1", pageOf(1, 1))
		})
	}
}

func TestWhoHoldsAnArchiveIsNamed(t *testing.T) {
	dir := t.TempDir()
	cmd, out := child(t, "hold %q", dir)
	if !out.Scan() || out.Text() != "held" {
		t.Fatalf("the other process: %q, %v", out.Text(), out.Err())
	}
	for _, o := range []bolt.Options{{}, {Create: true}, {ReadOnly: true}} {
		s, err := bolt.Open(dir, o)
		if err == nil {
			s.Close()
		}
		if want := fmt.Sprintf("process %d on ", cmd.Process.Pid); !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), want) {
			t.Errorf("open with %+v: %v; want ErrLocked with %q", o, err, want)
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	s := open(t, dir, bolt.Options{}) // a dead process holds nothing
	if _, err := bolt.Open(dir, bolt.Options{}); !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d on ", os.Getpid())) {
		t.Errorf("open a second time in one process: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "presscut.lock")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the name of the holder is left behind: %v", err)
	}
}

func TestReadersShareAnArchiveAndChangeNothing(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, bolt.Options{Create: true})
	put(t, s, "https://courier.example/1", pageOf(1, 1))
	s.Close()
	one, two := open(t, dir, bolt.Options{ReadOnly: true}), open(t, dir, bolt.Options{ReadOnly: true})
	for _, s := range []*bolt.Store{one, two} {
		if _, err := s.LatestCapture(t.Context(), "https://courier.example/1"); err != nil {
			t.Error(err)
		}
		if _, err := s.Add(t.Context(), news.Target{URL: "https://courier.example/2"}); err == nil || !strings.Contains(err.Error(), "reading only") {
			t.Errorf("add to an archive opened for reading: %v", err)
		}
	}
	if _, err := bolt.Open(dir, bolt.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("open for writing beside readers: %v, want ErrLocked", err)
	}
	one.Close()
	two.Close()
	open(t, dir, bolt.Options{})
}

func TestAnArchiveKeepsWARCFilesOthersCanRead(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, bolt.Options{Create: true})
	put(t, s, "https://courier.example/1", pageOf(1, 1))
	put(t, s, "https://courier.example/1", pageOf(1, 1))
	s.Close()
	// warcinfo, then response and request of two exchanges, twice
	if n := checkWARC(t, dir); n != 9 {
		t.Errorf("%d records, want 9", n)
	}
}
