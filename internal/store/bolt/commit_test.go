package bolt

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"presscut/internal/news"
	"presscut/internal/warc"
)

func TestAWriteThatFailsHalfwayDoesNotSpoilTheOthers(t *testing.T) {
	s, err := Open(t.TempDir(), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	bad := errors.New("bad")
	const n = 40
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			errs[i] = s.update(t.Context(), func(tx *bbolt.Tx) error {
				if err := tx.Bucket(bucketBookmarks).Put(fmt.Append(nil, i), []byte("x")); err != nil {
					return err
				}
				if i%3 == 0 {
					return bad
				}
				return nil
			})
		})
	}
	wg.Wait()
	for i := range n {
		m, err := s.Bookmark(t.Context(), fmt.Sprint(i))
		if err != nil {
			t.Fatal(err)
		}
		if fails := i%3 == 0; fails != (m == "") || fails != errors.Is(errs[i], bad) {
			t.Errorf("write %d: kept %q, error %v", i, m, errs[i])
		}
	}
}

func TestAWriteThatFailsTakesBackItsRecords(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{Create: true, WARC: warc.Options{Size: 2000}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	page := func(i int) news.Capture {
		url := fmt.Sprintf("https://courier.example/%d", i)
		return news.Capture{URL: url, FinalURL: url, Time: at, Exchanges: []news.Exchange{
			{URL: url, Time: at, Response: fmt.Appendf(nil, "HTTP/1.1 200 OK\r\n\r\npage %d", i)},
		}}
	}
	bytes := func() (n int64) {
		names, err := warc.Files(filepath.Join(dir, warcName))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			info, err := os.Stat(filepath.Join(dir, warcName, name))
			if err != nil {
				t.Fatal(err)
			}
			n += info.Size()
		}
		return n
	}
	if _, _, err := s.PutCapture(t.Context(), page(0)); err != nil {
		t.Fatal(err)
	}
	before := bytes()
	bad := errors.New("bad")
	err = s.update(t.Context(), func(tx *bbolt.Tx) error {
		for i := 1; i < 20; i++ { // into other files
			c := page(i)
			if _, _, err := s.appendCapture(tx, &c, []string{fmt.Sprint("sha256:", i)}); err != nil {
				return err
			}
		}
		if bytes() == before {
			return errors.New("nothing was appended")
		}
		return bad
	})
	if !errors.Is(err, bad) {
		t.Fatalf("update: %v", err)
	}
	if after := bytes(); after != before {
		t.Errorf("%d bytes of WARC before a write that failed, %d after it", before, after)
	}
	if _, known, err := s.PutCapture(t.Context(), page(1)); err != nil || known {
		t.Errorf("the page that was taken back: known %v, %v", known, err)
	}
	for i := range 2 {
		if _, err := s.LatestCapture(t.Context(), page(i).URL); err != nil {
			t.Error(err)
		}
	}
}
