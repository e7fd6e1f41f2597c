package extract

import (
	"strings"

	"golang.org/x/net/html"

	"presscut/internal/news"
)

// keepLead takes into the body what stands between the headline and the story
// and reads like a part of it: the points in short, a first paragraph set
// apart. Some pages put it into a place of its own, outside of the story's
// element. What the markup says to be a standfirst, or what the page gives as
// its description, is the subtitle instead.
func (d *doc) keepLead() {
	l, title := d.layout, foldText(d.article.Title)
	first, total := -1, 0
	var told []string
	for i := range l.pieces {
		if p := &l.pieces[i]; p.why == "" {
			total += p.chars
			told = append(told, p.folded)
			if first < 0 && p.proseLike() {
				first = i
			}
		}
	}
	if first < 0 {
		return
	}
	head := -1
	for i := first - 1; i >= 0; i-- {
		p := &l.pieces[i]
		if p.folded == "" {
			p.folded = foldText(p.text)
		}
		if title != "" && p.folded == title || p.kind == news.BlockHeading && l.inH1(p.elem) {
			head = i
			break
		}
	}
	if head < 0 {
		return
	}
	standfirst := map[*html.Node]bool{}
	for _, n := range d.facts.labelled(labelLead) {
		standfirst[n] = true
	}
	var described []string
	for _, s := range append(d.facts.meta("og:description"), d.facts.meta1("description"), d.facts.meta1("twitter:description")) {
		if s = foldText(s); len(s) > 40 {
			described = append(described, s)
		}
	}
	const most = 6
	var lead []int
	sum := 0
	seen := map[string]bool{title: true}
	for i := head + 1; i < first; i++ {
		p := &l.pieces[i]
		if p.why != outside && p.why != "before the story" {
			continue
		}
		if p.chars < 60 || p.ends == 0 || p.linked() > 0.4 || p.kind != news.BlockParagraph && p.kind != news.BlockListItem ||
			p.cues&(cueFigure|cueCaption|cueDialog|cueButton|cueHidden|cueNav|cueAside|cueFooter|cueHeader|cueForm) != 0 ||
			p.dateish() || bylineStart.starts(p.folded) && p.ends == 0 || p.phraseNoise() != "" || l.noiseAround(p.elem) != "" || seen[p.folded] || disclosure.has(p.folded) {
			continue
		}
		if within(l.elems[p.elem].node, func(n *html.Node) bool { return standfirst[n] }) != nil || alsoDescription(p.folded, described) {
			continue
		}
		seen[p.folded] = true
		for _, sentence := range told {
			if strings.Contains(sentence, p.folded) { // points in short that the story tells again
				return
			}
		}
		lead = append(lead, i)
		sum += p.chars
	}
	if len(lead) > most || 2*sum > total {
		return
	}
	for _, i := range lead {
		l.pieces[i].why = ""
	}
}

// inH1 says whether the element is in an h1.
func (l *layout) inH1(i int) bool {
	for ; i >= 0; i = l.elems[i].parent {
		if l.elems[i].node.Data == "h1" {
			return true
		}
	}
	return false
}

// noiseAround says why the element, or one around it, is no part of a story.
func (l *layout) noiseAround(i int) string {
	for ; i >= 0; i = l.elems[i].parent {
		if why := l.isNoise(i); why != "" {
			return why
		}
	}
	return ""
}

// alsoDescription says whether the page gives the text as its description, too.
func alsoDescription(folded string, described []string) bool {
	for _, s := range described {
		if n := min(len(s), len(folded), 60); strings.HasPrefix(folded, s[:n]) {
			return true
		}
	}
	return false
}
