package fetch

import (
	"bufio"
	"context"
	"net"
	"time"
)

// conn is one connection to a server and the tap on it. One exchange uses it at
// a time.
type conn struct {
	key    string   // whose connection it is: scheme and host
	ip     string   // the address dialled
	raw    net.Conn // beneath TLS; closing it is immediate
	plain  net.Conn // above TLS
	in     *bufio.Reader
	reused bool

	// For the exchange under way.
	ctx         context.Context
	until       time.Time     // no read beyond it; zero: the deadline is not touched
	idle        time.Duration // no read waits longer; 0: until alone counts
	first, last time.Time     // when the first and the latest byte came

	// For the time between exchanges, see pool.
	watched chan struct{}
	quiet   bool // the server said nothing; read it after watched is closed
}

func newConn(key string, raw, plain net.Conn) *conn {
	c := &conn{key: key, raw: raw, plain: plain}
	if host, _, err := net.SplitHostPort(raw.RemoteAddr().String()); err == nil {
		c.ip = host
	}
	c.in = bufio.NewReaderSize(tap{c}, 32<<10)
	return c
}

// talk sends a request message and reads the answer. Unless the answer says that
// the connection is reusable, it is closed on return.
func (c *conn) talk(ctx context.Context, message []byte, opt Options) (got *answer, err error) {
	past := time.Unix(1, 0)
	stop := context.AfterFunc(ctx, func() { c.plain.SetDeadline(past) })
	defer func() {
		ended := !stop() // the deadline has been, or is just being, moved into the past
		if got != nil && ended {
			got.reusable = false
		}
		if got == nil || !got.reusable {
			c.raw.Close()
		}
	}()
	c.ctx, c.idle, c.first, c.last = ctx, 0, time.Time{}, time.Time{}
	c.until = time.Now().Add(opt.Timeouts.Header)
	c.plain.SetWriteDeadline(c.until)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if _, err := c.plain.Write(message); err != nil {
		return nil, err
	}
	return c.read(opt)
}

// heard says whether anything came back in the exchange.
func (c *conn) heard() bool { return !c.first.IsZero() }

// tap is where all bytes from the server pass: it sets the deadline of each read
// and notes the times. The context ends reads through the deadline too; that is
// why it is looked at after the deadline is set.
type tap struct{ *conn }

// Read implements io.Reader.
func (t tap) Read(p []byte) (int, error) {
	c := t.conn
	if !c.until.IsZero() {
		deadline := c.until
		if c.idle > 0 {
			if d := time.Now().Add(c.idle); deadline.After(d) {
				deadline = d
			}
		}
		c.plain.SetReadDeadline(deadline)
		if err := c.ctx.Err(); err != nil {
			return 0, err
		}
	}
	n, err := c.plain.Read(p)
	if n > 0 {
		c.last = time.Now()
		if c.first.IsZero() {
			c.first = c.last
		}
	}
	return n, err
}
