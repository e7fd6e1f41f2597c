package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/dates"
	"presscut/internal/news"
)

// place is where on the page the story stands, by pieces of the layout.
type place struct {
	lay         *layout
	title       int // the headline; -1 when it is not to be seen
	first, last int // the body; -1 when there is none
	elemOf      map[*html.Node]int
}

// position finds the headline and the body among the pieces.
func (r *dateReader) position() *place {
	d := r.d
	p := &place{lay: d.layout, title: -1, first: -1, last: -1, elemOf: map[*html.Node]int{}}
	if p.lay == nil {
		p.lay = &layout{}
	}
	for i := range p.lay.elems {
		p.elemOf[p.lay.elems[i].node] = i
	}
	for i := range p.lay.pieces {
		if p.lay.pieces[i].why == "" {
			if p.first < 0 {
				p.first = i
			}
			p.last = i
		}
	}
	title := fold(d.article.Title)
	best := 0
	for i := range p.lay.pieces {
		c := &p.lay.pieces[i]
		score := 0
		if c.cues&(cueNav|cueFooter) != 0 || p.last >= 0 && i > p.last {
			continue
		}
		if d.underH1(p.lay, c.elem) {
			score = 2
		}
		if title != "" && len(c.text) < 2*len(d.article.Title)+20 && fold(c.text) == title {
			score += 3
			if c.kind == news.BlockHeading {
				score++
			}
		}
		if score > best {
			best, p.title = score, i
		}
	}
	return p
}

func (d *doc) underH1(l *layout, e int) bool {
	for n := 0; e >= 0 && n < 3; n++ {
		if l.elems[e].node.Data == "h1" {
			return true
		}
		e = l.elems[e].parent
	}
	return false
}

// nearHead is how many pieces before the headline still belong to the head of a story.
const nearHead = 6

// weightAt is how far a date at piece i may be that of the story: 0 for not at all.
func (p *place) weightAt(i int) float64 {
	if i < 0 || i >= len(p.lay.pieces) {
		return 1
	}
	c := &p.lay.pieces[i]
	w := 1.0
	switch {
	case p.title >= 0 && i > p.title && (p.first < 0 && i < p.title+12 || i < p.first): // between headline and text
		w = 6 - min(3, float64(i-p.title)*0.1)
	case p.title >= 0 && i < p.title && i >= p.title-nearHead:
		w = 4.5 - 0.3*float64(p.title-i)
	case p.title >= 0 && i == p.title:
		w = 2.5
	case p.title < 0 && p.first >= 0 && i < p.first && i >= p.first-nearHead:
		w = 5 - 0.2*float64(p.first-i)
	case p.first >= 0 && i >= p.first && i <= p.first+1:
		w = 3.5
	case p.first >= 0 && i > p.last && i <= p.last+8:
		w = 1.6 - 0.1*float64(i-p.last)
	case p.first >= 0 && i > p.first && i <= p.last:
		w = 1.5
		if i >= p.last-1 {
			w = 2.5
		}
	}
	e := c.elem
	says := words(0)
	for n := 0; e >= 0 && n < 5; n++ {
		el := &p.lay.elems[e]
		if p.title >= el.first && p.title < el.last || p.first >= el.first && p.first < el.last {
			break // around the story, whatever it is called
		}
		says |= el.says
		e = p.lay.elems[e].parent
	}
	if c.cues&(cueNav|cueFooter) != 0 && w < 5 {
		w *= 0.3
	}
	if c.cues&cueAside != 0 && w < 5 || says&(saysRelated|saysComment|saysSide) != 0 && (w < 5 || says&saysComment != 0) {
		w *= 0.3
	}
	return w
}

// weightOf is weightAt for an element.
func (p *place) weightOf(n *html.Node) float64 {
	for m := n; m != nil; m = m.Parent {
		if e, ok := p.elemOf[m]; ok {
			el := &p.lay.elems[e]
			if el.last-el.first > 12 && m != n {
				return 1
			}
			return p.weightAt(el.first)
		}
	}
	return 1
}

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

// labelAt is the short piece right before piece i: "Published" in an element of its own.
func (p *place) labelAt(i int) string {
	if i == 0 || len(p.lay.pieces[i-1].text) >= 40 {
		return ""
	}
	return p.lay.pieces[i-1].text
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

// updatedWords stand before the date of a change.
var updatedWords = []string{
	"update", "modif", "edited", "revised", "last change", "aktualisiert", "geändert", "stand:", "mis à jour", "mise à jour", "actualiz", "atualiz",
	"aggiorna", "bijgewerkt", "gewijzigd", "uppdatera", "oppdatert", "opdateret", "päivitetty", "muokattu", "uuendatud", "atjaunot", "atnaujin",
	"aktualiz", "zmieni", "aktualis", "frissít", "ενημ", "güncelle", "обновл", "оновл", "актуализ", "изменен", "змінено", "ажур", "ažur", "posodob",
	"تحديث", "بروز", "به\u200cروز", "עודכן", "עדכון", "更新", "수정", "cập nhật", "diperbarui", "diupdate", "อัปเดต", "अपडेट", "আপডেট", "yenilən", "përditës", "endret",
}

// publishedWords stand before the date of publication.
var publishedWords = []string{
	"publi", "posted", "veröffentlicht", "erschienen", "erstellt", "postato", "posté", "mis en ligne", "mise en ligne", "geplaatst", "gepubliceerd", "publice", "julkaistu", "opubli",
	"zveřejn", "vydán", "megjelen", "közzét", "δημοσ", "yayın", "опубл", "создан", "дата", "date:", "datum:", "objavlj", "نشر", "منتشر", "פורסם", "公開", "发布", "發布", "掲載", "배포", "입력", "등록",
	"đăng", "diterbitkan", "เผยแพร่", "प्रकाशित", "প্রকাশ", "entry was", "written", "verfasst", "eingestellt", "filed under", "lagt ut",
}

func saysUpdated(s string) bool { return saysOf(s, updatedWords) }

func saysPublished(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "datum", "date", "data", "fecha", "dato", "dátum", "päivämäärä", "tarih":
		return true
	}
	return saysOf(s, publishedWords)
}

// firstWords stand before the first date of a story that was changed since.
var firstWords = []string{
	"originally publi", "first publi", "initially publi", "originally posted", "first posted", "originally appeared", "ursprünglich veröffentlicht", "erstmals veröffentlicht", "zuerst veröffentlicht",
	"erstveröffentlich", "ursprünglich erschienen", "initialement publi", "publié initialement", "publicado originalmente", "originalmente publicado", "publicado por primera vez", "pubblicato originariamente", "pubblicato per la prima volta", "oorspronkelijk gepubliceerd",
}

// firstWeight is that of a day the page calls its first.
const firstWeight = 9

func saysFirst(s string) bool { return saysOf(s, firstWords) }

// saysOf tells whether one of the words stands in the last few words of s, and no
// earlier date part lies between.
func saysOf(s string, list []string) bool {
	if s == "" {
		return false
	}
	if len(s) > 60 {
		s = s[len(s)-60:]
	}
	if i := strings.LastIndexAny(s, "|•·"); i >= 0 && i < len(s)-12 {
		s = s[i:]
	}
	if i := strings.LastIndexAny(s, "0123456789"); i >= 0 {
		s = s[i+1:]
	}
	return holdsAny(strings.ToLower(s), list)
}

// holdsAny tells whether one of the words stands in s.
func holdsAny(s string, list []string) bool {
	for _, w := range list {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
