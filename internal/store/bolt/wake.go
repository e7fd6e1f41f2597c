package bolt

import "sync"

// wake tells those who wait for a lease that the frontier has changed.
type wake struct {
	mu sync.Mutex
	ch chan struct{}
}

// next is closed at the next change.
func (w *wake) next() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ch == nil {
		w.ch = make(chan struct{})
	}
	return w.ch
}

// all wakes everyone who waits.
func (w *wake) all() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ch != nil {
		close(w.ch)
		w.ch = nil
	}
}
