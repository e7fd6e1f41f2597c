package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// separator is what stands between a headline and the name of its site.
var separator = regexp.MustCompile(`\s+(?:[|·•‹›«»⋆∣/–—-]|::|--|\|\|)\s+|\s*[|｜ㅣ]\s*|\s+[«»]|_`)

// part is one piece of a title between separators.
type part struct {
	text       string
	start, end int
	mark       string // the separator before it
}

func titleParts(s string) []part {
	var out []part
	at, mark := 0, ""
	for _, m := range separator.FindAllStringIndex(s, -1) {
		if m[0] == at { // nothing before it
			continue
		}
		out = append(out, part{strings.TrimSpace(s[at:m[0]]), at, m[0], mark})
		mark, at = strings.TrimSpace(s[m[0]:m[1]]), m[1]
	}
	if at < len(s) {
		out = append(out, part{strings.TrimSpace(s[at:]), at, len(s), mark})
	}
	return out
}

// withoutKnownSite cuts only what is surely the site's name.
func (d *doc) withoutKnownSite(title string, shown []string) string {
	return d.cutTitle(title, shown, false)
}

// withoutSite is the title without the site's name, section and slogan: the
// parts at either end that name the site or are absent from the headline shown.
func (d *doc) withoutSite(title string, shown []string) string {
	return d.cutTitle(title, shown, true)
}

func (d *doc) cutTitle(title string, shown []string, boldly bool) string {
	title = strings.Trim(title, " |·•-–—")
	for _, s := range shown {
		if fold(s) == fold(title) {
			return title
		}
	}
	for _, s := range shown {
		if head, ok := strings.CutSuffix(title, ": "+s); ok && utf8.RuneCountInString(s) > 8 && d.isSiteName(head) {
			return s
		}
		if rest, ok := strings.CutPrefix(title, s); ok && utf8.RuneCountInString(s) > 8 && strings.IndexAny(strings.TrimSpace(rest), "-|｜ㅣ·•–—_«»‹›") == 0 {
			return s
		}
	}
	parts := titleParts(title)
	lo, hi := 0, len(parts)
	if len(parts) > 1 {
		// A run of parts that is the headline shown.
		for i := 0; i < len(parts); i++ {
			for j := len(parts); j > i; j-- {
				run := strings.TrimSpace(title[parts[i].start:parts[j-1].end])
				for _, s := range shown {
					if utf8.RuneCountInString(run) > 8 && fold(run) == fold(s) {
						return run
					}
				}
			}
		}
		named := false
		for hi-lo > 1 && d.isSiteName(parts[hi-1].text) && !d.isLonger(parts[hi-1].text, title) {
			hi--
			named = true
		}
		for hi-lo > 1 && d.isSiteName(parts[lo].text) && !named && !d.isLonger(parts[lo].text, title) {
			lo++
			named = true
		}
		if named { // what stands between the headline and the name: section, date
			for hi-lo > 1 && d.isSectionPart(parts[hi-1].text) {
				hi--
			}
		}
		if boldly && !named && hi-lo > 1 {
			last := parts[hi-1]
			rest := title[parts[lo].start:parts[hi-2].end]
			if strings.ContainsAny(last.mark, "|｜ㅣ·•«»‹›⋆:_") && len(strings.Fields(last.text)) <= 5 && len(strings.Fields(rest)) >= 3 && utf8.RuneCountInString(last.text) < utf8.RuneCountInString(rest) {
				hi--
			}
		}
	}
	if hi > lo && (lo > 0 || hi < len(parts)) {
		title = strings.TrimSpace(title[parts[lo].start:parts[hi-1].end])
	}
	// "The Courier: A storm is near"
	if head, rest, ok := strings.Cut(title, ": "); ok && d.isExactSiteName(head) {
		return strings.TrimSpace(rest)
	}
	return title
}

// isLonger says whether a part is more than half of the title: then it is the headline.
func (d *doc) isLonger(part, title string) bool {
	return 2*utf8.RuneCountInString(part) > utf8.RuneCountInString(title)+10 && !d.isExactSiteName(part)
}

// isSectionPart says whether a part of a title names a section or a date.
func (d *doc) isSectionPart(s string) bool {
	if len(strings.Fields(s)) > 3 {
		return false
	}
	f := &d.facts
	c := compact(s)
	for _, section := range append(f.article.strs("articleSection"), f.meta("article:section")...) {
		if compact(section) == c {
			return true
		}
	}
	digits := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 4 && digits*2 >= len(c)
}
