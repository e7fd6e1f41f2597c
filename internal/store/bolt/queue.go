package bolt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"go.etcd.io/bbolt"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/store"
)

// never is a moment that does not come.
const never = math.MaxInt64

// state is where a target is in its life.
type state int

const (
	queued state = iota
	lent
	done
	failed
	states
)

var ends = map[store.Outcome]state{store.Done: done, store.Failed: failed}

// record is what the frontier knows of a target.
type record struct {
	Target news.Target `json:"target"`
	State  state       `json:"state"`
	Number uint64      `json:"number"` // order of adding
	Due    int64       `json:"due"`
	Tries  int         `json:"tries,omitempty"`
	Reason string      `json:"reason,omitempty"`

	// The lease, also when it has run out and nobody has had the target since:
	// then its holder may still release it.
	Token string `json:"token,omitempty"`
	By    string `json:"by,omitempty"`
	Until int64  `json:"until,omitempty"`
}

func (r *record) host() string { return canon.Host(r.Target.URL) }

// host is what the frontier knows of a host.
type host struct {
	rest int64 // not to be visited before
	lent bool
	at   int64 // its entry in ready; never: it has none
	due  int64 // its entry in dues; never: it has none
}

// frontier is the frontier within one transaction. Changes of hosts and counts
// are written by finish, once for however many targets.
type frontier struct {
	now                                              int64
	targets, queue, hosts, ready, dues, leases, meta *bbolt.Bucket

	touched map[string]*host
	counts  [states]int
}

func openFrontier(tx *bbolt.Tx) *frontier {
	f := &frontier{
		now:     stamp(time.Now()),
		targets: tx.Bucket(bucketTargets), queue: tx.Bucket(bucketQueue), hosts: tx.Bucket(bucketHosts),
		ready: tx.Bucket(bucketReady), dues: tx.Bucket(bucketDues), leases: tx.Bucket(bucketLeases),
		meta: tx.Bucket(bucketMeta),
	}
	if b := f.meta.Get(keyFrontier); len(b) == 8*int(states) {
		for i := range f.counts {
			f.counts[i] = int(readNumber(b[8*i:]))
		}
	}
	return f
}

// visitable says why a target cannot be in the frontier.
func visitable(t news.Target) error {
	if h := canon.Host(t.URL); h == "" || len(h) > maxName {
		return fmt.Errorf("add %.200q to the frontier: the address has no host", t.URL)
	}
	return nil
}

// outlook is what the frontier will do next.
type outlook struct {
	at   int64
	act  bool  // a target can be lent now, or a lease has run out
	lent bool  // targets are lent
	wake int64 // when act comes true if nothing else happens
	due  int64 // when the first target is due whose host is not busy
}

func (f *frontier) outlook() (outlook, error) {
	o := outlook{at: f.now, wake: never, due: never}
	if k, _ := f.ready.Cursor().First(); k != nil {
		o.wake = readStamp(k)
	}
	if k, _ := f.leases.Cursor().First(); k != nil {
		o.lent = true
		o.wake = min(o.wake, readStamp(k))
	}
	if k, _ := f.dues.Cursor().First(); k != nil {
		o.due = readStamp(k)
	}
	o.act = o.wake <= f.now
	return o, nil
}

// next is the target to lend now; nil when there is none.
func (f *frontier) next() (name []byte, r *record, err error) {
	// The hosts that this transaction has changed must be in their places first.
	if err := f.settle(); err != nil {
		return nil, nil, err
	}
	k, _ := f.ready.Cursor().First()
	if k == nil || readStamp(k) > f.now {
		return nil, nil, nil
	}
	_, name = f.first(string(k[8:]))
	if name == nil {
		return nil, nil, fmt.Errorf("host %s is in ready, but has no target in the queue", k[8:])
	}
	name = bytes.Clone(name)
	r, err = f.record(name)
	if err == nil && r == nil {
		err = fmt.Errorf("the queue names %q, which is no target", name)
	}
	return name, r, err
}

// record reads what is known of a target; nil when nothing is.
func (f *frontier) record(name []byte) (*record, error) {
	b := f.targets.Get(name)
	if b == nil {
		return nil, nil
	}
	r := new(record)
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("read what is known of %q: %w", name, err)
	}
	return r, nil
}

// put writes a record in a new state and keeps the counts.
func (f *frontier) put(name []byte, r *record, s state) error {
	f.counts[r.State]--
	f.counts[s]++
	r.State = s
	b, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write what is known of %q: %w", name, err)
	}
	return f.targets.Put(name, b)
}

// enqueueNew makes a target known and due now.
func (f *frontier) enqueueNew(name []byte, t news.Target) error {
	number, err := f.targets.NextSequence()
	if err != nil {
		return err
	}
	f.counts[queued]++ // put takes it out again
	return f.enqueue(name, &record{Target: t, Number: number}, f.now)
}

// enqueue lets a target wait for a visit from the moment due.
func (f *frontier) enqueue(name []byte, r *record, due int64) error {
	r.Due = due
	if err := f.put(name, r, queued); err != nil {
		return err
	}
	h := r.host()
	f.touch(h)
	return f.queue.Put(queueKey(h, r), name)
}

