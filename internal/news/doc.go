// Package news holds the nouns of presscut: what is visited (Target), what came
// back (Capture), and what was read in it (Article and its parts). It imports
// the standard library only, so that every other package can speak of them.
//
// The JSON tags of Article and its parts are the public export format, one
// object a line; Schema names its version.
package news
