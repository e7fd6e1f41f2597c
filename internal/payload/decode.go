package payload

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// AcceptEncoding is the header value that asks for the content codings that
// Decode undoes.
const AcceptEncoding = "gzip, deflate, br, zstd"

// maxWindow is the most history a zstd stream may ask for: the limit RFC 9659
// sets for the content coding.
const maxWindow = 8 << 20

// ErrUnknownCoding says that a body has a content coding that Decode does not know.
var ErrUnknownCoding = errors.New("unknown content coding (ask only for " + AcceptEncoding + ")")

// Decode undoes the content codings of the body, and any compression that was
// applied as a transfer coding. It gives at most limit bytes and says whether
// more would have come; memory is bounded by limit and the codings' windows,
// whatever the body would grow to. A body that is not coded although the header
// says so is returned as it is.
//
// On an error, body is what was decoded before it. A stream that ends early is
// an error, except when the message itself was truncated: then truncated is true.
// A body without codings is returned without copying.
func (m Message) Decode(limit int64) (body []byte, truncated bool, err error) {
	codings := tokens(m.Header.Values("Content-Encoding"))
	for _, coding := range tokens(m.Header.Values("Transfer-Encoding")) {
		if coding == "gzip" || coding == "x-gzip" || coding == "deflate" {
			codings = append(codings, coding)
		}
	}
	limit = max(limit, 0)
	var stream io.Reader
	for i := len(codings) - 1; i >= 0; i-- {
		if identity[codings[i]] {
			continue
		}
		if stream == nil {
			stream = bytes.NewReader(m.Body)
		}
		in := bufio.NewReader(stream)
		stream, err = undo(codings[i], in)
		if err != nil {
			return nil, false, fmt.Errorf("undo content coding %q: %w", codings[i], err)
		}
		if closer, ok := stream.(*zstd.Decoder); ok {
			defer closer.Close()
		}
	}
	if stream == nil || len(m.Body) == 0 {
		if int64(len(m.Body)) > limit {
			return m.Body[:limit:limit], true, nil
		}
		return m.Body, false, nil
	}

	var out bytes.Buffer
	_, err = io.Copy(&out, io.LimitReader(stream, limit))
	if err == nil && int64(out.Len()) == limit {
		n, more := io.ReadFull(stream, make([]byte, 1))
		truncated = n > 0
		if !truncated && more != io.EOF {
			err = more
		}
	}
	if err != nil {
		if out.Len() == 0 && text(m.Body) {
			return m.Body[:min(limit, int64(len(m.Body)))], int64(len(m.Body)) > limit, nil
		}
		if m.Truncated && errors.Is(err, io.ErrUnexpectedEOF) {
			return out.Bytes(), true, nil
		}
		err = fmt.Errorf("undo content coding %q: %w", codings, err)
	}
	return out.Bytes(), truncated, err
}

// identity lists what servers write for "not coded", charsets among them.
var identity = map[string]bool{
	"identity": true, "none": true, "binary": true, "8bit": true, "7bit": true, "plain": true, "text": true,
	"utf-8": true, "utf8": true, "iso-8859-1": true, "windows-1251": true, "chunked": true, "aws-chunked": true,
}

// undo returns the stream without one coding, or as it is when it is not coded.
func undo(coding string, in *bufio.Reader) (io.Reader, error) {
	start, _ := in.Peek(64)
	switch coding {
	case "gzip", "x-gzip", "deflate", "zstd":
		// These have magic numbers, so a coding under another's name is told apart.
		switch {
		case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
			return newMembers(in)
		case bytes.HasPrefix(start, []byte{0x28, 0xb5, 0x2f, 0xfd}), skippable(start):
			return zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		case coding != "deflate", plain(start):
			return in, nil
		case len(start) >= 2 && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0:
			return zlib.NewReader(in)
		}
		return flate.NewReader(in), nil
	case "br":
		if plain(start) {
			return in, nil
		}
		return brotli.NewReader(in), nil
	}
	if plain(start) {
		return in, nil
	}
	return nil, ErrUnknownCoding
}

// skippable recognises a zstd frame that carries no data but may come first.
func skippable(b []byte) bool {
	return len(b) >= 4 && b[0]&0xf0 == 0x50 && b[1] == 0x2a && b[2] == 0x4d && b[3] == 0x18
}

// plain says whether the start of a body is text beyond doubt.
func plain(start []byte) bool { return len(start) == 0 || len(start) >= 16 && text(start) }

// text says whether b holds neither control bytes nor broken UTF-8 (but for a
// rune cut at its end). In 16 bytes of a compressed stream there is practically
// always one of them.
func text(b []byte) bool {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			return !utf8.FullRune(b)
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f', r == 0x7f:
			return false
		}
		b = b[size:]
	}
	return true
}

// members reads gzip members one behind the other, and ends quietly at anything
// behind the first that is not one: servers pad.
type members struct {
	member *gzip.Reader
	in     *bufio.Reader // not read beyond a member's end, since it gives single bytes
	ended  bool
}

func newMembers(in *bufio.Reader) (io.Reader, error) {
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &members{member: z, in: in}, nil
}

func (m *members) Read(p []byte) (int, error) {
	if m.ended {
		return 0, io.EOF
	}
	n, err := m.member.Read(p)
	if err == io.EOF {
		m.ended = m.member.Reset(m.in) != nil
		m.member.Multistream(false)
		if !m.ended {
			err = nil
		}
	}
	return n, err
}
