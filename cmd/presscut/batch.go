package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"golang.org/x/sync/errgroup"

	"presscut/internal/extract"
	"presscut/internal/news"
	"presscut/internal/site"
)

// batchLine is one page of a list.
type batchLine struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	Path string `json:"path"`
}

// batchResult is one line of output: an article or an error.
type batchResult struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// batchArticle puts the list's id in the place of the article's own.
type batchArticle struct {
	ID string `json:"id"`
	news.Article
}

// maxBatchLine bounds one line of the list, in bytes.
const maxBatchLine = 1 << 20

// extractBatch reads the pages of a list on all cores and writes the results in
// the list's order. A fault of one page is its line's error. Memory is bounded:
// as many pages as cores are in hand, and a result waits only for those before it.
func (a *app) extractBatch(ctx context.Context, list string, sites *site.Set) error {
	in := a.stdin
	if list != "-" {
		f, err := os.Open(list)
		if errors.Is(err, fs.ErrNotExist) {
			return hint(fmt.Errorf("there is no file %s", list), `give a list with a line {"id","url","path"} for each page, or - for standard input`)
		} else if err != nil {
			return fmt.Errorf("open the list: %w", err)
		}
		defer f.Close()
		in = f
	}
	type job struct {
		number int
		line   []byte
		done   chan []byte
	}
	cores := runtime.GOMAXPROCS(0)
	group, ctx := errgroup.WithContext(ctx)
	jobs := make(chan job)           // to the readers
	order := make(chan job, 2*cores) // the same jobs, to the writer: its length bounds what waits
	group.Go(func() error {
		defer close(jobs)
		defer close(order)
		lines := bufio.NewScanner(in)
		lines.Buffer(make([]byte, 64<<10), maxBatchLine)
		for n := 1; lines.Scan(); n++ {
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			j := job{number: n, line: bytes.Clone(line), done: make(chan []byte, 1)}
			for _, to := range []chan job{order, jobs} {
				select {
				case to <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		}
		if err := lines.Err(); err != nil {
			return fmt.Errorf("read the list: %w", err)
		}
		return nil
	})
	for range cores {
		group.Go(func() error {
			for j := range jobs {
				j.done <- a.batchOne(j.number, j.line, sites)
			}
			return nil
		})
	}
	group.Go(func() error {
		out := bufio.NewWriterSize(a.stdout, 64<<10)
		for j := range order {
			var line []byte
			select {
			case line = <-j.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if _, err := out.Write(line); err != nil {
				return fmt.Errorf("write the results: %w", err)
			}
		}
		if err := out.Flush(); err != nil {
			return fmt.Errorf("write the results: %w", err)
		}
		return nil
	})
	return group.Wait()
}

// batchOne reads one page of the list; the result is a whole line.
func (a *app) batchOne(number int, line []byte, sites *site.Set) []byte {
	var in batchLine
	var out any
	if err := json.Unmarshal(line, &in); err != nil {
		out = batchResult{ID: in.ID, Error: fmt.Sprintf("line %d of the list: %v", number, err)}
	} else if article, err := a.batchPage(in, sites); err != nil {
		out = batchResult{ID: in.ID, Error: err.Error()}
	} else {
		out = batchArticle{ID: in.ID, Article: article}
	}
	var b bytes.Buffer
	if err := encode(&b, out); err != nil {
		b.Reset()
		_ = encode(&b, batchResult{ID: in.ID, Error: fmt.Sprintf("write the article: %v", err)}) // two strings always encode
	}
	return b.Bytes()
}

func (a *app) batchPage(in batchLine, sites *site.Set) (news.Article, error) {
	if in.Path == "" {
		return news.Article{}, errors.New(`the line has no "path"`)
	}
	html, err := a.readPage(in.Path)
	if err != nil {
		return news.Article{}, err
	}
	r, err := readArticle(extract.Page{HTML: html, URL: in.URL, Site: sites.For(in.URL)}, sites)
	if err != nil {
		return news.Article{}, fmt.Errorf("%s: %w", in.Path, err)
	}
	return r.Article, nil
}
