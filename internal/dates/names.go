package dates

import "strings"

// monthNames: one line a language, January to December, forms of one month parted
// by a blank: nominative, genitive and the other cases that dates use, abbreviations.
var monthNames = map[string]string{
	"en":    "january jan,february feb febr,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,november nov,december dec",
	"de":    "januar jan jänner jän,februar feb feber,märz mär mrz,april apr,mai,juni jun,juli jul,august aug,september sep sept,oktober okt,november nov,dezember dez",
	"fr":    "janvier janv,février févr fév,mars,avril avr,mai,juin,juillet juil,août,septembre sept,octobre oct,novembre nov,décembre déc",
	"es":    "enero ene,febrero feb,marzo mar,abril abr,mayo may,junio jun,julio jul,agosto ago,septiembre setiembre sep sept set,octubre oct,noviembre nov,diciembre dic",
	"pt":    "janeiro jan,fevereiro fev,março mar,abril abr,maio mai,junho jun,julho jul,agosto ago,setembro set,outubro out,novembro nov,dezembro dez",
	"it":    "gennaio gen,febbraio feb,marzo mar,aprile apr,maggio mag,giugno giu,luglio lug,agosto ago,settembre set sett,ottobre ott,novembre nov,dicembre dic",
	"ca":    "gener gen,febrer febr,març,abril abr,maig,juny,juliol jul,agost ag,setembre set,octubre oct,novembre nov,desembre des",
	"gl":    "xaneiro xan,febreiro feb,marzo mar,abril abr,maio mai,xuño xuñ,xullo xul,agosto ago,setembro set,outubro out,novembro nov,decembro dec",
	"eu":    "urtarrila urtarrilaren urtarrilak,otsaila otsailaren otsailak,martxoa martxoaren martxoak,apirila apirilaren apirilak,maiatza maiatzaren maiatzak,ekaina ekainaren ekainak,uztaila uztailaren uztailak,abuztua abuztuaren abuztuak,iraila irailaren irailak,urria urriaren urriak,azaroa azaroaren azaroak,abendua abenduaren abenduak",
	"ro":    "ianuarie ian,februarie feb,martie mart,aprilie apr,mai,iunie iun,iulie iul,august aug,septembrie sept,octombrie oct,noiembrie noi nov,decembrie dec",
	"nl":    "januari jan,februari feb,maart mrt,april apr,mei,juni jun,juli jul,augustus aug,september sep,oktober okt,november nov,december dec",
	"af":    "januarie,februarie,maart,april,mei,junie,julie,augustus,september,oktober,november,desember des",
	"sv":    "januari jan,februari feb,mars,april apr,maj,juni jun,juli jul,augusti aug,september sep,oktober okt,november nov,december dec",
	"da":    "januar jan,februar feb,marts,april apr,maj,juni jun,juli jul,august aug,september sep,oktober okt,november nov,december dec",
	"no":    "januar jan,februar feb,mars,april apr,mai,juni jun,juli jul,august aug,september sep,oktober okt,november nov,desember des",
	"is":    "janúar jan,febrúar feb,mars,apríl apr,maí,júní jún,júlí júl,ágúst ágú,september sept,október okt,nóvember nóv,desember des",
	"fo":    "januar,februar,mars,apríl,mai,juni,juli,august,september,oktober,november,desember",
	"fi":    "tammikuu tammikuuta tammi,helmikuu helmikuuta helmi,maaliskuu maaliskuuta maalis,huhtikuu huhtikuuta huhti,toukokuu toukokuuta touko,kesäkuu kesäkuuta kesä,heinäkuu heinäkuuta heinä,elokuu elokuuta elo,syyskuu syyskuuta syys,lokakuu lokakuuta loka,marraskuu marraskuuta marras,joulukuu joulukuuta joulu",
	"et":    "jaanuar jaan,veebruar veebr,märts,aprill apr,mai,juuni,juuli,august aug,september sept,oktoober okt,november nov,detsember dets",
	"lv":    "janvāris janvārī janvāra,februāris februārī februāra,marts martā marta,aprīlis aprīlī aprīļa,maijs maijā maija,jūnijs jūnijā jūnija jūn,jūlijs jūlijā jūlija jūl,augusts augustā augusta,septembris septembrī septembra,oktobris oktobrī oktobra,novembris novembrī novembra,decembris decembrī decembra",
	"lt":    "sausio sausis saus,vasario vasaris vas,kovo kovas,balandžio balandis bal,gegužės gegužė geg,birželio birželis birž,liepos liepa,rugpjūčio rugpjūtis rugp,rugsėjo rugsėjis rugs,spalio spalis spal,lapkričio lapkritis lapkr,gruodžio gruodis gruod",
	"pl":    "styczeń stycznia sty,luty lutego lut,marzec marca,kwiecień kwietnia kwi,maj maja,czerwiec czerwca cze,lipiec lipca lip,sierpień sierpnia sie,wrzesień września wrz,październik października paź,listopad listopada lis,grudzień grudnia gru",
	"cs":    "leden ledna led,únor února úno,březen března bře,duben dubna dub,květen května kvě,červen června čvn čer,červenec července čvc,srpen srpna srp,září zář,říjen října říj,listopad listopadu lis,prosinec prosince pro",
	"sk":    "január januára,február februára,marec marca,apríl apríla,máj mája,jún júna,júl júla,august augusta,september septembra,október októbra,november novembra,december decembra",
	"sl":    "januar januarja,februar februarja,marec marca,april aprila,maj maja,junij junija,julij julija,avgust avgusta avg,september septembra,oktober oktobra,november novembra,december decembra",
	"hr":    "siječanj siječnja sij,veljača veljače velj,ožujak ožujka ožu,travanj travnja tra,svibanj svibnja svi,lipanj lipnja,srpanj srpnja,kolovoz kolovoza kol,rujan rujna ruj,,studeni studenoga studenog stu,prosinac prosinca",
	"sr":    "januar januara,februar februara,mart marta,april aprila,maj maja,jun juna,jul jula,avgust avgusta avg,septembar septembra,oktobar oktobra okt,novembar novembra nov,decembar decembra dec",
	"sr-c":  "јануар јануара јан,фебруар фебруара феб,март марта мар,април априла апр,мај маја,јун јуна,јул јула,август августа авг,септембар септембра сеп,октобар октобра окт,новембар новембра нов,децембар децембра дец",
	"mk":    "јануари,февруари,март,април,мај,јуни,јули,август,септември,октомври,ноември,декември",
	"bg":    "януари яну,февруари фев,март мар,април апр,май,юни,юли,август авг,септември сеп септ,октомври окт,ноември ное,декември дек",
	"ru":    "январь января янв,февраль февраля фев февр,март марта мар,апрель апреля апр,май мая,июнь июня июн,июль июля июл,август августа авг,сентябрь сентября сен сент,октябрь октября окт,ноябрь ноября ноя нояб,декабрь декабря дек",
	"uk":    "січень січня січ,лютий лютого лют,березень березня бер,квітень квітня кві квіт,травень травня тра трав,червень червня чер черв,липень липня лип,серпень серпня сер серп,вересень вересня вер,жовтень жовтня жов жовт,листопад листопада лис лист,грудень грудня гру груд",
	"be":    "студзень студзеня,люты лютага,сакавік сакавіка,красавік красавіка,травень траўня мая,чэрвень чэрвеня,ліпень ліпеня,жнівень жніўня,верасень верасня,кастрычнік кастрычніка,лістапад лістапада,снежань снежня",
	"hu":    "január jan,február febr,március márc,április ápr,május máj,június jún,július júl,augusztus aug,szeptember szept,október okt,november nov,december dec",
	"el":    "ιανουάριος ιανουαρίου ιαν γενάρη,φεβρουάριος φεβρουαρίου φεβ φλεβάρη,μάρτιος μαρτίου μαρ μάρτη,απρίλιος απριλίου απρ απρίλη,μάιος μαΐου μάη μαι,ιούνιος ιουνίου ιουν ιούνη,ιούλιος ιουλίου ιουλ ιούλη,αύγουστος αυγούστου αυγ,σεπτέμβριος σεπτεμβρίου σεπ σεπτ σεπτέμβρη,οκτώβριος οκτωβρίου οκτ οκτώβρη,νοέμβριος νοεμβρίου νοε νοεμ νοέμβρη,δεκέμβριος δεκεμβρίου δεκ δεκέμβρη",
	"tr":    "ocak oca,şubat şub,mart,nisan nis,mayıs,haziran haz,temmuz tem,ağustos ağu,eylül eyl,ekim eki,kasım kas,aralık ara",
	"az":    "yanvar,fevral,mart,aprel,may,iyun,iyul,avqust,sentyabr,oktyabr,noyabr,dekabr",
	"uz":    "yanvar,fevral,mart,aprel,may,iyun,iyul,avgust,sentabr,oktabr,noyabr,dekabr",
	"kk":    "қаңтар қаңтарда,ақпан,наурыз,сәуір,мамыр,маусым,шілде,тамыз,қыркүйек,қазан,қараша,желтоқсан",
	"sq":    "janar,shkurt,mars,prill,maj,qershor,korrik,gusht,shtator,tetor,nëntor,dhjetor",
	"mt":    "jannar,frar,marzu,april,mejju,ġunju,lulju,awwissu,settembru,ottubru,novembru,diċembru",
	"ga":    "eanáir,feabhra,márta,aibreán,bealtaine,meitheamh,iúil,lúnasa,,,samhain,nollaig",
	"cy":    "ionawr,chwefror,mawrth,ebrill,mai,mehefin,gorffennaf,awst,medi,hydref,tachwedd,rhagfyr",
	"lb":    "januar,februar,mäerz,abrëll,mee,juni,juli,august,september,oktober,november,dezember",
	"ar":    "يناير كانون_الثاني,فبراير شباط,مارس آذار,أبريل إبريل نيسان,مايو أيار,يونيو حزيران,يوليو تموز,أغسطس آب,سبتمبر أيلول,أكتوبر تشرين_الأول,نوفمبر تشرين_الثاني,ديسمبر كانون_الأول",
	"ar-ma": "يناير جانفي,فيفري,مارس,أفريل,ماي,جوان,جويلية يوليوز,أوت غشت,شتنبر,أكتوبر,نونبر,دجنبر",
	"fa":    "ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه جولای,اوت آگوست,سپتامبر,اکتبر,نوامبر,دسامبر",
	"ur":    "جنوری,فروری,مارچ,اپریل,مئی,جون,جولائی,اگست,ستمبر,اکتوبر,نومبر,دسمبر",
	"ckb":   "کانوونی_دووەم,شوبات,ئازار,نیسان,ئایار,حوزەیران,تەمموز,ئاب,ئەیلوول,تشرینی_یەکەم,تشرینی_دووەم,کانوونی_یەکەم",
	"he":    "ינואר בינואר,פברואר בפברואר,מרץ במרץ מרס במרס,אפריל באפריל,מאי במאי,יוני ביוני,יולי ביולי,אוגוסט באוגוסט,ספטמבר בספטמבר,אוקטובר באוקטובר,נובמבר בנובמבר,דצמבר בדצמבר",
	"hi":    "जनवरी जन॰,फरवरी फ़रवरी,मार्च,अप्रैल,मई,जून,जुलाई,अगस्त,सितंबर सितम्बर,अक्टूबर अक्तूबर,नवंबर नवम्बर,दिसंबर दिसम्बर",
	"mr":    "जानेवारी,फेब्रुवारी,मार्च,एप्रिल,मे,जून,जुलै,ऑगस्ट,सप्टेंबर,ऑक्टोबर,नोव्हेंबर,डिसेंबर",
	"bn":    "জানুয়ারি জানুয়ারী,ফেব্রুয়ারি ফেব্রুয়ারী,মার্চ,এপ্রিল,মে,জুন,জুলাই,আগস্ট অগস্ট,সেপ্টেম্বর,অক্টোবর,নভেম্বর,ডিসেম্বর",
	"gu":    "જાન્યુઆરી,ફેબ્રુઆરી,માર્ચ,એપ્રિલ,મે,જૂન,જુલાઈ,ઑગસ્ટ ઓગસ્ટ,સપ્ટેમ્બર,ઑક્ટોબર ઓક્ટોબર,નવેમ્બર,ડિસેમ્બર",
	"pa":    "ਜਨਵਰੀ,ਫ਼ਰਵਰੀ ਫਰਵਰੀ,ਮਾਰਚ,ਅਪ੍ਰੈਲ,ਮਈ,ਜੂਨ,ਜੁਲਾਈ,ਅਗਸਤ,ਸਤੰਬਰ,ਅਕਤੂਬਰ,ਨਵੰਬਰ,ਦਸੰਬਰ",
	"ta":    "ஜனவரி,பிப்ரவரி,மார்ச்,ஏப்ரல்,மே,ஜூன்,ஜூலை,ஆகஸ்ட்,செப்டம்பர்,அக்டோபர்,நவம்பர்,டிசம்பர்",
	"te":    "జనవరి,ఫిబ్రవరి,మార్చి,ఏప్రిల్,మే,జూన్,జులై జూలై,ఆగస్టు,సెప్టెంబర్,అక్టోబర్,నవంబర్,డిసెంబర్",
	"ml":    "ജനുവരി,ഫെബ്രുവരി,മാർച്ച്,ഏപ്രിൽ,മേയ്,ജൂൺ,ജൂലൈ,ഓഗസ്റ്റ്,സെപ്റ്റംബർ,ഒക്ടോബർ,നവംബർ,ഡിസംബർ",
	"th":    "มกราคม ม.ค.,กุมภาพันธ์ ก.พ.,มีนาคม มี.ค.,เมษายน เม.ย.,พฤษภาคม พ.ค.,มิถุนายน มิ.ย.,กรกฎาคม ก.ค.,สิงหาคม ส.ค.,กันยายน ก.ย.,ตุลาคม ต.ค.,พฤศจิกายน พ.ย.,ธันวาคม ธ.ค.",
	"km":    "មករា,កុម្ភៈ,មីនា,មេសា,ឧសភា,មិថុនា,កក្កដា,សីហា,កញ្ញា,តុលា,វិច្ឆិកា,ធ្នូ",
	"lo":    "ມັງກອນ,ກຸມພາ,ມີນາ,ເມສາ,ພຶດສະພາ,ມິຖຸນາ,ກໍລະກົດ,ສິງຫາ,ກັນຍາ,ຕຸລາ,ພະຈິກ,ທັນວາ",
	"id":    "januari jan,februari feb,maret mar,april apr,mei,juni jun,juli jul,agustus agu ags agt,september sep,oktober okt,november nov nop,desember des",
	"ms":    "januari,februari,mac,april,mei,jun,julai,ogos,september,oktober,november,disember dis",
	"tl":    "enero,pebrero,marso,abril,mayo,hunyo,hulyo,agosto,setyembre,oktubre,nobyembre,disyembre",
	"sw":    "januari,februari,machi,aprili,mei,juni,julai,agosti,septemba,oktoba,novemba,desemba",
	"so":    "janaayo,febraayo,maarso,abriil,maajo,juun,luulyo,agoosto,sebtembar,oktoobar,nofembar,desembar",
	"ka":    "იანვარი იანვარს იან,თებერვალი თებ,მარტი მარ,აპრილი აპრ,მაისი,ივნისი ივნ,ივლისი ივლ,აგვისტო აგვ,სექტემბერი სექ,ოქტომბერი ოქტ,ნოემბერი ნოე,დეკემბერი დეკ",
	"hy":    "հունվար հունվարի,փետրվար փետրվարի,մարտ մարտի,ապրիլ ապրիլի,մայիս մայիսի,հունիս հունիսի,հուլիս հուլիսի,օգոստոս օգոստոսի,սեպտեմբեր սեպտեմբերի,հոկտեմբեր հոկտեմբերի,նոյեմբեր նոյեմբերի,դեկտեմբեր դեկտեմբերի",
	"vi":    "giêng,hai,ba,tư,,sáu,bảy,tám,chín,mười,,chạp",
	"eo":    "januaro,februaro,marto,aprilo,majo,junio,julio,aŭgusto,septembro,oktobro,novembro,decembro",
	"la":    "ianuarii,februarii,martii,aprilis,maii,iunii,iulii,augusti,septembris,octobris,novembris,decembris",
}

