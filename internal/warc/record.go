package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The types of record that presscut writes, and those it reads besides.
const (
	Warcinfo     = "warcinfo"
	Response     = "response"
	Request      = "request"
	Revisit      = "revisit"
	Metadata     = "metadata"
	Resource     = "resource"
	Conversion   = "conversion"
	Continuation = "continuation"
)

// The revisit profiles of WARC 1.1.
const (
	ProfileIdentical   = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	ProfileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// The content types of HTTP messages in records.
const (
	TypeResponse = "application/http;msgtype=response"
	TypeRequest  = "application/http;msgtype=request"
	TypeFields   = "application/warc-fields"
)

// dateLayout has exactly six digits of a second: common readers take the
// fraction for microseconds, however many digits it has.
const dateLayout = "2006-01-02T15:04:05.000000Z"

// Header is what a record says about its block. Ids and addresses are without
// the angle brackets that some of them have in a file.
type Header struct {
	Type          string    // WARC-Type
	ID            string    // WARC-Record-ID; computed from the rest when empty
	Date          time.Time // WARC-Date; zero when a record has none that can be read
	URI           string    // WARC-Target-URI
	ContentType   string    // Content-Type
	PayloadDigest string    // WARC-Payload-Digest
	BlockDigest   string    // WARC-Block-Digest; computed on writing
	IP            string    // WARC-IP-Address
	ConcurrentTo  []string  // WARC-Concurrent-To
	Truncated     string    // WARC-Truncated: why the block ends early
	Filename      string    // WARC-Filename, of a warcinfo record

	Profile      string    // WARC-Profile, of a revisit
	RefersTo     string    // WARC-Refers-To
	RefersToURI  string    // WARC-Refers-To-Target-URI
	RefersToDate time.Time // WARC-Refers-To-Date

	Others []Field // all other named fields, in order
}

// Field is one named field of a record's header.
type Field struct{ Name, Value string }

// Get is the value of the first of the other fields with this name, in any case.
func (h *Header) Get(name string) string {
	for _, f := range h.Others {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Record is a record to be written.
type Record struct {
	Header
	Block []byte
}

// ErrInvalid says that a record cannot be written as WARC.
var ErrInvalid = errors.New("not a valid WARC record")

// Seal computes BlockDigest, and ID where it is empty: a UUID of version 8 (RFC
// 9562) over type, date, address and block, so it is the same in every run.
// Writer seals what was not; call it to know an id before writing.
func (r *Record) Seal() {
	sum := sha256.Sum256(r.Block)
	r.BlockDigest = "sha256:" + hex.EncodeToString(sum[:])
	if r.ID != "" {
		return
	}
	h := sha256.New()
	for _, part := range []string{r.Type, r.Date.UTC().Format(dateLayout), r.URI, r.Filename, r.BlockDigest} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	u := h.Sum(nil)[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	r.ID = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// head is the record's header as it stands in a file, with its version line
// and the empty line at its end.
func (r *Record) head() ([]byte, error) {
	if r.Type == "" || r.ID == "" || r.Date.IsZero() {
		return nil, fmt.Errorf("%w: type %q, id %q and date %v must be set", ErrInvalid, r.Type, r.ID, r.Date)
	}
	var b bytes.Buffer
	var bad string
	field := func(name, value string) {
		if value == "" {
			return
		}
		if strings.ContainsAny(name, ": \t\r\n\x00") || strings.ContainsAny(value, "\r\n\x00") {
			bad = name
		}
		b.WriteString(name + ": " + value + "\r\n")
	}
	date := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.UTC().Format(dateLayout)
	}
	bracket := func(id string) string {
		if id == "" {
			return ""
		}
		return "<" + id + ">"
	}
	b.WriteString("WARC/1.1\r\n")
	field("WARC-Type", r.Type)
	field("WARC-Record-ID", bracket(r.ID))
	field("WARC-Date", date(r.Date))
	field("WARC-Target-URI", r.URI)
	field("WARC-IP-Address", r.IP)
	for _, id := range r.ConcurrentTo {
		field("WARC-Concurrent-To", bracket(id))
	}
	field("WARC-Filename", r.Filename)
	field("WARC-Profile", r.Profile)
	field("WARC-Refers-To", bracket(r.RefersTo))
	field("WARC-Refers-To-Target-URI", r.RefersToURI)
	field("WARC-Refers-To-Date", date(r.RefersToDate))
	field("WARC-Truncated", r.Truncated)
	for _, f := range r.Others {
		field(f.Name, f.Value)
	}
	field("WARC-Payload-Digest", r.PayloadDigest)
	field("WARC-Block-Digest", r.BlockDigest)
	field("Content-Type", r.ContentType)
	field("Content-Length", strconv.Itoa(len(r.Block)))
	b.WriteString("\r\n")
	if bad != "" {
		return nil, fmt.Errorf("%w: line break, NUL or blank where none may be in field %s", ErrInvalid, bad)
	}
	return b.Bytes(), nil
}
