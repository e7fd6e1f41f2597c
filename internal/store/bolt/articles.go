package bolt

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"go.etcd.io/bbolt"

	"presscut/internal/canon"
	"presscut/internal/likeness"
	"presscut/internal/news"
	"presscut/internal/store"
)

// head is what an article's revisions have in common.
type head struct {
	Latest    uint64     `json:"latest"` // number of the latest revision
	FirstSeen *time.Time `json:"first_seen,omitempty"`
	Addresses []string   `json:"addresses"` // every address it was seen under, one of each canon.Key
}

// PutArticle implements store.Archive.
func (s *Store) PutArticle(ctx context.Context, a news.Article) (store.PutResult, news.Article, error) {
	if a.ID == "" || a.URL == "" || a.CanonicalURL == "" {
		return "", a, fmt.Errorf("store an article: id %q, url %q and canonical_url %q must be set", a.ID, a.URL, a.CanonicalURL)
	}
	var result store.PutResult
	var stored news.Article
	err := s.update(ctx, func(tx *bbolt.Tx) error {
		var h head
		known, err := getJSON(tx.Bucket(bucketHeads), []byte(a.ID), &h)
		if err != nil {
			return err
		}
		added, err := h.see(tx, &a)
		if err != nil {
			return err
		}
		stored, result = a, store.New
		stored.Revision = 1
		if known {
			latest, err := s.packing.read(tx, h.Latest)
			if err != nil {
				return err
			}
			if likeness.SameReading(&latest, &a) {
				stored, result = h.complete(latest), store.Unchanged
				if !added {
					return untouched{errNothing}
				}
				return putJSON(tx.Bucket(bucketHeads), []byte(a.ID), h)
			}
			result = store.Revised
			stored.Revision = latest.Revision + 1
		} else {
			h.FirstSeen = a.Fetched
			if _, err := tx.Bucket(bucketHeads).NextSequence(); err != nil { // counts them
				return err
			}
		}
		stored = h.complete(stored)
		b := tx.Bucket(bucketArticles)
		b.FillPercent = 0.95 // numbers only grow
		if h.Latest, err = b.NextSequence(); err != nil {
			return err
		}
		if err := s.packing.write(b, h.Latest, stored); err != nil {
			return err
		}
		return putJSON(tx.Bucket(bucketHeads), []byte(a.ID), h)
	})
	if err != nil && !errors.Is(err, errNothing) {
		return "", a, fmt.Errorf("store the article %s: %w", a.CanonicalURL, err)
	}
	return result, stored, nil
}

// see adds the addresses of a to those its article was seen under, and says
// whether one was new.
func (h *head) see(tx *bbolt.Tx, a *news.Article) (added bool, err error) {
	seen := append([]string{a.CanonicalURL, a.URL}, a.Aliases...)
	if a.Capture != nil {
		seen = append(seen, a.Capture.FinalURL)
	}
	keys := make(map[string]bool)
	for _, url := range h.Addresses {
		keys[canon.Key(url)] = true
	}
	for _, url := range seen {
		key := canon.Key(url)
		if key == "" {
			continue
		}
		if canon.ID(url) != a.ID {
			name := urlName(url)
			names := tx.Bucket(bucketNames)
			if string(names.Get(name)) != a.ID {
				if err := names.Put(name, []byte(a.ID)); err != nil {
					return false, err
				}
				added = true
			}
		}
		if !keys[key] {
			keys[key] = true
			h.Addresses = append(h.Addresses, url)
			added = true
		}
	}
	return added, nil
}

// complete fills in what an article's head knows.
func (h *head) complete(a news.Article) news.Article {
	a.FirstSeen = h.FirstSeen
	a.Aliases = nil
	own := []string{canon.Key(a.URL), canon.Key(a.CanonicalURL)}
	for _, url := range h.Addresses {
		if !slices.Contains(own, canon.Key(url)) {
			a.Aliases = append(a.Aliases, url)
		}
	}
	return a
}

