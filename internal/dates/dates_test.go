package dates

import (
	"strings"
	"testing"
	"time"
)

var now = time.Date(2025, 6, 9, 12, 0, 0, 0, time.UTC)

func TestWrittenDatesAreReadInManyLanguages(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Sunday, 8 June 2025, 04:10", "2025-06-08T04:10:00Z"},
		{"ru", "8 января, 17:46", "2025-01-08T17:46:00Z"},
		{"uk", "8 червня 2025, 04:10", "2025-06-08T04:10:00Z"},
		{"uk", "Неділя, 8 червня 2025, 04:10", "2025-06-08T04:10:00Z"},
		{"uk", "08.06.2025 04:10", "2025-06-08T04:10:00Z"},
		{"en", "June 8th, 2025 at 4:10 p.m. ET", "2025-06-08T16:10:00-04:00"},
		{"en", "Published 1:37 PM EST, Tue November 26, 2024", "2024-11-26T13:37:00-05:00"},
		{"en", "Jun. 8 2025", "2025-06-08"},
		{"en", "8 Jun 2025 - 16:10", "2025-06-08T16:10:00Z"},
		{"en", "12am, 8 June 2025", "2025-06-08"},
		{"en", "June 8, 2025 12:05 AM GMT+3", "2025-06-08T00:05:00+03:00"},
		{"en", "Sun Jun 08 04:10:00 GMT 2025", "2025-06-08T04:10:00Z"},
		{"en", "the 8th of June 2025", "2025-06-08"},
		{"en", "8-Jun-2025", "2025-06-08"},
		{"en", "08-Jun-25 04:10", "2025-06-08T04:10:00Z"},
		{"ja", "2025年6月8日 4時10分", "2025-06-08T04:10:00Z"},
		{"ja", "2025年6月8日(日) 午後4時10分", "2025-06-08T16:10:00Z"},
		{"ja", "令和7年6月8日", "2025-06-08"},
		{"ja", "6月8日 04:10", "2025-06-08T04:10:00Z"},
		{"zh", "发布于2025年06月08日 下午 4:10", "2025-06-08T16:10:00Z"},
		{"ko", "2025. 6. 8. 오전 4:10", "2025-06-08T04:10:00Z"},
		{"ko", "입력 2025.06.08. 오후 4:10", "2025-06-08T16:10:00Z"},
		{"ko", "2025년 6월 8일 오후 4시 10분", "2025-06-08T16:10:00Z"},
		{"de", "den 8. Juni 2025 um 4.10 Uhr", "2025-06-08T04:10:00Z"},
		{"de", "08. Jänner 2025", "2025-01-08"},
		{"de", "08.06.25, 04:10 Uhr", "2025-06-08T04:10:00Z"},
		{"es", "8 de junio de 2025", "2025-06-08"},
		{"es", "8 de junio del 2025 a las 16:10 h", "2025-06-08T16:10:00Z"},
		{"pt", "8 de junho de 2025 às 16h10", "2025-06-08T16:10:00Z"},
		{"ca", "8 d'agost de 2024", "2024-08-08"},
		{"fr", "Publié le 8 juin 2025 à 16h10", "2025-06-08T16:10:00Z"},
		{"fr", "1er août 2024 à 07:05", "2024-08-01T07:05:00Z"},
		{"it", "8 Giugno 2025 alle 16:10", "2025-06-08T16:10:00Z"},
		{"nl", "8 juni 2025 om 16.10 uur", "2025-06-08T16:10:00Z"},
		{"sv", "8 juni 2025 kl 16.10", "2025-06-08T16:10:00Z"},
		{"da", "8. juni 2025 kl. 16:10", "2025-06-08T16:10:00Z"},
		{"no", "8. desember 2024 kl. 16:10", "2024-12-08T16:10:00Z"},
		{"is", "8. júní 2025", "2025-06-08"},
		{"fi", "8.6.2025 klo 16.10", "2025-06-08T16:10:00Z"},
		{"fi", "8. kesäkuuta 2025", "2025-06-08"},
		{"et", "8. juuni 2025", "2025-06-08"},
		{"lv", "2025. gada 8. jūnijā, 16:10", "2025-06-08T16:10:00Z"},
		{"lt", "2025 m. birželio 8 d. 16:10", "2025-06-08T16:10:00Z"},
		{"pl", "8 czerwca 2025, 16:10", "2025-06-08T16:10:00Z"},
		{"pl", "8 listopada 2024", "2024-11-08"},
		{"hr", "8. listopada 2024.", "2024-10-08"},
		{"cs", "8. června 2025 16:10", "2025-06-08T16:10:00Z"},
		{"sk", "8. 6. 2025 16:10", "2025-06-08T16:10:00Z"},
		{"sl", "8. junij 2025 ob 16.10", "2025-06-08T16:10:00Z"},
		{"sr", "08. јун 2025.", "2025-06-08"},
		{"bg", "8 юни 2025, 16:10", "2025-06-08T16:10:00Z"},
		{"ru", "8 июня 2025 г., 16:10 МСК", "2025-06-08T16:10:00+03:00"},
		{"be", "8 чэрвеня 2025", "2025-06-08"},
		{"hu", "2025. június 8., vasárnap 16:10", "2025-06-08T16:10:00Z"},
		{"hu", "2025.06.08. 16:10", "2025-06-08T16:10:00Z"},
		{"ro", "8 iunie 2025, 16:10", "2025-06-08T16:10:00Z"},
		{"el", "8 Ιουνίου 2025, 16:10", "2025-06-08T16:10:00Z"},
		{"el", "08.06.2025 4:10 μ.μ.", "2025-06-08T16:10:00Z"},
		{"tr", "8 Haziran 2025 Pazar 16:10", "2025-06-08T16:10:00Z"},
		{"az", "8 iyun 2025", "2025-06-08"},
		{"kk", "2025 жылғы 8 маусым", "2025-06-08"},
		{"sq", "8 qershor 2025", "2025-06-08"},
		{"eu", "2025eko ekainaren 8a", "2025-06-08"},
		{"ga", "8 Meitheamh 2025", "2025-06-08"},
		{"ar", "٨ يونيو ٢٠٢٥", "2025-06-08"},
		{"ar", "8 حزيران 2025 - 04:10 م", "2025-06-08T16:10:00Z"},
		{"ar", "8 تشرين الأول 2024", "2024-10-08"},
		{"ar", "8 كانون الثاني 2025", "2025-01-08"},
		{"fa", "۱۸ خرداد ۱۴۰۴", "2025-06-08"},
		{"fa", "۱۴۰۴/۰۳/۱۸ ۱۶:۱۰", "2025-06-08T16:10:00Z"},
		{"ur", "8 جون 2025", "2025-06-08"},
		{"he", "8 ביוני 2025, 16:10", "2025-06-08T16:10:00Z"},
		{"hi", "8 जून 2025, 16:10", "2025-06-08T16:10:00Z"},
		{"bn", "৮ জুন ২০২৫", "2025-06-08"},
		{"bn", "প্রকাশ: ০৮ জুন ২০২৫, ১৬:১০", "2025-06-08T16:10:00Z"},
		{"ta", "8 ஜூன் 2025", "2025-06-08"},
		{"te", "8 జూన్ 2025", "2025-06-08"},
		{"ml", "8 ജൂൺ 2025", "2025-06-08"},
		{"th", "8 มิ.ย. 2568 เวลา 16:10 น.", "2025-06-08T16:10:00Z"},
		{"th", "8 มิถุนายน 2568", "2025-06-08"},
		{"vi", "08/06/2025 | 04:10 GMT+7", "2025-06-08T04:10:00+07:00"},
		{"vi", "Chủ nhật, ngày 8 tháng 6 năm 2025", "2025-06-08"},
		{"id", "Minggu, 08 Jun 2025 16:10 WIB", "2025-06-08T16:10:00+07:00"},
		{"ms", "8 Ogos 2024", "2024-08-08"},
		{"ka", "8 ივნისი 2025", "2025-06-08"},
		{"hy", "8 հունիսի 2025", "2025-06-08"},
		{"sw", "Juni 8, 2025", "2025-06-08"},
	} {
		t.Run(c.lang+" "+c.text, func(t *testing.T) { check(t, c.text, c.want, Options{Now: now, Language: c.lang}) })
	}
}

