package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/language"
)

// readLanguage reads the language of the story: what the page declares, unless
// its text plainly speaks another.
func (d *doc) readLanguage() {
	a := &d.article
	if v, ok := d.byRule("language"); ok {
		if a.Language = languageTag(v[0]); a.Language != "" {
			return
		}
	}
	b := ballot{field: "language"}
	declare := func(value, method, path string, score float64) {
		b.add(languageTag(value), method, path, score, nil)
	}
	if s := d.page.Site; s != nil {
		declare(s.Language, "rule", "language", 1)
	}
	f := &d.facts
	declare(f.language, "dom", "html[lang]", 0.9)
	declare(f.article.str("inLanguage"), "json-ld", "inLanguage", 0.8)
	declare(f.webPage.str("inLanguage"), "json-ld", "WebPage.inLanguage", 0.5)
	declare(f.meta1("og:locale"), "meta", "og:locale", 0.6)
	declare(f.meta1("content-language", "language", "dc.language"), "meta", "content-language", 0.6)
	declare(f.prop1("inLanguage"), "microdata", "inLanguage", 0.6)
	sample := proseSample(d.root)
	if spoken, sure := guessLanguage(sample); spoken != "" && sure {
		agrees := false
		for i := range b.all {
			if sameBase(b.all[i].value, spoken) {
				b.all[i].score += 3
				agrees = true
			}
		}
		if !agrees {
			b.add(spoken, "text", "stop-words", 3, nil)
		}
	} else if spoken != "" {
		b.add(spoken, "text", "stop-words", 0.4, nil)
	}
	if w, ok := b.elect(d); ok {
		a.Language = w.value
	}
}

// languageTag is the BCP 47 tag of what a page wrote: the base language, with
// the script where readers of one cannot read the other. "" when it is none.
func languageTag(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, ",;"); i >= 0 {
		s = strings.TrimSpace(s[:i])
	}
	if s == "" || len(s) > 35 || strings.Contains(s, " ") {
		return ""
	}
	s = strings.ReplaceAll(s, "_", "-")
	base, rest, _ := strings.Cut(strings.ToLower(s), "-")
	if right, ok := misnamed[base]; ok {
		s = right
		if rest != "" && len(base) > 3 {
			s += "-" + rest
		}
	}
	tag, err := language.Parse(s)
	if err != nil || tag == language.Und {
		return ""
	}
	b, sure := tag.Base()
	if sure == language.No {
		return ""
	}
	script, _ := tag.Script()
	switch out := b.String(); {
	case out == "und" || out == "mul" || out == "zxx":
		return ""
	case out == "zh" && script.String() == "Hant", out == "sr" && script.String() == "Latn", out == "uz" && script.String() == "Cyrl":
		return out + "-" + script.String()
	default:
		return out
	}
}

// misnamed is what sites write for a language that bears another code: mostly
// the code of their country, or its name.
var misnamed = map[string]string{
	"ua": "uk", "jp": "ja", "cz": "cs", "gr": "el", "dk": "da", "english": "en", "deutsch": "de", "german": "de",
	"french": "fr", "spanish": "es", "italian": "it", "russian": "ru", "ukrainian": "uk", "portuguese": "pt", "cn": "zh", "tw": "zh-Hant",
	"iw": "he", "in": "id", "eng": "en", "br": "pt", "by": "be",
}

func sameBase(a, b string) bool {
	x, _, _ := strings.Cut(a, "-")
	y, _, _ := strings.Cut(b, "-")
	return x == y
}

// sampleSize is how many bytes of prose the language is told by.
const sampleSize = 6000

// proseSample is the beginning of the page's running text: paragraphs that are
// sentences rather than links.
func proseSample(root *html.Node) string {
	var b strings.Builder
	b.Grow(sampleSize)
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if b.Len() > sampleSize {
			return
		}
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Script, atom.Style, atom.Svg, atom.Noscript, atom.Template, atom.Nav, atom.Footer, atom.Form, atom.Iframe, atom.Select, atom.A:
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				if len(c.Data) > 60 && n.DataAtom != atom.Title {
					b.WriteString(c.Data)
					b.WriteByte('\n')
				}
				continue
			}
			walk(c)
		}
	}
	walk(root)
	return b.String()
}

// guessLanguage tells the language of running text by its script, letters and
// commonest words; sure when nothing else comes near. "" when it is too short.
func guessLanguage(text string) (lang string, sure bool) {
	scripts := map[string]int{}
	letters, latin := 0, 0
	seen := map[rune]int{}
	for _, r := range text {
		if r < 0x80 {
			if unicode.IsLetter(r) {
				latin++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		seen[unicode.ToLower(r)]++
		scripts[scriptOf(r)]++
	}
	scripts["Latn"] += latin
	letters += latin
	if letters < 40 {
		return "", false
	}
	top, most := "", 0
	for _, s := range scriptNames {
		if scripts[s] > most {
			top, most = s, scripts[s]
		}
	}
	if scripts["Kana"]*8 > letters { // Japanese mixes kana and Han
		return "ja", true
	}
	if most*2 < letters {
		return "", false
	}
	if l, ok := soleLanguage[top]; ok {
		return l, letters > 80
	}
	return byWords(top, text, seen)
}

// byWords chooses among the languages of a script.
func byWords(script, text string, seen map[rune]int) (string, bool) {
	count, words := make(map[string]int, len(text)/16), 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}) {
		count[w]++
		words++
	}
	if words < 12 {
		return "", false
	}
	best, bestScore, second := "", 0.0, 0.0
	for i := range tongues {
		t := &tongues[i]
		if t.script != script {
			continue
		}
		hits := 0
		for w := range strings.FieldsSeq(t.words) {
			hits += count[w]
		}
		score := float64(hits) / float64(words)
		for _, r := range t.letters { // letters only this language of the script has
			score += float64(min(seen[r], 50)) / float64(words)
		}
		for _, r := range t.never {
			score -= float64(min(seen[r], 50)) / float64(words)
		}
		switch {
		case score > bestScore:
			best, bestScore, second = t.tag, score, bestScore
		case score > second:
			second = score
		}
	}
	if bestScore < 0.06 {
		return "", false
	}
	return best, words >= 40 && bestScore > 0.12 && bestScore > 1.35*second
}
