package quotes

import (
	"regexp"
	"strings"
	"unicode"
)

// Japanese, Chinese and Korean have no capitals, and a title stands behind its name.
// In Japanese and Korean a particle marks the one whom the sentence is about, and
// whoever it was goes on to be until another is named; in Chinese the words before a
// verb of speech tell.

// eastern tells whether the text is in one of these languages.
func (f *finder) eastern() bool { return f.lang.Unparted || len(f.lang.Topics) > 0 }

// ownEastern finds the speaker of a quote.
func (f *finder) ownEastern(q *quote) {
	b := &f.blocks[q.block]
	if b.kind == "heading" {
		return
	}
	from := 0
	for i := q.open - 1; i >= 0; i-- {
		if endsSentence(b.text, i) && !inSpan(b, i) {
			from = i + 1
			break
		}
	}
	to := min(q.close+1, len(b.text))
	end := to
	for end < len(b.text) && !(endsSentence(b.text, end) && !inSpan(b, end)) {
		end++
	}
	var who, cue string
	switch {
	case f.lang.Unparted && len(f.lang.Topics) == 0:
		who, cue = f.chinese(b, from, q.open, to, end)
	case f.lang.Unparted:
		who, cue = f.japanese(b, q, from, to, end)
	default:
		who, cue = f.korean(q, from, to, end)
	}
	if who != "" {
		q.speaker, q.cue, q.done = who, cue, true
	}
}

func inSpan(b *section, i int) bool {
	for _, s := range b.spans {
		if i > s.open && i < s.close {
			return true
		}
	}
	return false
}

// masked is a stretch of a block without what is quoted in it.
func masked(b *section, from, to int) string {
	var out []rune
	for i := from; i < to; i++ {
		skip := false
		for _, s := range b.spans {
			if i >= s.open && i <= s.close && s.long {
				skip = true
			}
		}
		if !skip {
			out = append(out, b.text[i])
		} else if len(out) > 0 && out[len(out)-1] != '、' {
			out = append(out, '、')
		}
	}
	return string(out)
}

var (
	brackets = regexp.MustCompile(`[（(][^（）()]*[）)]`)
	trailing = regexp.MustCompile(`\p{Hiragana}+$`)
	kana     = regexp.MustCompile(`\p{Hiragana}+`)
)

// japanese reads "Xは「...」と述べた".
func (f *finder) japanese(b *section, q *quote, from, to, end int) (string, string) {
	after := string(b.text[to:end])
	spoken := strings.HasPrefix(after, "と") || strings.HasPrefix(after, "って") || f.says(after)
	if !spoken {
		if strings.TrimSpace(after) == "" && from == q.open && f.wholly(q) && q.block+1 < len(f.blocks) {
			next := &f.blocks[q.block+1] // the paragraph after it tells
			first, _, _ := strings.Cut(masked(next, 0, len(next.text)), "。")
			if f.says(first) && !strings.Contains(first, "「") {
				return f.topic(first, q)
			}
		}
		return "", ""
	}
	if who, cue := f.topic(masked(b, from, q.open), q); who != "" {
		return who, cue
	}
	if who, cue := f.topic(masked(b, to, end), q); who != "" {
		return who, cue
	}
	last := from
	for k := from - 2; k >= -1; k-- { // the sentences before, in the paragraph
		if k < 0 || endsSentence(b.text, k) && !inSpan(b, k) {
			if who, cue := f.topic(masked(b, k+1, last), q); who != "" {
				return who, cue
			}
			last = k + 1
		}
	}
	return "", ""
}

func (f *finder) says(s string) bool {
	for v := range f.lang.verbs {
		if strings.Contains(s, v) {
			return true
		}
	}
	return false
}

// topic is the one whom a Japanese clause is about.
func (f *finder) topic(s string, q *quote) (string, string) {
	s = brackets.ReplaceAllString(s, "")
	for _, p := range f.lang.Topics {
		for k := len(s); k > 0; {
			i := strings.LastIndex(s[:k], p)
			if i < 0 {
				break
			}
			k = i
			if p == "が" && i+len(p) < len(s) && !strings.HasPrefix(s[i+len(p):], "、") && len([]rune(s[i+len(p):])) > 12 || p == "も" && i+len(p) < len(s) {
				continue
			}
			if who := f.titled(s[:i], q); who != "" {
				return who, who + p
			}
		}
	}
	return "", ""
}

