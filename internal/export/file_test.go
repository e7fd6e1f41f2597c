package export_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/export"
)

func write(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// wantFiles fails unless the folder holds these files and no others.
func wantFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[e.Name()] = string(b)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.jsonl")
	if err := export.ToFile(path, write("old")); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, dir, map[string]string{"out.jsonl": "old"})

	broken := errors.New("the archive is broken")
	err := export.ToFile(path, func(w io.Writer) error {
		if err := write("half of the new")(w); err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil || string(b) != "old" {
			t.Errorf("a reader of the file sees %q, %v while the new one is written", b, err)
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want the writer's", err)
	}
	wantFiles(t, dir, map[string]string{"out.jsonl": "old"})

	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := export.ToFile(path, write("new")); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, dir, map[string]string{"out.jsonl": "new"})
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o640 {
		t.Errorf("the mode is %v, %v; want that of the old file", info.Mode(), err)
	}
}

func TestASymbolicLinkStays(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "real"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("real", link); err != nil {
		t.Fatal(err)
	}
	if err := export.ToFile(link, write("new")); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, dir, map[string]string{"real": "new", "link": "new"})
	if target, err := os.Readlink(link); err != nil || target != "real" {
		t.Errorf("the link leads to %q, %v", target, err)
	}
}

func TestAPipeIsWrittenToAndStaysOne(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string)
	go func() {
		b, err := os.ReadFile(pipe) // waits for a writer
		if err != nil {
			t.Error(err)
		}
		read <- string(b)
	}()
	if err := export.ToFile(pipe, write("lines")); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "lines" {
		t.Errorf("read %q from the pipe", got)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Type() != os.ModeNamedPipe {
		t.Errorf("the folder holds %v, %v; want the pipe alone", entries, err)
	}
}

func TestAFileThatCannotBeMadeIsAnErrorThatNamesIt(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{filepath.Join(dir, "missing", "out.jsonl"), dir} {
		called := false
		err := export.ToFile(path, func(io.Writer) error { called = true; return nil })
		if err == nil || called {
			t.Errorf("%s: error %v, write called: %v", path, err, called)
		}
	}
	wantFiles(t, dir, map[string]string{})
}
