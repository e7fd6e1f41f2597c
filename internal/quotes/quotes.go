// Package quotes finds direct speech in the text of an article, and who speaks.
// It knows marks of all habits, and for some languages the words that report
// speech; in others quotes are found, but nobody is named. It knows nothing of pages.
package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"presscut/internal/news"
)

// Options is what is known of the article.
type Options struct {
	Language string // BCP 47, "" when unknown
}

// Find gives the quotes of an article, in order. Start and End count the code
// points of the blocks' texts joined by "\n\n", which is news.Article.Body. A
// quote has three words or more (six characters where words are not parted);
// what is shorter is a name, a title or a word held at arm's length. A speaker is
// given in the fullest form that the article has of the name, or not at all.
func Find(blocks []news.Block, o Options) []news.Quote {
	f := finder{lang: languageOf(o.Language), tag: o.Language}
	offset := 0
	for i, b := range blocks {
		f.blocks = append(f.blocks, section{kind: b.Kind, text: []rune(b.Text), offset: offset, index: i})
		offset += utf8.RuneCountInString(b.Text) + 2
	}
	for i := range f.blocks {
		f.read(&f.blocks[i])
	}
	if len(f.found) == 0 {
		return nil
	}
	if !f.eastern() {
		f.people = f.peopleOf()
	}
	f.attribute()
	out := make([]news.Quote, 0, len(f.found))
	for _, q := range f.found {
		b := &f.blocks[q.block]
		kind := "direct"
		if q.whole {
			kind = "block"
		}
		out = append(out, news.Quote{Text: string(b.text[q.start:q.end]), Speaker: q.speaker, Kind: kind, Cue: q.cue, Start: b.offset + q.start, End: b.offset + q.end})
	}
	return out
}

// section is a block of the article.
type section struct {
	kind   string
	text   []rune
	offset int // of its first code point in the body
	index  int
	label  label // what its first words announce
	after  int   // the first rune after the label
	spans  []span

	sentences []sentence
	cut       bool // sentences is filled
	asked     bool // tells is filled
	tells     bool // its words report speech
}

// quote is a quote being read.
type quote struct {
	span
	block    int  // index of the section
	whole    bool // a block quotation
	unmarked bool // its text has no marks
	speaker  string
	cue      string
	nominal  bool // the speaker has no name
	office   bool // but an office
	behind   bool // the words behind the quote told
	done     bool // who speaks was told, or that it is somebody unknown
	carried  bool // the speaker is that of a neighbour
}

type finder struct {
	lang   *language
	tag    string
	blocks []section
	people *people
	found  []quote
}

// read finds the quotes of one block.
func (f *finder) read(b *section) {
	switch b.kind {
	case news.BlockTable, news.BlockCaption:
		return
	}
	b.label, b.after = f.lang.labelOf(b.text)
	b.spans = spansOf(b.text, f.tag)
	any := false
	for _, s := range b.spans {
		if f.isQuote(b, s) {
			f.found = append(f.found, quote{span: s, block: b.index})
			any = true
		}
	}
	if any {
		return
	}
	whole := span{open: b.after, start: b.after, end: len(b.text), close: len(b.text)}
	for whole.start < whole.end && unicode.IsSpace(b.text[whole.start]) {
		whole.start++
	}
	if (b.kind == news.BlockBlockquote && len(b.spans) == 0 || b.label == labelQuote) && enough(b.text[whole.start:whole.end], 3) && (b.label == labelQuote || f.announced(b) && !f.pulled(b)) {
		f.found = append(f.found, quote{span: whole, block: b.index, whole: b.label != labelQuote, unmarked: true})
	}
}

// announced tells whether a block quotation is speech: it ends as sentences do, the
// paragraph before it ends in a colon, or the line after it names who said it. Others
// are boxes and notes.
func (f *finder) announced(b *section) bool {
	if b.index > 0 && strings.HasSuffix(strings.TrimSpace(string(f.blocks[b.index-1].text)), ":") {
		return true
	}
	text := strings.TrimSpace(string(b.text))
	return strings.ContainsRune(".!?…", rune(text[len(text)-1])) || strings.HasSuffix(text, "…") || f.signed(b) != nil
}

