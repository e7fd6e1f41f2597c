package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/dates"
	"presscut/internal/news"
)

// visible offers the dates a reader sees.
func (r *dateReader) visible() {
	at := r.at
	seen := 0
	for i := range at.lay.pieces {
		c := &at.lay.pieces[i]
		if len(c.text) > 3000 || !hasDigit(c.text) {
			continue
		}
		text := c.text
		if len(text) > 400 { // a date line, or the dateline a paragraph begins with
			if i > at.first+1 || at.first < 0 {
				continue
			}
			text = cutRunes(text, 200)
		}
		weight := at.weightAt(i)
		foot := weight < 0.6 && c.cues&cueFooter != 0 && len(text) < 120 // there only "Last updated" counts
		if weight < 0.3 && !foot {
			continue
		}
		n := at.lay.elems[c.elem].node
		class := strings.ToLower(attr(n, "class"))
		changed := changeClass(class)
		if otherDate(class) || c.kind == news.BlockCaption || besidePicture(n, text) {
			weight *= 0.3
		}
		for k, f := range dates.Find(text, r.opts) {
			if k > 3 || seen > 200 {
				break
			}
			if !plausibleYear(f.Date) {
				continue
			}
			seen++
			w, role := weight, rolePublished
			lead := text[:f.Start]
			switch {
			case foot && saysUpdated(lead):
				w, role = 0.6, roleModified
			case weight < 0.3:
				continue
			case saysUpdated(lead), changed && !saysPublished(lead):
				role = roleModified
			case saysFirst(lead) && holdsAny(strings.ToLower(text[f.End:]), updatedWords):
				w = max(w, firstWeight)
			case saysPublished(lead):
				w += 1.5
			case k == 0 && strings.TrimSpace(lead) == "" && saysUpdated(at.labelAt(i)):
				role = roleModified
			case k == 0 && strings.TrimSpace(lead) == "" && saysPublished(at.labelAt(i)):
				w += 1.5
			case i == at.title:
			case len(lead) > 60: // deep in a sentence
				w *= 0.3
			case len(text)-(f.End-f.Start) > 60: // a sentence that speaks of a day
				w *= 0.5
			}
			if c.linked() > 0.6 && c.chars > 60 {
				w *= 0.5
			}
			if says := at.lay.elems[c.elem].says; says&(saysMeta|saysByline) != 0 {
				w += 0.5
			}
			r.offers = append(r.offers, dateOffer{f.Date, role, "text", pathOf(at.lay.elems[c.elem].node), w})
		}
	}
}

// besidePicture tells whether the text is what a picture next to it has as its own words.
func besidePicture(n *html.Node, text string) bool {
	if n.Parent == nil || len(text) < 20 {
		return false
	}
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type != html.ElementNode {
			continue
		}
		img := p
		for img != nil && img.DataAtom != atom.Img {
			img = firstChildElement(img)
		}
		return img != nil && (squeeze(attr(img, "alt")) == text || squeeze(attr(img, "title")) == text)
	}
	return false
}

func firstChildElement(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

// cutRunes is the text up to about n bytes, never within a character.
func cutRunes(s string, n int) string {
	for n < len(s) && s[n]&0xc0 == 0x80 {
		n++
	}
	return s[:min(n, len(s))]
}

func hasDigit(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' || r > 127 && unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
