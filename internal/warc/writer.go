package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Place is where a record stands: its gzip member within a file.
type Place struct {
	File   string // name within the folder, no path
	Offset int64  // bytes from the start of the file
	Length int64  // bytes of the member
}

// Options say how a Writer writes.
type Options struct {
	Size     int64            // a file is left when it has reached so many bytes; default 1 GiB
	Now      func() time.Time // for file names and warcinfo dates; default time.Now
	Software string           // for the warcinfo records: name and version; default "presscut"
	Info     []Field          // further lines of the warcinfo records: operator, robots, http-header-user-agent, ...
}

// Writer appends records to the newest file of a folder, and begins another
// when that is full. What a file holds is never rewritten. Its methods may be
// called from many goroutines, but only one Writer may use a folder.
type Writer struct {
	dir string
	opt Options

	mu     sync.Mutex
	file   *os.File // nil until the next Append opens one
	name   string
	size   int64
	serial int
	fresh  bool // the folder has an entry that was not synced
	broken bool // the file's end could not be cleaned after a failure
	packed bytes.Buffer
	zip    *gzip.Writer
}

// fileName matches the files a Writer writes: the time of creation, and a
// serial number that orders them even when clocks go wrong.
var fileName = regexp.MustCompile(`^presscut-(\d{14})-(\d{5,})\.warc\.gz$`)

// NewWriter opens a folder, which is made if it is missing. The newest file is
// continued if it is below the size; it must end with a whole record: after a
// crash call Repair first. No file is created before the first Append.
func NewWriter(dir string, opt Options) (*Writer, error) {
	if opt.Size <= 0 {
		opt.Size = 1 << 30
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Software == "" {
		opt.Software = "presscut"
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("make the WARC folder: %w", err)
	}
	w := &Writer{dir: dir, opt: opt, zip: gzip.NewWriter(io.Discard)}
	names, err := Files(dir)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return w, nil
	}
	newest := names[len(names)-1]
	w.serial = serial(newest)
	path := filepath.Join(dir, newest)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, fmt.Errorf("continue a WARC file: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("continue a WARC file: %w", err)
	}
	if info.Size() >= opt.Size {
		return w, f.Close()
	}
	w.file, w.name, w.size = f, newest, info.Size()
	return w, nil
}

// Files are the names of the files that a Writer wrote in dir, oldest first.
func Files(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list the WARC folder: %w", err)
	}
	var names []string
	for _, e := range entries {
		if fileName.MatchString(e.Name()) && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return serial(a) - serial(b) })
	return names, nil
}

func serial(name string) int {
	n, _ := strconv.Atoi(fileName.FindStringSubmatch(name)[2])
	return n
}

// Append writes the records one behind the other into one file, and says where
// each stands. They are with the operating system when it returns, and on the
// disk after Sync. On an error none of them is in the file.
func (w *Writer) Append(records ...Record) ([]Place, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file != nil && (w.size >= w.opt.Size || w.broken) {
		if err := w.close(); err != nil {
			return nil, err
		}
	}
	if w.file == nil {
		if err := w.create(); err != nil {
			return nil, err
		}
	}
	start := w.size
	places, err := w.write(records)
	if err == nil {
		return places, nil
	}
	w.size = start
	if undo := w.file.Truncate(start); undo != nil {
		w.broken = true // leave the torn end alone, and go on in another file
		err = errors.Join(err, undo)
	}
	return nil, fmt.Errorf("append to %s at byte %d: %w", w.file.Name(), start, err)
}

func (w *Writer) write(records []Record) ([]Place, error) {
	if w.size == 0 {
		if _, err := w.pack(w.warcinfo()); err != nil {
			return nil, err
		}
	}
	places := make([]Place, 0, len(records))
	for _, r := range records {
		place, err := w.pack(r)
		if err != nil {
			return nil, err
		}
		places = append(places, place)
	}
	return places, nil
}

// pack writes one record as one gzip member.
func (w *Writer) pack(r Record) (Place, error) {
	r.Seal()
	head, err := r.head()
	if err != nil {
		return Place{}, err
	}
	w.packed.Reset()
	w.zip.Reset(&w.packed)
	for _, part := range [][]byte{head, r.Block, []byte("\r\n\r\n")} {
		if _, err := w.zip.Write(part); err != nil {
			return Place{}, err
		}
	}
	if err := w.zip.Close(); err != nil {
		return Place{}, err
	}
	n, err := w.file.WriteAt(w.packed.Bytes(), w.size)
	if err != nil {
		return Place{}, err
	}
	place := Place{File: w.name, Offset: w.size, Length: int64(n)}
	w.size += int64(n)
	if w.packed.Cap() > 8<<20 {
		w.packed = bytes.Buffer{} // one huge page must not be held for ever
	}
	return place, nil
}

func (w *Writer) warcinfo() Record {
	var b bytes.Buffer
	fields := append([]Field{
		{"software", w.opt.Software},
		{"format", "WARC File Format 1.1"},
		{"conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
	}, w.opt.Info...)
	for _, f := range fields {
		fmt.Fprintf(&b, "%s: %s\r\n", f.Name, strings.Join(strings.Fields(f.Value), " "))
	}
	return Record{
		Header: Header{Type: Warcinfo, Date: w.opt.Now(), ContentType: TypeFields, Filename: w.name},
		Block:  b.Bytes(),
	}
}

// create begins the next file.
func (w *Writer) create() error {
	name := fmt.Sprintf("presscut-%s-%05d.warc.gz", w.opt.Now().UTC().Format("20060102150405"), w.serial+1)
	f, err := os.OpenFile(filepath.Join(w.dir, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("begin a WARC file: %w", err)
	}
	w.serial++
	w.file, w.name, w.size, w.fresh, w.broken = f, name, 0, true, false
	return nil
}

// Sync returns when all that was appended is on the disk.
func (w *Writer) Sync() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sync()
}

func (w *Writer) sync() error {
	if w.file != nil {
		if err := w.file.Sync(); err != nil {
			return fmt.Errorf("sync a WARC file: %w", err)
		}
	}
	if !w.fresh {
		return nil
	}
	if err := syncDir(w.dir); err != nil {
		return err
	}
	w.fresh = false
	return nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync the WARC folder: %w", err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("sync the WARC folder %s: %w", dir, err)
	}
	return nil
}

// Close syncs and closes the file. An Append after it opens another.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.close()
}

func (w *Writer) close() error {
	if w.file == nil {
		return nil
	}
	err := w.sync()
	if fault := w.file.Close(); err == nil && fault != nil {
		err = fmt.Errorf("close a WARC file: %w", fault)
	}
	w.file = nil
	return err
}
