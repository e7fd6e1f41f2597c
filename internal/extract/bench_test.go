package extract

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

// BenchmarkRead times reading every field of a page beside html.Parse alone on
// the same pages, and gives the ratio: pages of ../shared/corpora where they are,
// else of fixtures/.
func BenchmarkRead(b *testing.B) {
	pages := corpusPages(b)
	var parse, read float64
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			for _, p := range pages {
				if _, err := html.Parse(bytes.NewReader(p)); err != nil {
					b.Fatal(err)
				}
			}
		}
		parse = float64(b.Elapsed()) / float64(b.N)
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			for _, p := range pages {
				if _, err := Read(Page{HTML: p, URL: "https://courier.example/news/1.html"}); err != nil {
					b.Fatal(err)
				}
			}
		}
		read = float64(b.Elapsed()) / float64(b.N)
		if parse > 0 {
			b.ReportMetric(read/parse, "times-parse")
		}
	})
}

func corpusPages(b *testing.B) [][]byte {
	files, err := filepath.Glob("../../../shared/corpora/fundus/html/*.html.gz")
	if err != nil {
		b.Fatal(err)
	}
	if len(files) == 0 {
		if files, err = filepath.Glob("../../fixtures/*/*/*/*/*.html"); err != nil {
			b.Fatal(err)
		}
	}
	var pages [][]byte
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		if filepath.Ext(name) == ".gz" {
			z, err := gzip.NewReader(bytes.NewReader(raw))
			if err != nil {
				b.Fatal(err)
			}
			if raw, err = io.ReadAll(z); err != nil {
				b.Fatal(err)
			}
		}
		pages = append(pages, raw)
	}
	return pages
}
