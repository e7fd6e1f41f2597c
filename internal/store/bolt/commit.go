package bolt

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"presscut/internal/store"
)

// commits joins the writes of many goroutines into few transactions, because
// every transaction costs a sync of the disk. The first to come leads: it runs
// what is waiting in one transaction, then hands the lead to one who came
// meanwhile. A caller alone commits at once, and no goroutine is ever started.
type commits struct {
	mu      sync.Mutex
	idle    sync.Cond // signalled when leading ends
	waiting []*write
	leading bool
	closed  bool
}

// write is one caller's part of a transaction.
type write struct {
	run  func(*bbolt.Tx) error
	err  error
	news chan bool // true: lead; false: it is done, see err
}

// untouched is an error of a write that has changed nothing, so that the
// transaction can go on with the writes of others.
type untouched struct{ error }

func (u untouched) Unwrap() error { return u.error }

// maxBatch bounds the writes of one transaction.
const maxBatch = 256

// update runs f in a transaction and returns when it is on the disk. f shares
// the transaction with other writes, and may run more than once: it must set
// whatever it returns to its caller anew each time. When f returns an error,
// nothing of it is kept.
func (s *Store) update(ctx context.Context, f func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.readOnly {
		return fmt.Errorf("write to %s: it was opened for reading only", s.dir)
	}
	c := &s.commits
	w := &write{run: f, news: make(chan bool, 1)}

	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return store.ErrClosed
	}
	c.waiting = append(c.waiting, w)
	lead := !c.leading
	c.leading = true
	c.mu.Unlock()

	if !lead && !<-w.news {
		return w.err
	}

	c.mu.Lock()
	n := min(len(c.waiting), maxBatch)
	batch := c.waiting[:n:n]
	c.waiting = c.waiting[n:]
	c.mu.Unlock()

	s.commit(batch) // w is the first of it: the lead goes to whoever waits longest
	for _, other := range batch[1:] {
		other.news <- false
	}

	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.waiting) > 0 {
		c.waiting[0].news <- true
	} else {
		c.leading = false
		c.idle.Broadcast()
	}
	return w.err
}

// commit runs the writes in one transaction and sets their errors. bbolt cannot
// undo a part of a transaction: when a write fails halfway, all is rolled back
// and the others run again without it.
func (s *Store) commit(batch []*write) {
	for len(batch) > 0 {
		again, err := s.try(batch)
		if again == nil {
			for _, w := range batch {
				if err != nil {
					w.err = err
				}
			}
			return
		}
		batch = again
	}
}

// try runs the writes in one transaction. It returns those to run again when
// one has spoiled the transaction, and the error that holds for all.
func (s *Store) try(batch []*write) (again []*write, err error) {
	tx, err := s.db.Begin(true)
	if err != nil {
		return nil, closedOr(err)
	}
	defer tx.Rollback() // does nothing after a commit
	changed := false
	for i, w := range batch {
		w.err = w.run(tx)
		if w.err == nil {
			changed = true
			continue
		}
		var u untouched
		if errors.As(w.err, &u) {
			w.err = u.error
			continue
		}
		if err := s.undoWARC(); err != nil {
			return nil, err
		}
		return append(append(make([]*write, 0, len(batch)), batch[:i]...), batch[i+1:]...), nil
	}
	if !changed {
		return nil, nil
	}
	if err := s.syncWARC(tx); err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		err = fmt.Errorf("commit to %s: %w", s.db.Path(), err)
		s.segments.fail(err)
		return nil, err
	}
	s.keepWARC()
	return nil, nil
}

// view runs f in a transaction that only reads. f must not write to the store
// by any other way: that could wait for itself for ever.
func (s *Store) view(ctx context.Context, f func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return closedOr(s.db.View(f))
}

// end lets the writes under way finish and refuses later ones. It reports
// whether this call was the first.
func (c *commits) end() (first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first = !c.closed
	c.closed = true
	for c.leading {
		c.idle.Wait()
	}
	return first
}

// closedOr gives bbolt's error for a closed file the word of the contract.
func closedOr(err error) error {
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return store.ErrClosed
	}
	return err
}
