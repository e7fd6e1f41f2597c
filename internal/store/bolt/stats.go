package bolt

import (
	"context"
	"fmt"

	"go.etcd.io/bbolt"

	"presscut/internal/store"
)

// ArchiveStats implements store.Archive.
func (s *Store) ArchiveStats(ctx context.Context) (stats store.ArchiveStats, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		stats = store.ArchiveStats{
			// Nothing is ever taken out of these buckets, and each new entry takes a number.
			Captures:  int(tx.Bucket(bucketCaptures).Sequence()),
			Payloads:  int(tx.Bucket(bucketPayloads).Sequence()),
			Articles:  int(tx.Bucket(bucketHeads).Sequence()),
			Revisions: int(tx.Bucket(bucketArticles).Sequence()),
		}
		return nil
	})
	if err != nil {
		return stats, fmt.Errorf("count the archive: %w", err)
	}
	return stats, nil
}
