package payload

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// texts are sentences of our own, by language, with the charsets the web wrote
// the language in.
var texts = []struct{ language, charsets, text string }{
	{"Russian", "windows-1251 koi8-r ibm866 iso-8859-5", "Вчера в порту открылась новая пристань. По словам начальника гавани Сергея Волкова, ремонт занял два года, а расходы город разделил с областью. «Мы ждали этого дня очень долго», — сказал он."},
	{"Ukrainian", "windows-1251 koi8-u iso-8859-5", "Учора в порту відкрили новий причал. За словами керівника гавані Олени Ткач, ремонт тривав два роки, а її підлеглі працювали щодня. Місто сплатило половину витрат, решту — область."},
	{"Bulgarian", "windows-1251", "Вчера пристанището откри новия кей. Според началника ремонтът е продължил две години, а градът е платил половината от разходите."},
	{"Serbian", "windows-1251", "Јуче је у луци отворено ново пристаниште. Према речима управника, радови су трајали две године, а град је платио половину трошкова. Људи су дошли чамцима."},
	{"Polish", "windows-1250 iso-8859-2", "Wczoraj w porcie otwarto nową przystań. Według kierownika portu remont trwał dwa lata, a połowę kosztów zapłaciło miasto. Mieszkańcy mówią, że długo czekali na tę chwilę."},
	{"Czech", "windows-1250 iso-8859-2", "Včera bylo v přístavu otevřeno nové molo. Podle správce trvala oprava dva roky a polovinu nákladů zaplatilo město. Obyvatelé říkají, že na tuto chvíli čekali příliš dlouho."},
	{"Hungarian", "windows-1250 iso-8859-2", "Tegnap megnyílt az új móló a kikötőben. A kikötő vezetője szerint a felújítás két évig tartott, és a költségek felét a város fizette. A lakók régóta várták ezt a napot, és örülnek a műnek."},
	{"French", "windows-1252 iso-8859-15", "La nouvelle jetée a été inaugurée hier. D'après la directrice du port, les travaux ont duré deux années et la moitié des dépenses a été payée par la ville, où l'on espérait ce jour dès l'été."},
	{"German", "windows-1252", "Gestern wurde der neue Anleger eröffnet. Die Arbeiten dauerten zwei Jahre, die Hälfte der Kosten übernahm die Stadt. Für die Bürger war es höchste Zeit, größere Schiffe können nun anlegen."},
	{"Spanish", "windows-1252", "Ayer se inauguró el muelle. Según la dirección del puerto, la reparación duró dos años y la mitad del dinero la pagó el municipio. ¿Quién pagará el próximo? «Aún no está claro», señaló."},
	{"Turkish", "windows-1254", "Limandaki yeni iskele dün açıldı. Müdürün sözlerine göre onarım iki yıl sürdü ve masrafların yarısını şehir ödedi. Bölge halkı bugünü çok uzun süredir bekliyordu, çünkü eski iskele ağır hasarlıydı."},
	{"Lithuanian", "windows-1257", "Vakar uoste atidaryta nauja prieplauka. Pasak vadovės, remontas truko dvejus metus, o pusę išlaidų sumokėjo miestas. Žmonės šios dienos laukė labai ilgai, nes senoji buvo pažeista."},
	{"Greek", "windows-1253 iso-8859-7", "Χθες άνοιξε η νέα προβλήτα στο λιμάνι. Σύμφωνα με τον διευθυντή, οι εργασίες κράτησαν δύο χρόνια και τα μισά έξοδα πλήρωσε ο δήμος."},
	{"Hebrew", "windows-1255 iso-8859-8", "אתמול נפתח הרציף החדש בנמל. לדברי מנהלת הנמל השיפוץ נמשך שנתיים, ומחצית מן ההוצאות שילמה העירייה."},
	{"Arabic", "windows-1256 iso-8859-6", "افتتح أمس الرصيف الجديد في الميناء. وقال مدير الميناء إن أعمال الترميم استمرت عامين، ودفعت المدينة نصف التكاليف."},
	{"Thai", "windows-874", "เมื่อวานนี้มีการเปิดท่าเรือใหม่ ผู้จัดการท่าเรือกล่าวว่าการซ่อมใช้เวลาสองปีและเมืองจ่ายครึ่งหนึ่ง"},
	{"Japanese", "shift_jis euc-jp", "昨日、港に新しい桟橋が開かれた。港の責任者によると、工事には二年かかり、費用の半分は市が払った。住民はこの日を長く待っていたという。"},
	{"Korean", "euc-kr", "어제 항구에 새 부두가 문을 열었다. 항구 책임자에 따르면 공사는 두 해가 걸렸고 비용의 절반은 시가 냈다. 주민들은 이날을 오래 기다렸다고 말했다."},
	{"Chinese, simplified", "gbk", "昨天港口的新码头开放了。据港口负责人说，工程用了两年时间，一半的费用由市政府支付。居民们表示，他们等这一天已经很久了。"},
	{"Chinese, traditional", "big5", "昨天港口的新碼頭開放了。據港口負責人說，工程用了兩年時間，一半的費用由市政府支付。居民們表示，他們等這一天已經很久了。"},
}

func encode(t *testing.T, charset, text string) []byte {
	t.Helper()
	e, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	b, err := encoding.HTMLEscapeUnsupported(e.NewEncoder()).Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTextThatDeclaresNoCharsetReadsAsWritten(t *testing.T) {
	for _, tt := range texts {
		for charset := range strings.FieldsSeq(tt.charsets) {
			t.Run(tt.language+" in "+charset, func(t *testing.T) {
				plain := encode(t, charset, tt.text)
				html := encode(t, charset, "<html><head><title>"+tt.text+"</title></head><body><p class=\"lead\">"+strings.Join(strings.Fields(tt.text), "</b> <b>")+"</p></body></html>")
				for _, body := range [][]byte{plain, html} {
					text, name := UTF8(body, "text/html")
					if want := string(convert(body, charset)); string(text) != want {
						t.Errorf("read as %s: %.60s", name, text)
					}
				}
			})
		}
	}
}

func TestShortTextsReadAsWritten(t *testing.T) {
	right, all := 0, 0
	for _, tt := range texts {
		for charset := range strings.FieldsSeq(tt.charsets) {
			runes := []rune(tt.text)
			for from := 0; from+30 <= len(runes); from += 15 {
				body := encode(t, charset, string(runes[from:from+30]))
				text, name := UTF8(body, "")
				all++
				if string(text) == string(convert(body, charset)) {
					right++
				} else {
					t.Logf("%s in %s read as %s: %s", tt.language, charset, name, text)
				}
			}
		}
	}
	t.Logf("%d of %d snippets of 30 letters", right, all)
	if right*100 < all*90 {
		t.Errorf("%d of %d snippets of 30 letters read as written, want 90%%", right, all)
	}
}
