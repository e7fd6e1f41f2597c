package bolt_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
)

// childEnv makes the test binary play another process: "hold DIR" or "write DIR ROUND".
const childEnv = "PRESSCUT_TEST_CHILD"

func TestMain(m *testing.M) {
	var dir string
	var round int
	job := os.Getenv(childEnv)
	switch {
	case job == "":
		os.Exit(m.Run())
	case scan(job, "hold %q", &dir):
		if _, err := bolt.Open(dir, bolt.Options{Create: true}); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("held")
		select {} // until killed
	case scan(job, "write %q %d", &dir, &round):
		writeForEver(dir, round)
	}
}

func scan(s, format string, to ...any) bool {
	n, _ := fmt.Sscanf(s, format, to...)
	return n == len(to)
}

// child starts the test binary as another process and gives what it prints.
func child(t *testing.T, format string, args ...any) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+fmt.Sprintf(format, args...))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return cmd, bufio.NewScanner(out)
}

// writeForEver does what a crawl does, in several workers, and prints a line
// for each thing that the store has promised to keep.
func writeForEver(dir string, round int) {
	s, err := bolt.Open(dir, bolt.Options{Create: true, WARC: smallFiles})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	ctx := context.Background()
	var mu sync.Mutex
	say := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Printf(format+"\n", args...)
	}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := 0; ; i++ {
				url := fmt.Sprintf("https://h%d.example/%d/%d", w, round, i)
				if err := workOn(ctx, s, url, pageOf(round, i), say); err != nil {
					say("error %v", err)
					os.Exit(1)
				}
			}
		})
	}
	wg.Wait()
}

func workOn(ctx context.Context, s store.Store, url, page string, say func(string, ...any)) error {
	if _, err := s.Add(ctx, news.Target{URL: url}); err != nil {
		return err
	}
	say("target %s", url)
	l, err := s.Lease(ctx, store.Ask{By: "child", For: time.Hour})
	if err != nil {
		return err
	}
	if _, _, err := s.PutCapture(ctx, capture(url, page)); err != nil {
		return err
	}
	say("capture %s", url)
	if _, _, err := s.PutArticle(ctx, article(url, page[:20])); err != nil {
		return err
	}
	say("article %s", url)
	if err := s.Release(ctx, l, store.Verdict{Outcome: store.Done}); err != nil {
		return err
	}
	say("done %s", l.Target.URL)
	return nil
}

// pageOf is the page that all workers find at step i: so most captures are of
// a payload that another worker has brought, perhaps in the same transaction.
func pageOf(round, i int) string {
	b := make([]byte, 60_000)
	x := uint32(round*1_000_003 + i + 1)
	for j := range b {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		b[j] = 'a' + byte(x%26)
	}
	return string(b)
}

// capture is a redirect and the page it leads to.
func capture(url, page string) news.Capture {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	return news.Capture{URL: url, FinalURL: url + "/final", Time: at, Robots: "allowed", Exchanges: []news.Exchange{
		{URL: url, Time: at, Status: 302, Request: []byte("GET / HTTP/1.1\r\n\r\n"), FirstByte: time.Millisecond, Took: time.Second,
			Response: []byte("HTTP/1.1 302 Found\r\nLocation: " + url + "/final\r\n\r\n")},
		{URL: url + "/final", Time: at.Add(time.Second), IP: "192.0.2.1", Status: 200, Request: []byte("GET /final HTTP/1.1\r\n\r\n"),
			Response: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page)},
	}}
}

func article(url, body string) news.Article {
	return news.Article{Schema: news.Schema, ID: canon.ID(url), URL: url, CanonicalURL: url, Kind: news.KindArticle, Title: "Harbour", Body: body}
}
