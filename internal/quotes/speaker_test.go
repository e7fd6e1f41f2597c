package quotes

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// speakers gives who speaks each quote of a text; "" for nobody.
func speakers(text, language string) string {
	var out []string
	for _, q := range Find(paragraphs(text), Options{Language: language}) {
		out = append(out, q.Speaker)
	}
	return strings.Join(out, "|")
}

func TestTheSubjectOfTheSentenceSpeaks(t *testing.T) {
	for _, c := range []struct{ name, lang, text, want string }{
		{"not whom the verb is said to", "en", "Anna Quayle told Tom Hardacre: “The pier will reopen soon.”", "Anna Quayle"},
		{"behind an apposition", "en", "Anna Quayle, the Harbour Union’s safety chief, said the crews will meet to “look at the whole pier again”.", "Anna Quayle"},
		{"behind a relative clause", "en", "Anna Quayle, who was born in Porthaven, told reporters: “The pier will reopen soon.”", "Anna Quayle"},
		{"verb before subject after the quote", "en", "“The pier will reopen soon,” said Porthaven resident Anna Quayle, 55, who sells nets.", "Anna Quayle"},
		{"its office is no part of the name", "en", "“The pier will reopen soon,” Norwegian Ambassador Anna Quayle said.", "Anna Quayle"},
		{"the owner is not the speaker", "en", "Tom Hardacre’s neighbour, Anna Quayle, said: “The pier will reopen soon.”", "Anna Quayle"},
		{"a list of places", "en", "Tug skipper Anna Quayle, 60, from Porthaven, North Sound, said: “The pier will reopen soon.”", "Anna Quayle"},
		{"according to, with an apposition", "en", "According to the county engineer, Anna Quayle, the pier “will be open again by the first of May”.", "Anna Quayle"},
		{"two quotes of one sentence", "en", "Anna Quayle called it “a very bad night” and “the worst storm in memory”.", "Anna Quayle|Anna Quayle"},
		{"the quote goes on behind the verb", "en", "“The pier is old,” Anna Quayle said, “but we love it so.”", "Anna Quayle|Anna Quayle"},
		{"two speakers in a paragraph", "en", "“The pier is old now,” said Anna Quayle. “We want a new one,” said Tom Hardacre.", "Anna Quayle|Tom Hardacre"},
		{"the answer begins a paragraph", "en", "“The pier is old now,” said Anna Quayle.\n\nTom Hardacre, a pilot, said he disagreed.\n\n“It will outlive us all,” he said.", "Anna Quayle|Tom Hardacre"},
		{"a pronoun that was one before", "en", "Anna Quayle, 40, lives by the pier. Quayle sails.\n\nShe said she saw Tom Hardacre fall.\n\nShe said it “was far too dark to see”.", "Anna Quayle"},
		{"nobody is guessed", "en", "Anna Quayle met Tom Hardacre. A voice cried: “The pier is on fire again!”", ""},
		{"a role without a name", "en", "“The pier is closed for now,” a harbour official said.", "a harbour official"},
		{"German, verb second", "de", "Nach dem Sturm sagte Hafenmeisterin Anna Quast: „Der Hafen bleibt heute offen.“", "Anna Quast"},
		{"German, so", "de", "„Der Hafen bleibt heute offen“, so Anna Quast.", "Anna Quast"},
		{"German, an unknown verb", "de", "„Der Hafen bleibt heute offen“, brummt Anna Quast.", "Anna Quast"},
		{"German, the holder of an office", "de", "Hafenchefin Anna Quast kam spät. „Der Hafen bleibt heute offen“, sagte die Chefin.", "Anna Quast"},
		{"German, nouns are no names", "de", "Sie lobte die Sicherheit Norwegens und betonte, „der Hafen bleibt heute offen“.", ""},
		{"German, the genitive", "de", "Quast kam spät. Anna Quast und Tom Harder stritten. „Der Hafen bleibt offen“, sagte Quast.", "Anna Quast"},
		{"French, told within the quote", "fr", "Anne Quesnel, la directrice, est venue. « Le port est ouvert, souligne-t-elle. Il le restera. »", "Anne Quesnel"},
		{"French, an elision", "fr", "« Le port reste ouvert ce soir », d’après Anne Quesnel.", "Anne Quesnel"},
		{"Spanish, an office", "es", "Ana Quiroga, portavoz del puerto, llegó tarde. «El puerto sigue abierto hoy», afirma la portavoz.", "Ana Quiroga"},
		{"Italian", "it", "«Il porto resta aperto stasera», ha detto Anna Quarti.", "Anna Quarti"},
		{"Portuguese", "pt", "“O porto continua aberto hoje”, disse Ana Queiroz.", "Ana Queiroz"},
		{"Polish, no subject", "pl", "Anna Kowal powiedziała: „Port działa dziś dalej.” „Nie zamkniemy go nigdy” – dodała.", "Anna Kowal|Anna Kowal"},
		{"Dutch", "nl", "‘De haven blijft vandaag open’, zegt Anna Quist.", "Anna Quist"},
		{"Ukrainian, in her words", "uk", "Ганна Коваль сказала, що чекає. За її словами, «порт сьогодні працює далі».", "Ганна Коваль"},
		{"Ukrainian, the nominative", "uk", "Ганна Ковальська прийшла пізно. За словами Ганни Ковальської, «порт сьогодні працює далі».", "Ганна Ковальська"},
		{"Russian, the name between two parts", "ru", "«Порт работает, — сказала Анна Кузнецова, — и будет работать».", "Анна Кузнецова"},
		{"Swedish", "sv", "”Hamnen är öppen i kväll”, säger Anna Qvist.", "Anna Qvist"},
		{"Norwegian", "nb", "«Havnen er åpen i kveld», sier havnesjef Anna Qvist.", "Anna Qvist"},
		{"Danish", "da", "»Havnen er åben i aften«, siger Anna Qvist.", "Anna Qvist"},
		{"Czech", "cs", "„Přístav dnes funguje dál,“ řekla mluvčí Anna Kovářová.", "Anna Kovářová"},
		{"Finnish", "fi", "”Satama on auki tänään”, sanoo Anna Koski.", "Anna Koski"},
		{"Hungarian", "hu", "„A kikötő ma is nyitva van” – mondta Kovács Anna.", "Kovács Anna"},
		{"Romanian", "ro", "„Portul rămâne deschis azi”, a declarat Ana Câmpeanu.", "Ana Câmpeanu"},
		{"Turkish", "tr", "Ayşe Kaya, “Liman bugün açık kalacak” dedi.", "Ayşe Kaya"},
		{"Greek", "el", "«Το λιμάνι μένει ανοιχτό σήμερα», δήλωσε η Άννα Κωστή.", "Άννα Κωστή"},
		{"Arabic", "ar", "وقال المدير سامي حداد: «الميناء مفتوح هذا المساء».", "سامي حداد"},
		{"Hebrew", "he", "\"הנמל פתוח הערב כרגיל\", אמרה דנה כהן.", "דנה כהן"},
		{"Japanese", "ja", "森田花子理事長は13日、「港は今夜も開いています」と述べた。", "森田花子"},
		{"Japanese, a foreign name", "ja", "クエイル次期大統領は「港は今夜も開いています」と語った。", "クエイル"},
		{"Japanese, no name", "ja", "港の40代の男性職員は「港は今夜も開いています」と話す。", "港の40代の男性職員"},
		{"Korean", "ko", "김하늘 항만공사 사장은 \"항구는 오늘도 열려 있다\"고 말했다.", "김하늘"},
		{"Korean, the surname and the topic that goes on", "ko", "김하늘 항만공사 사장이 왔다.\n\n김 사장은 \"항구는 오늘도 열려 있다\"며 \"내일도 열려 있을 것이다\"고 말했다. 이어 \"모두 안심해도 된다\"고 덧붙였다.", "김하늘|김하늘|김하늘"},
		{"Chinese", "zh", "港口发言人林小海表示：“港口今晚继续开放，请大家放心。”", "林小海"},
		{"no list of words, one word and a name", "id", "“Pelabuhan tetap buka malam ini,” kata Anna Kosasih.", "Anna Kosasih"},
	} {
		t.Run(c.lang+" "+c.name, func(t *testing.T) {
			if got := speakers(c.text, c.lang); got != c.want {
				t.Errorf("%s\n-want %q\n+got  %q", c.text, c.want, got)
			}
		})
	}
}

