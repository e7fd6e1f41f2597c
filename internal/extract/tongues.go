package extract

import "unicode"

// tongue is what tells a language from the others of its script.
type tongue struct {
	tag, script string
	words       string // the commonest short words of running text
	letters     string // letters that the others do not have
	never       string // letters it does not have
}

var tongues = []tongue{
	{"en", "Latn", "the of and to in a is that for on with was as by at from has be it have are said this an not were which or but his her they will its who been their", "", "äöüßøåñçłąę"},
	{"de", "Latn", "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie", "ß", ""},
	{"fr", "Latn", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux d'un été mais cette ses ou ont être", "œ", ""},
	{"es", "Latn", "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha este sí porque esta son entre fue", "ñ¿¡", "ãõ"},
	{"pt", "Latn", "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou foi são pelo pela até também", "ãõ", "ñ"},
	{"it", "Latn", "di e il la che in un a per è del una della sono con non si le da al dei i come anche più nel ha ma gli alla lo dal delle nella", "", "ñ"},
	{"nl", "Latn", "de het een van en in is dat op te voor met zijn aan niet er door om ook naar bij als uit was wordt maar heeft nog die werd over hij", "", "äåø"},
	{"ca", "Latn", "de la que i el en a les per els un una amb del no és dels més ha al va com aquest aquesta pel són però seva", "·", "ñãõ"},
	{"sv", "Latn", "och att i det som en på är av för med till den har de inte om ett från men var vi så kan när under efter också säger ska", "", "øæ"},
	{"da", "Latn", "og i at det er en til af på som for den med har de ikke der var et om fra men vi kan han også efter blev skal siger mere ud", "", "äö"},
	{"nb", "Latn", "og i det er som på en for at til av har med de ikke den om et fra var men vi kan han også etter ble skal sier mer ut", "", "äö"},
	{"is", "Latn", "og að í á er sem til um við var en ekki það með fyrir hann af því hafa verið hefur frá þess eru", "þð", ""},
	{"fi", "Latn", "ja on ei se että oli hän mutta ovat myös kun kuin mukaan joka sen jos ole mitä tai jo vuoden sanoo voi niin", "", "åß"},
	{"et", "Latn", "ja on ei et see oli ta kui mis ka aga oma kes või selle ning pole aasta ütles siis", "õ", "ß"},
	{"lt", "Latn", "ir kad į iš su yra tai buvo bet ar o dėl kaip jis po nuo apie už tik jau pat kurie teigė", "ėųįčš", ""},
	{"lv", "Latn", "un ir ka no uz ar par tas bet kas arī lai pēc tika būs gada ko vai savu nav", "ļņķģīā", ""},
	{"pl", "Latn", "w i na z się nie do że to jest o po jak za od przez ale są dla jego ma co był tym oraz także został", "łąęśźż", ""},
	{"cs", "Latn", "a v se na je že s z do o i za to by ale jako po podle byl od pro jsou který také ve jeho jsem bude", "řěů", ""},
	{"sk", "Latn", "a v sa na je že s z do o i za to by ale ako po podľa bol od pre sú ktorý aj vo jeho som bude", "ľĺŕô", "řěů"},
	{"sl", "Latn", "in je v na se da za ki so z pa bi tudi po kot s o iz ne bil še ali ni bo od ter smo", "", "ćđ"},
	{"hr", "Latn", "i je u na se da za su od s koji će ne a o bi nije iz kako što to te ali kao bio godine do koja", "đć", ""},
	{"sr-Latn", "Latn", "i je u na se da za su od koji će ne a o bi nije iz kako što to te ali kao bio godine do koja rekao", "", ""},
	{"hu", "Latn", "a az és hogy nem is egy ez meg azt volt csak szerint már van még kell de mint ki el amely után lehet", "őű", ""},
	{"ro", "Latn", "și în de a la care cu pe din o un nu este că pentru au fost mai sau prin fi lui ca se după dar sunt", "șțşţă", ""},
	{"sq", "Latn", "të e në për dhe me një që është se nga i ka ai janë do kjo më nuk si por", "ë", ""},
	{"tr", "Latn", "ve bir bu için ile olarak da de olan çok daha gibi sonra kadar en ancak ise dedi olduğunu değil var", "ışğ", ""},
	{"az", "Latn", "və bu bir ilə üçün da də ki olan olub edib sonra qədər isə daha ən deyib", "ə", ""},
	{"id", "Latn", "yang dan di untuk dengan ini dari dalam pada itu tidak akan juga ke adalah oleh karena ada tersebut mereka telah bisa dia", "", ""},
	{"ms", "Latn", "yang dan di untuk dengan ini dari dalam pada itu tidak akan juga ke adalah oleh kerana ada tersebut mereka telah boleh beliau", "", ""},
	{"vi", "Latn", "và của là có được cho không các một người trong với này đã để khi đến những từ ra", "đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ", ""},
	{"tl", "Latn", "ang ng sa na mga at ay ni si para kay hindi ito nang may kung siya rin", "", ""},
	{"sw", "Latn", "na ya wa kwa katika ni la za kuwa hiyo huo cha kwamba baada hii wake yake pia", "", ""},
	{"zu", "Latn", "ukuthi futhi kodwa uma noma ngoba nge kule lokhu abantu wathi uthe kanye nokuthi ngesikhathi lo le", "", ""},
	{"af", "Latn", "die en van in het is wat nie dat te vir met op 'n sy hy was ook aan as om hulle deur", "", ""},
	{"eu", "Latn", "eta da du ez bat dute zuen dira izan baina ere hori dela egin den zen", "", ""},
	{"gl", "Latn", "de a o que e do da en un para con non unha os no se na por máis as dos como mais ao súa foi tamén", "ñ", "ãõ"},
	{"la", "Latn", "et in est non ad cum ut qui sed quod ex ab nec quae amet ipsum dolor sit lorem nulla enim", "", ""},
	{"cy", "Latn", "y yn a i o ar mae yr ei ac oedd am wedi gan fod i'r hyn eu hi", "ŵŷ", ""},
	{"ga", "Latn", "an na agus ar i a go is le bhí sé ag tá don sin do ní mar", "", ""},
	{"ru", "Cyrl", "и в не на что с он как по из это к о за от его но для был также у при мы до так все", "ыэё", "іїєґўјљњћђџ"},
	{"uk", "Cyrl", "і в на у що не з до та за про як він це від для був його по й також але під із був які", "їєґ", "ыэёъўј"},
	{"be", "Cyrl", "і ў на не што з да па як ён гэта за ад яго для але быў таксама у пра", "ў", "ищъїє"},
	{"bg", "Cyrl", "на и в за да се от са с не че по е как който но като до това ще при бе през след", "", "ыэёіїєјў"},
	{"sr", "Cyrl", "и је у на се да за су од који ће не а о би није из како што то те али као био године", "ђћ", "ыэёйщъьюя"},
	{"mk", "Cyrl", "на и во да од за се со не ќе дека е што како по го ги ја но тоа кој беше", "ѓќѕ", "ыэёйщъьюяђћ"},
	{"kk", "Cyrl", "және мен бұл үшін бір деп да де осы болып жылы бойынша туралы қазақстан", "әқңғұү", ""},
	{"mn", "Cyrl", "нь юм байна энэ болон дээр гэж байгаа хийх тухай өнөөдөр", "өү", "қңғ"},
	{"ar", "Arab", "في من على إلى أن التي عن الذي مع هذا هذه كان ما لا بين بعد وقد قال", "ةىأإ", "پچژگٹڈے"},
	{"fa", "Arab", "در و به از که این را با است برای آن شد بر تا یک خود است", "پچژگ", "ةٹڈے"},
	{"ur", "Arab", "کے کی میں ہے کا اور سے نے کو پر یہ کہ ہیں بھی اس", "ٹڈےںھ", ""},
	{"hi", "Deva", "के में की है से का को और ने पर यह कि भी एक हैं इस लिए", "", ""},
	{"mr", "Deva", "आहे आणि या च्या ते हे की होते मध्ये एक ही नाही केले", "ळ", ""},
	{"ne", "Deva", "छ र को मा ले पनि भएको गर्ने छन् लाई यो हो गरेको", "", ""},
}

// soleLanguage is the language of scripts that newspapers of one language use.
var soleLanguage = map[string]string{
	"Hang": "ko", "Grek": "el", "Hebr": "he", "Thai": "th", "Geor": "ka", "Armn": "hy", "Beng": "bn", "Taml": "ta", "Telu": "te",
	"Gujr": "gu", "Guru": "pa", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Khmr": "km", "Laoo": "lo", "Mymr": "my", "Ethi": "am",
	"Hani": "zh", "Kana": "ja",
}

// scriptNames is every script in a fixed order, so that a tie has one winner.
var scriptNames = []string{
	"Latn", "Cyrl", "Arab", "Hani", "Kana", "Hang", "Grek", "Hebr", "Deva", "Thai", "Geor", "Armn", "Beng", "Taml", "Telu",
	"Gujr", "Guru", "Knda", "Mlym", "Sinh", "Khmr", "Laoo", "Mymr", "Ethi",
}

// scriptOf is the ISO 15924 name of the letter's script, "" for one that is not listed.
func scriptOf(r rune) string {
	for i := range scriptTables {
		if unicode.Is(scriptTables[i].table, r) {
			return scriptTables[i].name
		}
	}
	return ""
}

var scriptTables = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin}, {"Cyrl", unicode.Cyrillic}, {"Hani", unicode.Han}, {"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana},
	{"Hang", unicode.Hangul}, {"Arab", unicode.Arabic}, {"Grek", unicode.Greek}, {"Hebr", unicode.Hebrew}, {"Deva", unicode.Devanagari},
	{"Thai", unicode.Thai}, {"Geor", unicode.Georgian}, {"Armn", unicode.Armenian}, {"Beng", unicode.Bengali}, {"Taml", unicode.Tamil},
	{"Telu", unicode.Telugu}, {"Gujr", unicode.Gujarati}, {"Guru", unicode.Gurmukhi}, {"Knda", unicode.Kannada}, {"Mlym", unicode.Malayalam},
	{"Sinh", unicode.Sinhala}, {"Khmr", unicode.Khmer}, {"Laoo", unicode.Lao}, {"Mymr", unicode.Myanmar}, {"Ethi", unicode.Ethiopic},
}