func TestMachineStampsAreReadInSloppyForms(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2025-06-08", "2025-06-08"},
		{"2025-06-08T04:10:05+03:00", "2025-06-08T04:10:05+03:00"},
		{"2025-06-08T04:10:05.389+0300", "2025-06-08T04:10:05+03:00"},
		{"2025-06-08 04:10", "2025-06-08T04:10:00Z"},
		{"2025-06-08T04:10+03", "2025-06-08T04:10:00+03:00"},
		{"2025-06-08T04:10:05Z", "2025-06-08T04:10:05Z"},
		{"2025-06-08t04:10:05z", "2025-06-08T04:10:05Z"},
		{"2025-06-08 04:10:05 UTC", "2025-06-08T04:10:05Z"},
		{"2025-06-08 04:10:05 -0500", "2025-06-08T04:10:05-05:00"},
		{"2025-06-08T04:10:05−05:00", "2025-06-08T04:10:05-05:00"},
		{"2025-06-08 04:10:05 CEST", "2025-06-08T04:10:05+02:00"},
		{"2025-6-8 4:10", "2025-06-08T04:10:00Z"},
		{"2025/06/08 04:10:05", "2025-06-08T04:10:05Z"},
		{"20250608", "2025-06-08"},
		{"20250608T041005Z", "2025-06-08T04:10:05Z"},
		{"20250608041005", "2025-06-08T04:10:05Z"},
		{"1749355805", "2025-06-08T04:10:05Z"},
		{"1749355805000", "2025-06-08T04:10:05Z"},
		{"Sun, 08 Jun 2025 04:10:05 GMT", "2025-06-08T04:10:05Z"},
		{"Sun, 08 Jun 2025 04:10:05 +0300", "2025-06-08T04:10:05+03:00"},
		{"Sun Jun 08 2025 04:10:05 GMT+0300 (Eastern European Summer Time)", "2025-06-08T04:10:05+03:00"},
		{"08/Jun/2025:04:10:05 +0300", "2025-06-08T04:10:05+03:00"},
		{"2025-06-08T00:00:00+00:00", "2025-06-08T00:00:00Z"},
	} {
		t.Run(c.text, func(t *testing.T) { check(t, c.text, c.want, Options{Now: now}) })
	}
}

