package extract

import (
	"errors"
	"strings"
	"testing"
)

func TestWhatIsNoPageIsRefused(t *testing.T) {
	for name, row := range map[string]struct {
		body, contentType string
		want              error
	}{
		"empty":           {"", "text/html", ErrEmpty},
		"white space":     {" \n\t ", "text/html", ErrEmpty},
		"JSON":            {`{"items": [1, 2]}`, "application/json", ErrNotHTML},
		"a picture":       {"\x89PNG\r\n\x1a\n\x00\x00", "image/png", ErrNotHTML},
		"PDF":             {"%PDF-1.7 ...", "application/pdf", ErrNotHTML},
		"a feed":          {`<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, "application/rss+xml", ErrNotHTML},
		"plain text":      {"Dear reader,\nthis is a letter.", "text/plain", ErrNotHTML},
		"a page":          {"<html><body><p>Yes.</body></html>", "", nil},
		"a fragment":      {"<p>Yes.</p>", "text/plain", nil},
		"XHTML":           {`<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>`, "", nil},
		"declared a page": {"Dear reader, this is a letter.", "text/html; charset=utf-8", nil},
		"late markup":     {"<!--" + strings.Repeat("x", 9000) + "--><html><body>Yes.</body></html>", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(Page{HTML: []byte(row.body), URL: address, ContentType: row.contentType})
			if !errors.Is(err, row.want) {
				t.Errorf("got %v, want %v", err, row.want)
			}
		})
	}
}

func TestFlattenKeepsTheTextAndTheOrder(t *testing.T) {
	in := strings.Repeat("<div>", 400) + "one<p>two</p><script>if (a<b) {}</script>" + strings.Repeat("</div>", 400) + "<p>three"
	out := string(flatten([]byte(in)))
	if n := strings.Count(out, "<div>"); n != openLimit {
		t.Errorf("%d elements are open, want %d", n, openLimit)
	}
	if strings.Count(out, "<div>") != strings.Count(out, "</div>") {
		t.Error("what was opened is not what was closed")
	}
	for _, s := range []string{"one", "two", "<script>if (a<b) {}</script>", "<p>three"} {
		i := strings.Index(out, s)
		if i < 0 {
			t.Fatalf("%q is lost, or out of order", s)
		}
		out = out[i:]
	}
}
