// Package store is the contract between presscut and what keeps its data: a
// Frontier of addresses still to visit and an Archive of what was found. The
// promises are written at each method; package storetest runs them as a suite
// against any engine. An engine may serve one process (bbolt) or many.
//
// All methods may be called from many goroutines at once.
package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"presscut/internal/news"
)

// Sentinels that callers branch on.
var (
	ErrDrained    = errors.New("nothing is due")                          // Lease: no target due or lent within the horizon
	ErrLeaseLost  = errors.New("the lease ran out and is no longer held") // Release: the target was lent to another meanwhile
	ErrNotFound   = errors.New("not in the archive")
	ErrLocked     = errors.New("the archive is held by another run")          // Open; the error text says by which process
	ErrNotArchive = errors.New("not a presscut archive")                      // Open
	ErrNoArchive  = fmt.Errorf("%w yet", ErrNotArchive)                       // Open: nothing is there, and nothing was to be made
	ErrNewer      = errors.New("the archive was written by a newer presscut") // Open
	ErrClosed     = errors.New("the archive is closed")                       // any method after Close
)

// Forever is a horizon that no target lies beyond.
const Forever = time.Duration(1<<63 - 1)

// Frontier lends targets to workers.
//
//   - A target is known by canon.Key of its URL. Adding it twice adds it once.
//   - One host, one lease: while a target of a host is lent, no other target of
//     that host is. A host is the lower-case host[:port] of the target's URL.
//   - A host rests after a visit for as long as the verdict says.
//   - Among due targets of one host the one due longest is lent first; those
//     due at the same moment in the order they were added.
//   - A lease that runs out returns its target and counts as a try.
//   - Finding the next due target costs the same with a thousand or a million targets.
//   - A reopened frontier has lost nothing; leases of a dead process run out by
//     themselves, and an engine that knows the holder is dead returns them at open.
type Frontier interface {
	// Add makes the targets known and due at once, and leaves those already
	// known as they are. It returns how many were new. When one has an address
	// without a host, none is added and the error names it.
	Add(ctx context.Context, targets ...news.Target) (added int, err error)

	// Recall makes the targets due now, known or not, finished or not: the
	// seeds at the start of a run. Their tries start anew, and they are visited
	// as they are described now; one that is due already keeps its turn. A target
	// that is lent stays as it is. Errors are as with Add.
	Recall(ctx context.Context, targets ...news.Target) error

	// Lease lends the next due target for a time. It waits while a due target's
	// host rests, while any target is lent (its visit may add others), and while
	// one becomes due within ask.Horizon from now. When none of these holds it
	// returns ErrDrained; when ctx ends, ctx's error.
	Lease(ctx context.Context, ask Ask) (Lease, error)

	// Release ends a lease with what came of it. ErrLeaseLost when the lease
	// had run out and the target was lent again or released since; a lease that
	// ran out without the target being lent again may still be released.
	// Releasing the same lease twice with the same verdict is harmless only in that it returns ErrLeaseLost.
	Release(ctx context.Context, lease Lease, verdict Verdict) error

	// FrontierStats counts targets by state.
	FrontierStats(ctx context.Context) (FrontierStats, error)
}

// Ask says who wants a lease, for how long, and how far ahead it would wait.
type Ask struct {
	By      string        // worker, for people to read
	For     time.Duration // the lease runs out after this time
	Horizon time.Duration // wait for a target due within this time from now; 0: only for what is due already
}

// Lease is a target lent to a worker.
type Lease struct {
	Target news.Target
	Token  string // names this lease among all leases ever
	By     string
	Try    int       // 1 for the first
	Until  time.Time // when it runs out
}

// Outcome is what came of a visit.
type Outcome string

// The outcomes. Done and Failed end a target until it is recalled.
const (
	Done   Outcome = "done"
	Again  Outcome = "again"
	Failed Outcome = "failed"
)

