package bolt

import (
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"
	"go.etcd.io/bbolt"

	"presscut/internal/news"
)

// packing writes revisions as compressed JSON. It may be used by many at once.
type packing struct {
	in  *zstd.Encoder
	out *zstd.Decoder
}

func newPacking() packing {
	// The options are constant and valid, so there are no errors.
	in, _ := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<20))
	out, _ := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true))
	return packing{in, out}
}

// write stores a revision without what its head knows.
func (p packing) write(b *bbolt.Bucket, number uint64, a news.Article) error {
	a.Aliases, a.FirstSeen = nil, nil
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return b.Put(appendNumber(nil, number), p.in.EncodeAll(data, nil))
}

// read reads a revision without what its head knows.
func (p packing) read(tx *bbolt.Tx, number uint64) (news.Article, error) {
	data := tx.Bucket(bucketArticles).Get(appendNumber(nil, number))
	if data == nil {
		return news.Article{}, fmt.Errorf("revision %d is not in the index", number)
	}
	return p.open(number, data)
}

// open unpacks a revision.
func (p packing) open(number uint64, data []byte) (a news.Article, err error) {
	data, err = p.out.DecodeAll(data, nil)
	if err == nil {
		err = json.Unmarshal(data, &a)
	}
	if err != nil {
		err = fmt.Errorf("read revision %d: %w", number, err)
	}
	return a, err
}
