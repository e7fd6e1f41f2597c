package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bylinePrefix is what stands before a name in a byline, in many languages.
// The words that also begin names need more than their own likeness: see stripBy.
var bylinePrefix = regexp.MustCompile(`(?i)^(?:(?:written|posted|published|reported|story|article|text|words|report|analysis|opinion|review|submitted|compiled|edited|updated|created|photographs?|photos?|interview|commentary|column|contributed|reviewed|fact[- ]checked|a blog|blog|erstellt|geschrieben|verfasst|veröffentlicht|eingestellt|gepostet|pressemitteilung|gastbeitrag|beitrag|geschreven|gepubliceerd|skrivet|skrevet|publisert)\s*(?:and \w+\s*)?(?:by|von|door|av|af|:)\s*:?|by[:\s]|by-|author[s]?(?: name)?\s*:|authors?\s+(?:by\s+)?|contributors?\s*:|words\s*:|(?:ein|eine) (?:analyse|kommentar|kolumne|interview|gastbeitrag|essay|bericht|reportage|rezension|glosse) von\s|(?:interview|kommentar|analyse|text|aus \p{L}+ berichtet|von)\s*:?\s+(?:von\s+)?|autor(?:in|en|es|a|as|i|ka)?\s*:|auteurs?\s*:|(?:propos recueillis |écrit |publié |rédigé )?par\s*:?\s|(?:escrito |redactado |publicado )?por\s*:?\s|(?:a cura )?di\s*:?\s|scritto da\s|de\s*:?\s|door\s*:?\s|skrevet av\s*:?\s|av\s*:?\s|af\s*:?\s|skriven av\s|tekst\s*:|redaktion\s*:|teksti\s*:|tekst\s+|text\s*:|foto\s*:|avtor\s*:|napisał[a]?\s*:?\s|autorzy\s*:|penulis\s*:|oleh\s*:?\s|reporter\s*:|tác giả\s*:|yazar\s*:|haber\s*:|ditulis oleh\s|автор(?:ы|и|ка)?\s*:?\s*|текст\s*:\s*|от\s|написав\s*:?\s|написала\s*:?\s|записала\s|подготовил[аи]?\s*:?\s|підготува(?:в|ла)\s*:?\s|נכתב על ידי\s|מאת\s*:?\s*|بقلم\s*:?\s*|كتب\s*:\s*|نویسنده\s*:\s*|文\s*[/／:：|]\s*|文字\s*[/／:：]\s*|作者\s*[:：]?\s*|撰文\s*[:：/]?\s*|記者\s*[:：]?\s*|记者\s*[:：]?\s*|取材・文\s*[:：/／=＝]?\s*|文＝|編集\s*[:：]\s*|责任编辑\s*[:：]\s*|編輯\s*[:：]\s*|글\s*[:=]?\s|લેખક\s*:\s*|लेखक\s*:\s*|द्वारा\s)\s*`)

// saidBy is a sentence that ends in a name; afterName what follows one.
var (
	saidBy    = regexp.MustCompile(`(?i)^.{0,40}\b(?:written|posted|published|submitted|story|words|contributed|authored) by[\s:]+`)
	datedBy   = regexp.MustCompile(`(?i)^(?:(?:posted|published|updated|written|created|submitted|veröffentlicht|publié)\s+)?(?:(?:on|am|le)\s+)?[^.!?\d]{0,12}\d[^!?]{2,24}?[\s,|•·–-](?:by|von|par|por|av|af|door)\s+`)
	afterName = regexp.MustCompile(`\s(?:(?:[Mm]edically )?[Rr]eviewed|[Ee]dited|[Uu]pdated|[Pp]ublished|[Pp]osted|[Pp]hotos?|[Ff]act[- ][Cc]hecked|[Ii]llustrat\w+|[Ll]ast|[Mm]odified|[Ff]iled|[Cc]reated|[Ss]hare|[Ff]ollow|[Vv]eröffentlicht|[Gg]epostet|[Bb]log|in|on|at|for|from|aus|desde|via|is|has|was)(?:\s|:|$)`)
)