// Article implements store.Archive.
func (s *Store) Article(ctx context.Context, id string) (news.Article, error) {
	a, err := s.article(ctx, func(*bbolt.Tx) string { return id })
	if err != nil {
		return a, fmt.Errorf("look up article %s: %w", id, err)
	}
	return a, nil
}

// ArticleByURL implements store.Archive.
func (s *Store) ArticleByURL(ctx context.Context, url string) (news.Article, error) {
	a, err := s.article(ctx, func(tx *bbolt.Tx) string {
		name := urlName(url)
		if len(name) == 0 {
			return ""
		}
		// An article's own address is its own, whoever else is seen under it.
		if id := canon.ID(url); tx.Bucket(bucketHeads).Get([]byte(id)) != nil {
			return id
		}
		return string(tx.Bucket(bucketNames).Get(name))
	})
	if err != nil {
		return a, fmt.Errorf("look up the article of %s: %w", url, err)
	}
	return a, nil
}

// article is the latest revision of the article that find names.
func (s *Store) article(ctx context.Context, find func(*bbolt.Tx) string) (a news.Article, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		id := find(tx)
		if id == "" {
			return store.ErrNotFound
		}
		var h head
		if ok, err := getJSON(tx.Bucket(bucketHeads), []byte(id), &h); err != nil {
			return err
		} else if !ok {
			return store.ErrNotFound
		}
		if a, err = s.packing.read(tx, h.Latest); err != nil {
			return err
		}
		a = h.complete(a)
		return nil
	})
	return a, err
}

// A page of a walk ends at either bound.
const (
	pageEntries = 256
	pageBytes   = 4 << 20 // packed
)

// Articles implements store.Archive.
func (s *Store) Articles(ctx context.Context, after store.Mark) iter.Seq2[store.Entry, error] {
	return func(yield func(store.Entry, error) bool) {
		last, err := readMark(after)
		if err != nil {
			yield(store.Entry{}, err)
			return
		}
		end := uint64(0) // where the walk ends: what is stored during it is not walked
		err = s.view(ctx, func(tx *bbolt.Tx) error {
			end = tx.Bucket(bucketArticles).Sequence()
			return nil
		})
		for err == nil && last < end {
			var page []store.Entry
			page, err = s.page(ctx, last, end)
			for _, entry := range page {
				if ctx.Err() != nil {
					break
				}
				if !yield(entry, nil) {
					return
				}
			}
			if len(page) == 0 {
				break
			}
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				last, err = readMark(page[len(page)-1].Mark)
			}
		}
		if err != nil {
			yield(store.Entry{}, fmt.Errorf("walk the articles: %w", err))
		}
	}
}

// page reads the entries behind number after, up to and with end.
func (s *Store) page(ctx context.Context, after, end uint64) (page []store.Entry, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		size := 0
		c := tx.Bucket(bucketArticles).Cursor()
		for k, v := c.Seek(appendNumber(nil, after+1)); k != nil && readNumber(k) <= end; k, v = c.Next() {
			if size += len(v); len(page) == pageEntries || size > pageBytes && len(page) > 0 {
				return nil
			}
			number := readNumber(k)
			a, err := s.packing.open(number, v)
			if err != nil {
				return err
			}
			var h head
			if ok, err := getJSON(tx.Bucket(bucketHeads), []byte(a.ID), &h); err != nil || !ok {
				return errors.Join(fmt.Errorf("article %s is not in the index", a.ID), err)
			}
			page = append(page, store.Entry{Article: h.complete(a), Mark: mark(number), Superseded: h.Latest != number})
		}
		return nil
	})
	return page, err
}

// mark names the place behind a revision; marks sort as numbers do.
func mark(number uint64) store.Mark { return store.Mark(fmt.Sprintf("%016x", number)) }

func readMark(m store.Mark) (uint64, error) {
	if m == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(string(m), 16, 64)
	if err != nil || mark(n) != m {
		return 0, fmt.Errorf("%q is not a mark of this archive", m)
	}
	return n, nil
}
