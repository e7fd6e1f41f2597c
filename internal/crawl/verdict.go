package crawl

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"presscut/internal/canon"
	"presscut/internal/fetch"
	"presscut/internal/store"
)

// storeFault is a fault of the archive met in the middle of a fetch: it ends the run.
type storeFault struct{ error }

func (e *storeFault) Unwrap() error { return e.error }

// statusFault is an answer that brings no page.
type statusFault struct {
	status int
	after  time.Duration // what Retry-After asks for; 0 for nothing
}

func (f *statusFault) Error() string {
	s := strings.TrimSpace(fmt.Sprintf("HTTP %d %s", f.status, http.StatusText(f.status)))
	if f.after > 0 {
		s += fmt.Sprintf(", asks for %v without visits", f.after.Round(time.Second))
	}
	return s
}

// temporary: what the server itself calls passing.
func (f *statusFault) temporary() bool {
	switch f.status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	}
	return f.status >= 500 && f.status < 600 && f.status != http.StatusNotImplemented && f.status != http.StatusHTTPVersionNotSupported
}

// wholeHost says whether the answer is meant for every visit to the host.
func (f *statusFault) wholeHost() bool { return f.status == http.StatusTooManyRequests || f.after > 0 }

// brokenFault is an answer that did not come whole.
type brokenFault struct{ why string }

func (f *brokenFault) Error() string { return f.why }

// temporary reports whether the same visit may succeed later.
func temporary(err error) bool {
	var status *statusFault
	var broken *brokenFault
	var fault *fetch.Fault
	switch {
	case errors.As(err, &status):
		return status.temporary()
	case errors.As(err, &broken):
		return true
	}
	return errors.As(err, &fault) && fault.Temporary()
}

// excuse turns what went wrong with a visit into its result and verdict:
// refused, tried again, or failed. at is the address that answered last.
func (r *run) excuse(v *Visit, verdict *store.Verdict, lease store.Lease, at string, err error) {
	v.Reason = reason(err)
	verdict.Reason = v.Reason
	wait := r.backoff(lease.Try)
	var no *refusal
	var status *statusFault
	switch {
	case errors.As(err, &no):
		v.Reason = no.why
		verdict.Reason = no.why
		switch {
		case no.hopeless:
			v.Result, verdict.Outcome = Failed, store.Failed
			return
		case no.wait == 0:
			v.Result = Refused
			return
		case no.host != "": // nothing was asked of the address itself: this was no try
			r.standDown(verdict, canon.Host(v.Target.URL), no.host, no.wait, no.why)
			v.Result, verdict.Outcome, verdict.At, verdict.Fresh = Retry, store.Again, time.Now().Add(no.wait), true
			return
		}
	case !temporary(err):
		v.Result, verdict.Outcome = Failed, store.Failed
		return
	case errors.As(err, &status) && status.wholeHost():
		wait = max(wait, status.after)
		r.standDown(verdict, canon.Host(v.Target.URL), canon.Host(at), wait, v.Reason)
	}
	if lease.Try >= r.Tries {
		v.Result, verdict.Outcome = Failed, store.Failed
		return
	}
	v.Result = Retry
	verdict.Outcome, verdict.At = store.Again, time.Now().Add(wait)
}

// standDown leaves a host alone for longer than its pause. The run waits for it
// where that is soon over; else the host's targets are put off to a later run.
func (r *run) standDown(verdict *store.Verdict, own, name string, d time.Duration, why string) {
	switch {
	case d > r.Patience:
		r.hosts.putOff(name, d, why)
	case name == own:
		verdict.Rest = max(verdict.Rest, d)
	}
	r.hosts.rest(name, min(d, r.Patience))
}

// maxWait bounds back-off, and what a server may ask for: a longer wait is
// nothing but another run's.
const maxWait = 24 * time.Hour

// backoff is how long to wait after so many tries.
func (r *run) backoff(tries int) time.Duration {
	wait := r.Backoff
	for range tries - 1 {
		if wait *= 4; wait > maxWait {
			return maxWait
		}
	}
	return wait
}

// retryAfter reads Retry-After, seconds or a date (RFC 9110 10.2.3); 0 when there is none.
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := h.Get("Retry-After")
	if n, err := strconv.ParseUint(s, 10, 32); err == nil {
		return min(time.Duration(n)*time.Second, maxWait)
	}
	if at, err := http.ParseTime(s); err == nil && at.After(now) {
		return min(at.Sub(now), maxWait)
	}
	return 0
}

// reason is an error in one line, for the report.
func reason(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
