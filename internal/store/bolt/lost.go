package bolt

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"presscut/internal/news"
	"presscut/internal/payload"
	"presscut/internal/warc"
)

// The fields that presscut adds to the records of answers, so that captures can
// be put together again from the WARC files alone.
const (
	fieldHop    = "Presscut-Hop"    // "2/3": the second of three exchanges of a capture
	fieldFrom   = "Presscut-From"   // the capture's address, where the first exchange's is another
	fieldRobots = "Presscut-Robots" // what robots.txt said
	fieldTiming = "Presscut-Timing" // time to the first and to the last byte
)

// hop is one exchange of a capture.
type hop struct {
	n, of int
	c     *news.Capture
	x     *news.Exchange
}

// fields tells of the hop in a record's header.
func (h hop) fields() []warc.Field {
	f := []warc.Field{
		{Name: fieldHop, Value: fmt.Sprintf("%d/%d", h.n, h.of)},
		{Name: fieldTiming, Value: fmt.Sprintf("%v %v", h.x.FirstByte, h.x.Took)},
	}
	if h.n == 1 && h.c.URL != h.x.URL {
		f = append(f, warc.Field{Name: fieldFrom, Value: line(h.c.URL)})
	}
	if h.n == h.of && h.c.Robots != "" {
		f = append(f, warc.Field{Name: fieldRobots, Value: line(h.c.Robots)})
	}
	return f
}

// line makes s fit for a field of one line.
func line(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' }), " ")
}

// indexLost indexes records that were written before a crash and not indexed.
// Payloads are noted in any case; captures when all their exchanges are there.
func (s *Store) indexLost(records []warc.Found) error {
	if len(records) == 0 {
		return nil
	}
	const atOnce = 1000 // captures
	captures, err := s.assemble(records)
	if err != nil {
		return fmt.Errorf("read the pages a crash has left without index: %w", err)
	}
	for first := true; first || len(captures) > 0; first = false {
		n := min(len(captures), atOnce)
		err := s.update(context.Background(), func(tx *bbolt.Tx) error {
			if first {
				if err := notePayloads(tx, records); err != nil {
					return err
				}
			}
			for _, c := range captures[:n] {
				if err := indexCapture(tx, c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("index the pages a crash has left without index: %w", err)
		}
		captures = captures[n:]
	}
	return nil
}

// notePayloads notes where the payloads of response records are.
func notePayloads(tx *bbolt.Tx, records []warc.Found) error {
	b := tx.Bucket(bucketPayloads)
	for i := range records {
		r := &records[i]
		digest := r.PayloadDigest
		if r.Type != warc.Response || digest == "" || b.Get([]byte(digest)) != nil {
			continue
		}
		if err := notePayload(b, digest, kept{place{r.File, r.Offset}, r.ID, r.URI, r.Date}); err != nil {
			return err
		}
	}
	return nil
}

// assemble puts the records of whole captures together.
func (s *Store) assemble(records []warc.Found) ([]capture, error) {
	var whole []capture
	var c capture
	var ids []string // of the answers of c
	for i := range records {
		r := &records[i]
		switch r.Type {
		case warc.Response, warc.Revisit:
			var n, of int
			if _, err := fmt.Sscanf(r.Get(fieldHop), "%d/%d", &n, &of); err != nil || n != 1 && n != len(c.Exchanges)+1 {
				c, ids = capture{}, nil
				continue
			}
			if n == 1 {
				c, ids = capture{URL: r.URI, Time: r.Date}, nil
				if from := r.Get(fieldFrom); from != "" {
					c.URL = from
				}
			}
			x, err := s.exchangeOf(r)
			if err != nil {
				return nil, err
			}
			c.Exchanges, ids = append(c.Exchanges, x), append(ids, r.ID)
			if n == of {
				c.FinalURL, c.Digest, c.Robots = r.URI, x.Payload, r.Get(fieldRobots)
				if c.Digest == "" {
					c.Digest = strings.TrimSpace(r.BlockDigest)
				}
				whole = append(whole, c)
			}
		case warc.Request:
			for _, id := range r.ConcurrentTo {
				// The exchange is shared with the capture in whole, if that is there already.
				if i := slices.Index(ids, id); i >= 0 {
					c.Exchanges[i].Request = &place{r.File, r.Offset}
				}
			}
		}
	}
	return whole, nil
}

// exchangeOf reads an exchange out of the record of its answer.
func (s *Store) exchangeOf(r *warc.Found) (exchange, error) {
	x := exchange{
		URL: r.URI, Time: r.Date, IP: r.IP, Truncated: r.Truncated, Payload: r.PayloadDigest,
		Response: place{r.File, r.Offset}, Again: r.Type == warc.Revisit,
	}
	if first, last, ok := strings.Cut(r.Get(fieldTiming), " "); ok {
		x.FirstByte, _ = time.ParseDuration(first)
		x.Took, _ = time.ParseDuration(last)
	}
	block, err := s.block(x.Response)
	if err != nil {
		return x, err
	}
	if m, err := payload.Parse(block); err == nil {
		x.Status = m.Status
	}
	return x, nil
}