// dateWords are the months and weekdays that stand beside a name in bylines.
var dateWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
		janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche
		enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo
		gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica
		janeiro fevereiro março maio junho julho setembro outubro novembro dezembro januari februari maart juni augustus oktober
		maandag dinsdag woensdag donderdag vrijdag zaterdag zondag on at the am pm le am den vom el il op um uhr kl updated published posted last date dated`) {
		m[w] = true
	}
	return m
}()

// withoutDateWords takes the beginning of a date off both ends. "May" and
// "April" begin names too: only what leaves a name or nothing is taken.
func withoutDateWords(s string) string {
	words := strings.Fields(s)
	isDate := func(w string) bool { return dateWords[strings.ToLower(strings.Trim(w, " .,:;|•·-–—()"))] }
	for len(words) > 0 && (isDate(words[len(words)-1]) || strings.Trim(words[len(words)-1], ".,:;|•·-–—()") == "") {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return ""
	}
	if len(words) > 2 && isDate(words[0]) && isDate(words[1]) {
		words = words[2:]
	}
	return strings.Join(words, " ")
}

// nameSuffix is what East Asian papers put after a name.
var nameSuffix = regexp.MustCompile(`(?:\s*(?:선임|인턴|수습|객원|전문)?\s*기자|\s*특파원|\s*논설위원|\s*編集委員|\s*記者|\s*记者|\s*特派員|\s*報道|\s*氏)$`)

var (
	mailAddress = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+`)
	handle      = regexp.MustCompile(`(?:^|\s)@[\w.]{2,}`)
	parens      = regexp.MustCompile(`\s*[(\[（［][^)\]）］]*[)\]）］]\s*`)
	// hard separators part names in every language; soft ones are words of one.
	hardSeparator = regexp.MustCompile(`\s+im Gespräch mit\s+|\s*[;|•·‧、，،／●▪■◆]\s*|\s+[/–—-]\s+|\s*\n\s*|\s+(?:and|und|sowie|with|mit|avec|con)\s+|\s*[&＆]\s*`)
	softSeparator = regexp.MustCompile(`\s+(?:et|y|e|och|og|ja|i|a|en|и|та|і|й|и|și|ve|és|dan|και|و|và)\s+`)
)

// officeOf is an office that names what it is over: "Head of News and Sport".
var officeOf = regexp.MustCompile(`(?i),\s*(?:[\p{L}-]+\s+){0,2}(?:head|director|editor|manager|president|chief|leiter(?:in)?|professor|dean)\s+(?:of|der|des|für|for)\s.*$`)

// organisationWords are in the names of those who run sites, not of those who write for them.
var organisationWords = regexp.MustCompile(`(?i)(?:^|[\s,-])(?:gmbh|inc|llc|ltd|e\.\s?v|association|foundation|stiftung|institut\w*|universit\w*|\w*anstalt|verband|society|group|verlag|agency|agentur|ministerium|ministry|admin|www\.\S*)\.?(?:$|[\s,.])`)

// roleWords mark a part of a byline as the role of the person before it.
var roleWords = regexp.MustCompile(`(?i)(?:^|[\s,-])(?:editors?|editorial|reporters?|correspondents?|korrespondent(?:in|en)?|journalists?|journalist(?:in|e|en)|journaliste|columnist|staff|writers?|contributors?|contributing|producer|director|manager|chief|head of|senior|deputy|associate|assistant|freelance[r]?|bureau|desk|newsroom|photographers?|fotograf\w*|redakteur(?:in|e)?|redaktion\w*|redaktør|redaktör|redactie|rédact\w+|redacc\w+|redazione|redação|redactor\w*|volontär(?:in)?|chef(?:redakteur|in|fe)?|ressort\w*|autorin|freier?|reporterin|leiter(?:in)?|envoyée?|enviad[oa]|corresponsal|inviato|professor|lecturer|ph\.?d|m\.?d|analysts?|strategist|representative|specialist|consultant|engineer|researcher|scientist|dietitian|dietician|nutritionist|attorney|physician|coordinator|officer|intern|developer|designer|historian|economist|agency|agencies|journalistin|politik|reporterka|редактор|корреспондент|кореспондент|журналист\w*|журналіст\w*|обозреватель|фото|contributor network|follow|subscribe|read more|more from|view all|see all|all posts|share|comments?|published|updated|posted|author|bio|profile|email|newsletter|minutes?|min read|founder|president|ceo|special to)(?:$|[\s,:.'’-])`)

