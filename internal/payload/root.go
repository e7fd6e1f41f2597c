package payload

import (
	"bytes"
	"strings"
)

// RootElement is the local name of the first element, after declarations,
// comments and a document type.
func RootElement(b []byte) string {
	for {
		b = bytes.TrimLeft(b, " \t\r\n\ufeff")
		switch {
		case bytes.HasPrefix(b, []byte("<?")):
			b = after(b, "?>")
		case bytes.HasPrefix(b, []byte("<!--")):
			b = after(b, "-->")
		case bytes.HasPrefix(b, []byte("<!")):
			if i, j := bytes.IndexByte(b, '['), bytes.IndexByte(b, '>'); i >= 0 && i < j {
				b = after(b, "]")
			}
			b = after(b, ">")
		case len(b) > 1 && b[0] == '<':
			name := string(b[1:min(len(b), 64)])
			if i := strings.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			if i := strings.LastIndexByte(name, ':'); i >= 0 {
				name = name[i+1:]
			}
			return name
		default:
			return ""
		}
	}
}

func after(b []byte, mark string) []byte {
	_, rest, ok := bytes.Cut(b, []byte(mark))
	if !ok {
		return nil
	}
	return rest
}