// persianMonths are the months of the solar Hijri calendar.
const persianMonths = "فروردین,اردیبهشت,خرداد,تیر,مرداد,شهریور,مهر,آبان,آذر,دی,بهمن,اسفند"

// afterTheWordMonth are languages whose month names are common words or numbers,
// and mean a month only after the word for it.
const afterTheWordMonth = "vi"

// weak are month names that are common words elsewhere: they need a year beside them.
var weak = set("mar may mai set out des ago dic gen mag giu lug lis lip sie pro led dub ara eki tem haz kas nis oca ag bal vas geg lut sty kol tra svi stu mart maj лис лист тра бер вер гру лип мај мар май мая сер mei mac dis ene مه دی تیر مهر ماي maart mars liepa")

// weekdays, in full and abbreviated, may stand between a day and its time.
var weekdays = set(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
segunda terça quarta quinta sexta feira seg ter qua qui sex
lunedì martedì mercoledì giovedì venerdì sabato domenica gio
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai ma ti ke to pe la su
poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle
ponedeljak utorak sreda srijeda četvrtak petak subota nedjelja nedelja
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
понеділок вівторок середа четвер п'ятниця субота неділя нд понеделник вторник сряда четвъртък петък събота неделя
hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
pazartesi salı çarşamba perşembe cuma cumartesi pazar pts sal çar per cum cmt paz
senin selasa rabu kamis jumat sabtu minggu isnin ahad
الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
日 月 火 水 木 金 土 曜 星 期 一 二 三 四 五 六 周 週 일 월 화 수 목 금 토 월요일 화요일 수요일 목요일 금요일 토요일 일요일`)

// links are words between a day, its year and its time.
var links = set(`t at on um ab o о об в у a à alle ore ora las a's às kl klo kello ob om u uur uhr der the of year la das
г год год. года р року рік время час години hora horas heure heures time hrs hour saat στις και ngày lúc le el den
à godine godini god pukul jam pk kell ziua orele nov. il eko м жылы ж بتوقيت الساعة ساعت ساعة в. বার সময় समय को बजे klukkan kloka vid tid เวลา`)

// fillers of the year: words that stand between a month and its year, or a year and its month.
var yearLinks = set("de del of el d m g г р ж gada m. il eko ko eko. лето года року год рік г. in y жылғы оны წლის թ da")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[foldKey(w)] = true
	}
	return m
}

// foldKey is fold as the tokenizer applies it: ASCII words are only lowered.
func foldKey(w string) string {
	for i := range len(w) {
		if w[i] >= 0x80 {
			return fold(w)
		}
	}
	return strings.ToLower(w)
}

// month is what a month name means.
type month struct {
	n       int
	persian bool
	second  string // the second word of a two-word name
}

// months maps every folded name to its meanings; more than one only for two-word names.
var months = func() map[string][]month {
	all := map[string][]month{}
	add := func(line string, persian bool) {
		for i, forms := range strings.Split(line, ",") {
			for form := range strings.FieldsSeq(forms) {
				first, second, _ := strings.Cut(form, "_")
				k, m := foldKey(first), month{n: i + 1, persian: persian, second: foldKey(second)}
				known := false
				for _, x := range all[k] {
					known = known || x == m || x.second == "" && m.second == "" // listopad: see monthAt
				}
				if !known {
					all[k] = append(all[k], m)
				}
			}
		}
	}
	for _, lang := range languages() {
		if lang != afterTheWordMonth {
			add(monthNames[lang], false)
		}
	}
	add(persianMonths, true)
	return all
}()

// vietnamese months, after the word "tháng".
var vietnamese = func() map[string]int {
	all := map[string]int{}
	for i, f := range strings.Split(monthNames[afterTheWordMonth], ",") {
		if f != "" {
			all[foldKey(f)] = i + 1
		}
	}
	return all
}()

// base is the language of a tag without its region.
func base(tag string) string {
	b, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(b)
}
