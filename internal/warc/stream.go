package warc

import (
	"bufio"
	"bytes"
	"io"
	"math"

	"github.com/klauspost/compress/gzip"
)

// bufferSize is what is read of a file at once.
const bufferSize = 32 << 10

// magic begins a gzip member with the only method there is.
var magic = []byte{0x1f, 0x8b, 0x08}

// stream is the content of one gzip member, or of a plain file from a byte on.
type stream struct {
	src   io.ReaderAt
	start int64         // its first byte in the file
	raw   *counter      // the file
	buf   *bufio.Reader // over raw
	zip   *gzip.Reader  // over buf; nil for a plain file
	in    *bufio.Reader // the content
	read  int64         // bytes of content given
}

// counter counts what is read of a file, and keeps an error of the file apart
// from those of what it holds.
type counter struct {
	r     io.Reader
	n     int64
	fault error
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && err != io.EOF {
		c.fault = err
	}
	return n, err
}

// openStream begins at a byte of a file. At its end the error is io.EOF and
// there is no stream; on other errors there is one, to ask for the cause. The
// buffers of a spare stream are used again; nil for none.
func openStream(src io.ReaderAt, at int64, spare *stream) (*stream, error) {
	raw := &counter{r: io.NewSectionReader(src, at, math.MaxInt64-at)}
	s := &stream{src: src, start: at, raw: raw}
	var unzip *gzip.Reader
	var content *bufio.Reader
	if spare != nil {
		s.buf = spare.buf
		s.buf.Reset(raw)
		if spare.zip != nil {
			unzip, content = spare.zip, spare.in
		}
	} else {
		s.buf = bufio.NewReaderSize(raw, bufferSize)
	}
	if _, err := s.buf.Peek(1); err == io.EOF {
		return nil, err
	} else if err != nil {
		return s, err
	}
	s.in = s.buf
	if !s.atMember() {
		return s, nil
	}
	if unzip == nil {
		unzip, content = new(gzip.Reader), bufio.NewReaderSize(nil, bufferSize)
	}
	if err := unzip.Reset(s.buf); err == io.EOF {
		return s, io.ErrUnexpectedEOF
	} else if err != nil {
		return s, err
	}
	unzip.Multistream(false)
	content.Reset(unzip)
	s.zip, s.in = unzip, content
	return s, nil
}

// atMember says whether a gzip member follows in the file.
func (s *stream) atMember() bool {
	b, _ := s.buf.Peek(len(magic))
	return len(b) > 0 && bytes.HasPrefix(magic, b)
}

// goOn continues behind the end of a gzip member with the next one, if that
// does not begin a record: some tools cut members anywhere.
func (s *stream) goOn() bool {
	if s.zip == nil || !s.atMember() || memberBeginsRecord(s.src, s.end()) {
		return false
	}
	if err := s.zip.Reset(s.buf); err != nil {
		return false
	}
	s.zip.Multistream(false)
	s.in.Reset(s.zip)
	return true
}

// end is how far the file was used.
func (s *stream) end() int64 { return s.start + s.raw.n - int64(s.buf.Buffered()) }

// skipBlank passes over the line ends between records.
func (s *stream) skipBlank() error {
	for {
		b, err := s.in.Peek(1)
		if err != nil {
			return err
		}
		switch b[0] {
		case '\r', '\n', ' ', '\t':
		default:
			return nil
		}
		s.in.Discard(1)
		s.read++
	}
}

// seekRecord passes over garbage within a stream, to the next line that may
// begin a record.
func (s *stream) seekRecord() bool {
	for {
		part, err := s.in.ReadSlice('\n')
		s.read += int64(len(part))
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			return false
		}
		if b, _ := s.in.Peek(16); versionLine.Match(b) {
			return true
		}
	}
}

// findRecord looks in a file for what may begin a record: a gzip member whose
// content does, or a version line.
func findRecord(src io.ReaderAt, from int64) (at int64, ok bool) {
	raw := &counter{r: io.NewSectionReader(src, from, math.MaxInt64-from)}
	in := bufio.NewReaderSize(raw, bufferSize)
	lineStart := false
	for {
		b, _ := in.Peek(bufferSize)
		if len(b) == 0 {
			return 0, false
		}
		// Whatever begins in the last bytes is looked at in the next window.
		usable := len(b)
		if usable == bufferSize {
			usable -= 16
		}
		for i := 0; i < usable; i++ {
			switch {
			case b[i] == magic[0] && bytes.HasPrefix(b[i:], magic) && memberBeginsRecord(src, from+int64(i)),
				b[i]|0x20 == 'w' && lineStart && versionLine.Match(b[i:min(i+16, len(b))]):
				return from + int64(i), true
			}
			lineStart = b[i] == '\n'
		}
		in.Discard(usable)
		from += int64(usable)
	}
}

func memberBeginsRecord(src io.ReaderAt, at int64) bool {
	s, err := openStream(src, at, nil)
	if err != nil || s.zip == nil {
		return false
	}
	b, _ := s.in.Peek(16)
	return versionLine.Match(b)
}
