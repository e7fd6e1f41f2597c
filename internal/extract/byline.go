package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bylineText is the first line near the headline, or at the end of the story,
// that begins as bylines do, or follows a line that is such a beginning.
func (d *doc) bylineText() (*html.Node, []string) {
	label := false
	try := func(text string) []string {
		if text == "" || utf8.RuneCountInString(text) > 110 {
			label = false
			return nil
		}
		rest, by := stripBy(text)
		if !by {
			if after := withoutSaidBy(text); after != text {
				rest, by = after, true
			}
		}
		if by && rest == "" || bylineLabels[fold(text)] {
			label = true
			return nil
		}
		by, label = by || label, false
		if r, _ := utf8.DecodeRuneInString(rest); !by || unicode.IsLower(r) {
			return nil
		}
		names := d.people(cleanNames(rest, d.article.Language))
		if len(names) == 0 || len(names) > 5 || len(strings.Fields(strings.Join(names, " "))) > 14 {
			return nil
		}
		return names
	}
	if h := d.facts.headline; h != nil {
		n := h
		for range 150 {
			if n = following(n); n == nil {
				break
			}
			if n.Type != html.ElementNode || !isLine(n) {
				continue
			}
			if names := try(lineText(n)); names != nil && !d.isFurniture(n) {
				return n, names
			}
		}
	}
	for i, b := range d.blocks {
		if i > 1 && i < len(d.blocks)-2 {
			continue
		}
		label = false
		if names := try(b.Text); names != nil {
			return b.node, names
		}
	}
	return d.signature(try)
}

// signature is a line with a label ("Author: ...", "Written by ...") that
// stands soon after the story. A mere "By ..." there belongs to the next one.
func (d *doc) signature(try func(string) []string) (*html.Node, []string) {
	if len(d.blocks) == 0 {
		return nil, nil
	}
	n := d.blocks[len(d.blocks)-1].node
	for range 80 {
		if n == nil {
			break
		}
		if n = following(n); n == nil {
			break
		}
		if n.Type != html.ElementNode || !isLine(n) {
			continue
		}
		text := lineText(n)
		if !authorLabel.MatchString(text) && !bylineLabels[fold(text)] && len(strings.Fields(text)) > 5 {
			try("") // no label stands over what follows
			continue
		}
		names := try(text)
		if names != nil && !d.isFurniture(n) && (authorLabel.MatchString(text) || len(names) == 1) {
			return n, names
		}
	}
	return nil, nil
}

// authorLabel begins a line that says who wrote the story above it.
var authorLabel = regexp.MustCompile(`(?i)^(?:authors?|autor(?:in|en|es|a|ka)?|auteurs?|autore|text|tekst|texto?|автор(?:ы|и|ка)?|作者|penulis|yazar|von|redaktion)\s*[:：]|^(?:written|story|words|geschrieben|verfasst|escrito|écrit|scritto|skrevet|skriven) (?:by|von|por|par|da|av|af)\s`)

// bylineLabels are lines that stand over a name.
var bylineLabels = map[string]bool{
	"author": true, "authors": true, "by": true, "written by": true, "posted by": true, "published by": true, "autor": true, "autorin": true, "autoren": true,
	"auteur": true, "autore": true, "von": true, "par": true, "por": true, "text": true, "tekst": true, "автор": true, "автори": true, "авторы": true, "words": true,
	"contributor": true, "contributors": true, "about the author": true, "作者": true, "記者": true, "yazar": true, "penulis": true,
}

// isLine says whether the element holds text and no other lines.
func isLine(n *html.Node) bool {
	text := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			text = text || strings.TrimSpace(c.Data) != ""
		case html.ElementNode:
			if !isInline(c) && c.DataAtom != atom.Br && c.DataAtom != atom.Img && c.DataAtom != atom.Svg {
				return false
			}
			text = text || c.FirstChild != nil
		}
	}
	return text
}

// following is the next node in page order.
func following(n *html.Node) *html.Node {
	if n.FirstChild != nil && n.DataAtom != atom.Script && n.DataAtom != atom.Style && n.DataAtom != atom.Svg {
		return n.FirstChild
	}
	for ; n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

// byline is the line as printed that holds the names.
func (d *doc) byline(names []string) string {
	if values, ok := d.byRule("byline"); ok {
		return values[0]
	}
	if len(names) == 0 {
		return ""
	}
	name := fold(names[0])
	best := ""
	for _, n := range d.facts.labelled(labelByline) {
		if d.isFurniture(n) {
			continue
		}
		if all := lineText(n); utf8.RuneCountInString(all) > 3*longestByline || !strings.Contains(fold(all), name) {
			continue
		}
		for _, line := range linesOf(n) {
			if !strings.Contains(fold(line), name) || utf8.RuneCountInString(line) > longestByline {
				continue
			}
			// The one with the words before the name is the whole line.
			line = strings.Trim(line, " ,;|·•-–—")
			if _, by := stripBy(line); by {
				return line
			}
			if best == "" {
				best = line
			}
		}
	}
	if n, found := d.facts.byline, d.facts.signed; n != nil && len(found) > 0 && slices.Contains(names, found[0]) {
		return lineText(n)
	}
	return best
}
