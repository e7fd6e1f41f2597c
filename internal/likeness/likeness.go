// Package likeness tells whether two readings are the same text.
package likeness

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"presscut/internal/news"
)

// Hash is the fingerprint of what a reader reads: "sha256:" and the lower-case
// hex digest of title and body after Unicode NFKC, lower case, and folding
// every run of white space and punctuation to one space. Equal hashes mean the
// same words in the same order.
func Hash(title, body string) string {
	var b strings.Builder
	b.Grow(len(title) + len(body) + 1)
	for i, s := range []string{title, body} {
		if i > 0 {
			b.WriteByte('\n')
		}
		gap := false
		for _, r := range norm.NFKC.String(s) {
			if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
				if gap {
					b.WriteByte(' ')
				}
				gap = false
				b.WriteRune(unicode.ToLower(r))
			} else {
				gap = true
			}
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// SameReading reports whether two readings of one article say the same: title,
// subtitle, authors, dates, body, section, kind, access and language. What the
// page puts beside the article (tags, related headlines, images, description)
// and how it was fetched and read (capture, evidence, extractor) do not count.
func SameReading(a, b *news.Article) bool {
	return a.Title == b.Title && a.Subtitle == b.Subtitle &&
		slices.Equal(a.Authors, b.Authors) &&
		a.Published == b.Published && a.Modified == b.Modified &&
		a.Body == b.Body && a.Section == b.Section &&
		a.Kind == b.Kind && a.Access == b.Access && a.Language == b.Language
}
