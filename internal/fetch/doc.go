// Package fetch turns an address into a news.Capture: it asks, follows the
// redirects and keeps every byte as it crossed the wire. It is the only package
// that imports Colly.
//
// Colly drives a visit (addresses, redirects, callbacks); what travels is ours:
// a transport that speaks HTTP/1.1 itself, because the archive needs the
// messages as they were sent, and net/http gives them only after parsing,
// renaming and unframing them. The transport also keeps the manners a crawler
// of hostile servers needs: a deadline for every step, a cap for every size, and
// no connection into private networks.
//
// An answer is a value whatever its status. A *Fault says why there is no answer
// and whether asking again may help. A body that ends early is an answer with
// Exchange.Truncated set.
package fetch
