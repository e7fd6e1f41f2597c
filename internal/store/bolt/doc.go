// Package bolt is the embedded engine of package store, for one process at a
// time: an index in one bbolt file beside the WARC files that hold the bytes.
//
//	presscut.db     the index: frontier, captures, articles
//	presscut.lock   who holds the archive, for people to read; the lock itself is on presscut.db
//	warc/           every page as it was received
//
// # The index
//
// Numbers in keys are eight bytes, big-endian, so that they sort; a moment is
// its nanoseconds since 1970 with the sign bit turned, so that it sorts too.
//
//	meta       format, counters of the frontier, end of the indexed WARC bytes
//	targets    target key                -> record (JSON)
//	queue      host 0x00 due number      -> target key      every target that waits for a visit
//	hosts      host                      -> rest, lent, and the two keys below
//	ready      max(rest, due) host       -> nothing         hosts in the order they may be visited
//	dues       due host                  -> nothing         hosts in the order their first target is due
//	leases     until token               -> target key
//	captures   number                    -> capture (JSON)
//	captured   target key                -> number of the latest capture
//	payloads   digest                    -> place of the payload in the WARC files
//	articles   number                    -> revision (JSON, zstd)
//	heads      article id                -> latest revision, first seen, addresses
//	names      target key                -> article id, for addresses the id cannot be computed from
//	bookmarks  name                      -> mark
//
// A host stands in ready and dues while it has targets in the queue and none
// is lent: so the next lease is the first entry of ready, and whether to wait
// for one is told by the first entry of dues, however many targets there are.
package bolt
