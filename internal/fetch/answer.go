package fetch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"presscut/internal/payload"
)

// answer is one response message.
type answer struct {
	head      payload.Message // status and header
	raw       []byte          // the message, byte for byte, from its final status line
	truncated string          // see news.Exchange
	reusable  bool            // the message is whole and the connection may carry another
}

// interims is how many 1xx answers may precede the real one.
const interims = 10

// errFull ends a body at its cap.
var errFull = errors.New("body beyond its cap")

// read reads the answer to a request just sent. An error means that the header
// did not come whole; a body that does not is marked in the answer.
func (c *conn) read(opt Options) (*answer, error) {
	a := &answer{}
	budget := int(opt.MaxHeader)
	for i := 0; ; i++ {
		head, err := readHead(c.in, &budget)
		if err != nil {
			return nil, err
		}
		a.raw = head
		if a.head, err = payload.Parse(head); err != nil {
			return nil, &malformedError{err.Error()}
		}
		if a.head.Status < 100 || a.head.Status > 999 {
			return nil, &malformedError{fmt.Sprintf("status %d", a.head.Status)}
		}
		if a.head.Status >= 200 {
			break
		}
		if a.head.Status == 101 || i == interims {
			return nil, &malformedError{fmt.Sprintf("status %d, unasked", a.head.Status)}
		}
	}
	length, err := bodyLength(a.head)
	if err != nil {
		return nil, err
	}
	room := opt.MaxWire
	if a.redirect() {
		room = min(room, redirectBody)
	}
	c.idle, c.until = opt.Timeouts.Idle, time.Now().Add(opt.Timeouts.Total) // the visit's context ends sooner
	b := &bodyReader{in: c.in, raw: a.raw, room: room}
	err = b.read(length)
	a.raw = b.raw
	switch {
	case err == nil:
		a.reusable = length != toEnd && c.in.Buffered() == 0 && persistent(a.head)
	case cancelled(c.ctx):
		return nil, err
	case errors.Is(err, errFull):
		a.truncated = "length"
	case timedOut(err):
		a.truncated = "time"
	default:
		a.truncated = "disconnect"
	}
	return a, nil
}

// readHead reads a status line and its header fields, up to and with the empty line.
func readHead(in *bufio.Reader, budget *int) ([]byte, error) {
	start, err := in.Peek(5)
	if !bytes.HasPrefix([]byte("HTTP/"), start) {
		return nil, &malformedError{fmt.Sprintf("not an HTTP answer: it begins with %q", start)}
	}
	if err != nil {
		return nil, err
	}
	var head []byte
	for {
		line, err := readLine(in, *budget)
		head = append(head, line...)
		*budget -= len(line)
		if err != nil {
			return nil, err
		}
		if blank(line) {
			return head, nil
		}
	}
}

// readLine reads up to and with the next line feed, max bytes at most. With an
// error it returns what there was of the line.
func readLine(in *bufio.Reader, max int) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > max {
			return line, &malformedError{"the header is too long"}
		}
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

func blank(line []byte) bool { return string(line) == "\r\n" || string(line) == "\n" }

// What bodyLength says besides a number of bytes.
const (
	toEnd   = -1 // the body ends with the connection
	chunked = -2
)

// bodyLength tells how the body of an answer to GET is framed, RFC 9112 section 6.3.
func bodyLength(m payload.Message) (int64, error) {
	if m.Status == 204 || m.Status == 304 {
		return 0, nil
	}
	if codings := tokens(m.Header["Transfer-Encoding"]); len(codings) > 0 {
		if codings[len(codings)-1] == "chunked" {
			return chunked, nil
		}
		if !slices.Equal(codings, []string{"identity"}) {
			return toEnd, nil
		}
	}
	lengths := slices.Compact(tokens(m.Header["Content-Length"]))
	switch len(lengths) {
	case 0:
		return toEnd, nil
	case 1:
		if n, err := strconv.ParseUint(lengths[0], 10, 63); err == nil {
			return int64(n), nil
		}
		return 0, &malformedError{fmt.Sprintf("Content-Length %q", lengths[0])}
	}
	return 0, &malformedError{fmt.Sprintf("Content-Length is %s", strings.Join(lengths, " and "))}
}

// persistent says whether the server keeps the connection open after this answer.
func persistent(m payload.Message) bool {
	said := tokens(m.Header["Connection"])
	if slices.Contains(said, "close") {
		return false
	}
	return m.Proto == "HTTP/1.1" || slices.Contains(said, "keep-alive")
}

// tokens splits header values at commas, in lower case, empty ones left out.
func tokens(values []string) []string {
	var list []string
	for _, v := range values {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.ToLower(strings.TrimSpace(part)); part != "" {
				list = append(list, part)
			}
		}
	}
	return list
}

// bodyReader appends a body to a message, framing included, up to a cap.
type bodyReader struct {
	in   *bufio.Reader
	raw  []byte
	room int64 // bytes the body may still have
}

func (b *bodyReader) read(length int64) error {
	switch length {
	case toEnd:
		for {
			if _, err := b.some(b.room); err != nil {
				if err == io.EOF {
					return nil
				}
				return err
			}
		}
	case chunked:
		return b.chunks()
	}
	return b.exactly(length)
}

// some appends what one read gives, n bytes at most. At the cap it tries for one
// byte more: a body that fits exactly is whole.
func (b *bodyReader) some(n int64) (int64, error) {
	if b.room == 0 {
		if _, err := b.in.Peek(1); err != nil {
			return 0, err
		}
		return 0, errFull
	}
	n = min(n, b.room, 64<<10)
	if free := cap(b.raw) - len(b.raw); int64(free) < n {
		// By half, not further than the cap: memory stays near what has come.
		b.raw = slices.Grow(b.raw, int(min(b.room, n+int64(len(b.raw)/2))))
	}
	got, err := b.in.Read(b.raw[len(b.raw) : len(b.raw)+int(n)])
	b.raw = b.raw[:len(b.raw)+got]
	b.room -= int64(got)
	return int64(got), err
}

func (b *bodyReader) exactly(n int64) error {
	for n > 0 {
		got, err := b.some(n)
		n -= got
		if err != nil && n > 0 {
			if err == io.EOF {
				return io.ErrUnexpectedEOF
			}
			return err
		}
	}
	return nil
}

// chunks reads chunks, the last one and the trailer.
func (b *bodyReader) chunks() error {
	for {
		line, err := b.line()
		if err != nil {
			return err
		}
		digits, _, _ := bytes.Cut(line, []byte(";"))
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 63)
		if err != nil {
			return fmt.Errorf("chunk size %q: %w", digits, err)
		}
		if size == 0 {
			break
		}
		if err := b.exactly(int64(size)); err != nil {
			return err
		}
		if line, err = b.line(); err != nil {
			return err
		}
		if !blank(line) {
			return fmt.Errorf("%q after a chunk", line)
		}
	}
	for {
		if line, err := b.line(); err != nil || blank(line) {
			return err
		}
	}
}

// line appends one line of the framing.
func (b *bodyReader) line() ([]byte, error) {
	line, err := readLine(b.in, int(min(b.room, 8<<10)))
	if int64(len(line)) > b.room {
		b.raw = append(b.raw, line[:b.room]...)
		b.room = 0
		return nil, errFull
	}
	b.raw = append(b.raw, line...)
	b.room -= int64(len(line))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return line, err
}
