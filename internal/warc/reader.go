package warc

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// What can be wrong with a file; a Fault says where.
var (
	ErrTruncated = errors.New("the record ends early")
	ErrCorrupt   = errors.New("the compressed data is damaged")
	ErrNotWARC   = errors.New("not a WARC record")
)

// maxFaults ends the reading of a file that is all damage: each look for the
// next record may cost as much as reading the rest of the file.
const maxFaults = 10_000

// Fault is damage in a WARC file.
type Fault struct {
	File   string
	Offset int64 // bytes from the start of the file to the record, member or garbage
	Length int64 // bytes left out because of it; 0 where unknown
	Err    error // wraps ErrTruncated, ErrCorrupt or ErrNotWARC
}

func (f *Fault) Error() string {
	return fmt.Sprintf("WARC file %s, at byte %d: %v", f.File, f.Offset, f.Err)
}

// Unwrap gives what is wrong.
func (f *Fault) Unwrap() error { return f.Err }

// Found is a record as it was read. Its Block must be read before the
// Reader's next call; it need not be read at all.
type Found struct {
	Header
	Version string // "1.1"
	Size    int64  // length of the block as declared

	// Place is where the record stands: its gzip member, or itself in a plain
	// file. Length is known when the record was closed, or the next one asked
	// for; it stays 0 where several records share one member.
	Place
	Inner int64 // bytes of content between Offset and the record; 0 for the first of a member

	// Block streams the record's content. An early end or damage is a *Fault.
	Block io.Reader

	// Skipped is the first fault between the record before this one and this
	// one, and how many bytes were passed over; nil where all was well.
	Skipped *Fault

	reader *Reader
	left   int64 // of the block
	done   bool
	fault  error
	file   io.Closer // of ReadAt
}

// Reader gives the records of one file in their order: plain or compressed,
// one gzip member a record or one for all, of any version that has named
// fields. It goes on behind damage as long as another record can be found.
// Memory is bounded whatever the file holds.
type Reader struct {
	name string
	src  io.ReaderAt

	at      int64   // where the next stream begins, when there is none
	stream  *stream // nil between members
	spare   *stream // the last one, for its buffers
	current *Found
	pending *Fault // damage not yet told
	faults  int    // how often damage was passed over
	strict  bool   // fail at the first damage
	end     error
}

// NewReader reads src from a byte on, which must be the start of a record or
// of a gzip member. The name is for places and errors.
func NewReader(name string, src io.ReaderAt, from int64) *Reader {
	return &Reader{name: name, src: src, at: from}
}

// ReadAt opens a file and reads the one record at offset. Close ends both. What
// is not a record there is a *Fault.
func ReadAt(path string, offset int64) (*Found, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read a WARC record: %w", err)
	}
	found, err := RecordAt(filepath.Base(path), f, offset)
	if err != nil {
		f.Close()
		return nil, err
	}
	found.file = f
	return found, nil
}

