package extract

import "strings"

// words is what the class, id and role of an element say it is for. They are
// the opinion of whoever named the element: evidence, never proof.
type words uint32

const (
	saysComment words = 1 << iota
	saysRelated
	saysShare
	saysPromo
	saysAdvert
	saysNav
	saysFooter
	saysSide
	saysByline
	saysBio
	saysTags
	saysCaption
	saysMeta
	saysConsent
	saysPaywall
	saysPoll
	saysUnseen
	saysBody
	saysPlayer
	saysEmbed
	saysWidget
	saysPicture
	saysHidden
	saysFacts
	saysDisclaimer
)

// wordMeaning is what one word of a class or id says.
var wordMeaning = map[string]words{
	"comment": saysComment, "comments": saysComment, "commentlist": saysComment, "disqus": saysComment, "respond": saysComment, "kommentar": saysComment,
	"kommentare": saysComment, "comentarios": saysComment, "comentario": saysComment, "commentaires": saysComment, "discussion": saysComment, "replies": saysComment,
	"commenti": saysComment, "reacties": saysComment, "kommentarer": saysComment, "fbcomments": saysComment,

	"related": saysRelated, "recommended": saysRelated, "recommendation": saysRelated, "recommendations": saysRelated, "recommend": saysRelated,
	"popular": saysRelated, "trending": saysRelated, "teaser": saysRelated, "teasers": saysRelated, "mostread": saysRelated, "readmore": saysRelated,
	"morenews": saysRelated, "outbrain": saysRelated, "taboola": saysRelated, "relacionadas": saysRelated, "relacionados": saysRelated, "relatednews": saysRelated,
	"readalso": saysRelated, "seealso": saysRelated, "suggested": saysRelated, "suggestions": saysRelated, "latest": saysRelated, "correlati": saysRelated,
	"onward": saysRelated, "upnext": saysRelated, "similar": saysRelated, "relacionada": saysRelated, "relacionado": saysRelated, "mgid": saysRelated, "recirc": saysRelated,
	"recirculation": saysRelated, "crosslink": saysRelated, "crosslinks": saysRelated, "crosslinking": saysRelated,

	"share": saysShare, "sharing": saysShare, "social": saysShare, "sharebar": saysShare, "socials": saysShare, "addthis": saysShare, "sharethis": saysShare,
	"sharedaddy": saysShare, "addtoany": saysShare, "follow": saysShare, "toolbar": saysShare, "tools": saysShare, "print": saysShare, "teilen": saysShare,

	"newsletter": saysPromo, "newsletters": saysPromo, "subscribe": saysPromo, "subscription": saysPromo, "signup": saysPromo, "promo": saysPromo,
	"donate": saysPromo, "donation": saysPromo, "cta": saysPromo, "promotion": saysPromo, "abo": saysPromo, "mailchimp": saysPromo, "fundraising": saysPromo,

	"ad": saysAdvert, "ads": saysAdvert, "advert": saysAdvert, "advertisement": saysAdvert, "advertising": saysAdvert, "banner": saysAdvert, "sponsor": saysAdvert,
	"sponsored": saysAdvert, "adsbygoogle": saysAdvert, "dfp": saysAdvert, "adslot": saysAdvert, "adunit": saysAdvert, "werbung": saysAdvert, "anzeige": saysAdvert,
	"publicidad": saysAdvert, "publicite": saysAdvert, "reklama": saysAdvert, "advt": saysAdvert, "advertorial": saysAdvert, "adbox": saysAdvert,

	"nav": saysNav, "navigation": saysNav, "menu": saysNav, "navbar": saysNav, "breadcrumb": saysNav, "breadcrumbs": saysNav, "pagination": saysNav,
	"pager": saysNav, "submenu": saysNav, "topbar": saysNav, "skip": saysNav, "toc": saysNav, "search": saysNav, "navi": saysNav,

	"footer": saysFooter, "copyright": saysFooter, "colophon": saysFooter, "imprint": saysFooter,

	"sidebar": saysSide, "rail": saysSide, "sidebars": saysSide, "widget": saysWidget, "widgets": saysWidget,

	"byline": saysByline, "author": saysByline, "authors": saysByline, "autor": saysByline, "auteur": saysByline, "writer": saysByline, "contributor": saysByline,
	"contributors": saysByline, "autore": saysByline, "autoren": saysByline,

	"bio": saysBio, "biography": saysBio, "authorbio": saysBio, "aboutauthor": saysBio, "authorbox": saysBio,

	"tag": saysTags, "tags": saysTags, "topics": saysTags, "keywords": saysTags, "taglist": saysTags, "tagcloud": saysTags, "topic": saysTags, "etiquetas": saysTags, "categories": saysTags,

	"caption": saysCaption, "captions": saysCaption, "figcaption": saysCaption, "credit": saysCaption, "credits": saysCaption, "imagecredit": saysCaption,
	"bildunterschrift": saysCaption, "legend": saysCaption, "photocredit": saysCaption, "photographer": saysCaption,

	"meta": saysMeta, "date": saysMeta, "timestamp": saysMeta, "pubdate": saysMeta, "published": saysMeta, "dateline": saysMeta, "postmeta": saysMeta, "kicker": saysMeta,
	"datum": saysMeta, "fecha": saysMeta,

	"cookie": saysConsent, "cookies": saysConsent, "consent": saysConsent, "gdpr": saysConsent, "onetrust": saysConsent, "didomi": saysConsent, "cmp": saysConsent,

	"paywall": saysPaywall, "login": saysPaywall, "register": saysPaywall, "registration": saysPaywall, "regwall": saysPaywall, "piano": saysPaywall, "signin": saysPaywall,

	"poll": saysPoll, "quiz": saysPoll, "survey": saysPoll,

	"tooltip": saysUnseen, "popup": saysUnseen, "modal": saysUnseen, "overlay": saysUnseen, "screenreader": saysUnseen,
	"sronly": saysUnseen, "printonly": saysUnseen, "lightbox": saysUnseen,

	"articlebody": saysBody, "storybody": saysBody, "entrycontent": saysBody, "postcontent": saysBody, "articletext": saysBody, "articlecontent": saysBody,

	"player": saysPlayer, "jwplayer": saysPlayer,
	"photo": saysPicture, "photos": saysPicture, "image": saysPicture, "images": saysPicture, "img": saysPicture, "picture": saysPicture, "pictures": saysPicture, "pic": saysPicture, "bild": saysPicture,
	"foto": saysPicture, "fotos": saysPicture, "gallery": saysPicture, "inlinegallery": saysPicture, "galeria": saysPicture, "slideshow": saysPicture, "slide": saysPicture, "slider": saysPicture,
	"carousel": saysPicture, "thumbnail": saysPicture, "imagen": saysPicture,

	"factbox": saysFacts, "infobox": saysFacts, "faktenbox": saysFacts, "infokasten": saysFacts, "faktabox": saysFacts, "faktaboks": saysFacts,
	"disclaimer": saysDisclaimer, "disclosure": saysDisclaimer, "disclaimers": saysDisclaimer,

	"tweet": saysEmbed, "embed": saysEmbed, "instagram": saysEmbed,
}