// Verdict is what a worker says of its visit.
type Verdict struct {
	Outcome Outcome
	At      time.Time     // Again: not before this moment; one gone by, or zero, is now
	Fresh   bool          // Again: the tries start anew (a planned revisit, not a retry)
	Rest    time.Duration // the host rests so long from now
	Reason  string        // for people: why it failed or comes again
}

// FrontierStats counts the targets of a frontier.
type FrontierStats struct {
	Due, Waiting, Lent, Done, Failed int // Waiting: due at a later moment
}

// Mark is a place in a walk; "" is the beginning. Marks are opaque, stay good
// for the life of the archive, and order as the walk does.
type Mark string

// PutResult says what storing an article came to.
type PutResult string

// The results of PutArticle.
const (
	New       PutResult = "new"       // the first reading under this id
	Unchanged PutResult = "unchanged" // equal to the latest revision: nothing stored but a new alias, if there was one
	Revised   PutResult = "revised"   // differs from the latest revision: stored as the next
)

// Entry is one revision of one article in a walk.
type Entry struct {
	Article    news.Article
	Mark       Mark // of this entry: a walk from it continues behind it
	Superseded bool // a later revision is stored
}

// Archive keeps captures and articles.
//
//   - Equal bytes are kept once: a capture whose payload digest is known is
//     written as a WARC revisit record (empty payloads are not worth one).
//   - An article equal to its latest revision (news fields alone: see
//     likeness.SameReading) is not stored again.
//   - What a method has returned without error survives a crash.
//   - Walks run in the order of storing, may be resumed from any mark, and may
//     write between two steps: they hold no transaction open.
type Archive interface {
	// PutCapture archives every exchange of c, and returns c's digest and place
	// (Digest, WARC, Offset filled in) and whether the payload was already kept.
	PutCapture(ctx context.Context, c news.Capture) (stored news.Capture, known bool, err error)

	// LatestCapture is the last capture whose URL or FinalURL has the same
	// canon.Key as url, with its exchanges. A revisit is given with the payload it
	// refers to. ErrNotFound when there is none.
	LatestCapture(ctx context.Context, url string) (news.Capture, error)

	// PutArticle stores a reading: ID, URL and CanonicalURL must be set. It
	// returns what is kept: for an unchanged reading the latest revision. The
	// engine sets Revision, FirstSeen and Aliases: the addresses it was seen under
	// (URL, CanonicalURL, Capture.FinalURL and Aliases of all its readings), one
	// of each canon.Key, but for those of its URL and CanonicalURL.
	PutArticle(ctx context.Context, a news.Article) (PutResult, news.Article, error)

	// Article is the latest revision of the article with this id; ErrNotFound.
	Article(ctx context.Context, id string) (news.Article, error)

	// ArticleByURL is the latest revision of the article that was ever seen under
	// url: the one whose canonical address it is, or else the last; ErrNotFound.
	ArticleByURL(ctx context.Context, url string) (news.Article, error)

	// Articles walks all revisions stored behind mark, in the order of storing,
	// up to the last one that was stored when the walk began. An error, which
	// comes with an empty entry, ends the walk.
	Articles(ctx context.Context, after Mark) iter.Seq2[Entry, error]

	// Bookmark and SetBookmark keep a named mark ("" when it was never set).
	Bookmark(ctx context.Context, name string) (Mark, error)
	SetBookmark(ctx context.Context, name string, mark Mark) error

	// ArchiveStats counts what is kept.
	ArchiveStats(ctx context.Context) (ArchiveStats, error)
}

// ArchiveStats counts the contents of an archive.
type ArchiveStats struct {
	Captures, Payloads, Articles, Revisions int
}

// Store is a frontier and an archive in one place.
type Store interface {
	Frontier
	Archive

	// Close ends all use; waiting Lease calls return ErrClosed, as does every
	// method after it. Calling it twice is harmless.
	Close() error
}