// RecordAt is ReadAt for a file that is open already, and stays so.
func RecordAt(name string, src io.ReaderAt, offset int64) (*Found, error) {
	r := NewReader(name, src, offset)
	r.strict = true
	found, err := r.Next()
	if err == io.EOF {
		err = &Fault{File: name, Offset: offset, Err: fmt.Errorf("%w: nothing there", ErrTruncated)}
	}
	if err == nil && found.Offset != offset {
		err = &Fault{File: name, Offset: offset, Err: fmt.Errorf("%w: blank where a record should be", ErrNotWARC)}
	}
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Next is the next record. At the end of the file it is io.EOF; when the file
// ends in something that is no whole record, a *Fault first: the records
// before it were given. Other errors are those of reading src.
func (r *Reader) Next() (*Found, error) {
	if r.end != nil {
		return nil, r.end
	}
	if r.current != nil {
		if err := r.current.finish(); err != nil {
			if r.strict || !r.recover(err) {
				return r.stop(err)
			}
		}
		r.current = nil
	}
	for {
		found, err := r.open()
		switch {
		case err == nil:
			found.Skipped, r.pending = r.pending, nil
			if found.Skipped != nil {
				found.Skipped.Length = found.Offset - found.Skipped.Offset
			}
			r.current = found
			return found, nil
		case err == io.EOF && r.pending != nil:
			err = r.pending
			fallthrough
		case err == io.EOF || r.strict:
			return r.stop(err)
		}
		if !r.recover(err) {
			return r.stop(err)
		}
	}
}

// stop ends the reading: err now (what was wrong first, if that is still
// untold), then io.EOF, or err again if src cannot be read.
func (r *Reader) stop(err error) (*Found, error) {
	r.end, r.current, r.stream = io.EOF, nil, nil
	var fault *Fault
	if errors.As(err, &fault) {
		if r.pending != nil {
			err = r.pending
		}
	} else if err != io.EOF {
		r.end = err
	}
	return nil, err
}

// open finds the start of the next record in the stream or the next stream.
func (r *Reader) open() (*Found, error) {
	for {
		if r.stream == nil {
			s, err := openStream(r.src, r.at, r.spare)
			r.spare = nil
			if err != nil {
				return nil, r.fault(s, r.at, err)
			}
			r.stream = s
		}
		s := r.stream
		err := s.skipBlank()
		if err == io.EOF || err == nil && s.zip == nil && s.atMember() {
			if r.at = s.end(); s.zip == nil && err == io.EOF {
				return nil, io.EOF
			}
			r.stream, r.spare = nil, s
			continue
		}
		start, inner := s.start, s.read
		if s.zip == nil {
			start, inner = s.end(), 0
		}
		if err != nil {
			return nil, r.fault(s, start, err)
		}
		h, version, size, n, err := readHeader(s.in)
		s.read += n
		if err != nil {
			return nil, r.fault(s, start, err)
		}
		found := &Found{
			Header: h, Version: version, Size: size, Inner: inner,
			Place:  Place{File: r.name, Offset: start},
			reader: r, left: size,
		}
		found.Block = (*block)(found)
		return found, nil
	}
}

// fault gives err its place and one of the names above; errors of src itself
// stay what they are.
func (r *Reader) fault(s *stream, offset int64, err error) error {
	if err == io.EOF && s == nil {
		return err
	}
	var known *Fault
	switch {
	case errors.As(err, &known):
		return err
	case s != nil && s.raw.fault != nil:
		return fmt.Errorf("read WARC file %s near byte %d: %w", r.name, offset, s.raw.fault)
	case errors.Is(err, ErrNotWARC):
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = ErrTruncated
	default:
		err = fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return &Fault{File: r.name, Offset: offset, Err: err}
}

// recover moves behind damage to where the next record seems to begin. It is
// false when there is none, or err is not damage.
func (r *Reader) recover(err error) bool {
	var fault *Fault
	if !errors.As(err, &fault) {
		return false
	}
	if r.faults++; r.faults > maxFaults {
		return false
	}
	if r.pending == nil {
		r.pending = &Fault{File: fault.File, Offset: fault.Offset, Err: fault.Err}
	}
	if s := r.stream; s != nil && s.zip != nil && errors.Is(err, ErrNotWARC) && s.seekRecord() {
		return true
	}
	r.stream = nil
	at, ok := findRecord(r.src, fault.Offset+1)
	r.at = at
	return ok
}

// block is the reader of a record's content.
type block Found

func (b *block) Read(p []byte) (int, error) {
	f := (*Found)(b)
	if f.fault != nil {
		return 0, f.fault
	}
	if f.left == 0 {
		return 0, io.EOF
	}
	s := f.reader.stream
	if f.done || s == nil || f.reader.current != f && f.reader.current != nil {
		return 0, errors.New("read a WARC record after it was closed")
	}
	n, err := s.in.Read(p[:min(int64(len(p)), f.left)])
	s.read += int64(n)
	f.left -= int64(n)
	if err == io.EOF && f.left > 0 && s.goOn() {
		err = nil
	}
	if err != nil && (f.left > 0 || err != io.EOF) {
		f.fault = f.reader.fault(s, f.Offset, err)
		return n, f.fault
	}
	return n, nil
}

// finish reads to the end of the record, and of its member.
func (f *Found) finish() error {
	if f.done {
		return f.fault
	}
	_, err := io.Copy(io.Discard, f.Block)
	f.done = true
	if err != nil {
		f.fault = err
		return err
	}
	r, s := f.reader, f.reader.stream
	err = s.skipBlank()
	switch {
	case err == io.EOF && s.zip != nil:
		r.at, r.stream, r.spare = s.end(), nil, s
		if f.Inner == 0 {
			f.Length = r.at - f.Offset
		}
	case err != nil && err != io.EOF:
		f.fault = r.fault(s, f.Offset, err)
	case s.zip == nil:
		f.Length = s.end() - f.Offset
	}
	return f.fault
}

// Close reads the rest of the record, so that Length is known, and says
// whether it was whole. Only the records of ReadAt need to be closed.
func (f *Found) Close() error {
	err := f.finish()
	if f.file != nil {
		err = errors.Join(err, f.file.Close())
		f.file = nil
	}
	return err
}
