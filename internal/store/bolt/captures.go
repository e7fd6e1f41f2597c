package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"presscut/internal/news"
	"presscut/internal/payload"
	"presscut/internal/store"
	"presscut/internal/warc"
)

// capture is the index's entry of a capture: all but the messages.
type capture struct {
	URL       string     `json:"url"`
	FinalURL  string     `json:"final_url"`
	Time      time.Time  `json:"time"`
	Digest    string     `json:"digest"`
	Robots    string     `json:"robots,omitempty"`
	Exchanges []exchange `json:"exchanges"`
}

// exchange is the index's entry of an exchange.
type exchange struct {
	URL       string        `json:"url"`
	Time      time.Time     `json:"time"`
	IP        string        `json:"ip,omitempty"`
	Status    int           `json:"status"`
	FirstByte time.Duration `json:"first_byte,omitempty"`
	Took      time.Duration `json:"took,omitempty"`
	Truncated string        `json:"truncated,omitempty"`
	Payload   string        `json:"payload,omitempty"` // its digest
	Response  place         `json:"response"`
	Request   *place        `json:"request,omitempty"`
	Again     bool          `json:"again,omitempty"` // Response is a revisit record: the bytes are under Payload
}

// kept is where a payload is: its response record.
type kept struct {
	place
	ID   string    `json:"id"`
	URL  string    `json:"url"`
	Time time.Time `json:"time"`
}

// noPayload is the digest of nothing. Answers without a body, redirects mostly,
// are not worth a reference to each other.
var noPayload = payload.Digest(nil)

// PutCapture implements store.Archive.
func (s *Store) PutCapture(ctx context.Context, c news.Capture) (stored news.Capture, known bool, err error) {
	if len(c.Exchanges) == 0 {
		return c, false, fmt.Errorf("archive %s: the capture has no exchange", c.URL)
	}
	digests := make([]string, len(c.Exchanges))
	for i := range c.Exchanges {
		if m, err := payload.Parse(c.Exchanges[i].Response); err == nil {
			digests[i] = payload.Digest(m.Body)
		}
	}
	c.Digest = digests[len(digests)-1]
	if c.Digest == "" { // no HTTP answer: the bytes stand for themselves
		c.Digest = payload.Digest(c.Answer().Response)
	}
	err = s.update(ctx, func(tx *bbolt.Tx) error {
		e, answerKnown, err := s.appendCapture(tx, &c, digests)
		if err != nil {
			return err
		}
		last := e.Exchanges[len(e.Exchanges)-1].Response
		stored, known = c, answerKnown
		stored.WARC, stored.Offset = last.File, last.Offset
		return indexCapture(tx, e)
	})
	if err != nil {
		return c, false, fmt.Errorf("archive %s: %w", c.URL, err)
	}
	return stored, known, nil
}

// appendCapture writes the records of a capture, notes its new payloads, and
// says whether the answer's was known.
func (s *Store) appendCapture(tx *bbolt.Tx, c *news.Capture, digests []string) (e capture, known bool, err error) {
	e = capture{URL: c.URL, FinalURL: c.FinalURL, Time: c.Time, Digest: c.Digest, Robots: c.Robots}
	payloads := tx.Bucket(bucketPayloads)
	own := make(map[string]warc.Header) // payloads that this capture brings
	var records []warc.Record
	var at []int // of the responses in records
	for i := range c.Exchanges {
		x, digest := &c.Exchanges[i], digests[i]
		original, have := own[digest]
		if !have && digest != "" {
			var k kept
			if have, err = getJSON(payloads, []byte(digest), &k); err != nil {
				return e, false, err
			}
			original = warc.Header{ID: k.ID, URI: k.URL, Date: k.Time, PayloadDigest: digest}
		}
		known = have
		again := have && digest != noPayload
		var pair []warc.Record
		if again {
			pair = warc.Again(x, original)
		} else {
			pair = warc.Exchange(x, digest)
			if !have && digest != "" {
				own[digest] = pair[0].Header
			}
		}
		pair[0].Others = append(pair[0].Others, hop{i + 1, len(c.Exchanges), c, x}.fields()...)
		at = append(at, len(records))
		records = append(records, pair...)
		e.Exchanges = append(e.Exchanges, exchange{
			URL: x.URL, Time: x.Time, IP: x.IP, Status: x.Status, FirstByte: x.FirstByte, Took: x.Took,
			Truncated: x.Truncated, Payload: digest, Again: again,
		})
	}
	places, err := s.segments.append(records...)
	if err != nil {
		return e, false, err
	}
	for i := range e.Exchanges {
		x := &e.Exchanges[i]
		n := at[i]
		x.Response = place{places[n].File, places[n].Offset}
		if n+1 < len(records) && records[n+1].Type == warc.Request {
			x.Request = &place{places[n+1].File, places[n+1].Offset}
		}
		if h, ours := own[x.Payload]; ours && h.ID == records[n].ID {
			if err := notePayload(payloads, x.Payload, kept{x.Response, h.ID, h.URI, h.Date}); err != nil {
				return e, false, err
			}
		}
	}
	return e, known, nil
}

