// Package fakepress serves invented newspapers on loopback, for tests and the
// demo: each folder of fixtures/ that holds a robots.txt is one paper.
//
// A paper's pages speak of it as https://NAME.example; while serving, that is
// replaced by the address the paper is served at, in every page of every paper,
// so that links, feeds and sitemaps lead back here.
package fakepress

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Press is a set of running newspapers. Close it.
type Press struct {
	papers map[string]*paper // by name
	done   sync.WaitGroup
}

type paper struct {
	name    string
	dir     string
	base    string // http://127.0.0.1:PORT
	server  *http.Server
	headers map[string]string // path -> Content-Type, from the file _headers

	press     *Press
	corrected atomic.Pointer[time.Time] // since when; nil: not yet
	mu        sync.Mutex
	visits    map[string]int // path -> requests answered with a page
}

// Serve starts every paper below dir (the repository's fixtures folder), each on
// a loopback port of its own.
func Serve(dir string) (*Press, error) {
	found, err := filepath.Glob(filepath.Join(dir, "*", "robots.txt"))
	if err != nil {
		return nil, fmt.Errorf("look for papers in %s: %w", dir, err)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no paper in %s: a paper is a folder with a robots.txt", dir)
	}
	sort.Strings(found)
	p := &Press{papers: map[string]*paper{}}
	listeners := map[string]net.Listener{}
	for _, robots := range found {
		one := &paper{dir: filepath.Dir(robots), name: filepath.Base(filepath.Dir(robots)), press: p, visits: map[string]int{}}
		if one.headers, err = readHeaders(filepath.Join(one.dir, "_headers")); err != nil {
			return nil, errors.Join(err, p.Close())
		}
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, errors.Join(fmt.Errorf("listen for %s: %w", one.name, err), p.Close())
		}
		one.base = "http://" + l.Addr().String()
		one.server = &http.Server{Handler: one}
		p.papers[one.name], listeners[one.name] = one, l
	}
	for name, one := range p.papers {
		p.done.Add(1)
		go func() {
			defer p.done.Done()
			_ = one.server.Serve(listeners[name]) // ends with Close
		}()
	}
	return p, nil
}

// Names lists the papers.
func (p *Press) Names() []string {
	var names []string
	for n := range p.papers {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// URL is the address of a paper's front page, without the slash at its end.
func (p *Press) URL(name string) string { return p.papers[name].base }

// Correct has a paper serve NAME.corrected.EXT from now on in the place of
// NAME.EXT, where there is one, with @NOW@ in it replaced by this moment.
func (p *Press) Correct(name string) {
	now := time.Now()
	p.papers[name].corrected.Store(&now)
}

// Visits is how often a paper sent the page at path.
func (p *Press) Visits(name, path string) int {
	one := p.papers[name]
	one.mu.Lock()
	defer one.mu.Unlock()
	return one.visits[path]
}

// Close stops all papers and waits for them.
func (p *Press) Close() error {
	var errs []error
	for _, one := range p.papers {
		if one.server != nil {
			errs = append(errs, one.server.Close())
		}
	}
	p.done.Wait()
	return errors.Join(errs...)
}

// ServeHTTP serves the paper's files, with ETag and Last-Modified as a real paper would.
func (one *paper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, body, err := one.read(r.URL.Path)
	if err != nil {
		http.Error(w, "<html><body><h1>Page not found</h1></body></html>", http.StatusNotFound)
		return
	}
	for other, p := range one.press.papers {
		body = bytes.ReplaceAll(body, []byte("https://"+other+".example"), []byte(p.base))
	}
	sum := sha256.Sum256(body)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", etag)
	w.Header().Set("Content-Type", one.contentType(r.URL.Path, name))
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	one.mu.Lock()
	one.visits[r.URL.Path]++
	one.mu.Unlock()
	_, _ = w.Write(body) // a reader that has gone away is no fault of the paper
}

// read finds the file of a path: itself, with .html, or its index.html.
func (one *paper) read(urlPath string) (name string, body []byte, err error) {
	clean := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	if clean == "_headers" || strings.Contains(clean, ".golden.") || strings.Contains(clean, ".corrected.") {
		return "", nil, fs.ErrNotExist
	}
	root, err := os.OpenRoot(one.dir)
	if err != nil {
		return "", nil, err
	}
	defer root.Close()
	for _, try := range []string{clean, clean + ".html", path.Join(clean, "index.html")} {
		if since := one.corrected.Load(); since != nil {
			ext := path.Ext(try)
			if body, err = root.ReadFile(strings.TrimSuffix(try, ext) + ".corrected" + ext); err == nil {
				return try, bytes.ReplaceAll(body, []byte("@NOW@"), []byte(since.UTC().Format(time.RFC3339Nano))), nil
			}
		}
		if try == "" {
			continue
		}
		if body, err = root.ReadFile(try); err == nil {
			return try, body, nil
		}
	}
	return "", nil, err
}

func (one *paper) contentType(urlPath, name string) string {
	if t := one.headers[urlPath]; t != "" {
		return t
	}
	switch path.Ext(name) {
	case ".xml":
		return "application/xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".json":
		return "application/feed+json"
	}
	return "text/html"
}

// readHeaders reads lines "PATH CONTENT-TYPE"; no file is no lines.
func readHeaders(file string) (map[string]string, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	headers := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if p, t, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			headers[p] = t
		}
	}
	return headers, nil
}