// titled is the last noun phrase of a text, when it may be somebody: without its
// title where it is a name.
func (f *finder) titled(s string, q *quote) string {
	if i := strings.LastIndexAny(s, "、。」』　 "); i >= 0 {
		_, s, _ = strings.Cut(s[i:], string([]rune(s[i:])[0]))
	}
	if m := trailing.FindString(s); m != "" && m != "さん" && m != "ら" && m != "たち" {
		return ""
	}
	cut := 0
	for _, m := range kana.FindAllStringIndex(s, -1) {
		if w := s[m[0]:m[1]]; w != "の" && m[1] < len(s) {
			cut = m[1]
		}
	}
	s = s[cut:]
	if f.lang.pronouns[s] {
		for i := len(f.found) - 1; i >= 0; i-- {
			if p := &f.found[i]; p.done && p.speaker != "" && p.block <= q.block && p.open != q.open && q.block-p.block < 3 {
				return p.speaker
			}
		}
		return ""
	}
	r := []rune(s)
	if len(r) < 2 || len(r) > 26 || !unicode.In(r[0], unicode.Han, unicode.Katakana, unicode.Latin) && !unicode.IsDigit(r[0]) {
		return ""
	}
	if timeWord.MatchString(s) {
		return ""
	}
	return f.untitled(s)
}

// timeWord is a time or a thing of the day: no one speaks by that name.
var timeWord = regexp.MustCompile(`^(今回|今後|今年|昨年|当時|現在|一方|実際|際|時|中|前|後|上|これ|それ|年|月|日|[0-9０-９]+(年|月|日|時|人|件|万|億)?.{0,2})$|(日|年|月|時|会見|声明|問題|結果|理由|内容|可能性|影響|場合|状況|必要|試合|事件|事故|計画|調査|報告書|発言)$`)

// katakanaName is a foreign name before its title.
var katakanaName = regexp.MustCompile(`([\p{Katakana}ー・＝]{3,})\p{Han}*$`)

// untitled takes the title off a name: 清水治理事長 is 清水治.
func (f *finder) untitled(s string) string {
	best := ""
	for title := range f.lang.roles {
		if strings.HasSuffix(s, title) && len(title) > len(best) {
			best = title
		}
	}
	if best == "" || best == s || strings.Contains(s, "の") {
		if i := strings.LastIndex(s, "の"); i >= 0 && best != "" {
			if n := f.untitled(s[i+len("の"):]); n != s[i+len("の"):] {
				return n
			}
		}
		return s
	}
	name := strings.TrimSuffix(s, best)
	for again := true; again; {
		again = false
		for title := range f.lang.roles {
			if cut, ok := strings.CutSuffix(name, title); ok && len([]rune(cut)) >= 2 {
				name, again = cut, true
			}
		}
	}
	if m := katakanaName.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	r := []rune(name)
	for body := range f.lang.bodies {
		if strings.HasSuffix(name, body) {
			return s
		}
	}
	if len(r) < 2 || len(r) > 6 {
		return s
	}
	return f.longer(name)
}

// longer is the full name that the article has for a surname with a title.
func (f *finder) longer(name string) string {
	if len([]rune(name)) > 2 {
		return name
	}
	for i := range f.blocks {
		text := string(f.blocks[i].text)
		for k := strings.Index(text, name); k >= 0; {
			rest := []rune(text[k+len(name):])
			for n := 1; n <= 3 && n < len(rest); n++ {
				if !unicode.Is(unicode.Han, rest[n-1]) && !unicode.Is(unicode.Hiragana, rest[n-1]) {
					break
				}
				for title := range f.lang.roles {
					if strings.HasPrefix(string(rest[n:]), title) && !f.lang.roles[string(rest[:n])+title] && !f.lang.roles[string(rest[:n])] {
						return name + string(rest[:n])
					}
				}
			}
			next := strings.Index(text[k+len(name):], name)
			if next < 0 {
				break
			}
			k += len(name) + next
		}
	}
	return name
}

// chinese reads "X说：“……”" and "“……”，X说".
func (f *finder) chinese(b *section, from, open, to, end int) (string, string) {
	read := func(s string, last bool) (string, string) {
		s = brackets.ReplaceAllString(s, "")
		at, verb := -1, ""
		for v := range f.lang.verbs {
			i := strings.Index(s, v)
			if last {
				i = strings.LastIndex(s, v)
			}
			if i >= 0 && (at < 0 || last && i > at || !last && i < at || i == at && len(v) > len(verb)) {
				at, verb = i, v
			}
		}
		if at < 0 {
			return "", ""
		}
		who := s[:at]
		if i := strings.LastIndexAny(who, "，。；：、”」 ,"); i >= 0 {
			who = string([]rune(who[i:])[1:])
		}
		for {
			cut := who
			for w := range f.lang.before {
				if i := strings.Index(cut, w); i > 0 {
					cut = cut[:i]
				}
			}
			if i := strings.IndexAny(cut, "0123456789"); i > 0 {
				cut = cut[:i]
			}
			if cut == who {
				break
			}
			who = cut
		}
		for title := range f.lang.roles {
			if i := strings.LastIndex(who, title); i >= 0 {
				if rest := who[i+len(title):]; len([]rune(rest)) >= 2 && len([]rune(rest)) <= 5 {
					who = rest
				} else if rest == "" && len([]rune(who[:i])) >= 2 && len([]rune(who[:i])) <= 4 {
					who = who[:i]
				}
			}
		}
		if n := len([]rune(who)); n < 2 || n > 14 || f.lang.pronouns[who] {
			return "", ""
		}
		return who, who + verb
	}
	if who, cue := read(masked(b, to, end), false); who != "" && strings.HasPrefix(strings.TrimSpace(string(b.text[to:end])), "，") {
		return who, cue
	}
	return read(masked(b, from, open), true)
}