func TestAQuotedHeadingIsSpokenByWhoSaysItBelow(t *testing.T) {
	blocks := paragraphs("“We shall rebuild the old pier”\n\nTom Hardacre spoke first. “No money is left,” Tom Hardacre said.\n\n“We shall rebuild the old pier in spring,” said Anna Quayle.")
	blocks[0].Kind = "heading"
	got := Find(blocks, Options{Language: "en"})
	if len(got) != 3 || got[0].Speaker != "Anna Quayle" {
		t.Errorf("got %+v", got)
	}
}

func TestAnswersAreSpokenByWhoIsAsked(t *testing.T) {
	got := speakers("“The pier is old,” said Anna Quayle. “We know it well,” Quayle said.\n\n“It leaks every winter,” Quayle said.\n\nWill it reopen soon?\n\n“Yes, in the first week of May.”", "en")
	if diff := cmp.Diff(strings.TrimSuffix(strings.Repeat("Anna Quayle|", 4), "|"), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestTitlesMottosAndPulledLinesAreNoQuotes(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "Her novel “a ferry to nowhere” won a prize."},
		{"en", "The council mailed the ‘if the storm comes’ brochure to all."},
		{"de", "Die Kampagne „Hafen für alle“ beginnt."},
		{"en", "The rules of this old harbour “by tide and lantern” hold."},
		{"ru", "Они знали старую схему «уйти на больничный»."},
	} {
		if got := said(c.text, c.lang); len(got) > 0 {
			t.Errorf("%s was read as %q", c.text, got)
		}
	}
	got := said("> We shall rebuild the pier.\n\n> Harbour master Anna Quayle\n\n“It is late. We shall rebuild the pier. Wait,” said Anna Quayle.", "en")
	if diff := cmp.Diff([]string{"Anna Quayle: It is late. We shall rebuild the pier. Wait,"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestASignedBlockQuotationIsTheSignersSpeech(t *testing.T) {
	got := speakers("> The pier will reopen soon\n\n— Harbour master Anna Quayle (@quayle) May 6, 2025", "en")
	if got != "Anna Quayle" {
		t.Errorf("got %q", got)
	}
}

func TestAPluralsApostropheWithinQuotesIsNoPairOfQuotes(t *testing.T) {
	if got := said("The pier being called 'the grifters' is a 'terrible label to have', Anna Quayle said.", "en"); cmp.Diff([]string{"Anna Quayle: terrible label to have"}, got) != "" {
		t.Errorf("got %q", got)
	}
}
