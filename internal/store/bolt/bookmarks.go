package bolt

import (
	"context"
	"fmt"

	"go.etcd.io/bbolt"

	"presscut/internal/store"
)

// Bookmark implements store.Archive.
func (s *Store) Bookmark(ctx context.Context, name string) (m store.Mark, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		m = store.Mark(tx.Bucket(bucketBookmarks).Get([]byte(name)))
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("read bookmark %q: %w", name, err)
	}
	return m, nil
}

// SetBookmark implements store.Archive.
func (s *Store) SetBookmark(ctx context.Context, name string, m store.Mark) error {
	_, err := readMark(m)
	if err == nil && name == "" {
		err = fmt.Errorf("it has no name")
	}
	if err == nil {
		err = s.update(ctx, func(tx *bbolt.Tx) error { return tx.Bucket(bucketBookmarks).Put([]byte(name), []byte(m)) })
	}
	if err != nil {
		return fmt.Errorf("set bookmark %q to %q: %w", name, m, err)
	}
	return nil
}
