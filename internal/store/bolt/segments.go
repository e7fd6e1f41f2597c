package bolt

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"presscut/internal/warc"
)

// place is where a record stands in the WARC files.
type place struct {
	File   string `json:"file"`
	Offset int64  `json:"offset"`
}

// segments are the WARC files of a store. All but open and close is called by
// who leads the commits, so by one goroutine at a time.
//
// A transaction that appends records syncs the WARC file before it commits, and
// keeps in the index where the indexed bytes end. So the index never names
// bytes that are not on the disk, and what is behind that end was torn off by a
// crash: it is indexed when the archive is opened again.
type segments struct {
	dir    string
	opt    warc.Options
	w      *warc.Writer // nil when only reading
	kept   place        // the end of what is indexed
	end    place        // the end of what is appended
	broken error        // why nothing can be written any more
}

// append writes records behind one another.
func (g *segments) append(records ...warc.Record) ([]warc.Place, error) {
	if g.broken != nil {
		return nil, g.broken
	}
	places, err := g.w.Append(records...)
	if err != nil {
		return nil, err
	}
	last := places[len(places)-1]
	g.end = place{last.File, last.Offset + last.Length}
	return places, nil
}

// syncWARC makes what the transaction appended durable, and notes its end in it.
func (s *Store) syncWARC(tx *bbolt.Tx) error {
	g := &s.segments
	if g.end == g.kept || g.broken != nil {
		return g.broken
	}
	err := g.w.Sync()
	if err == nil {
		err = putJSON(tx.Bucket(bucketMeta), keyWARC, g.end)
	}
	g.fail(err)
	return err
}

// keepWARC is called when what was appended is indexed.
func (s *Store) keepWARC() { s.segments.kept = s.segments.end }

// fail ends all appending when it is not known what of the last transaction is
// on the disk: opening the archive anew finds out.
func (g *segments) fail(err error) {
	if err != nil && g.end != g.kept && g.broken == nil {
		g.broken = fmt.Errorf("the archive must be opened anew after a failure to write: %w", err)
	}
}

// undoWARC takes away what the transaction appended.
func (s *Store) undoWARC() error {
	g := &s.segments
	if g.end == g.kept || g.broken != nil {
		return g.broken
	}
	g.fail(g.cut())
	return g.broken
}

// cut ends the WARC files at the end of what is indexed.
func (g *segments) cut() error {
	if err := g.w.Close(); err != nil {
		return err
	}
	behind, err := g.behind()
	if err != nil {
		return err
	}
	for _, name := range behind {
		path := filepath.Join(g.dir, name)
		if name == g.kept.File {
			err = os.Truncate(path, g.kept.Offset)
		} else {
			err = os.Remove(path)
		}
		if err != nil {
			return fmt.Errorf("take back what was appended: %w", err)
		}
	}
	w, err := warc.NewWriter(g.dir, g.opt)
	if err != nil {
		return err
	}
	g.w, g.end = w, g.kept
	return nil
}

// behind lists the files that may hold records behind what is indexed.
func (g *segments) behind() ([]string, error) {
	names, err := warc.Files(g.dir)
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		if name == g.kept.File {
			return names[i:], nil
		}
	}
	// The file itself is gone, say to a cold store. Names begin with the time.
	var later []string
	for _, name := range names {
		if name > g.kept.File {
			later = append(later, name)
		}
	}
	return later, nil
}

// openSegments opens the WARC files for writing, and indexes what a crash has
// kept from being indexed.
func (s *Store) openSegments(opt warc.Options) error {
	g := &s.segments
	g.dir, g.opt = filepath.Join(s.dir, warcName), opt
	if err := os.MkdirAll(g.dir, 0o777); err != nil {
		return err
	}
	err := s.db.View(func(tx *bbolt.Tx) error {
		_, err := getJSON(tx.Bucket(bucketMeta), keyWARC, &g.kept)
		return err
	})
	if err != nil {
		return fmt.Errorf("read where the indexed pages end: %w", err)
	}
	g.end = g.kept
	behind, err := g.behind()
	if err != nil {
		return err
	}
	var lost []warc.Found
	for _, name := range behind {
		from := int64(0)
		if name == g.kept.File {
			from = g.kept.Offset
		}
		good, records, err := warc.Repair(filepath.Join(g.dir, name), from)
		if err != nil {
			return err
		}
		lost = append(lost, records...)
		if len(records) > 0 {
			g.end = place{name, good}
		}
	}
	if g.w, err = warc.NewWriter(g.dir, opt); err != nil {
		return err
	}
	return s.indexLost(lost)
}

// hasWARC says whether there are pages that an index should exist for.
func (s *Store) hasWARC() bool {
	names, err := warc.Files(filepath.Join(s.dir, warcName))
	return err == nil && len(names) > 0
}

func (g *segments) close() error {
	if g.w == nil {
		return nil
	}
	return g.w.Close()
}

// putJSON stores v under a key.
func putJSON(b *bbolt.Bucket, key []byte, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(key, data)
}

// getJSON reads what is under a key, and says whether there is anything.
func getJSON(b *bbolt.Bucket, key []byte, v any) (bool, error) {
	data := b.Get(key)
	if data == nil {
		return false, nil
	}
	if err := json.Unmarshal(data, v); err != nil {
		return false, errors.Join(fmt.Errorf("read %q of the index", key), err)
	}
	return true, nil
}
