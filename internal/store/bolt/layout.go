package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"time"

	"presscut/internal/canon"
)

// The buckets of the index; see the package comment.
var (
	bucketMeta      = []byte("meta")
	bucketTargets   = []byte("targets")
	bucketQueue     = []byte("queue")
	bucketHosts     = []byte("hosts")
	bucketReady     = []byte("ready")
	bucketDues      = []byte("dues")
	bucketLeases    = []byte("leases")
	bucketCaptures  = []byte("captures")
	bucketCaptured  = []byte("captured")
	bucketPayloads  = []byte("payloads")
	bucketArticles  = []byte("articles")
	bucketHeads     = []byte("heads")
	bucketNames     = []byte("names")
	bucketBookmarks = []byte("bookmarks")

	buckets = [][]byte{bucketMeta, bucketTargets, bucketQueue, bucketHosts, bucketReady, bucketDues, bucketLeases,
		bucketCaptures, bucketCaptured, bucketPayloads, bucketArticles, bucketHeads, bucketNames, bucketBookmarks}
)

// The keys of the bucket meta.
var (
	keyFormat   = []byte("format")
	keyFrontier = []byte("frontier")
	keyWARC     = []byte("warc")
)

// maxName bounds the keys made of addresses: bbolt refuses keys beyond 32 KiB,
// and long keys make the tree deep.
const maxName = 1024

// urlName is the key of an address: canon.Key, cut and made distinct by a
// digest where it is very long.
func urlName(url string) []byte {
	key := canon.Key(url)
	if len(key) <= maxName {
		return []byte(key)
	}
	sum := sha256.Sum256([]byte(key))
	return []byte(key[:maxName-2*len(sum)] + "#" + hex.EncodeToString(sum[:]))
}

// stamp is a moment in nanoseconds since 1970, or the nearest one that fits and
// is not never.
func stamp(t time.Time) int64 {
	switch s := t.Unix(); {
	case s < math.MinInt64/int64(time.Second)+1:
		return math.MinInt64
	case s > math.MaxInt64/int64(time.Second)-1:
		return never - 1
	}
	return t.UnixNano()
}

// later is the moment d after t, or the last one there is.
func later(t int64, d time.Duration) int64 {
	if d > 0 && t > math.MaxInt64-int64(d) {
		return math.MaxInt64
	}
	return t + int64(d)
}

func appendStamp(b []byte, t int64) []byte {
	return binary.BigEndian.AppendUint64(b, uint64(t)^1<<63)
}

func readStamp(b []byte) int64 { return int64(binary.BigEndian.Uint64(b) ^ 1<<63) }

func appendNumber(b []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(b, n) }

func readNumber(b []byte) uint64 { return binary.BigEndian.Uint64(b) }