// notePayload notes where a new payload is.
func notePayload(b *bbolt.Bucket, digest string, k kept) error {
	if _, err := b.NextSequence(); err != nil { // counts them
		return err
	}
	return putJSON(b, []byte(digest), k)
}

// indexCapture makes a capture the latest of its addresses.
func indexCapture(tx *bbolt.Tx, e capture) error {
	b := tx.Bucket(bucketCaptures)
	b.FillPercent = 0.95 // numbers only grow
	n, err := b.NextSequence()
	if err != nil {
		return err
	}
	number := appendNumber(nil, n)
	if err := putJSON(b, number, e); err != nil {
		return err
	}
	for _, url := range []string{e.URL, e.FinalURL} {
		if name := urlName(url); len(name) > 0 {
			if err := tx.Bucket(bucketCaptured).Put(name, number); err != nil {
				return err
			}
		}
	}
	return nil
}

// LatestCapture implements store.Archive.
func (s *Store) LatestCapture(ctx context.Context, url string) (news.Capture, error) {
	var e capture
	originals := make(map[string]kept)
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		name := urlName(url)
		if len(name) == 0 {
			return store.ErrNotFound
		}
		number := tx.Bucket(bucketCaptured).Get(name)
		if number == nil {
			return store.ErrNotFound
		}
		if ok, err := getJSON(tx.Bucket(bucketCaptures), number, &e); err != nil || !ok {
			return errors.Join(fmt.Errorf("capture %d is not in the index", readNumber(number)), err)
		}
		for _, x := range e.Exchanges {
			if !x.Again {
				continue
			}
			var k kept
			if ok, err := getJSON(tx.Bucket(bucketPayloads), []byte(x.Payload), &k); err != nil || !ok {
				return errors.Join(fmt.Errorf("payload %s is not in the index", x.Payload), err)
			}
			originals[x.Payload] = k
		}
		return nil
	})
	if err != nil {
		return news.Capture{}, fmt.Errorf("look up the capture of %s: %w", url, err)
	}
	c, err := s.readCapture(e, originals)
	if err != nil {
		return c, fmt.Errorf("read the capture of %s: %w", url, err)
	}
	return c, nil
}

// readCapture fetches the messages of a capture from the WARC files.
func (s *Store) readCapture(e capture, originals map[string]kept) (news.Capture, error) {
	c := news.Capture{URL: e.URL, FinalURL: e.FinalURL, Time: e.Time, Digest: e.Digest, Robots: e.Robots}
	for _, x := range e.Exchanges {
		n := news.Exchange{
			URL: x.URL, Time: x.Time, IP: x.IP, Status: x.Status, FirstByte: x.FirstByte, Took: x.Took, Truncated: x.Truncated,
		}
		var err error
		if n.Response, err = s.block(x.Response); err != nil {
			return c, err
		}
		if x.Again {
			original, err := s.block(originals[x.Payload].place)
			if err != nil {
				return c, err
			}
			if n.Response, err = join(n.Response, original); err != nil {
				return c, err
			}
		}
		if x.Request != nil {
			if n.Request, err = s.block(*x.Request); err != nil {
				return c, err
			}
		}
		c.Exchanges = append(c.Exchanges, n)
		c.WARC, c.Offset = x.Response.File, x.Response.Offset
	}
	return c, nil
}

// block reads the content of a record.
func (s *Store) block(p place) ([]byte, error) {
	found, err := warc.ReadAt(filepath.Join(s.dir, warcName, p.File), p.Offset)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(found.Block)
	return b, errors.Join(err, found.Close())
}

// join gives a response's head the payload of another one, in the framing
// that the head declares.
func join(head, original []byte) ([]byte, error) {
	m, err := payload.Parse(original)
	if err != nil {
		return nil, err
	}
	h, err := payload.Parse(head)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(head)
	if strings.Contains(strings.ToLower(strings.Join(h.Header.Values("Transfer-Encoding"), ",")), "chunked") {
		fmt.Fprintf(&b, "%x\r\n%s\r\n0\r\n\r\n", len(m.Body), m.Body)
	} else {
		b.Write(m.Body)
	}
	return b.Bytes(), nil
}
