package payload

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// sampleSize is how many bytes of a body a guess looks at, markup left out.
const sampleSize = 4 << 10

// detect guesses the charset of bytes that are not UTF-8: each candidate
// decodes a sample, and the letters that come out are weighed by how common
// they are in the language. sure is false when nothing reads well; the guess is
// then windows-1252.
func detect(body []byte) (name string, sure bool) {
	b := sample(body)
	name, best := "windows-1252", 0.15
	decoded := map[string][]rune{}
	for i := range candidates {
		c := &candidates[i]
		for _, charset := range c.charsets {
			text, ok := decoded[charset]
			if !ok {
				text = decodeSample(b, charset)
				decoded[charset] = text
			}
			if score := c.score(text); score > best+0.001 {
				name, best, sure = charset, score, true
			}
		}
	}
	return name, sure
}

// sample keeps the high bytes of a body with the few bytes beside them.
func sample(body []byte) []byte {
	const beside = 3
	out := make([]byte, 0, sampleSize)
	end := 0 // of what is kept or passed over
	for i := 0; i < len(body) && len(out) < sampleSize; i++ {
		if body[i] < utf8.RuneSelf {
			continue
		}
		if from := i - beside; from > end {
			out = append(out, body[end:min(end+beside, from)]...)
			out = append(out, ' ')
			end = from
		}
		out = append(out, body[end:i+1]...)
		end = i + 1
	}
	return append(out, body[end:min(end+beside, len(body))]...)
}

func decodeSample(b []byte, charset string) []rune {
	e, err := htmlindex.Get(charset)
	if err != nil {
		return nil
	}
	text, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return nil
	}
	return []rune(string(text))
}

// candidate is a language, and the charsets it is written in.
type candidate struct {
	charsets []string
	weight   map[rune]float64 // of the language's own letters beyond ASCII
	script   script
}

// script says how letters behave.
type script int

const (
	latin    script = iota // beside ASCII letters, in two cases
	cased                  // in two cases, not beside ASCII letters
	uncased                // not beside ASCII letters
	eastAsia               // many letters, of which the commonest are known
)

