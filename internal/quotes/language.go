package quotes

import (
	"embed"
	"strings"
	"sync"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// language is the words that report speech in one language; see languages/en.yaml.
type language struct {
	Verbs      []string `yaml:"verbs"`       // "said"; a star stands for any ending
	According  []string `yaml:"according"`   // "according to", followed by the name
	OwnView    []string `yaml:"own_view"`    // "in her words": whoever was named before
	Pronouns   []string `yaml:"pronouns"`    // "he": whoever was named before
	Roles      []string `yaml:"roles"`       // "President": capitalised, but no part of a name
	Attributes []string `yaml:"attributes"`  // "former": part of an office, but none alone
	Nominals   []string `yaml:"nominals"`    // "officials": speakers without a name
	Bodies     []string `yaml:"bodies"`      // "Ministry": part of the name of a body, never of a person
	Particles  []string `yaml:"particles"`   // "van": lower case, but part of a name
	Others     []string `yaml:"others"`      // "The": capitalised at the start of a sentence, but no name
	Before     []string `yaml:"before"`      // "from": what stands in front of a name that is not the one who speaks
	Within     []string `yaml:"within"`      // "in": a place follows
	That       []string `yaml:"that"`        // "that": begins a clause with a subject of its own
	And        []string `yaml:"and"`         // "and", "but": a clause with a subject of its own may follow
	Of         []string `yaml:"of"`          // "of": goes on with the noun before it
	Articles   []string `yaml:"articles"`    // "a": stands before an office or a role
	Definite   []string `yaml:"definite"`    // "the", of the articles: the one of whom was told
	Works      []string `yaml:"works"`       // "novel": a title follows, not speech
	WorksAfter []string `yaml:"works_after"` // "brochure": a title stood before
	Source     []string `yaml:"source"`      // "Source", before a colon
	Quote      []string `yaml:"quote"`       // "Quote", before a colon
	From       []string `yaml:"from"`        // "from": between Quote and a name
	Topics     []string `yaml:"topics"`      // particles behind the one whom a sentence is about
	Dropped    bool     `yaml:"dropped"`     // a verb may stand without a subject: whoever spoke last
	Inverts    bool     `yaml:"inverts"`     // the verb comes second: what stands before it may be no subject
	Inflects   bool     `yaml:"inflects"`    // names change their ending
	LastTwo    bool     `yaml:"last_two"`    // nouns are capitalised: of a run of capitals the last two are the name
	Bare       bool     `yaml:"bare"`        // the script has no capitals: a name is what stands next to the verb
	Unparted   bool     `yaml:"unparted"`    // words are not parted by blanks

	verbs, pronouns, roles, particles, others, before, that, articles, nominals, works, worksAfter, bodies, and, of, definite, within, attributes map[string]bool
	stems                                                                                                                                         []string
	according, ownView                                                                                                                            [][]string
}

//go:embed languages/*.yaml
var files embed.FS

// languages are all that there are word lists for, by tag.
var languages = sync.OnceValue(func() map[string]*language {
	all := map[string]*language{}
	entries, err := files.ReadDir("languages")
	if err != nil {
		panic(err) // embedded: the tests read every file
	}
	for _, e := range entries {
		b, err := files.ReadFile("languages/" + e.Name())
		if err != nil {
			panic(err)
		}
		l := &language{}
		if err := yaml.Unmarshal(b, l); err != nil {
			panic(e.Name() + ": " + err.Error())
		}
		l.compile()
		all[strings.TrimSuffix(e.Name(), ".yaml")] = l
	}
	return all
})

// languageOf is the word list for a tag, an empty one when there is none.
func languageOf(tag string) *language {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if base == "nb" || base == "nn" { // both are Norwegian
		base = "no"
	}
	if l, ok := languages()[base]; ok {
		return l
	}
	return &language{}
}

func (l *language) compile() {
	set := func(words []string) map[string]bool {
		m := make(map[string]bool, len(words))
		for _, w := range words {
			m[strings.ToLower(w)] = true
		}
		return m
	}
	l.verbs = map[string]bool{}
	for _, v := range l.Verbs {
		v = strings.ToLower(v)
		if stem, ok := strings.CutSuffix(v, "*"); ok {
			l.stems = append(l.stems, stem)
		} else {
			l.verbs[v] = true
		}
	}
	l.pronouns, l.roles, l.particles, l.others, l.before = set(l.Pronouns), set(l.Roles), set(l.Particles), set(l.Others), set(l.Before)
	l.that, l.articles, l.nominals, l.works, l.bodies = set(l.That), set(l.Articles), set(l.Nominals), set(l.Works), set(l.Bodies)
	l.worksAfter = set(l.WorksAfter)
	l.within, l.attributes = set(l.Within), set(l.Attributes)
	l.and, l.of, l.definite = set(l.And), set(l.Of), set(l.Definite)
	for _, d := range l.Definite {
		l.articles[d] = true
	}
	phrase := func(s string) []string {
		var out []string
		for _, w := range wordsIn([]rune(s), 0, len([]rune(s))) {
			out = append(out, w.lower)
		}
		return out
	}
	for _, a := range l.According {
		l.according = append(l.according, phrase(a))
	}
	for _, a := range l.OwnView {
		l.ownView = append(l.ownView, phrase(a))
	}
}

// inverted cuts the pronoun off a French verb: explique-t-elle, dit-il.
func inverted(w string) (verb string, ok bool) {
	for _, p := range []string{"-t-il", "-t-elle", "-t-on", "-il", "-elle", "-ils", "-elles", "-on"} {
		if v, ok := strings.CutSuffix(w, p); ok && v != "" {
			return v, true
		}
	}
	return w, false
}

// isVerb tells whether a lower-case word reports speech.
func (l *language) isVerb(w string) bool {
	w, _ = inverted(w)
	if l.verbs[w] {
		return true
	}
	for _, s := range l.stems {
		if strings.HasPrefix(w, s) {
			return true
		}
	}
	return false
}

// label is what the first words of a block announce.
type label int

const (
	labelNone   label = iota
	labelSource       // Source: the speaker of the quotes that follow
	labelQuote        // Quote: speech follows, with or without marks
)

// labelOf reads a label such as "Quote:" or "Quote from Tammy Bruce:"; after is the
// rune after its colon.
func (l *language) labelOf(t []rune) (kind label, after int) {
	colon := -1
	for i, r := range t {
		if i > 90 {
			break
		}
		if r == ':' || r == '：' {
			colon = i
			break
		}
		if r == '.' || r == '"' || r == '“' || r == '«' || r == '„' {
			break
		}
	}
	if colon < 0 {
		return labelNone, 0
	}
	head := strings.ToLower(strings.TrimFunc(string(t[:colon]), func(r rune) bool { return unicode.IsSpace(r) || r == '*' }))
	begins := func(words []string, whole bool) bool {
		for _, w := range words {
			w = strings.ToLower(w)
			if head == w || !whole && strings.HasPrefix(head, w+" ") {
				return true
			}
		}
		return false
	}
	switch {
	case begins(l.Source, true):
		return labelSource, colon + 1
	case begins(l.Quote, true):
		return labelQuote, colon + 1
	case begins(l.Quote, false):
		return labelQuote, colon + 1
	}
	return labelNone, 0
}