// surnames are the first syllables of nearly all Korean names.
const surnames = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"

// korean reads `X는 "..."고 말했다`; a sentence without a subject has that of the one
// before.
func (f *finder) korean(q *quote, from, to, end int) (string, string) {
	b := &f.blocks[q.block]
	after := strings.TrimSpace(string(b.text[to:min(end, to+12)]))
	spoken := false
	for _, p := range []string{"고", "라고", "이라고", "며", "라며", "이라며", "면서", "라면서", "이라면서", "라는", "이라는", "는", "란"} {
		spoken = spoken || strings.HasPrefix(after, p)
	}
	if !spoken {
		return "", ""
	}
	if who, cue, any := f.koreanSubject(masked(b, from, q.open)); any {
		return who, cue
	}
	for k := q.block; k >= 0 && k >= q.block-3; k-- {
		p := &f.blocks[k]
		if p.kind == "heading" {
			continue
		}
		text := masked(p, 0, len(p.text))
		if k == q.block {
			text = masked(p, 0, from)
		}
		sentences := strings.Split(text, ". ")
		for i := len(sentences) - 1; i >= 0; i-- {
			if who, cue, any := f.koreanSubject(sentences[i]); any {
				return who, cue
			}
		}
	}
	return "", ""
}

// koreanSubject is the person whom a sentence is about: the last one with a particle
// that marks a topic. any tells whether there is one, be he known or not.
func (f *finder) koreanSubject(s string) (who, cue string, any bool) {
	words := strings.Fields(s)
	for i := len(words) - 1; i >= 0; i-- {
		w := strings.Trim(words[i], ",·'\"“”‘’")
		if f.lang.pronouns[w] {
			return "", "", false // the one before
		}
		w = brackets.ReplaceAllString(w, "")
		for _, p := range f.lang.Topics {
			bare, ok := strings.CutSuffix(w, p)
			if !ok || bare == "" || (p == "이" || p == "가") && i < len(words)-4 {
				continue // that of a clause within
			}
			title := f.title(bare)
			switch {
			case title == bare && i > 0:
				if name := f.koreanName(words, i-1, title); name != "" {
					return name, words[i], true
				}
			case title != "":
				if name := strings.TrimSuffix(bare, title); isKoreanName(name) {
					return name, words[i], true
				}
			case isKoreanName(bare) && f.mentioned(bare):
				return bare, words[i], true
			}
			for n := range f.lang.nominals {
				if strings.HasSuffix(bare, n) && p != "도" {
					return strings.Join(words[max(0, i-1):i], " ") + " " + bare, words[i], true
				}
			}
		}
	}
	return "", "", false
}

// title is the title that a word ends in.
func (f *finder) title(w string) string {
	best := ""
	for t := range f.lang.roles {
		if strings.HasSuffix(w, t) && len(t) > len(best) && (t != "씨" || w != t) {
			best = t
		}
	}
	return best
}

func isKoreanName(s string) bool {
	r := []rune(s)
	return len(r) == 3 && strings.ContainsRune(surnames, r[0])
}

// mentioned tells whether a name stands before a title somewhere.
func (f *finder) mentioned(name string) bool {
	for i := range f.blocks {
		text := string(f.blocks[i].text)
		if k := strings.Index(text, name+" "); k >= 0 {
			words := strings.Fields(text[k+len(name):])
			for j := 0; j < len(words) && j < 4; j++ {
				for t := range f.lang.roles {
					if strings.HasPrefix(words[j], t) {
						return true
					}
				}
			}
		}
	}
	return false
}

// koreanName is the name before a title: in full before it or before its party and
// office, or the surname alone, which is that of a full name in the article.
func (f *finder) koreanName(words []string, i int, title string) string {
	w := strings.Trim(words[i], ",'\"‘’“”")
	if r := []rune(w); len(r) == 1 && strings.ContainsRune(surnames, r[0]) {
		found := ""
		for b := range f.blocks {
			all := strings.Fields(string(f.blocks[b].text))
			for k, x := range all {
				x = strings.Trim(x, ",'\"‘’“”")
				if !strings.HasPrefix(x, w) || !isKoreanName(x) {
					continue
				}
				for j := k + 1; j < len(all) && j < k+5; j++ {
					if strings.HasPrefix(all[j], title) {
						if found != "" && found != x {
							return ""
						}
						found = x
						break
					}
				}
			}
		}
		return found
	}
	for k := i; k >= 0 && k > i-4; k-- {
		if x := strings.Trim(words[k], ",'\"‘’“”"); isKoreanName(x) && f.mentioned(x) {
			return x
		}
	}
	return ""
}
