package fetch

import (
	"slices"
	"sync"
	"time"
)

// What the pool keeps at most.
const (
	idlePerHost = 2
	idleInAll   = 64
	idleFor     = 60 * time.Second
)

// pool keeps connections between exchanges. Each is watched: a server that says
// anything without being asked (the rest of an answer longer than announced, or
// its goodbye) loses the connection, so that no byte of one answer can be taken
// for the next.
type pool struct {
	mu      sync.Mutex
	idle    map[string][]*conn
	count   int
	closed  bool
	watches sync.WaitGroup
}

func newPool() *pool { return &pool{idle: map[string][]*conn{}} }

// put keeps c, or closes it when there is no room.
func (p *pool) put(c *conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || p.count >= idleInAll || len(p.idle[c.key]) >= idlePerHost {
		c.raw.Close()
		return
	}
	p.idle[c.key] = append(p.idle[c.key], c)
	p.count++
	c.until, c.watched, c.quiet, c.reused = time.Time{}, make(chan struct{}), false, true
	c.plain.SetReadDeadline(time.Now().Add(idleFor)) // before the watch begins: get moves it
	p.watches.Go(func() { p.watch(c) })
}

// watch waits until the server speaks, the time is over, or get calls it off.
func (p *pool) watch(c *conn) {
	defer close(c.watched)
	_, err := c.in.Peek(1)
	c.quiet = err != nil && timedOut(err)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.remove(c) {
		c.raw.Close()
	}
}

// get takes the connection last used for key, nil when there is none.
func (p *pool) get(key string) *conn {
	for {
		p.mu.Lock()
		conns := p.idle[key]
		if len(conns) == 0 {
			p.mu.Unlock()
			return nil
		}
		c := conns[len(conns)-1]
		p.remove(c)
		p.mu.Unlock()
		c.plain.SetReadDeadline(time.Unix(1, 0))
		<-c.watched
		if c.quiet {
			return c
		}
		c.raw.Close()
	}
}

// remove takes c out, and says whether it was in. The caller holds mu.
func (p *pool) remove(c *conn) bool {
	i := slices.Index(p.idle[c.key], c)
	if i < 0 {
		return false
	}
	p.idle[c.key] = slices.Delete(p.idle[c.key], i, i+1)
	if len(p.idle[c.key]) == 0 {
		delete(p.idle, c.key)
	}
	p.count--
	return true
}

func (p *pool) close() {
	p.mu.Lock()
	p.closed = true
	for _, conns := range p.idle {
		for _, c := range conns {
			c.raw.Close() // ends its watch
		}
	}
	p.mu.Unlock()
	p.watches.Wait()
}