func TestTheLanguageDecidesTheOrderOfDayAndMonth(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en-US", "04/08/2025", "2025-04-08"},
		{"en-GB", "06/04/2025", "2025-04-06"},
		{"de", "06.04.2025", "2025-04-06"},
		{"en-US", "08.06.2025", "2025-06-08"},
		{"en-US", "25/04/2025", "2025-04-25"},
		{"en-GB", "04/25/2025", "2025-04-25"},
		{"fr", "06/04/25", "2025-04-06"},
		{"ko", "25.06.08", "2025-06-08"},
		{"en-US", "08/06/2025", "2025-06-08"}, // August is not yet
	} {
		t.Run(c.lang+" "+c.text, func(t *testing.T) { check(t, c.text, c.want, Options{Now: now, Language: c.lang}) })
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	for _, text := range []string{
		"", "2 hours ago", "yesterday", "June 2025", "31 June 2025", "2025", "10:30", "192.168.1.12", "1.2.2025.4",
		"12 June 2026", "2026-01-01", "vor 3 Stunden", "may 10 people", "13/13/2025", "00.00.0000", "0000-00-00T00:00:00Z",
		"12345678901234567890", "call 020 7946 0958", "99999999",
	} {
		if d, ok := Parse(text, Options{Now: now}); ok {
			t.Errorf("%q was read as %s", text, d)
		}
	}
}

