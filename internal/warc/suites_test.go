package warc_test

import (
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"presscut/internal/warc"
)

const suites = "../../../shared/suites/warc"

// expectation is what a file of another tool gives: whole records, faults
// passed over, and what is wrong at the end.
type expectation struct {
	records, skipped int
	err              error
}

// others lists the files of the suites by how they are read. The jhove files
// whose names begin with "invalid" are for a validator: where a fault does not
// hinder the reading (fields missing or doubled, a wrong digest), their records
// are given.
var others = map[string]expectation{
	"iipc/20130729-heritrix-original.warc.gz":                                       {1, 0, nil},
	"iipc/20130729-heritrix-revisit-with-http-headers.warc.gz":                      {1, 0, nil},
	"iipc/20141124-heritrix-server-not-modified.warc.gz":                            {1, 0, nil},
	"iipc/20141129-heritrix-original.warc.gz":                                       {1, 0, nil},
	"iipc/20141129-heritrix-revisit-with-http-headers-and-new-warc-headers.warc.gz": {1, 0, nil},
	"iipc/gzip_extra_sl.warc.gz":                                                    {1, 0, nil},
	"iipc/hello-world.warc":                                                         {6, 0, nil},
	"iipc/hello-world.warc.cdx":                                                     {0, 0, warc.ErrNotWARC},
	"iipc/hello-world.warc.gz":                                                      {6, 0, nil},
	"jhove/invalid-empty.warc":                                                      {0, 0, nil},
	"jhove/invalid-warcfile-contenttype-recommended.warc":                           {7, 0, nil},
	"jhove/invalid-warcfile-contenttype-warcinfo-recommended.warc":                  {1, 0, nil},
	"jhove/invalid-warcfile-digest-fields.warc":                                     {4, 0, nil},
	"jhove/invalid-warcfile-duplicate-fields.warc":                                  {1, 0, nil},
	"jhove/invalid-warcfile-fields-empty.warc":                                      {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcfile-fields-invalidformat.warc":                              {0, 0, warc.ErrNotWARC}, // no Content-Length that is a number
	"jhove/invalid-warcfile-fields-missing.warc":                                    {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcfile-lonely-continuation.warc":                               {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcfile-lonely-monkeys-lf-line-endings.warc":                    {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcfile-lonely-request-response-resource-conversion.warc":       {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcfile-lonely-revisit.warc":                                    {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcfile-lonely-warcinfo-metadata.warc":                          {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcfile-segment-number-continuation.warc":                       {2, 0, nil},
	"jhove/invalid-warcfile-segment-number-response.warc":                           {2, 0, nil},
	"jhove/invalid-warcheaderfieldpolicy-1.warc":                                    {0, 0, warc.ErrNotWARC}, // no Content-Length
	"jhove/invalid-warcheaderfieldpolicy-2.warc":                                    {1, 0, nil},
	"jhove/invalid-warcheaderfieldpolicy-9.warc":                                    {1, 0, nil},
	"jhove/invalid-warcheaderfieldpolicy-10.warc":                                   {1, 0, nil},
	"jhove/invalid-warcheaderfieldpolicy-*.warc":                                    {0, 1, warc.ErrTruncated}, // the block is missing
	"jhove/invalid-warcheaderversion-9.warc":                                        {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-10.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-11.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-12.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-13.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-14.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-15.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-16.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-18.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-19.warc":                                       {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcheaderversion-20.warc":                                       {0, 0, nil},               // an empty line
	"jhove/invalid-warcheaderversion-21.warc":                                       {0, 0, warc.ErrNotWARC},   // no Content-Length
	"jhove/invalid-warcheaderversion-*.warc":                                        {0, 0, warc.ErrTruncated}, // a version line alone
	"jhove/invalid-warcreader-diagnosis-1.warc":                                     {0, 0, warc.ErrNotWARC},
	"jhove/invalid-warcrecord-1.warc":                                               {4, 2, nil}, // two of six without Content-Length
	"jhove/invalid-warcrecord-2.warc":                                               {6, 0, nil},
	"jhove/invalid-warcrecord-3.warc":                                               {4, 3, warc.ErrTruncated}, // lengths too small, too large
	"jhove/invalid-warcrecorddigests-1.warc":                                        {7, 0, nil},
	"jhove/invalid-warcrecorddigests-2.warc":                                        {2, 0, nil},
	"jhove/invalid-warcrecorddigests-3.warc":                                        {2, 0, nil},
	"jhove/sample3.wav":                                                             {0, 0, warc.ErrNotWARC},
	"jhove/valid-warcfile-contenttype-continuation.warc":                            {1, 0, nil},
	"jhove/valid-warcfile-duplicate-concurrentto.warc":                              {1, 0, nil},
	"jhove/valid-warcfile-fields-continuation.warc":                                 {1, 0, nil},
	"jhove/valid-warcfile-fields-metainfo.warc":                                     {1, 0, nil},
	"jhove/valid-warcfile-fields-warcinfo.warc":                                     {1, 0, nil},
	"jhove/valid-warcfile-non-warc-headers.warc":                                    {1, 0, nil},
	"jhove/valid-warcfile-upper-lower-case.warc":                                    {5, 0, nil},
	"jhove/valid-warcfile-upper-lower-case.warc.gz":                                 {5, 0, nil},
	"jhove/valid-warcfile-utf8.warc":                                                {1, 0, nil},
	"jhove/valid-warcrecorddigests-1.warc":                                          {7, 0, nil},
	"jhove/valid-warcrecorddigests-2.warc":                                          {7, 0, nil},
	"warcio/example.warc":                                                           {6, 0, nil},
	"warcio/example.warc.gz":                                                        {6, 0, nil},
	"warcio/example-bad-non-chunked.warc.gz":                                        {6, 0, nil}, // one member for all
	"warcio/example-bad.warc.gz.bad":                                                {6, 0, nil}, // one member for all
	"warcio/example-digest.warc":                                                    {4, 0, nil},
	"warcio/example-iana.org-chunked.warc":                                          {3, 0, nil},
	"warcio/example-resource.warc.gz":                                               {3, 0, nil},
	"warcio/example-space-in-target-uri.warc.gz":                                    {2, 0, nil},
	"warcio/example-trunc.warc":                                                     {4, 1, nil}, // a length two bytes too small
	"warcio/example-wget-bad-target-uri.warc.gz":                                    {6, 0, nil},
	"warcio/example-wrong-chunks.warc.gz":                                           {2, 0, nil}, // members cut within a record
	"warcio/post-test.warc.gz":                                                      {6, 0, nil},
	"warcio/*.arc":                                                                  {0, 0, warc.ErrNotWARC},
	"warcio/*.arc.gz":                                                               {0, 0, warc.ErrNotWARC},
}

func expected(name string) (expectation, bool) {
	if e, ok := others[name]; ok {
		return e, true
	}
	for pattern, e := range others {
		if ok, _ := filepath.Match(pattern, name); ok && strings.Contains(pattern, "*") {
			return e, true
		}
	}
	return expectation{}, false
}

// wrongDigest lists the files some of whose block digests are wrong or in
// another notation, on purpose.
var wrongDigest = []string{
	"jhove/invalid-warcrecorddigests", "jhove/valid-warcrecorddigests", "jhove/invalid-warcfile-digest-fields",
	"warcio/example-digest.warc", "warcio/example-trunc.warc",
	"warcio/example-bad-non-chunked.warc.gz", "warcio/example-wrong-chunks.warc.gz",
}

func TestFilesOfOtherToolsAreRead(t *testing.T) {
	files, _ := filepath.Glob(suites + "/*/*")
	if len(files) == 0 {
		t.Skip("the WARC suites are missing: no " + suites)
	}
	for _, path := range files {
		name := filepath.ToSlash(strings.TrimPrefix(path, suites+"/"))
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, ok := expected(name)
			if !ok {
				t.Fatal("no expectation for this file")
			}
			all, skipped, err := readAll(name, b)
			if len(all) != want.records || len(skipped) != want.skipped || !errors.Is(err, want.err) {
				t.Errorf("%d records, %d faults %v, error %v; want %+v", len(all), len(skipped), skipped, err, want)
			}
			checkBlocks(t, name, b)
		})
	}
}

// checkBlocks compares each block with the digest its writer gave it, and
// reads each record again at its offset.
func checkBlocks(t *testing.T, name string, b []byte) {
	t.Helper()
	r := warc.NewReader(name, bytes.NewReader(b), 0)
	for {
		f, err := r.Next()
		if err != nil {
			return
		}
		block, err := io.ReadAll(f.Block)
		if err != nil {
			continue
		}
		sum := sha1.Sum(block)
		want, known := strings.CutPrefix(strings.ToLower(f.BlockDigest), "sha1:")
		got := strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))
		if len(want) == 40 {
			got = hex.EncodeToString(sum[:])
		}
		if known && got != want && !excused(name) {
			t.Errorf("%s at %d: block digest %s, want %s", f.URI, f.Offset, got, want)
		}
		if f.Inner > 0 {
			continue
		}
		again, err := warc.RecordAt(name, bytes.NewReader(b), f.Offset)
		if err != nil || again.ID != f.ID {
			t.Errorf("read again at %d: %v", f.Offset, err)
		}
	}
}

func excused(name string) bool {
	for _, prefix := range wrongDigest {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
