package news

import "time"

// Capture is one visit to one address: every exchange from the address asked
// for, over its redirects, to the answer, with the bytes as they crossed the
// wire. It has at least one exchange; the last one is the answer.
type Capture struct {
	URL       string     `json:"url"`              // the address asked for
	FinalURL  string     `json:"final_url"`        // the address that answered
	Time      time.Time  `json:"time"`             // UTC, when the first request was sent
	Digest    string     `json:"digest"`           // payload digest of the answer, "sha256:" + lower-case hex
	Exchanges []Exchange `json:"-"`                // in the order they happened
	Robots    string     `json:"robots,omitempty"` // what robots.txt said: "allowed", "allowed: no robots.txt", ...

	// Where the archive keeps the answer; empty until it is stored.
	WARC   string `json:"warc,omitempty"`   // file name, relative to the archive's warc folder
	Offset int64  `json:"offset,omitempty"` // bytes from the start of that file to the record's gzip member
}

// Answer is the last exchange of the capture.
func (c *Capture) Answer() *Exchange { return &c.Exchanges[len(c.Exchanges)-1] }

// Exchange is one HTTP request and its response.
type Exchange struct {
	URL      string    // the address of this request
	Time     time.Time // UTC, when the request was sent
	IP       string    // the address that was dialled, "" where unknown
	Request  []byte    // the HTTP/1.1 request message
	Response []byte    // the HTTP/1.1 response message as received: status line, header, body with its transfer coding

	Status    int           // the status code of Response
	FirstByte time.Duration // from sending to the first byte of the answer
	Took      time.Duration // from sending to the last byte read
	Truncated string        // why the body ends early, in WARC-Truncated's words: "length", "time", "disconnect"; "" when whole
}
