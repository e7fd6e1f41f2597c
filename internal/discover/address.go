package discover

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// address is what the look of an address says of the page behind it.
type address struct {
	front    bool    // the front page of a site
	excluded bool    // plainly no story
	score    float64 // how much it looks like a story's: 0 for nothing, 3 and more for a date or a long slug
}

var (
	dayInPath   = regexp.MustCompile(`(?i)/(19|20)\d\d[/_.-]?(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[/_.-]?([0-2]?\d|3[01])?(/|-|_|\.|$)`)
	dateAlone   = regexp.MustCompile(`(?i)/(19|20)\d\d([/_.-](0?[1-9]|1[0-2]|[a-z]{3})([/_.-]\d{1,2})?)?/?$`)
	yearInPath  = regexp.MustCompile(`/(19|20)\d\d/.`)
	longNumber  = regexp.MustCompile(`\d{5,}`)
	number      = regexp.MustCompile(`(^|[^\d])\d{4}([^\d]|$)`)
	hashed      = regexp.MustCompile(`(?i)(^|[-_.])[0-9a-f]*([0-9][a-f]|[a-f][0-9])[0-9a-f]{6,}$|^[A-Za-z0-9]{10,}$`)
	pageTail    = regexp.MustCompile(`(?i)\.(s?html?|php\d?|aspx?|jsp|ece|do|cms)$`)
	fileTail    = regexp.MustCompile(`(?i)\.(jpe?g|png|gif|webp|svg|ico|pdf|docx?|xlsx?|pptx?|zip|rar|gz|exe|apk|mp3|mp4|m4a|ogg|wav|avi|mov|css|js|json|xml|rss|atom|txt|ics|epub|csv)$`)
	pageNumber  = regexp.MustCompile(`(?i)/(page|p|seite|pagina|strona|stranica|sivu|sida)[/_-]?\d{1,4}/?$`)
	aboutRules  = regexp.MustCompile(`^(privacy|cookie|cookies|terms|legal|disclaimer)[-_](policy|notice|settings|preferences|statement|of|and|choices)`)
	idParameter = regexp.MustCompile(`(?i)^(p|id|aid|nid|sid|pid|cid|artid|newsid|storyid|articleid|article_?id|news_?id|story_?id|post_?id|item_?id|no|num|idx|idxno|oid|article|story|news|a|n)$`)
)

// closedHosts are the first labels of hosts that hold no stories.
var closedHosts = words(`shop store boutique account accounts login auth sso id my secure signin abo abos subscribe subscription subscriptions
	jobs job careers career mail webmail email ads ad adv advertise advertising static cdn img images media-cdn assets help support faq
	shop2 tickets gutscheine coupons coupon vouchers games play weather epaper e-paper forum forums status wiki api`)

// closedAnywhere are path segments below which there are no stories.
var closedAnywhere = words(`tag tags topic topics author authors autor autoren autores auteur auteurs autori byline profile profiles user users
	member members login logout signin sign-in signup sign-up register registration subscribe subscription subscriptions abo account accounts my-account
	cart checkout basket shop store search suche recherche buscar busca zoeken sok haku contact contact-us contactus kontakt contacto
	privacy privacy-policy terms terms-of-service terms-of-use terms-and-conditions cookie-policy cookies impressum imprint datenschutz agb
	newsletter newsletters rss feed feeds atom sitemap legal policy policies wp-admin wp-login.php wp-content wp-json cdn-cgi share print email
	advertise advertising advertisement mediadaten media-kit careers jobs donate donation donations faq help
	tegi temy teg metka метки теги тег автор автори авторы поиск пошук etiqueta etiquetas tema temas schlagwort thema themen
	person people persons comments forum forums`)

// closedAtEnd are last segments of pages that are about the site itself.
var closedAtEnd = words(`about about-us aboutus about-me ueber-uns a-propos qui-sommes-nous chi-siamo quienes-somos o-nas team staff our-team
	index home start archive archives archiv archivio arhiv all latest latest-news news-archive more legal rules editorial-policy
	accessibility ethics corrections masthead contacts kontakte partners events calendar weather tv live podcasts podcast videos video galleries photos`)