// pairMeaning is what two words in a row say where one alone would not.
var pairMeaning = map[string]words{
	"most read": saysRelated, "most popular": saysRelated, "most viewed": saysRelated, "read more": saysRelated, "read also": saysRelated, "see also": saysRelated,
	"read next": saysRelated, "up next": saysRelated, "more from": saysRelated, "more stories": saysRelated, "more news": saysRelated, "more on": saysRelated,
	"other news": saysRelated, "also read": saysRelated, "also like": saysRelated, "leia mais": saysRelated, "lire aussi": saysRelated, "a lire": saysRelated,
	"top stories": saysRelated, "next article": saysRelated, "next post": saysRelated, "post navigation": saysNav, "nav links": saysNav,
	"sign up": saysPromo, "call to": saysPromo,
	"about author": saysBio, "author bio": saysBio, "author box": saysBio, "author info": saysBio, "author description": saysBio, "author about": saysBio, "bio author": saysBio,
	"the author": saysBio, "author profile": saysBio,
	"sr only": saysUnseen, "visually hidden": saysUnseen, "screen reader": saysUnseen, "print only": saysUnseen, "no display": saysUnseen,
	"article body": saysBody, "story body": saysBody, "entry content": saysBody, "post content": saysBody, "article text": saysBody, "article content": saysBody,
	"post body": saysBody, "story content": saysBody, "content body": saysBody, "story text": saysBody, "post text": saysBody, "news text": saysBody, "body text": saysBody,
	"rich text": saysBody,
	"fact box":  saysFacts,
	"side bar":  saysSide, "reader comments": saysComment, "pull quote": saysEmbed,
}

// stems are words that carry their meaning into longer ones.
var stems = []struct {
	stem  string
	means words
}{
	{"comment", saysComment}, {"related", saysRelated}, {"recommend", saysRelated}, {"newsletter", saysPromo}, {"subscri", saysPromo}, {"sidebar", saysSide},
	{"advert", saysAdvert}, {"breadcrumb", saysNav}, {"sponsor", saysAdvert}, {"cookie", saysConsent}, {"paywall", saysPaywall}, {"outbrain", saysRelated},
	{"taboola", saysRelated}, {"pagination", saysNav}, {"byline", saysByline}, {"disqus", saysComment}, {"copyright", saysFooter}, {"figcaption", saysCaption},
}

// meaning reads a class or id attribute.
func meaning(s string) words {
	var m words
	prev := ""
	add := func(word string) {
		if word == "" {
			return
		}
		if w, ok := wordMeaning[word]; ok {
			m |= w
		} else if len(word) > 6 {
			for _, st := range stems {
				if strings.Contains(word, st.stem) {
					m |= st.means
				}
			}
		}
		if prev != "" {
			m |= pairMeaning[prev+" "+word]
		}
		prev = word
	}
	start := 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || !isLetter(s[i]) && !isDigit(s[i]):
			add(strings.ToLower(strings.TrimRight(s[start:i], "0123456789")))
			start = i + 1
			if i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n') {
				prev = ""
			}
		case i > start && isUpper(s[i]) && !isUpper(s[i-1]):
			add(strings.ToLower(s[start:i]))
			start = i
		}
	}
	return m
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isUpper(c byte) bool  { return c >= 'A' && c <= 'Z' }