// dequeue takes a target out of its host's queue.
func (f *frontier) dequeue(r *record) error {
	h := r.host()
	f.touch(h)
	return f.queue.Delete(queueKey(h, r))
}

// lend makes a queued target lent, as its Token and Until say.
func (f *frontier) lend(name []byte, r *record) error {
	if err := f.dequeue(r); err != nil {
		return err
	}
	f.touch(r.host()).lent = true
	if err := f.leases.Put(leaseKey(r), name); err != nil {
		return err
	}
	return f.put(name, r, lent)
}

// take ends the lease of a lent target. The target must be put or enqueued then.
func (f *frontier) take(name []byte, r *record) error {
	f.touch(r.host()).lent = false
	return f.leases.Delete(leaseKey(r))
}

// rest lets a host rest from now.
func (f *frontier) rest(name string, d time.Duration) error {
	h := f.touch(name)
	h.rest = max(h.rest, later(f.now, d))
	return nil
}

// sweep returns the targets whose leases have run out. They are due since then.
func (f *frontier) sweep() (changed bool, err error) { return f.sweepUntil(f.now) }

// sweepUntil returns the targets whose leases end at or before a moment.
func (f *frontier) sweepUntil(end int64) (changed bool, err error) {
	for {
		k, v := f.leases.Cursor().First()
		if k == nil || readStamp(k) > end {
			return changed, nil
		}
		changed = true
		name := bytes.Clone(v)
		r, err := f.record(name)
		if err == nil && r == nil {
			err = fmt.Errorf("a lease names %q, which is no target", name)
		}
		if err != nil {
			return changed, err
		}
		if err := f.take(name, r); err != nil {
			return changed, err
		}
		r.Reason = "the lease of " + r.By + " ran out"
		if err := f.enqueue(name, r, min(r.Until, f.now)); err != nil {
			return changed, err
		}
	}
}

// touch is the host, to be changed by the caller.
func (f *frontier) touch(name string) *host {
	if h := f.touched[name]; h != nil {
		return h
	}
	h := &host{rest: math.MinInt64, at: never, due: never}
	if b := f.hosts.Get([]byte(name)); len(b) == 25 {
		h.rest, h.at, h.due, h.lent = readStamp(b), readStamp(b[8:]), readStamp(b[16:]), b[24] == 1
	}
	if f.touched == nil {
		f.touched = make(map[string]*host)
	}
	f.touched[name] = h
	return h
}

// settle puts the hosts that were touched into their places in ready and dues.
func (f *frontier) settle() error {
	for name, h := range f.touched {
		due, at := int64(never), int64(never)
		if !h.lent {
			if k, _ := f.first(name); k != nil {
				due = readStamp(k[len(name)+1:])
				at = max(due, h.rest)
			}
		}
		if err := move(f.ready, name, h.at, at); err != nil {
			return err
		}
		if err := move(f.dues, name, h.due, due); err != nil {
			return err
		}
		h.at, h.due = at, due
		b := appendStamp(appendStamp(appendStamp(make([]byte, 0, 25), h.rest), h.at), h.due)
		if h.lent {
			b = append(b, 1)
		} else {
			b = append(b, 0)
		}
		if err := f.hosts.Put([]byte(name), b); err != nil {
			return err
		}
	}
	clear(f.touched)
	return nil
}

// move moves a host in one of its indexes.
func move(b *bbolt.Bucket, name string, from, to int64) error {
	if from == to {
		return nil
	}
	if from != never {
		if err := b.Delete(append(appendStamp(nil, from), name...)); err != nil {
			return err
		}
	}
	if to == never {
		return nil
	}
	return b.Put(append(appendStamp(nil, to), name...), nil)
}

// finish writes what was changed.
func (f *frontier) finish() error {
	if err := f.settle(); err != nil {
		return err
	}
	b := make([]byte, 0, 8*int(states))
	for _, n := range f.counts {
		b = appendNumber(b, uint64(n))
	}
	return f.meta.Put(keyFrontier, b)
}

// first is the first entry in the queue of a host.
func (f *frontier) first(host string) (key, name []byte) {
	prefix := append([]byte(host), 0)
	k, v := f.queue.Cursor().Seek(prefix)
	if !bytes.HasPrefix(k, prefix) {
		return nil, nil
	}
	return k, v
}

// countExpired counts the leases that have run out and were not swept yet.
func (f *frontier) countExpired() (n int) {
	c := f.leases.Cursor()
	for k, _ := c.First(); k != nil && readStamp(k) <= f.now; k, _ = c.Next() {
		n++
	}
	return n
}

// countWaiting counts the targets in the queue that are due later.
func (f *frontier) countWaiting() (n int) {
	hosts, c := f.hosts.Cursor(), f.queue.Cursor()
	for name, _ := hosts.First(); name != nil; name, _ = hosts.Next() {
		prefix := append(bytes.Clone(name), 0)
		behind := appendStamp(bytes.Clone(prefix), later(f.now, 1))
		for k, _ := c.Seek(behind); bytes.HasPrefix(k, prefix); k, _ = c.Next() {
			n++
		}
	}
	return n
}

func queueKey(host string, r *record) []byte {
	return appendNumber(appendStamp(append([]byte(host), 0), r.Due), r.Number)
}

func leaseKey(r *record) []byte { return append(appendStamp(nil, r.Until), r.Token...) }
