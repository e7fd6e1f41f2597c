package extract

import "strings"

// updatedWords stand before the date of a change.
var updatedWords = []string{
	"update", "modif", "edited", "revised", "last change", "aktualisiert", "geändert", "stand:", "mis à jour", "mise à jour", "actualiz", "atualiz",
	"aggiorna", "bijgewerkt", "gewijzigd", "uppdatera", "oppdatert", "opdateret", "päivitetty", "muokattu", "uuendatud", "atjaunot", "atnaujin",
	"aktualiz", "zmieni", "aktualis", "frissít", "ενημ", "güncelle", "обновл", "оновл", "актуализ", "изменен", "змінено", "ажур", "ažur", "posodob",
	"تحديث", "بروز", "به\u200cروز", "עודכן", "עדכון", "更新", "수정", "cập nhật", "diperbarui", "diupdate", "อัปเดต", "अपडेट", "আপডেট", "yenilən", "përditës", "endret",
}

// publishedWords stand before the date of publication.
var publishedWords = []string{
	"publi", "posted", "veröffentlicht", "erschienen", "erstellt", "postato", "posté", "mis en ligne", "mise en ligne", "geplaatst", "gepubliceerd", "publice", "julkaistu", "opubli",
	"zveřejn", "vydán", "megjelen", "közzét", "δημοσ", "yayın", "опубл", "создан", "дата", "date:", "datum:", "objavlj", "نشر", "منتشر", "פורסם", "公開", "发布", "發布", "掲載", "배포", "입력", "등록",
	"đăng", "diterbitkan", "เผยแพร่", "प्रकाशित", "প্রকাশ", "entry was", "written", "verfasst", "eingestellt", "filed under", "lagt ut",
}

func saysUpdated(s string) bool { return saysOf(s, updatedWords) }

func saysPublished(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "datum", "date", "data", "fecha", "dato", "dátum", "päivämäärä", "tarih":
		return true
	}
	return saysOf(s, publishedWords)
}

// firstWords stand before the first date of a story that was changed since.
var firstWords = []string{
	"originally publi", "first publi", "initially publi", "originally posted", "first posted", "originally appeared", "ursprünglich veröffentlicht", "erstmals veröffentlicht", "zuerst veröffentlicht",
	"erstveröffentlich", "ursprünglich erschienen", "initialement publi", "publié initialement", "publicado originalmente", "originalmente publicado", "publicado por primera vez", "pubblicato originariamente", "pubblicato per la prima volta", "oorspronkelijk gepubliceerd",
}

// firstWeight is that of a day the page calls its first.
const firstWeight = 9

func saysFirst(s string) bool { return saysOf(s, firstWords) }

// saysOf tells whether one of the words stands in the last few words of s, and no
// earlier date part lies between.
func saysOf(s string, list []string) bool {
	if s == "" {
		return false
	}
	if len(s) > 60 {
		s = s[len(s)-60:]
	}
	if i := strings.LastIndexAny(s, "|•·"); i >= 0 && i < len(s)-12 {
		s = s[i:]
	}
	if i := strings.LastIndexAny(s, "0123456789"); i >= 0 {
		s = s[i+1:]
	}
	return holdsAny(strings.ToLower(s), list)
}

// holdsAny tells whether one of the words stands in s.
func holdsAny(s string, list []string) bool {
	for _, w := range list {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
