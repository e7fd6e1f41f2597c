package warc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
	"presscut/internal/warc"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 123456000, time.UTC)

func exchange(n int) news.Exchange {
	body := strings.Repeat(fmt.Sprintf("paragraph %d of the harbour report. ", n), 40)
	return news.Exchange{
		URL:      fmt.Sprintf("https://courier.example/news/%d", n),
		Time:     noon.Add(time.Duration(n) * time.Second),
		IP:       "192.0.2.7",
		Request:  fmt.Appendf(nil, "GET /news/%d HTTP/1.1\r\nHost: courier.example\r\n\r\n", n),
		Response: fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", body),
		Status:   200,
	}
}

func newWriter(t *testing.T, dir string, size int64) *warc.Writer {
	t.Helper()
	w, err := warc.NewWriter(dir, warc.Options{
		Size: size, Now: func() time.Time { return noon }, Software: "presscut/test",
		Info: []warc.Field{{Name: "operator", Value: "a\r\nb"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func add(t *testing.T, w *warc.Writer, records ...warc.Record) []warc.Place {
	t.Helper()
	places, err := w.Append(records...)
	if err != nil {
		t.Fatal(err)
	}
	return places
}

type seen struct {
	Type, URI, Block string
	Offset, Length   int64
}

// readAll reads a file to its end; err is the last error but io.EOF.
func readAll(name string, b []byte) (all []seen, skipped []*warc.Fault, err error) {
	r := warc.NewReader(name, bytes.NewReader(b), 0)
	for {
		f, err := r.Next()
		if err == io.EOF {
			return all, skipped, nil
		}
		if err != nil {
			if _, again := r.Next(); again != io.EOF {
				return all, skipped, fmt.Errorf("after %w came %w", err, again)
			}
			return all, skipped, err
		}
		if f.Skipped != nil {
			skipped = append(skipped, f.Skipped)
		}
		block, fault := io.ReadAll(f.Block)
		if fault == nil {
			fault = f.Close()
		}
		if fault != nil {
			skipped = append(skipped, &warc.Fault{Offset: -1, Err: fault})
			continue
		}
		all = append(all, seen{f.Type, f.URI, string(block), f.Offset, f.Length})
	}
}

func TestWhatIsWrittenIsReadBackAtItsPlace(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, 0)
	x, again := exchange(1), exchange(2)
	x.Truncated = "length"
	records := warc.Exchange(&x, "sha256:11")
	original := records[0].Header
	records = append(records, warc.Again(&again, original)...)
	places := add(t, w, records...)
	if err := w.Sync(); err != nil {
		t.Fatal(err)
	}
	if got, want := places[0].File, "presscut-20261123120000-00001.warc.gz"; got != want {
		t.Errorf("file %q, want %q", got, want)
	}
	for i, p := range places {
		f, err := warc.ReadAt(filepath.Join(dir, p.File), p.Offset)
		if err != nil {
			t.Fatal(err)
		}
		block, err := io.ReadAll(f.Block)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		want := records[i]
		if diff := cmp.Diff(want.Header, f.Header); diff != "" {
			t.Errorf("record %d (-want +got):\n%s", i, diff)
		}
		if diff := cmp.Diff(string(want.Block), string(block)); diff != "" {
			t.Errorf("block %d (-want +got):\n%s", i, diff)
		}
		if f.Place != p {
			t.Errorf("place %+v, want %+v", f.Place, p)
		}
	}
	if records[1].ConcurrentTo[0] != records[0].ID || records[2].RefersTo != records[0].ID {
		t.Error("request and revisit do not refer to the response")
	}
	if got, want := string(records[2].Block), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"; got != want {
		t.Errorf("revisit block %q, want %q", got, want)
	}

	info, err := warc.ReadAt(filepath.Join(dir, places[0].File), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer info.Close()
	block, _ := io.ReadAll(info.Block)
	if info.Type != warc.Warcinfo || info.Filename != places[0].File || !strings.Contains(string(block), "operator: a b\r\n") {
		t.Errorf("first record %+v with block %q", info.Header, block)
	}
}

func TestTheSameExchangeHasTheSameIDsInEveryRun(t *testing.T) {
	x, y := exchange(1), exchange(2)
	a, b, c := warc.Exchange(&x, ""), warc.Exchange(&x, ""), warc.Exchange(&y, "")
	if a[0].ID != b[0].ID || a[1].ID != b[1].ID {
		t.Error("ids differ between two runs")
	}
	if a[0].ID == a[1].ID || a[0].ID == c[0].ID {
		t.Error("different records share an id")
	}
	if len(a[0].ID) != len("urn:uuid:")+36 || a[0].ID[9+14] != '8' {
		t.Errorf("%s is not a UUID of version 8", a[0].ID)
	}
}

func TestAFullFileIsLeftAndTheNewestContinued(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, 1500)
	for n := range 6 {
		x := exchange(n)
		places := add(t, w, warc.Exchange(&x, "")...)
		if places[0].File != places[1].File {
			t.Error("response and request in different files")
		}
	}
	w.Close()
	before, _ := warc.Files(dir)
	if len(before) < 2 {
		t.Fatalf("files %v: none was left at its size", before)
	}
	w = newWriter(t, dir, 1<<20)
	x := exchange(7)
	place := add(t, w, warc.Exchange(&x, "")...)[0]
	if newest := before[len(before)-1]; place.File != newest || place.Offset == 0 {
		t.Errorf("written to %+v, want the end of %s", place, newest)
	}
	var uris []string
	for _, name := range before {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all, skipped, err := readAll(name, b)
		if err != nil || skipped != nil || all[0].Type != warc.Warcinfo {
			t.Fatalf("%s: %v, %v, first record %v", name, err, skipped, all[0])
		}
		for _, s := range all {
			if s.Type == warc.Response {
				uris = append(uris, s.URI[len("https://courier.example/news/"):])
			}
		}
	}
	if got := strings.Join(uris, " "); got != "0 1 2 3 4 5 7" {
		t.Errorf("responses %s", got)
	}
}

func TestAnInvalidRecordLeavesTheFileAsItWas(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, 0)
	x := exchange(1)
	place := add(t, w, warc.Exchange(&x, "")...)[1]
	bad := warc.Exchange(&x, "")
	bad[1].URI = "https://courier.example/\r\nWARC-Type: forged"
	if _, err := w.Append(bad...); !errors.Is(err, warc.ErrInvalid) {
		t.Fatalf("error %v, want ErrInvalid", err)
	}
	info, err := os.Stat(filepath.Join(dir, place.File))
	if err != nil {
		t.Fatal(err)
	}
	if end := place.Offset + place.Length; info.Size() != end {
		t.Errorf("file has %d bytes, want %d", info.Size(), end)
	}
}

func TestATailTornAtAnyByteIsToldAndRepaired(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, 0)
	x, y := exchange(1), exchange(2)
	first := add(t, w, warc.Exchange(&x, "")...)
	last := add(t, w, warc.Exchange(&y, "")[0])[0]
	w.Close()
	whole, err := os.ReadFile(filepath.Join(dir, last.File))
	if err != nil {
		t.Fatal(err)
	}
	for cut := last.Offset + 1; cut < int64(len(whole)); cut++ {
		all, _, err := readAll("torn", whole[:cut])
		if len(all) != 3 {
			t.Fatalf("cut at %d: %d records, want 3", cut, len(all))
		}
		var fault *warc.Fault
		if !errors.As(err, &fault) || !errors.Is(err, warc.ErrTruncated) || fault.Offset != last.Offset {
			t.Fatalf("cut at %d: error %v, want ErrTruncated at %d", cut, err, last.Offset)
		}
		path := filepath.Join(t.TempDir(), last.File)
		if err := os.WriteFile(path, whole[:cut], 0o666); err != nil {
			t.Fatal(err)
		}
		good, found, err := warc.Repair(path, first[0].Offset)
		if err != nil || good != last.Offset || len(found) != 2 || found[0].Place != first[0] || found[1].Place != first[1] {
			t.Fatalf("cut at %d: good %d, records %v, error %v", cut, good, found, err)
		}
		if got, _ := os.ReadFile(path); !bytes.Equal(got, whole[:last.Offset]) {
			t.Fatalf("cut at %d: the file does not end behind its last whole record", cut)
		}
	}
}

func TestRepairLeavesAloneWhatItShould(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, 0)
	x, y := exchange(1), exchange(2)
	first := add(t, w, warc.Exchange(&x, "")...)
	second := add(t, w, warc.Exchange(&y, "")...)
	w.Close()
	whole, _ := os.ReadFile(filepath.Join(dir, first[0].File))
	damaged := bytes.Clone(whole)
	for i := first[0].Offset + 30; i < first[0].Offset+60; i++ {
		damaged[i] ^= 0x55
	}
	zeros := append(bytes.Clone(whole), make([]byte, 5000)...)
	for _, tt := range []struct {
		name    string
		file    []byte
		from    int64
		good    int64
		records int
		err     error
	}{
		{"a whole file", whole, 0, int64(len(whole)), 5, nil},
		{"a whole file from its end", whole, int64(len(whole)), int64(len(whole)), 0, nil},
		{"damage with whole records behind it", damaged, 0, int64(len(whole)), 4, nil},
		{"zeros behind the end are cut", zeros, second[0].Offset, int64(len(whole)), 2, nil},
		{"a torn first record is cut", whole[:20], 0, 0, 0, nil},
		{"only zeros are cut", make([]byte, 100), 0, 0, 0, nil},
		{"an empty file", nil, 0, 0, 0, nil},
		{"not a WARC file", []byte("dear diary"), 0, 0, 0, warc.ErrNotWARC},
		{"shorter than known", whole[:20], 500, 500, 0, warc.ErrTruncated},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.warc.gz")
			if err := os.WriteFile(path, tt.file, 0o666); err != nil {
				t.Fatal(err)
			}
			good, records, err := warc.Repair(path, tt.from)
			if !errors.Is(err, tt.err) || good != tt.good || len(records) != tt.records {
				t.Errorf("good %d, %d records, error %v; want %d, %d, %v", good, len(records), err, tt.good, tt.records, tt.err)
			}
			after, _ := os.ReadFile(path)
			want := tt.file
			if tt.err == nil {
				want = tt.file[:tt.good]
			}
			if !bytes.Equal(after, want) {
				t.Errorf("file has %d bytes, want %d", len(after), len(want))
			}
		})
	}
}

func TestAWriterContinuesARepairedEmptyFile(t *testing.T) {
	dir := t.TempDir()
	name := "presscut-20261101000000-00009.warc.gz"
	if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	w := newWriter(t, dir, 0)
	x := exchange(1)
	place := add(t, w, warc.Exchange(&x, "")...)[0]
	if place.File != name || place.Offset == 0 {
		t.Errorf("written to %+v, want behind the warcinfo of %s", place, name)
	}
}