// storyWords are path segments that stand above stories.
var storyWords = words(`news article articles story stories artikel nachricht nachrichten noticia noticias nieuws actualites actualite actu
	nyheter uutiset haber haberler novosti novyny новости новини wiadomosci hirek zpravy clanek clanok clanky read post posts
	column columns opinion opinions interview interviews analysis report reports feature features politics world business sport sports culture blog blogs`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// judgeAddress looks at an address alone.
func judgeAddress(u *url.URL) (a address) {
	p := u.Path // unescaped
	trimmed := strings.Trim(p, "/")
	id := idInQuery(u.Query())
	if trimmed == "" || closedAtFront[strings.ToLower(trimmed)] {
		a.front = id == 0
	}
	label, _, _ := strings.Cut(u.Hostname(), ".")
	segments := strings.Split(strings.ToLower(trimmed), "/")
	last := segments[len(segments)-1]
	switch {
	case closedHosts[label], fileTail.MatchString(p), pageNumber.MatchString(p), dateAlone.MatchString(p) && id == 0:
		a.excluded = true
	case aboutRules.MatchString(last) && id == 0:
		a.excluded = true
	case closedAtEnd[pageTail.ReplaceAllString(last, "")] && id == 0:
		a.excluded = true
	}
	for i, s := range segments {
		if closedAnywhere[s] && !(i == len(segments)-1 && id > 0) {
			a.excluded = true
		}
		if storyWords[s] && i < len(segments)-1 {
			a.score = 0.5
		}
	}
	switch {
	case dayInPath.MatchString(p):
		a.score += 3
	case yearInPath.MatchString(p):
		a.score += 1.5
	}
	tail := strings.Join(segments[max(0, len(segments)-2):], "/")
	switch {
	case longNumber.MatchString(tail):
		a.score += 2
	case number.MatchString(tail) && !dayInPath.MatchString(p):
		a.score++
	case hashed.MatchString(path.Base(p)) && strings.ContainsFunc(path.Base(p), unicode.IsDigit):
		a.score += 1.5
	}
	switch n := max(slugWords(last), slugWords(segments[max(0, len(segments)-2)])); {
	case n >= 6:
		a.score += 3
	case n >= 4:
		a.score += 2.5
	case n == 3:
		a.score++
	case n == 2:
		a.score += 0.5
	}
	if pageTail.MatchString(p) {
		a.score += 0.5
	}
	if len(segments) > 1 {
		a.score += 0.5
	}
	a.score += id
	return a
}

// closedAtFront are paths that front pages also have.
var closedAtFront = words(`index.html index.htm index.php index.asp index.aspx default.aspx home home.html en de fr es it ru uk ua eng rus`)

// idInQuery is how much the parameters look like the number of a story.
func idInQuery(q url.Values) float64 {
	for name, values := range q {
		if !idParameter.MatchString(name) {
			continue
		}
		for _, v := range values {
			if len(v) >= 3 && strings.Trim(v, "0123456789") == "" {
				return 2.5
			}
		}
	}
	return 0
}

// slugWords counts the words of a path segment: what is parted by hyphens and
// has letters. Scripts without spaces count by letters.
func slugWords(s string) int {
	s = pageTail.ReplaceAllString(s, "")
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '-' || r == '_' || r == '+' || r == ' ' || r == '.' }) {
		switch {
		case spaceless(w):
			n += max(1, utf8.RuneCountInString(w)/3)
		case strings.ContainsFunc(w, unicode.IsLetter):
			n++
		}
	}
	return n
}

// spaceless says whether the text is in a script that does not part words.
func spaceless(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// headlineLike says whether a text has the length of a headline: four words, or
// eight letters of a script that does not part words.
func headlineLike(s string) bool {
	if len(strings.Fields(s)) >= 4 {
		return true
	}
	return spaceless(s) && utf8.RuneCountInString(s) >= 8
}
