package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"presscut/internal/store"
	"presscut/internal/warc"
)

// The names within an archive's folder.
const (
	indexName = "presscut.db"
	warcName  = "warc"
)

// format is the version of what is on the disk; formatMark is before it.
const (
	format     = 1
	formatMark = "presscut "
)

// Options say how an archive is opened.
type Options struct {
	Create   bool         // make the archive if the folder is missing or empty
	ReadOnly bool         // change nothing; several may read at once, but none beside one that writes
	WARC     warc.Options // how pages are written
}

// Store is an archive in a folder. It implements store.Store.
type Store struct {
	dir      string
	readOnly bool
	db       *bbolt.DB
	holder   *holder
	packing  packing
	segments segments
	commits  commits
	wake     wake
	closing  chan struct{}
}

var _ store.Store = (*Store)(nil)

// Open opens the archive in a folder. Nobody else can open it until Close,
// except that all who set ReadOnly share it.
//
// It puts right what a crash has left: leases of the dead process are returned
// (each counts as a try); pages that were written but not yet indexed are
// indexed; a torn end of a WARC file is cut away. Nothing whole is ever removed.
//
// Errors: store.ErrNotArchive when there is no archive and none may be made
// there, store.ErrNewer, store.ErrLocked with the name of the other process.
func Open(dir string, o Options) (*Store, error) {
	fresh, err := examine(dir, o)
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", dir, err)
	}
	s := &Store{dir: dir, readOnly: o.ReadOnly, closing: make(chan struct{})}
	s.commits.idle.L = &s.commits.mu
	s.packing = newPacking()
	if err := s.open(o, fresh); err != nil {
		if s.db != nil {
			err = errors.Join(err, s.release())
		}
		return nil, fmt.Errorf("open archive %s: %w", dir, err)
	}
	return s, nil
}

func (s *Store) open(o Options, fresh bool) (err error) {
	path := filepath.Join(s.dir, indexName)
	s.db, err = bbolt.Open(path, 0o666, &bbolt.Options{
		Timeout:      time.Millisecond, // who holds it may hold it for hours: say so at once
		ReadOnly:     o.ReadOnly,
		FreelistType: bbolt.FreelistMapType,
		// Otherwise every commit writes the list of all free pages, which is long
		// after many targets were added at once. The price is to look through the
		// file when it is opened, 0.4 s for a million targets.
		NoFreelistSync: true,
	})
	switch {
	case err == nil:
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("%w: %s", store.ErrLocked, whoHolds(s.dir))
	case errors.As(err, new(*fs.PathError)), errors.As(err, new(syscall.Errno)):
		return err // the system's fault
	default:
		return fmt.Errorf("%w: %s is damaged or of another program (%w)", store.ErrNotArchive, path, err)
	}
	s.holder = hold(s.dir)
	if err := s.identify(o); err != nil || o.ReadOnly {
		return err
	}
	if fresh {
		if err := syncFolders(s.dir, filepath.Dir(filepath.Clean(s.dir))); err != nil {
			return err
		}
	}
	if err := s.openSegments(o.WARC); err != nil {
		return err
	}
	return s.returnLeases()
}

// examine says whether an archive is to be made in dir, before anything in it
// is touched.
func examine(dir string, o Options) (fresh bool, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("%w: %w", store.ErrNotArchive, err)
	}
	missing := err != nil
	others := 0
	for _, e := range entries {
		switch e.Name() {
		case indexName:
			info, err := e.Info()
			if err != nil {
				return false, err
			}
			if !info.Mode().IsRegular() {
				return false, fmt.Errorf("%w: %s in it is not a file", store.ErrNotArchive, indexName)
			}
			if info.Size() > 0 {
				return false, nil
			}
			// An empty file is what a crash at the very first moment leaves.
		case lockName, "lost+found":
		default:
			others++
		}
	}
	switch {
	case others > 0:
		return false, fmt.Errorf("%w: the folder holds other things, but no %s; give a folder of its own, a missing or an empty one", store.ErrNotArchive, indexName)
	case !o.Create || o.ReadOnly:
		what := "the folder is empty"
		if missing {
			what = "there is no such folder"
		}
		return false, fmt.Errorf("%w: %s; the first crawl into it makes one", store.ErrNoArchive, what)
	case missing:
		return true, os.MkdirAll(dir, 0o777)
	}
	return true, nil
}

// identify checks that the file is ours, and makes its buckets if it is new.
func (s *Store) identify(o Options) error {
	empty := false
	err := s.db.View(func(tx *bbolt.Tx) error {
		if k, _ := tx.Cursor().First(); k == nil {
			empty = true
			return nil
		}
		var mark []byte
		if b := tx.Bucket(bucketMeta); b != nil {
			mark = b.Get(keyFormat)
		}
		version, ours := strings.CutPrefix(string(mark), formatMark)
		n, err := strconv.Atoi(version)
		if !ours || err != nil {
			return fmt.Errorf("%w: %s is a bbolt file of another program", store.ErrNotArchive, s.db.Path())
		}
		if n > format {
			return fmt.Errorf("%w: it has format %d, this presscut knows formats up to %d; use the presscut that wrote it, or a later one", store.ErrNewer, n, format)
		}
		return nil
	})
	if err != nil || !empty {
		return err
	}
	if o.ReadOnly || !o.Create || s.hasWARC() {
		return fmt.Errorf("%w: %s is empty", store.ErrNotArchive, s.db.Path())
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return fmt.Errorf("make bucket %s: %w", name, err)
			}
		}
		return tx.Bucket(bucketMeta).Put(keyFormat, []byte(formatMark+strconv.Itoa(format)))
	})
}

// returnLeases ends the leases that are left: whoever held them is dead, or
// this process would not have the lock.
func (s *Store) returnLeases() error {
	err := s.update(context.Background(), func(tx *bbolt.Tx) error {
		f := openFrontier(tx)
		changed, err := f.sweepUntil(never)
		if err != nil {
			return err
		}
		if !changed {
			return untouched{errNothing}
		}
		return f.finish()
	})
	if err != nil && !errors.Is(err, errNothing) {
		return fmt.Errorf("return the leases of a dead process: %w", err)
	}
	return nil
}

// Close implements store.Store.
func (s *Store) Close() error {
	if !s.commits.end() {
		return nil
	}
	close(s.closing)
	if err := s.release(); err != nil {
		return fmt.Errorf("close archive %s: %w", s.dir, err)
	}
	return nil
}

// release gives back what the store holds.
func (s *Store) release() error {
	err := s.segments.close()
	s.holder.drop() // while the lock is held: the next holder writes its own
	return errors.Join(err, s.db.Close())
}

// syncFolders makes new entries of folders survive a crash.
func syncFolders(dirs ...string) error {
	for _, dir := range dirs {
		d, err := os.Open(dir)
		if err != nil {
			return err
		}
		err = d.Sync()
		if err := errors.Join(err, d.Close()); err != nil {
			return fmt.Errorf("sync folder %s: %w", dir, err)
		}
	}
	return nil
}
