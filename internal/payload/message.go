package payload

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// ErrNotHTTP says that bytes do not begin with an HTTP status line.
var ErrNotHTTP = errors.New("not an HTTP response: no status line")

// Message is a parsed HTTP response.
type Message struct {
	Proto  string      // as in the status line: "HTTP/1.1", "HTTP/2"
	Status int         // three digits
	Reason string      // "" where the server gives none
	Header http.Header // keys in canonical form; values as sent, folded lines joined by one space

	// Body is without its transfer coding, but still content-coded. It may share
	// the memory that was parsed.
	Body []byte

	// Truncated says that the body ends before its declared length or before its
	// last chunk, or that the message ends within its header.
	Truncated bool
}

// Parse reads a response message as servers send them and as other tools store
// them. It accepts bare line feeds, a missing reason, any protocol version,
// interim 1xx responses in front, broken header lines (left out), bodies that
// are shorter or longer than declared (kept as they are), and bodies declared
// chunked that are stored without chunks (taken as they are). It fails with
// ErrNotHTTP only.
func Parse(response []byte) (Message, error) {
	rest := bytes.TrimLeft(response, "\r\n")
	for {
		m, body, err := parseHead(rest)
		if err != nil {
			return Message{}, err
		}
		interim := m.Status >= 100 && m.Status < 200 && m.Status != http.StatusSwitchingProtocols
		if next := bytes.TrimLeft(body, "\r\n"); interim && bytes.HasPrefix(next, []byte("HTTP/")) {
			rest = next
			continue
		}
		m.readBody(body)
		return m, nil
	}
}

// parseHead reads the status line and the header, and returns what follows them.
func parseHead(b []byte) (m Message, body []byte, err error) {
	line, rest, whole := cutLine(b)
	proto, status, _ := strings.Cut(strings.TrimSpace(line), " ")
	if len(proto) < len("HTTP/1") || !strings.EqualFold(proto[:5], "HTTP/") {
		return m, nil, fmt.Errorf("%w but %.40q", ErrNotHTTP, line)
	}
	code, reason, _ := strings.Cut(strings.TrimSpace(status), " ")
	m.Status, err = strconv.Atoi(code)
	if err != nil || m.Status < 100 || m.Status > 999 {
		return m, nil, fmt.Errorf("%w but %.40q", ErrNotHTTP, line)
	}
	m.Proto, m.Reason, m.Header = strings.ToUpper(proto), strings.TrimSpace(reason), http.Header{}

	last := ""
	for whole {
		line, rest, whole = cutLine(rest)
		if line == "" && whole {
			return m, rest, nil
		}
		if line != "" && (line[0] == ' ' || line[0] == '\t') {
			if values := m.Header[last]; len(values) > 0 {
				values[len(values)-1] += " " + strings.TrimSpace(line)
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		if !ok || name == "" {
			last = ""
			continue
		}
		last = http.CanonicalHeaderKey(name)
		m.Header[last] = append(m.Header[last], strings.TrimSpace(value))
	}
	m.Truncated = true
	return m, nil, nil
}

// cutLine splits b behind its first line feed. The line is without its end;
// whole is false when there is no line feed.
func cutLine(b []byte) (line string, rest []byte, whole bool) {
	before, after, whole := bytes.Cut(b, []byte("\n"))
	return string(bytes.TrimSuffix(before, []byte("\r"))), after, whole
}

// readBody sets Body and Truncated from what follows the header.
func (m *Message) readBody(b []byte) {
	if tokens(m.Header.Values("Transfer-Encoding")).has("chunked") && len(b) > 0 {
		if body, whole, framed := unchunk(b); framed {
			m.Body, m.Truncated = body, m.Truncated || !whole
			return
		}
		m.Body = b // stored without its chunks; the length is unknown
		return
	}
	m.Body = b
	if m.Status == http.StatusNoContent || m.Status == http.StatusNotModified {
		return
	}
	// Longer than declared is no fault here: a client stops reading at the
	// declared length, so the rest can only come from a tool that stored the
	// body decoded and left the header alone.
	length, err := strconv.ParseInt(m.Header.Get("Content-Length"), 10, 64)
	if err == nil && int64(len(b)) < length {
		m.Truncated = true
	}
}

// unchunk undoes the chunked transfer coding. framed is false when b does not
// begin with a chunk; whole is false when the last chunk or a part is missing
// or broken: body is what came before.
func unchunk(b []byte) (body []byte, whole, framed bool) {
	for first := true; ; first = false {
		line, rest, ended := cutLine(b)
		size, ok := chunkSize(line)
		switch {
		case !ok && first:
			return nil, false, false
		case !ok:
			return body, false, true
		case !ended:
			// A lone "0" at the very end is a last chunk whose line end was lost.
			return body, size == 0 && line != "", true
		case size == 0:
			return body, true, true
		case size > int64(len(rest)):
			return append(body, rest...), false, true
		}
		if body == nil {
			body = make([]byte, 0, len(rest))
		}
		data := rest[:size]
		b = rest[size:]
		switch {
		case bytes.HasPrefix(b, []byte("\r\n")):
			b = b[2:]
		case bytes.HasPrefix(b, []byte("\n")):
			b = b[1:]
		case len(b) > 0 && first:
			return nil, false, false // the first line only looked like a chunk size
		}
		body = append(body, data...)
	}
}

// chunkSize reads the line in front of a chunk: hex digits, then perhaps
// blanks or an extension.
func chunkSize(line string) (size int64, ok bool) {
	digits, _, _ := strings.Cut(line, ";")
	digits = strings.Trim(digits, " \t")
	if digits == "" || len(digits) > 15 {
		return 0, false
	}
	for _, c := range []byte(digits) {
		switch {
		case '0' <= c && c <= '9':
			size = size<<4 | int64(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			size = size<<4 | int64(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return size, true
}

// list is a comma-separated header value, in lower case.
type list []string

func tokens(values []string) (l list) {
	for _, value := range values {
		for token := range strings.SplitSeq(value, ",") {
			token, _, _ = strings.Cut(token, ";")
			if token = strings.ToLower(strings.Trim(token, " \t\"'")); token != "" {
				l = append(l, token)
			}
		}
	}
	return l
}

func (l list) has(token string) bool {
	for _, t := range l {
		if t == token {
			return true
		}
	}
	return false
}
