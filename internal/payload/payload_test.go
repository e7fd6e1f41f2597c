package payload

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

func TestResponsesAreParsedAsServersSendThem(t *testing.T) {
	for _, tt := range []struct {
		name, response string
		want           Message
	}{
		{"whole", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", Message{"HTTP/1.1", 200, "OK", http.Header{"Content-Length": {"5"}}, []byte("hello"), false}},
		{"HTTP/2 as other tools write it, no reason", "HTTP/2 404\r\n\r\nx", Message{"HTTP/2", 404, "", http.Header{}, []byte("x"), false}},
		{"bare line feeds, folded and broken lines", "HTTP/1.0 200 Very OK\nvary: a,\n  b\nnonsense\n\nx", Message{"HTTP/1.0", 200, "Very OK", http.Header{"Vary": {"a, b"}}, []byte("x"), false}},
		{"shorter than declared", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", Message{"HTTP/1.1", 200, "OK", http.Header{"Content-Length": {"9"}}, []byte("hello"), true}},
		{"longer than declared", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello", Message{"HTTP/1.1", 200, "OK", http.Header{"Content-Length": {"2"}}, []byte("hello"), false}},
		{"not modified has no body", "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", Message{"HTTP/1.1", 304, "Not Modified", http.Header{"Content-Length": {"2"}}, []byte{}, false}},
		{"ends in the header", "HTTP/1.1 200 OK\r\nA: b", Message{"HTTP/1.1", 200, "OK", http.Header{"A": {"b"}}, nil, true}},
		{"interim answers in front", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx", Message{"HTTP/1.1", 200, "OK", http.Header{}, []byte("x"), false}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse([]byte(tt.response))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, not := range []string{"", "<html>", "HTTP/1.1 OK", "GET / HTTP/1.1\r\n\r\n"} {
		if _, err := Parse([]byte(not)); !errors.Is(err, ErrNotHTTP) {
			t.Errorf("%q: error %v, want ErrNotHTTP", not, err)
		}
	}
}

func TestChunksAreJoinedAndBrokenOnesKept(t *testing.T) {
	for _, tt := range []struct {
		name, body, want string
		truncated        bool
	}{
		{"whole", "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n", "hello world", false},
		{"trailer, capitals, padding", "00A  \r\n0123456789\r\n0\r\nX: y\r\n\r\n", "0123456789", false},
		{"bare line feeds", "5\nhello\n0\n\n", "hello", false},
		{"last chunk missing", "5\r\nhello\r\n", "hello", true},
		{"cut within a chunk", "5\r\nhello\r\nff\r\n world", "hello world", true},
		{"a bad chunk", "5\r\nhello\r\nzz\r\n world", "hello", true},
		{"stored without chunks", "<p>hello</p>\n", "<p>hello</p>\n", false},
		{"a first line that only looks like a size", "3\nblind mice", "3\nblind mice", false},
		{"empty", "", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Parse([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if string(m.Body) != tt.want || m.Truncated != tt.truncated {
				t.Errorf("%q, truncated %v; want %q, %v", m.Body, m.Truncated, tt.want, tt.truncated)
			}
		})
	}
}

func pack(t *testing.T, coding string, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&out)
	case "zlib":
		w = zlib.NewWriter(&out)
	case "flate":
		w, err = flate.NewWriter(&out, 9)
	case "br":
		w = brotli.NewWriter(&out)
	case "zstd":
		w, err = zstd.NewWriter(&out)
	}
	if err != nil {
		t.Fatal(err)
	}
	w.Write(b)
	w.Close()
	return out.Bytes()
}

func TestContentCodingsAreUndone(t *testing.T) {
	page := []byte("<!doctype html>" + strings.Repeat("<p>The harbour is open again.</p>", 100))
	short := []byte("Not found")
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	for _, tt := range []struct {
		name, coding string
		body, want   []byte
	}{
		{"gzip", "gzip", pack(t, "gzip", page), page},
		{"x-gzip", "X-GZip", pack(t, "gzip", page), page},
		{"gzip of two members", "gzip", join(pack(t, "gzip", page[:50]), pack(t, "gzip", page[50:])), page},
		{"gzip with padding", "gzip", join(pack(t, "gzip", page), make([]byte, 20)), page},
		{"gzip with three bytes behind it", "gzip", join(pack(t, "gzip", page), []byte("end")), page},
		{"deflate with zlib's header", "deflate", pack(t, "zlib", page), page},
		{"deflate without", "deflate", pack(t, "flate", page), page},
		{"deflate that is gzip", "deflate", pack(t, "gzip", page), page},
		{"br", "br", pack(t, "br", page), page},
		{"zstd", "zstd", pack(t, "zstd", page), page},
		{"stacked", "gzip, br", pack(t, "br", pack(t, "gzip", page)), page},
		{"none", "identity", page, page},
		{"a charset", "utf-8", page, page},
		{"gzip that is not", "gzip", page, page},
		{"br that is not", "br", page, page},
		{"deflate that is not", "deflate", page, page},
		{"br that is not and short", "br", short, short},
		{"unknown that is text", "sdch", page, page},
		{"gzip of nothing", "gzip", []byte{}, []byte{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := Message{Header: http.Header{"Content-Encoding": {tt.coding}}, Body: tt.body}
			got, truncated, err := m.Decode(1 << 20)
			if err != nil || truncated || !bytes.Equal(got, tt.want) {
				t.Fatalf("%d bytes, truncated %v, error %v; want %d bytes", len(got), truncated, err, len(tt.want))
			}
			got, truncated, err = m.Decode(int64(len(tt.want)))
			if err != nil || truncated || !bytes.Equal(got, tt.want) {
				t.Errorf("at its exact length: %d bytes, truncated %v, error %v", len(got), truncated, err)
			}
			if len(tt.want) == 0 {
				return
			}
			got, truncated, err = m.Decode(int64(len(tt.want)) - 1)
			if err != nil || !truncated || !bytes.Equal(got, tt.want[:len(tt.want)-1]) {
				t.Errorf("one byte short: %d bytes, truncated %v, error %v", len(got), truncated, err)
			}
		})
	}
}

func TestWhatWasDecodedBeforeAnErrorIsGiven(t *testing.T) {
	page := make([]byte, 200_000)
	for i := range page {
		page[i] = byte('a' + i*i%23)
	}
	for _, coding := range []string{"gzip", "br", "zstd"} {
		whole := pack(t, coding, page)
		m := Message{Header: http.Header{"Content-Encoding": {coding}}, Body: whole[:len(whole)-6]}
		got, truncated, err := m.Decode(1 << 20)
		if err == nil || truncated || !bytes.HasPrefix(page, got) {
			t.Errorf("%s: %d bytes, truncated %v, error %v; want an error and a beginning", coding, len(got), truncated, err)
		}
		m.Truncated = true
		if _, truncated, err := m.Decode(1 << 20); err != nil || !truncated {
			t.Errorf("%s of a truncated message: truncated %v, error %v", coding, truncated, err)
		}
	}
	m := Message{Header: http.Header{"Content-Encoding": {"compress"}}, Body: []byte{0x1f, 0x9d, 0x90, 0, 1, 2}}
	if _, _, err := m.Decode(10); !errors.Is(err, ErrUnknownCoding) {
		t.Errorf("error %v, want ErrUnknownCoding", err)
	}
}

func TestCharsetsAreTakenFromWhereTheyAreDeclared(t *testing.T) {
	cp1251 := func(s string) string { return string(encode(t, "windows-1251", s)) }
	long := "Учора в порту відкрили новий причал, решту сплатить місто."
	for _, tt := range []struct{ name, contentType, body, text, charset string }{
		{"mark before header", "text/html; charset=koi8-u", "\ufeffпорт", "порт", "utf-8"},
		{"header before meta", "text/html; charset=windows-1251", cp1251(`<meta charset="koi8-u">порт`), `<meta charset="koi8-u">порт`, "windows-1251"},
		{"meta", "text/html", cp1251(`<meta charset="windows-1251">порт`), `<meta charset="windows-1251">порт`, "windows-1251"},
		{"late meta in the head", "text/html", "<head><script>" + strings.Repeat("x", 3000) + "</script>" + cp1251(`<meta charset=cp1251>порт`), "<head><script>" + strings.Repeat("x", 3000) + "</script><meta charset=cp1251>порт", "windows-1251"},
		{"XML declaration", "application/xml", cp1251(`<?xml version="1.0" encoding="windows-1251"?><a>порт</a>`), `<?xml version="1.0" encoding="windows-1251"?><a>порт</a>`, "windows-1251"},
		{"declared UTF-8, broken throughout", "text/html; charset=utf-8", cp1251(long), long, "windows-1251"},
		{"declared UTF-8, one bad byte", "text/html; charset=utf-8", "порт\xe9 x", "порт\ufffd x", "utf-8"},
		{"declared otherwise, good UTF-8", "text/html; charset=windows-1251", long, long, "utf-8"},
		{"declared latin-1, one pair by chance", "text/html; charset=iso-8859-1", "\xc3\xa9", "Ã©", "windows-1252"},
		{"declared UTF-16, plain bytes", "text/html; charset=utf-16", "<p>" + long, "<p>" + long, "utf-8"},
		{"UTF-16 without mark", "", "<\x00p\x00>\x00h\x00i\x00", "<p>hi", "utf-16le"},
		{"nothing but ASCII", "", "plain", "plain", "utf-8"},
		{"unknown label", "text/html; charset=none", "é", "é", "utf-8"},
		{"cut within a rune", "", "порт"[:7], "пор\ufffd", "utf-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, charset := UTF8([]byte(tt.body), tt.contentType)
			if string(text) != tt.text || charset != tt.charset {
				t.Errorf("%q in %s, want %q in %s", text, charset, tt.text, tt.charset)
			}
		})
	}
}

func FuzzResponse(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/2 200\n\n<meta charset=euc-jp http-equiv='content-type' content=\"text/html; charset='x'\">\xe9\xa4"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Parse(b)
		if err != nil {
			return
		}
		body, _, _ := m.Decode(1 << 16)
		if len(body) > 1<<16 {
			t.Fatalf("%d bytes beyond the limit", len(body))
		}
		text, charset := UTF8(body, m.Header.Get("Content-Type"))
		if lookup(charset) != charset {
			t.Fatalf("charset %q is none", charset)
		}
		if !bytes.Equal(text, bytes.ToValidUTF8(text, []byte("?"))) {
			t.Fatalf("not UTF-8: %q", text)
		}
	})
}
