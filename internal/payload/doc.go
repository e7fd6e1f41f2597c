// Package payload turns the bytes of an HTTP response into text: it parses the
// message, undoes its transfer coding and content codings, and converts what
// is left to UTF-8.
//
// Servers lie about lengths, chunks, codings and charsets, so nothing here
// gives up where a browser would go on: what could be read is returned, and
// what was wrong is said beside it. All functions are pure.
package payload

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest names a payload by its bytes: "sha256:" and 64 lower-case hex digits.
// The payload of an HTTP response is Message.Body: the entity without its
// transfer coding, but with its content codings.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}
