package warc_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/klauspost/compress/gzip"

	"presscut/internal/warc"
)

// A reader must end, never panic, and report nothing but records, faults and
// the end; places must lie within the file and never go back.
func FuzzReader(f *testing.F) {
	plain := []byte("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(plain)
	z.Close()
	member := packed.Bytes()
	for _, seed := range [][]byte{
		plain, member, append(bytes.Clone(member), member...), append(bytes.Clone(plain), member...),
		append([]byte("garbage\n"), plain...), append(bytes.Clone(member[:30]), member...), append(bytes.Clone(member), "WARC"...),
		[]byte("WARC/1.1\nContent-Length: 99999999999\n\nx"), {0x1f}, {0x1f, 0x8b, 8},
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r := warc.NewReader("fuzz", bytes.NewReader(b), 0)
		last := int64(-1)
		for {
			found, err := r.Next()
			var fault *warc.Fault
			if errors.As(err, &fault) {
				if _, err := r.Next(); err != io.EOF {
					t.Fatalf("after a final fault came %v", err)
				}
				return
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if found.Offset < last || found.Offset >= int64(len(b)) || found.Inner == 0 && found.Offset == last {
				t.Fatalf("record at %d behind one at %d in %d bytes", found.Offset, last, len(b))
			}
			last = found.Offset
			n, err := io.Copy(io.Discard, found.Block)
			if err == nil && n != found.Size {
				t.Fatalf("block of %d bytes, declared %d", n, found.Size)
			}
			if found.Close() == nil && found.Offset+found.Length > int64(len(b)) {
				t.Fatalf("record at %d+%d in %d bytes", found.Offset, found.Length, len(b))
			}
		}
	})
}
