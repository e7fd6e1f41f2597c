package warc

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Repair makes sure that a file that a Writer wrote ends with a whole record:
// what a crash tore off is cut away. from is a byte up to which the file is
// known to be good: 0, or the end of a record. It gives where the file ends
// now and the whole records behind from, in order, with their places; their
// blocks are not kept (see ReadAt). Damage that whole records follow is left
// alone. The file must not be open for writing.
func Repair(path string, from int64) (good int64, records []Found, err error) {
	fail := func(err error) (int64, []Found, error) {
		return from, records, fmt.Errorf("repair a WARC file: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fail(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fail(err)
	}
	if info.Size() < from {
		return fail(&Fault{File: filepath.Base(path), Offset: info.Size(), Err: fmt.Errorf("%w: the file should have %d bytes or more", ErrTruncated, from)})
	}

	good = from
	r := NewReader(filepath.Base(path), f, from)
	for {
		found, err := r.Next()
		var fault *Fault
		if err == io.EOF || errors.As(err, &fault) {
			break
		}
		if err != nil {
			return fail(err)
		}
		if found.Close() == nil {
			if found.Length > 0 {
				good = found.Offset + found.Length
			}
			found.Block, found.reader = nil, nil
			records = append(records, *found)
		}
	}
	if good == info.Size() {
		return good, records, nil
	}
	if good == 0 && !torn(f) {
		return fail(&Fault{File: filepath.Base(path), Err: fmt.Errorf("%w: there is none in the whole file, which is left as it is", ErrNotWARC)})
	}
	if err := f.Truncate(good); err != nil {
		return fail(err)
	}
	if err := f.Sync(); err != nil {
		return fail(err)
	}
	return good, records, nil
}

// torn says whether a file without a whole record may be the beginning of a
// WARC file: a gzip member, or the zeros that some file systems leave.
func torn(f io.ReaderAt) bool {
	b := make([]byte, 3)
	n, _ := f.ReadAt(b, 0)
	for i, c := range b[:n] {
		if c != magic[i] && c != 0 {
			return false
		}
	}
	return true
}