// notNames are words that stand where a name would, whatever their case.
var notNames = map[string]bool{
	"admin": true, "administrator": true, "webmaster": true, "editor": true, "editors": true, "user": true, "guest": true, "anonymous": true,
	"author": true, "authors": true, "autor": true, "autoren": true, "auteur": true, "by": true, "von": true, "par": true, "por": true, "de": true, "di": true,
	"news": true, "newsdesk": true, "null": true, "undefined": true, "none": true, "n a": true, "unknown": true, "share": true, "follow": true, "advertisement": true,
	"home": true, "contact": true, "about": true, "read more": true, "more": true, "bio": true, "biography": true, "view bio": true, "profile": true,
	"super user": true, "web desk": true, "facebook": true, "twitter": true, "x": true, "instagram": true, "linkedin": true, "youtube": true, "email": true, "e mail": true, "rss": true,
	"save": true, "print": true, "comments": true, "details": true, "by line": true, "byline": true, "staff": true, "redaktion": true, "redacción": true, "rédaction": true,
	"about the author": true, "posted by": true, "written by": true, "wordpress": true, "website": true, "authors bio": true, "see all": true, "view all": true,
	"автор": true, "автори": true, "авторы": true, "редакция": true, "редакція": true, "记者": true, "記者": true, "기자": true, "作者": true, "編集部": true, "na": true, "false": true, "true": true,
	"login": true, "log in": true, "sign in": true, "sign up": true, "register": true, "subscribe": true, "anmelden": true, "ログイン": true, "로그인": true, "登录": true, "войти": true, "увійти": true,
	"learn more": true, "learn": true, "read": true, "insights from": true, "expert reviewer": true,
	"sponsored": true, "advertorial": true, "bluesky": true, "mastodon": true, "threads": true, "whatsapp": true, "telegram": true,
	"writer": true, "reporter": true, "reporters": true, "journalist": true, "team": true, "article": true, "name": true, "publisher": true,
}

// stripBy takes the words before a name off a byline; found tells whether there were any.
func stripBy(s string) (rest string, found bool) {
	for range 3 {
		loc := bylinePrefix.FindStringIndex(s)
		if loc == nil || loc[1] == 0 {
			break
		}
		after := strings.TrimLeft(s[loc[1]:], " :-–—")
		if after == "" {
			return "", true
		}
		head := strings.ToLower(strings.TrimSpace(s[:loc[1]]))
		// "de", "di", "von", "av" and "от" begin names too, written small:
		// a prefix has a capital or is followed by a word with one.
		if (head == "de" || head == "di") && !strings.Contains(after, " ") {
			break // a family name
		}
		r, _ := utf8.DecodeRuneInString(after)
		if unicode.IsLower(r) && len(head) <= 4 && !strings.HasSuffix(head, ":") {
			if first, _ := utf8.DecodeRuneInString(s); unicode.IsLower(first) {
				break
			}
		}
		s, found = after, true
	}
	return s, found
}

// cleanNames is the names in a byline or in a value that should be a name, in
// order, without what newspapers put around them.
func cleanNames(s, language string) []string {
	s = squeeze(s)
	if s == "" || len(s) > 600 || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return nil
	}
	s = withoutSaidBy(s)
	s, _ = stripBy(s)
	if strings.Contains(s, "@") { // most names go without the expressions
		s = mailAddress.ReplaceAllString(s, " ")
		s = handle.ReplaceAllString(s, " ")
	}
	if strings.ContainsAny(s, "([（［") {
		s = parens.ReplaceAllString(s, " ; ")
	}
	if notNames[fold(s)] {
		return nil
	}
	// Dates and hours end the names of a byline.
	dated := false
	if i := strings.IndexAny(s, "0123456789"); i >= 0 {
		if i < 3 {
			return nil
		}
		s, dated = s[:i], true
	}
	if loc := afterName.FindStringIndex(s); loc != nil {
		s = s[:loc[0]]
	}
	if dated || len(strings.Fields(s)) != 2 { // May, April and June are names as well
		s = withoutDateWords(s)
	}
	if strings.Contains(s, ",") {
		s = officeOf.ReplaceAllString(s, "")
	}
	// A dash after a name is followed by a place, a role or the paper.
	if head, rest, ok := strings.Cut(s, " - "); ok && len(strings.Fields(head)) >= 2 && len(strings.Fields(head)) <= 4 && !strings.Contains(rest, ",") && looksLikeName(head) {
		s = head
	}
	var out []string
	for _, hard := range hardSeparator.Split(s, -1) {
		for _, part := range splitCommas(hard) {
			for _, p := range splitSoft(part, language) {
				if n := tidyName(p); n != "" {
					out = append(out, n)
				}
			}
		}
	}
	return distinctNames(out)
}

