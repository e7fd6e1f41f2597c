package quotes

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
)

// paragraphs makes blocks of a text whose paragraphs are parted by blank lines; "> "
// begins a block quotation.
func paragraphs(text string) []news.Block {
	var out []news.Block
	for p := range strings.SplitSeq(text, "\n\n") {
		b := news.Block{Kind: news.BlockParagraph, Text: p}
		if s, ok := strings.CutPrefix(p, "> "); ok {
			b = news.Block{Kind: news.BlockBlockquote, Text: s}
		}
		out = append(out, b)
	}
	return out
}

// said gives each quote as "speaker: text".
func said(text, language string) []string {
	var out []string
	for _, q := range Find(paragraphs(text), Options{Language: language}) {
		out = append(out, q.Speaker+": "+q.Text)
	}
	return out
}

func TestMarksOfAllHabitsAreRead(t *testing.T) {
	const speech = "the harbour stays open tonight"
	for _, c := range []struct{ name, lang, text string }{
		{"English", "en", "It said “" + speech + "” again."},
		{"straight", "en", `It said "` + speech + `" again.`},
		{"British", "en", "It said ‘" + speech + "’ again."},
		{"German", "de", "Es hieß „" + speech + "“ am Abend."},
		{"German with English close", "de", "Es hieß „" + speech + "” am Abend."},
		{"Danish", "da", "Det hed »" + speech + "« i aften."},
		{"French", "fr", "On lit « " + speech + " » ce soir."},
		{"Swedish", "sv", "Det hette ”" + speech + "” i kväll."},
		{"Polish", "pl", "Było „" + speech + "” wieczorem."},
		{"Swiss", "de", "Es hieß ‹" + speech + "› am Abend."},
		{"never closed", "en", "“" + speech},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{": " + speech}, said(c.text, c.lang)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if diff := cmp.Diff([]string{": 港は今夜も開いています"}, said("市は「港は今夜も開いています」と発表した。", "ja")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestOnlyTheOuterPairCounts(t *testing.T) {
	got := said("“She told me ‘the ferry is gone’ and left,” the sailor recalled.", "en")
	if diff := cmp.Diff([]string{": She told me ‘the ferry is gone’ and left,"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestSpeechThatRunsOverParagraphsIsOneQuoteEachAndKeepsItsSpeaker(t *testing.T) {
	got := said("Anna Quayle said: “The harbour has seen worse storms.\n\n“We rebuilt the pier before.\n\n“We shall do so again.”\n\nQuayle left early.", "en")
	want := []string{"Anna Quayle: The harbour has seen worse storms.", "Anna Quayle: We rebuilt the pier before.", "Anna Quayle: We shall do so again."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestShortQuotesAreNamesAndTitles(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "The so-called “free harbour” is closed."},
		{"en", "Her novel “The Last Ferry Home” won a prize."},
		{"de", "Das Schiff „Nordstern“ lief aus."},
		{"ja", "新しい船「海王丸」が着いた。"},
		{"ja", "建物「港湾記念教育棟」で火災。"},
		{"en", "The players' union and the owners' club met."},
		{"en", `A 27" screen and a 32" screen were sold.`},
	} {
		if got := said(c.text, c.lang); len(got) > 0 {
			t.Errorf("%s was read as %q", c.text, got)
		}
	}
}

func TestSpeakersAreNamedByTheWordsAroundTheQuote(t *testing.T) {
	for _, c := range []struct{ name, lang, text, want string }{
		{"verb and name after", "en", "Anna Quayle runs the port.\n\n“The pier will reopen soon,” said Quayle.", "Anna Quayle"},
		{"name and verb after", "en", "“The pier will reopen soon,” Anna Quayle told reporters.", "Anna Quayle"},
		{"name before", "en", "Mayor Anna Quayle said: “The pier will reopen soon.”", "Anna Quayle"},
		{"an office between", "en", "“The pier will reopen soon,” said port director Anna Quayle on Monday.", "Anna Quayle"},
		{"according to", "en", "According to Anna Quayle, “the pier will reopen soon”.", "Anna Quayle"},
		{"a place is no speaker", "en", "Anna Quayle, a pilot from Porthaven, said: “The pier will reopen soon.” Quayle left.", "Anna Quayle"},
		{"a pronoun", "en", "Anna Quayle arrived late. Quayle was tired. She said: “The pier will reopen soon.”", "Anna Quayle"},
		{"a pronoun after the name's only mention", "en", "Anna Quayle, who is 71, built it. “The pier will reopen soon,” she says.", "Anna Quayle"},
		{"nobody", "en", "A banner read “the pier will reopen soon” in red letters.", ""},
		{"German", "de", "„Der Hafen bleibt heute offen“, sagte Hafenmeisterin Anna Quast.", "Anna Quast"},
		{"German verb first", "de", "Anna Quast erklärte: „Der Hafen bleibt heute offen.“", "Anna Quast"},
		{"French", "fr", "« Le port reste ouvert ce soir », a déclaré Anne Quesnel.", "Anne Quesnel"},
		{"French inversion", "fr", "Anne Quesnel a dit : « Le port reste ouvert. » « Nous le voulons ainsi », ajoute-t-elle.", "Anne Quesnel"},
		{"Spanish", "es", "«El puerto sigue abierto hoy», afirmó Ana Quiroga.", "Ana Quiroga"},
		{"Ukrainian", "uk", "«Порт сьогодні працює далі», – сказала Ганна Коваль.", "Ганна Коваль"},
		{"Russian", "ru", "«Порт сегодня работает дальше»,— заявила Анна Кузнецова.", "Анна Кузнецова"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Find(paragraphs(c.text), Options{Language: c.lang})
			if len(got) == 0 {
				t.Fatal("no quote was found")
			}
			for _, q := range got {
				if q.Speaker != c.want {
					t.Errorf("%q: -want %q +got %q (cue %q)", q.Text, c.want, q.Speaker, q.Cue)
				}
			}
		})
	}
}

func TestALabelledSourceSpeaksTheLabelledQuote(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Source: Harbour Office spokesperson Anna Quayle\n\nQuote: \"The pier will reopen soon.\"", "Anna Quayle: The pier will reopen soon."},
		{"en", "Source: Harbour Office spokesperson Anna Quayle\n\nQuote: The pier will reopen soon.", "Anna Quayle: The pier will reopen soon."},
		{"en", "Quote from Anna Quayle: \"The pier will reopen soon.\"", "Anna Quayle: The pier will reopen soon."},
		{"uk", "Джерело: речниця порту Ганна Коваль\n\nДослівно: \"Порт сьогодні працює далі\".", "Ганна Коваль: Порт сьогодні працює далі"},
		{"ru", "Источник: директор порта Анна Кузнецова\n\nЦитата: \"Порт сегодня работает дальше\".", "Анна Кузнецова: Порт сегодня работает дальше"},
	} {
		if diff := cmp.Diff([]string{c.want}, said(c.text, c.lang)); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.text, diff)
		}
	}
}

func TestBlockQuotationsAreQuotesOfTheirOwnKind(t *testing.T) {
	got := Find(paragraphs("The log reads:\n\n> All hands were saved before noon."), Options{Language: "en"})
	if len(got) != 1 || got[0].Kind != "block" || got[0].Text != "All hands were saved before noon." {
		t.Errorf("got %+v", got)
	}
}

func TestEveryLanguageFileIsRead(t *testing.T) {
	for _, tag := range []string{"en", "uk", "ru", "de", "fr", "es", "it", "pl", "nl", "pt"} {
		if l := languageOf(tag); len(l.verbs) == 0 || len(l.pronouns) == 0 {
			t.Errorf("%s has no words", tag)
		}
	}
	if l := languageOf("xx-YY"); len(l.verbs) != 0 {
		t.Error("an unknown language has words")
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("Anna Quayle said: “The harbour ‘never’ closes.\n\n“It is late,” she said.", "en")
	f.Add("« Le port » „und“ »das« 'x' ’ ” \"", "fr")
	f.Add("Source: A B\n\nQuote: \"c d e", "en")
	f.Add("「『」』市は「港は今夜も開いています", "ja")
	f.Fuzz(func(t *testing.T, text, lang string) {
		blocks := paragraphs(text)
		var texts []string
		for _, b := range blocks {
			texts = append(texts, b.Text)
		}
		body := []rune(strings.Join(texts, "\n\n"))
		end := 0
		for _, q := range Find(blocks, Options{Language: lang}) {
			if q.Start < end || q.End > len(body) || q.End <= q.Start {
				t.Fatalf("offsets %d:%d after %d in %d", q.Start, q.End, end, len(body))
			}
			if utf8.ValidString(text) && string(body[q.Start:q.End]) != q.Text {
				t.Fatalf("body has %q, the quote %q", string(body[q.Start:q.End]), q.Text)
			}
			end = q.End
		}
	})
}
