// Package warc writes and reads WARC files (ISO 28500:2017, WARC 1.1): every
// page as it was received, in a form that other tools can read in many years.
//
// Writer appends records to numbered files of a folder, one gzip member a
// record. Reader gives the records of any WARC file, also of damaged ones, and
// ReadAt the one at a known place. Repair ends a file behind its last whole
// record after a crash.
//
// Choices where the standard leaves one open: digests are written as
// "sha256:" and lower-case hex, which is also how presscut names payloads;
// payload digests are over the body without its transfer coding but with its
// content codings; dates have six fractional digits; record ids are computed
// from what is recorded, so writing the same exchange again gives the same id;
// a response comes before its request. Nothing here starts goroutines.
package warc
