package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
)

// Fault says why a visit brought no answer. It is the only error type of Fetch;
// find it with errors.As.
type Fault struct {
	Kind  Kind
	URL   string // the address asked for when it happened: the first one or a redirect's target
	Doing string // what was attempted: "dialling", "reading the header", ...
	Err   error
	Stack []byte // where it happened; for Internal only
}

// Error names the attempt, the address and the cause.
func (f *Fault) Error() string { return f.Doing + " " + f.URL + ": " + f.Err.Error() }

// Unwrap gives the cause, for instance the error of Request.Allow.
func (f *Fault) Unwrap() error { return f.Err }

// Temporary says whether the same visit may succeed later.
func (f *Fault) Temporary() bool {
	switch f.Kind {
	case Timeout, Unreachable, Reset, Lookup, Cancelled:
		return true
	}
	return false
}

// Kind is the class of a Fault.
type Kind string

// Faults that may pass.
const (
	Timeout     Kind = "timeout"     // no connection or no complete header within its time
	Unreachable Kind = "unreachable" // connection refused, no route
	Reset       Kind = "reset"       // connection lost before the header was complete
	Lookup      Kind = "lookup"      // the name servers failed
	Cancelled   Kind = "cancelled"   // the caller's context ended; nothing is known of the address
)

// Faults that stay until somebody changes something.
const (
	NoHost    Kind = "no host"   // the name does not exist
	TLS       Kind = "tls"       // certificate or handshake
	Refused   Kind = "refused"   // not an address presscut asks: private network, odd port, not http
	Denied    Kind = "denied"    // Request.Allow said no
	Redirects Kind = "redirects" // too many, or in a circle
	Protocol  Kind = "protocol"  // the answer is not HTTP, or its header is beyond all bounds
	Internal  Kind = "internal"  // a panic in presscut or a library
)

// dialKind classes an error of the dialler.
func dialKind(ctx context.Context, err error) Kind {
	var private *refusedAddress
	var dns *net.DNSError
	var addr *net.AddrError
	switch {
	case errors.As(err, &private), errors.As(err, &addr):
		return Refused
	case cancelled(ctx):
		return Cancelled
	case timedOut(err):
		return Timeout
	case errors.As(err, &dns) && dns.IsNotFound:
		return NoHost
	case errors.As(err, &dns):
		return Lookup
	}
	return Unreachable
}

// talkKind classes an error of an open connection; handshake is true until TLS is agreed.
func talkKind(ctx context.Context, err error, handshake bool) Kind {
	var alert tls.AlertError
	var malformed *malformedError
	switch {
	case cancelled(ctx):
		return Cancelled
	case timedOut(err):
		return Timeout
	case errors.As(err, &malformed):
		return Protocol
	case errors.As(err, &alert):
		return TLS
	case handshake && !lost(err):
		return TLS
	}
	return Reset
}

func cancelled(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }

func timedOut(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) ||
		errors.As(err, &timeout) && timeout.Timeout()
}

// lost says whether the connection itself broke, as against what was said on it.
func lost(err error) bool {
	var op *net.OpError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.As(err, &op) && op.Op != "remote error" && op.Op != "local error"
}

// malformedError is an answer that cannot be read as HTTP.
type malformedError struct{ why string }

func (e *malformedError) Error() string { return e.why }