func TestTimesWithoutAZoneAreInTheZoneGiven(t *testing.T) {
	kyiv := time.FixedZone("Kyiv", 3*3600)
	check(t, "8 June 2025, 04:10", "2025-06-08T04:10:00+03:00", Options{Now: now, Zone: kyiv})
	check(t, "8 June 2025, 04:10 UTC", "2025-06-08T04:10:00Z", Options{Now: now, Zone: kyiv})
	check(t, "8 June 2025", "2025-06-08", Options{Now: now, Zone: kyiv})
}

func TestAMissingYearIsTheLatestThatIsNotInTheFuture(t *testing.T) {
	january := time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC)
	check(t, "31 December, 17:46", "2024-12-31T17:46:00Z", Options{Now: january})
	check(t, "2 January, 17:46", "2025-01-02T17:46:00Z", Options{Now: january})
	check(t, "29 February", "2024-02-29", Options{Now: january})
	if d, ok := Parse("31 December, 17:46", Options{}); ok {
		t.Errorf("a year was made up: %s", d)
	}
}

func TestDatesAreFoundInRunningText(t *testing.T) {
	text := "Published 8 June 2025, 04:10 | Updated: 9 June 2025 at 10:30 in Kyiv"
	var got []string
	for _, f := range Find(text, Options{Now: now}) {
		got = append(got, text[f.Start:f.End]+" = "+f.String())
	}
	want := "8 June 2025, 04:10 = 2025-06-08T04:10:00Z; 9 June 2025 at 10:30 = 2025-06-09T10:30:00Z"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("-want +got\n-%s\n+%s", want, s)
	}
}

func check(t *testing.T, text, want string, o Options) {
	t.Helper()
	d, ok := Parse(text, o)
	if got := d.String(); !ok || got != want {
		t.Errorf("%q: -want +got\n-%s\n+%s", text, want, got)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Sunday, 8 June 2025, 04:10", "2025年6月8日 4時10分", "8 มิ.ย. 2568", "08.06. 04:10", "令和7年", "a.m. 4", "20250608T041005Z", "+03:00"} {
		f.Add(s, "en")
	}
	f.Fuzz(func(t *testing.T, s, lang string) {
		o := Options{Now: now, Language: lang}
		end := 0
		for _, d := range Find(s, o) {
			if d.Start < end || d.End <= d.Start || d.End > len(s) {
				t.Fatalf("span %d:%d after %d in %q", d.Start, d.End, end, s)
			}
			end = d.End
			if d.Time.After(now.Add(24 * time.Hour)) {
				t.Fatalf("%s is in the future", d)
			}
		}
		Parse(s, o)
	})
}

func TestAnInstantIsPutOnTheClockOfTheCountry(t *testing.T) {
	for _, c := range []struct{ utc, domain, language, want string }{
		{"2025-06-07T22:10:05Z", "de", "", "2025-06-08T00:10:05+02:00"},
		{"2025-12-07T22:10:05Z", "de", "", "2025-12-07T23:10:05+01:00"},
		{"2025-03-30T00:59:59Z", "de", "", "2025-03-30T01:59:59+01:00"},
		{"2025-03-30T01:00:00Z", "de", "", "2025-03-30T03:00:00+02:00"},
		{"2025-10-26T00:59:59Z", "com", "it", "2025-10-26T02:59:59+02:00"},
		{"2025-10-26T01:00:00Z", "com", "it-IT", "2025-10-26T02:00:00+01:00"},
		{"2025-06-07T22:10:05Z", "com", "en-IN", "2025-06-08T03:40:05+05:30"},
		{"2025-06-07T22:10:05Z", "com", "en", ""},
		{"2025-06-07T22:10:05Z", "us", "", ""},
	} {
		in, err := time.Parse(time.RFC3339, c.utc)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := AtHome(in, c.domain, c.language)
		if ok != (c.want != "") || ok && got.Format(time.RFC3339) != c.want {
			t.Errorf("AtHome(%s, %q, %q): -want %q +got %q (%t)", c.utc, c.domain, c.language, c.want, got.Format(time.RFC3339), ok)
		}
	}
}