// signed is the line after a block that names who said it, behind a dash.
func (f *finder) signed(b *section) *section {
	if b.index+1 >= len(f.blocks) {
		return nil
	}
	next := &f.blocks[b.index+1]
	if s := strings.TrimSpace(string(next.text)); len(s) < 120 && strings.IndexAny(s, "–—") == 0 {
		return next
	}
	return nil
}

// pulled tells whether a block quotation only repeats words of the text, or names who
// said them.
func (f *finder) pulled(b *section) bool {
	text := strings.TrimSpace(string(b.text))
	for i := range f.blocks {
		if o := &f.blocks[i]; o != b && len(o.text) > len(b.text) && strings.Contains(string(o.text), text) {
			return true
		}
	}
	words := wordsIn(b.text, 0, len(b.text))
	if last := text[len(text)-1]; len(words) > 8 || strings.ContainsRune(".!?\"", rune(last)) || b.index == 0 {
		return false
	}
	return f.blocks[b.index-1].kind == news.BlockBlockquote && len(namesIn(b.text, words, f.lang)) > 0
}

// isQuote tells speech from names, titles and words held at arm's length.
func (f *finder) isQuote(b *section, s span) bool {
	text := b.text[s.start:s.end]
	if !enough(text, 3) {
		return false
	}
	if strings.HasPrefix(f.tag, "ja") && !hasKana(text) {
		return false // names and titles are written in ideographs alone, speech never is
	}
	if f.work(b, s) {
		return false
	}
	reported := f.reported(b, s)
	if titleCase(text) {
		return reported && (enough(text, 5) || f.colon(b, &quote{span: s}))
	}
	// a few words in lower case that nobody is told to have said are held at arm's length
	return reported || b.kind == news.BlockHeading || f.tells(b) || len(f.lang.works) == 0 || enough(text, 5) || !unicode.IsLower(text[0]) || strings.ContainsRune(".!?…", text[len(text)-1])
}

// work tells whether the word before a span announces a title or a motto: a novel
// called "...". Whole sentences are speech all the same.
func (f *finder) work(b *section, s span) bool {
	if strings.ContainsRune("!?…", b.text[s.end-1]) || enough(b.text[s.start:s.end], 9) {
		return false
	}
	words := wordsIn(b.text, max(0, s.open-40), s.open)
	if len(words) == 0 || strings.TrimFunc(string(b.text[words[len(words)-1].end:s.open]), unicode.IsSpace) != "" {
		return false
	}
	w := words[len(words)-1]
	if f.lang.works[w.lower] {
		return true
	}
	if i := strings.LastIndexAny(w.lower, "-‑"); i >= 0 && f.lang.works[w.lower[i+1:]] {
		return true
	}
	after := wordsIn(b.text, min(s.close+1, len(b.text)), min(s.close+20, len(b.text)))
	return len(after) > 0 && f.lang.worksAfter[after[0].lower] && after[0].start == s.close+2
}

func hasKana(text []rune) bool {
	for _, r := range text {
		if unicode.Is(unicode.Hiragana, r) {
			return true
		}
	}
	return false
}

// enough tells whether the text has n words, or twice as many ideographs.
func enough(text []rune, n int) bool {
	words, ideographs, in := 0, 0, false
	for _, r := range text {
		switch {
		case r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			ideographs++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || in && (r == '\'' || r == '’' || r == '-' || r == '.'):
			if !in {
				words++
			}
			in = true
		default:
			in = false
		}
	}
	return 2*words+ideographs >= 2*n
}

// titleCase tells whether every long word begins with a capital, as in a title.
func titleCase(text []rune) bool {
	words := strings.Fields(string(text))
	if len(words) > 9 || len(words) == 0 {
		return false
	}
	if last := text[len(text)-1]; strings.ContainsRune(".!?,…", last) {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && utf8.RuneCountInString(w) > 3 || !unicode.IsUpper(r) && !unicode.IsLower(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
