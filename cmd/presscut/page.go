package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"presscut/internal/extract"
	"presscut/internal/fetch"
	"presscut/internal/payload"
	"presscut/internal/site"
)

// pageFlags are what a person can say of a page given as a file.
type pageFlags struct {
	url         string
	contentType string
	fetched     string
}

// page gets one page from a file (.gz too), from standard input ("-") or from the web.
func (a *app) page(ctx context.Context, what string, f pageFlags, sites *site.Set) (extract.Page, error) {
	p := extract.Page{URL: f.url, ContentType: f.contentType}
	if f.url != "" {
		u, err := address(f.url)
		if err != nil {
			return p, usageError{fmt.Errorf("--url: %w", err)}
		}
		p.URL = u
	}
	if f.fetched != "" {
		t, err := time.Parse(time.RFC3339, f.fetched)
		if err != nil {
			return p, usage("--fetched: %q is no moment: write 2025-06-08T04:10:00Z", f.fetched)
		}
		p.Fetched = t
	}
	var err error
	if strings.HasPrefix(what, "http://") || strings.HasPrefix(what, "https://") {
		err = a.fetchPage(ctx, what, &p)
	} else {
		p.HTML, err = a.readPage(what)
	}
	if err != nil {
		return p, err
	}
	p.Site = sites.For(p.URL)
	return p, nil
}

// readArticle reads the page. Where nobody has said which address it has, its own
// word for it is taken, and with it the site's rule.
func readArticle(p extract.Page, sites *site.Set) (extract.Reading, error) {
	r, err := extract.Read(p)
	if err == nil && p.URL == "" && r.Article.CanonicalURL != "" {
		p.URL = r.Article.CanonicalURL
		p.Site = sites.For(p.URL)
		return extract.Read(p)
	}
	return r, err
}

// fetchPage gets a page from the web. A person asks for this one page, so
// robots.txt, which speaks to crawlers (RFC 9309), is not asked.
func (a *app) fetchPage(ctx context.Context, what string, p *extract.Page) error {
	u, err := address(what)
	if err != nil {
		return usageError{err}
	}
	fetcher := a.fetcher()
	defer fetcher.Close()
	c, err := fetcher.Fetch(ctx, fetch.Request{URL: u})
	if err != nil {
		return err
	}
	m, err := payload.Parse(c.Answer().Response)
	if err != nil {
		return fmt.Errorf("parse the answer of %s: %w", u, err)
	}
	if m.Status < 200 || m.Status > 299 {
		return hint(fmt.Errorf("%s answered HTTP %d", u, m.Status), "open it in a browser: it may be gone, or kept for subscribers")
	}
	body, _, err := m.Decode(int64(a.config.MaxBody))
	if err != nil && len(body) == 0 {
		return fmt.Errorf("decode %s: %w", u, err)
	}
	p.HTML, p.ContentType, p.Fetched = body, m.Header.Get("Content-Type"), c.Time
	if p.URL == "" {
		p.URL = c.FinalURL
	}
	return nil
}

// readPage reads a file or standard input whole, up to the limit of a page.
func (a *app) readPage(what string) ([]byte, error) {
	in := a.stdin
	if what != "-" {
		f, err := os.Open(what)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, hint(fmt.Errorf("there is no file %s", what), "give a file, an address that begins with https://, or - for standard input")
		case err != nil:
			return nil, fmt.Errorf("open the page: %w", err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, hint(fmt.Errorf("%s is a folder", what), "give one file; many at once go through --batch")
		}
		in = f
	}
	b, err := readLimited(in, int64(a.config.MaxBody))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	if bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", what, err)
		}
		if b, err = readLimited(z, int64(a.config.MaxBody)); err != nil {
			return nil, fmt.Errorf("unpack %s: %w", what, err)
		}
	}
	return b, nil
}

// readLimited reads all of r, and refuses more than limit bytes.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, hint(fmt.Errorf("it is longer than %d bytes", limit), "raise --max-body")
	}
	return b, nil
}

// unreadable adds what to do to the faults of a page.
func unreadable(what string, err error) error {
	switch {
	case errors.Is(err, extract.ErrEmpty):
		return hint(fmt.Errorf("%s: %w", what, err), "save the page again; some sites send nothing without JavaScript")
	case errors.Is(err, extract.ErrNotHTML):
		return hint(fmt.Errorf("%s: %w", what, err), "give the HTML of an article page; feeds and sitemaps go to presscut crawl")
	case errors.Is(err, extract.ErrPanic):
		return hint(fmt.Errorf("%s: %w", what, err), "please report it with the page")
	}
	return fmt.Errorf("%s: %w", what, err)
}