// score is the mean weight of the letters beyond ASCII, from about 1 for text
// of the language down to -3 for what cannot be.
func (c *candidate) score(text []rune) float64 {
	var sum float64
	n := 0
	for i, r := range text {
		if r < utf8.RuneSelf || neutral(r) {
			continue
		}
		n++
		var before, after rune = ' ', ' '
		if i > 0 {
			before = text[i-1]
		}
		if i+1 < len(text) {
			after = text[i+1]
		}
		sum += c.weigh(before, r, after)
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

func (c *candidate) weigh(before, r, after rune) float64 {
	switch {
	case r == utf8.RuneError, r < 0xa0, 0xe000 <= r && r < 0xf900:
		return -3
	case c.script != latin && (asciiLetter(before) || asciiLetter(after)):
		return -1
	case c.script == eastAsia:
		if w, ok := c.weight[r]; ok {
			return w
		}
		switch {
		case unicode.Is(unicode.Han, r), unicode.Is(unicode.Hangul, r):
			return 0.05
		case r >= 0x3000 && r <= 0x303f, r >= 0xff01 && r <= 0xff5e:
			return 0.3
		}
		return -1
	case c.script != uncased && unicode.IsUpper(r) && unicode.IsLower(before):
		return -1
	}
	if w, ok := c.weight[unicode.ToLower(r)]; ok {
		return w
	}
	if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsLetter(before) && !unicode.IsLetter(after) {
		return -0.2
	}
	return -1
}

func asciiLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// neutral says whether a sign is at home in every language.
func neutral(r rune) bool {
	return strings.ContainsRune("\u00a0\u00ad«»‘’‚“”„–—…•·©®™°§№€£±×", r)
}

// ranked gives letters weights that fall from 1 to 0.2 in their order.
func ranked(letters string) map[rune]float64 {
	runes := []rune(letters)
	weight := make(map[rune]float64, len(runes))
	for i, r := range runes {
		weight[r] = 1 - 0.8*float64(i)/float64(len(runes))
	}
	return weight
}

// common gives letters the weight 1.
func common(letters ...string) map[rune]float64 {
	weight := map[rune]float64{}
	for _, r := range strings.Join(letters, "") {
		weight[r] = 1
	}
	return weight
}

// candidates lists languages, each with its letters beyond ASCII, the commonest
// first. Of two that read equally well the earlier wins.
var candidates = []candidate{
	{western, ranked("éàèêçôâîùûëïœ"), latin},              // French
	{western, ranked("üäößé"), latin},                      // German
	{western, ranked("óíáéñú¿¡ü"), latin},                  // Spanish
	{western, ranked("ãçáéóíêõúâàôü"), latin},              // Portuguese
	{western, ranked("àèùìòé"), latin},                     // Italian
	{western, ranked("äåöéü"), latin},                      // Swedish, Finnish
	{western, ranked("åøæéöäü"), latin},                    // Danish, Norwegian
	{western, ranked("íáðéþóæöúýäå"), latin},               // Icelandic
	{western, ranked("éëïèöüáó"), latin},                   // Dutch
	{western, ranked("àòèéíóçúïü"), latin},                 // Catalan
	{central, ranked("łąęóżśćńź"), latin},                  // Polish
	{central, ranked("íáěéřščžýůúďťňóäľôĺŕ"), latin},       // Czech, Slovak
	{central, ranked("áéöőóüíúű"), latin},                  // Hungarian
	{central, ranked("ăîâşţ"), latin},                      // Romanian
	{central, ranked("čšžćđ"), latin},                      // Croatian, Slovene
	{[]string{"windows-1254"}, ranked("ıüşöçğâîİ"), latin}, // Turkish
	{baltic, ranked("ėįšžųąūęčāēīļņģķõäöü"), latin},        // Lithuanian, Latvian, Estonian

	{cyrillic, ranked("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"), cased},
	{cyrillic, ranked("оаниітвересклудмпзяьбгчйхжшїєцюфщґ"), cased}, // Ukrainian
	{cyrillic, ranked("анеіоырстілкдувмпяцзьчгбўшэйжхюфё"), cased},  // Belarusian
	{cyrillic, ranked("аиоенртсјкувдмплгзбчшцњжљћхђфџѓќѕ"), cased},  // Serbian, Macedonian
	{[]string{"windows-1253", "iso-8859-7"}, ranked("αοιετσνηυρκπςμλάίόγήέδχύθφώβωξζψϊϋΐΰ"), cased},

	{[]string{"windows-1255", "iso-8859-8"}, ranked("יהולאתרבמשנםפקדחעכטצסגזןךץף"), uncased},
	{[]string{"windows-1256", "iso-8859-6"}, ranked("ايلمنورتبةعدسفهكقأحجشىصإخطذئزضغثءآظؤپچژگ،؟"), uncased},
	{[]string{"windows-874"}, ranked("านรอกเงมยลวดทสตะปบคหแจพชขใไโผซถศธณ่้าิีัุู์ึื็ำ"), uncased},

	{[]string{"shift_jis", "euc-jp"}, common("ぁあいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもゃやゅゆょよらりるれろわをん",
		"ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチッツテデトドナニネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワンー、。「」"), eastAsia},
	{[]string{"euc-kr"}, common("이다는의에을가고하지한로기은도를사대서리인시어자들부정아일과상제전해으보나수국그니장조주스원만구있여것관공라계동위경적회안했면년성신무개와생선비오방요행대중발까금음당명학문산식화체치소세분력통게러유미차실등각포물저모외터반트내실"), eastAsia},
	{[]string{"gbk"}, common("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严，。、：；？！“”（）《》"), eastAsia},
	{[]string{"big5"}, common("的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報完類八離華名確才科張信馬節話米整空元況今集傳土許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音眾書布復容兒須際商非驗連斷深難近千周委素技備半辦青省列習響約支般史感勞便團往歷市克何除消構府稱太準精值號率族維劃選標寫存候親快效院查江型眼王按格養易置派層片始卻專狀育廠京識適屬包火住調滿縣局照參紅細引聽該鐵價嚴，。、：；？！「」（）《》"), eastAsia},
}

var (
	western  = []string{"windows-1252"}
	central  = []string{"windows-1250", "iso-8859-2"}
	baltic   = []string{"windows-1257"}
	cyrillic = []string{"windows-1251", "koi8-r", "koi8-u", "ibm866", "iso-8859-5"}
)
