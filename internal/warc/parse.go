package warc

import (
	"bufio"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxHeader is the most bytes a record's header may have.
const maxHeader = 1 << 20

// versionLine matches the first line of a record.
var versionLine = regexp.MustCompile(`^(?i:warc)/(\d{1,3}\.\d{1,3})[ \t]*\r?\n`)

// versionStart matches what such a line may be cut to.
var versionStart = regexp.MustCompile(`^(?i:warc)/[\d.]*\r?$`)

// readHeader reads a record's header with the empty line at its end. size is
// the length of the block behind it, n how many bytes were read, also on an error.
func readHeader(in *bufio.Reader) (h Header, version string, size, n int64, err error) {
	line, err := readLine(in, maxHeader)
	n = int64(len(line))
	if err != nil && len(line) == 0 {
		return h, "", 0, n, err
	}
	match := versionLine.FindSubmatch(line)
	if match == nil {
		if err != nil && (len(line) < 5 || versionStart.Match(line)) {
			return h, "", 0, n, err // the version line itself is cut
		}
		return h, "", 0, n, fmt.Errorf("%w: %.40q where a version line should be", ErrNotWARC, line)
	}
	version = string(match[1])

	var fields []Field
	for {
		line, err := readLine(in, maxHeader-n)
		n += int64(len(line))
		if err != nil {
			return h, version, 0, n, err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			break
		}
		if (text[0] == ' ' || text[0] == '\t') && len(fields) > 0 {
			last := &fields[len(fields)-1]
			last.Value = strings.TrimSpace(last.Value + " " + strings.TrimSpace(text))
			continue
		}
		if name, value, ok := strings.Cut(text, ":"); ok {
			fields = append(fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	size = -1
	for _, f := range fields {
		if !strings.EqualFold(f.Name, "Content-Length") {
			h.set(f)
			continue
		}
		if length, err := strconv.ParseInt(f.Value, 10, 64); err == nil && length >= 0 && size < 0 {
			size = length
		}
	}
	if size < 0 {
		return h, version, 0, n, fmt.Errorf("%w: a record without Content-Length", ErrNotWARC)
	}
	return h, version, size, n, nil
}

// readLine reads up to and with the next line feed.
func readLine(in *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case int64(len(line)) > limit:
			return line, fmt.Errorf("%w: header longer than %d bytes", ErrNotWARC, maxHeader)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		}
		return line, err
	}
}

// set puts a field where it belongs. The first of several wins; those that
// follow it, and what cannot be read, stay among the others.
func (h *Header) set(f Field) {
	value := f.Value
	id := strings.TrimSuffix(strings.TrimPrefix(value, "<"), ">")
	put := func(to *string, value string) {
		if *to != "" || value == "" {
			h.Others = append(h.Others, f)
			return
		}
		*to = value
	}
	putDate := func(to *time.Time) {
		t, ok := parseDate(value)
		if !ok || !to.IsZero() {
			h.Others = append(h.Others, f)
			return
		}
		*to = t
	}
	switch strings.ToLower(f.Name) {
	case "warc-type":
		put(&h.Type, strings.ToLower(value))
	case "warc-record-id":
		put(&h.ID, id)
	case "warc-date":
		putDate(&h.Date)
	case "warc-target-uri":
		put(&h.URI, id)
	case "content-type":
		put(&h.ContentType, value)
	case "warc-payload-digest":
		put(&h.PayloadDigest, value)
	case "warc-block-digest":
		put(&h.BlockDigest, value)
	case "warc-ip-address":
		put(&h.IP, value)
	case "warc-concurrent-to":
		h.ConcurrentTo = append(h.ConcurrentTo, id)
	case "warc-truncated":
		put(&h.Truncated, value)
	case "warc-filename":
		put(&h.Filename, value)
	case "warc-profile":
		put(&h.Profile, value)
	case "warc-refers-to":
		put(&h.RefersTo, id)
	case "warc-refers-to-target-uri":
		put(&h.RefersToURI, id)
	case "warc-refers-to-date":
		putDate(&h.RefersToDate)
	default:
		h.Others = append(h.Others, f)
	}
}

// dateLayouts are those of W3C-DTF, which WARC 1.1 allows in all its
// precisions, and the 14 digits of older tools.
var dateLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02", "20060102150405", "2006-01", "2006"}

func parseDate(s string) (time.Time, bool) {
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), !t.IsZero()
		}
	}
	return time.Time{}, false
}