// withoutSaidBy is the byline without the sentence or the date before its name.
func withoutSaidBy(s string) string {
	s = saidBy.ReplaceAllString(s, "")
	if loc := datedBy.FindStringIndex(s); loc != nil {
		if r, _ := utf8.DecodeRuneInString(s[loc[1]:]); !unicode.IsLower(r) {
			return s[loc[1]:]
		}
	}
	return s
}

// splitCommas parts at commas, and drops what follows a name as its role.
func splitCommas(s string) []string {
	if !strings.Contains(s, ",") {
		return []string{s}
	}
	var out []string
	for _, p := range strings.Split(s, ",") {
		p = strings.TrimSpace(p)
		switch strings.ToLower(strings.Trim(p, ".")) {
		case "jr", "sr", "ii", "iii", "iv", "md", "phd", "ph.d", "m.d", "esq", "rd", "rn", "mba":
			if len(out) > 0 && (p[0] == 'J' || p[0] == 'S' || p[0] == 'I') {
				out[len(out)-1] += " " + p
			}
			continue
		}
		// One word after a full name is what its bearer is.
		if len(out) > 0 && p != "" && !strings.Contains(p, " ") && strings.Contains(out[0], " ") && p[0] < utf8.RuneSelf && strings.ToUpper(p) != p {
			continue
		}
		out = append(out, p)
	}
	return out
}

// splitSoft parts at a word that means "and" in some language, where both
// sides are names: in Spanish "y" also stands inside of a name.
func splitSoft(s, language string) []string {
	loc := softSeparator.FindAllStringIndex(s, -1)
	if loc == nil {
		return []string{s}
	}
	parts := softSeparator.Split(s, -1)
	for _, p := range parts {
		n := len(strings.Fields(p))
		if n == 0 || n == 1 && !(language == "fr" || language == "uk" || language == "ru") || !looksLikeName(p) {
			return []string{s}
		}
	}
	return parts
}

// tidyName takes the last ornaments off a name; "" when it is none.
func tidyName(s string) string {
	s, _ = stripBy(strings.Trim(s, " \t,.:;*-–—|/\"“”„»«'’"))
	s = nameSuffix.ReplaceAllString(s, "")
	s = strings.TrimLeft(s, " ,.:;*-–—|/\"“”„»«'’")
	s = strings.TrimRight(s, " ,:;*-–—|/\"“”„»«'’")
	if strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "r.") && utf8.RuneCountInString(lastWord(s)) > 3 {
		s = strings.TrimSuffix(s, ".")
	}
	if !looksLikeName(s) {
		return ""
	}
	return s
}

func lastWord(s string) string {
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		return s[i+1:]
	}
	return s
}

// looksLikeName says whether a piece of text may be the name of somebody.
func looksLikeName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 60 {
		return false
	}
	words := strings.Fields(s)
	if len(words) > 7 {
		return false
	}
	key := fold(s)
	if notNames[key] || key == "" {
		return false
	}
	letters, capital, cased := 0, false, false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) || unicode.IsTitle(r) {
				capital, cased = true, true
			} else if unicode.IsLower(r) {
				cased = true
			}
		case unicode.IsDigit(r):
			return false
		case strings.ContainsRune("!?=<>{}#%$€£©…", r):
			return false
		}
	}
	if letters < 2 {
		return false
	}
	if cased && !capital && len(words) > 1 {
		return false // a sentence or a role rather than a name
	}
	return true
}

// isRole says whether a piece of a byline is a role, not a name.
func isRole(s string) bool { return roleWords.MatchString(s) }

// distinctNames drops the second spelling of a name: other case, without
// accents or punctuation, or the family name alone.
func distinctNames(names []string) []string {
	var out []string
	for _, n := range names {
		key := fold(n)
		if !slices.ContainsFunc(out, func(o string) bool { return fold(o) == key }) {
			out = append(out, n)
		}
	}
	return out
}
