package extract

import (
	"strings"
	"testing"
)

func TestLanguageTagsAreTheBaseLanguage(t *testing.T) {
	for in, want := range map[string]string{
		"en": "en", "en-US": "en", "EN_gb": "en", "uk-UA": "uk", "ua": "uk", "de-DE, en": "de", "zh-TW": "zh-Hant", "zh-Hant": "zh-Hant", "zh-CN": "zh",
		"jp": "ja", "iw": "he", "sr-Latn-RS": "sr-Latn", "": "", "und": "", "x": "", "not a language at all, sorry": "",
	} {
		if got := languageTag(in); got != want {
			t.Errorf("languageTag(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTheTextTellsItsLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The council of the town said that it will not be able to pay for the wall, which was built by the sailors of the last century and has not been repaired since they left",
		"de": "Der Rat der Stadt sagte, dass er die Mauer nicht bezahlen kann, die von den Seeleuten des letzten Jahrhunderts gebaut und seitdem nicht mehr repariert wurde, weil das Geld für die Straßen nach dem Sturm gebraucht wird",
		"uk": "Міська рада заявила, що не може оплатити ремонт стіни, яку збудували моряки і яка з того часу не була відремонтована, бо гроші пішли на дороги та мости після буревію, як це було й торік",
		"ru": "Городской совет заявил, что не может оплатить ремонт стены, которую построили моряки и которая с тех пор не была отремонтирована, потому что деньги ушли на дороги и мосты после бури, как это было и в прошлом году",
		"ja": "市議会は、前世紀に船員たちが建てた壁の修理費を払うことができないと述べた。壁はそれ以来修理されていない。",
		"ko": "시의회는 지난 세기에 선원들이 지은 방파제의 수리비를 낼 수 없다고 밝혔다. 방파제는 그 이후로 한 번도 수리된 적이 없으며 올해 겨울 폭풍이 오기 전에 무너질 수 있다고 전문가들은 경고했다. 시민들은 걱정하고 있다.",
		"nb": "Byrådet sa at det ikke kan betale for muren som ble bygget av sjøfolk og som ikke har vært reparert etter at de dro, men at det skal skje mer når våren kommer og stormen er over",
		"da": "Byrådet siger, at det ikke kan betale for muren, som blev bygget af søfolk, og som ikke har været repareret efter at de rejste ud, men at der skal ske mere når foråret kommer af sig selv",
	} {
		if got, _ := guessLanguage(text); got != want {
			t.Errorf("guessLanguage(%.30q) = %q, want %q", text, got, want)
		}
	}
}

func TestTheTextWinsOverAMarkupThatLies(t *testing.T) {
	german := strings.Repeat("<p>Der Rat der Stadt sagte, dass er die Mauer nicht bezahlen kann, die von den Seeleuten gebaut und seitdem nicht mehr repariert wurde, weil das Geld für die Straßen nach dem Sturm gebraucht wird.</p>", 3)
	r := readStory(t, `<html lang="en-US"><head><meta property="og:locale" content="en_US"></head><body><article><h1>Mauer wird nicht repariert</h1>`+german+`</article></body></html>`)
	if r.Article.Language != "de" || r.Article.Evidence["language"].Method != "text" {
		t.Errorf("language %q by %q, want de by text", r.Article.Language, r.Article.Evidence["language"].Method)
	}
}
