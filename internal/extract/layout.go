package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"presscut/internal/news"
)

// layout is the page as a reader's eye parts it: runs of text, each between two
// block boundaries, in page order, inside the elements that hold them.
type layout struct {
	elems  []elem
	pieces []piece

	domain  string // of the page
	cards   int    // how many teasers of other stories the page shows
	doubted words  // what the classes of this page say of its story, too

	placeOf map[*html.Node]int // what places gives; nil before
}

// kept is the first and the last piece that belong to the body; -1 when none does.
func (l *layout) kept() (first, last int) {
	first, last = -1, -1
	for i := range l.pieces {
		if l.pieces[i].why == "" {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// places is the index into elems of each element there.
func (l *layout) places() map[*html.Node]int {
	if l.placeOf == nil {
		l.placeOf = make(map[*html.Node]int, len(l.elems))
		for i := range l.elems {
			l.placeOf[l.elems[i].node] = i
		}
	}
	return l.placeOf
}

// elem is an element that may hold pieces, with sums over everything inside it.
type elem struct {
	node   *html.Node
	parent int // index into layout.elems, -1 for the root; parents come before children
	says   words
	cues   cue // its own
	first  int // the pieces inside are layout.pieces[first:last]
	last   int

	chars     int // weight of the text
	linkChars int // weight of the linked text
	links     int
	prose     int // weight of the text in pieces that read like prose
	h1        int
	headings  int
	pics      int  // pictures
	card      bool // one of several alike that each lead with a link to another story
}

// piece is a run of text between two block boundaries.
type piece struct {
	kind  string // one of the news.Block kinds
	text  string // white space folded, line breaks kept
	elem  int    // the element it was read from
	cues  cue    // those of all elements around it
	chars int    // weight: characters, where one ideograph counts as several
	ends  int    // sentences that end in it

	linkChars int // weight of the text inside links
	links     int
	strong    int // weight of the text in bold or italic type
	href      string
	leads     bool // begins with a link

	folded string // for comparing
	why    string // why it is not in the body, "" when it is
}

func (p *piece) linked() float64 { return share(p.linkChars, p.chars) }

// proseLike says whether the piece reads like a paragraph of a story.
func (p *piece) proseLike() bool {
	return p.kind != news.BlockHeading && p.kind != news.BlockCaption && p.chars >= 60 && p.linked() < 0.5 && (p.ends > 0 || p.chars >= 140)
}

// cue is what the elements around a piece tell of it without a word list.
type cue uint32

const (
	cueNav cue = 1 << iota
	cueAside
	cueFooter
	cueHeader
	cueForm
	cueEmbed // a post of another site
	cueFigure
	cueCaption
	cueDialog
	cueHidden
	cueList
	cueButton
)

func share(part, whole int) float64 {
	if whole <= 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// weight counts characters; an ideograph carries about as much as three letters.
func weight(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < 0x2e80:
			n++
		case r < 0xfb00 && (r < 0xac00 || r > 0xd7af):
			n += 3
		case r >= 0xac00 && r <= 0xd7af:
			n += 2
		default:
			n++
		}
	}
	return n
}

// sentences counts the sentence ends in the text.
func sentences(s string) int {
	n := 0
	for i, r := range s {
		switch r {
		case '.', '!', '?', '…', '؟', '۔', '।', '։', '።':
			rest := strings.TrimLeft(s[i+utf8.RuneLen(r):], `"'”’»)]“`)
			next, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || unicode.IsSpace(next) {
				n++
			}
		case '。', '！', '？':
			n++
		}
	}
	return n
}
