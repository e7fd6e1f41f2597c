package extract

import (
	"net/url"
	"regexp"
	"strings"

	"presscut/internal/news"
)

// readKind says what kind of page this is, and who may read it.
func (d *doc) readKind() {
	d.article.Kind = d.kind()
	d.article.Access = d.access()
}

// What page types of schema.org tell; the names are without their vocabulary.
var (
	liveblogTypes = []string{"LiveBlogPosting"}
	forumTypes    = []string{"DiscussionForumPosting", "QAPage", "SocialMediaPosting"}
	productTypes  = []string{"Product", "ProductGroup", "IndividualProduct", "ProductModel", "Offer", "AggregateOffer", "SoftwareApplication", "MobileApplication", "VideoGame", "Hotel", "LodgingBusiness", "SingleFamilyResidence"}
	listingTypes  = []string{"CollectionPage", "SearchResultsPage", "ItemList", "OfferCatalog", "ProfilePage"}
)

// articleAt is how much evidence makes an article of a page that does not call itself one.
const articleAt = 2.5

func (d *doc) kind() string {
	a := &d.article
	kept, prose := 0, 0
	for _, b := range d.blocks {
		n := weight(b.Text)
		kept += n
		if n >= 60 && b.Kind != news.BlockHeading {
			prose++
		}
	}
	var path, query, host string
	if u, err := url.Parse(d.page.URL); err == nil {
		path, query, host = u.Path, u.RawQuery, strings.ToLower(u.Hostname())
	}
	linked := 0.0
	if d.layout != nil && len(d.layout.elems) > 0 {
		linked = share(d.layout.elems[0].linkChars, d.layout.elems[0].chars)
	}
	home := d.page.URL != "" && strings.Trim(path, "/") == "" || homePath.MatchString(path)
	ogType := strings.ToLower(d.facts.meta1("og:type"))

	switch {
	case d.states(liveblogTypes):
		return news.KindLiveblog
	case d.states(forumTypes), forumGenerator.MatchString(d.facts.meta1("generator")), forumHost.MatchString(host), d.facts.article == nil && forumPath.MatchString(path):
		return news.KindForum
	case d.facts.article != nil && !home:
		return news.KindArticle
	case kept < 1500 && wallTitle.MatchString(d.facts.title):
		return news.KindOther
	case kept > 0 && d.ruledStory():
		return news.KindArticle
	}

	score := 0.0
	if a.Published != "" {
		switch a.Evidence["published"].Method {
		case "text", "url":
			score += 1.5
		default:
			score += 2
		}
	}
	if len(a.Authors) > 0 {
		score += 1.5
	}
	if ogType == "article" {
		score += 0.5
	}
	name := strings.Trim(path, "/")
	name = name[strings.LastIndexByte(name, '/')+1:]
	if strings.Count(name, "-")+strings.Count(name, "_") >= 3 {
		score++
	}
	if storyNumber.MatchString(path + "?" + query) {
		score += 0.5
	}
	if storyPath.MatchString(path) {
		score += 0.5
	}
	if prose >= 4 && kept > 1500 && linked < 0.5 {
		score += 0.4
	}
	switch {
	case kept < 300 || prose == 0:
		score -= 1.5
	case kept < 700:
		score -= 0.5
	}
	if linked > 0.6 {
		score--
	}
	product := d.states(productTypes) || strings.HasPrefix(ogType, "product") || productPath.MatchString(path)
	listing := d.states(listingTypes) || listingPath.MatchString(path)
	if product {
		score -= 2
	}
	if listing {
		score -= 2
	}
	if home {
		score -= 4
	}
	if docsGenerator.MatchString(d.facts.meta1("generator")) || docsHost.MatchString(host) || docsPath.MatchString(path) {
		score -= 2.5
	}
	cards := 0
	if d.layout != nil {
		cards = d.layout.cards
	}
	switch {
	case score >= articleAt:
		return news.KindArticle
	case product && !listing:
		return news.KindProduct
	case listing, cards >= 12 && kept < 3000, linked > 0.5:
		return news.KindListing
	}
	return news.KindOther
}

// ruledStory says whether the site's rule knows addresses of stories, and this is one:
// then even a single line of news is an article.
func (d *doc) ruledStory() bool {
	s := d.page.Site
	return s != nil && len(s.Include) > 0 && s.Story(d.page.URL)
}

// states says whether the page calls itself something of one of the types.
func (d *doc) states(types []string) bool {
	for _, it := range d.facts.items {
		if !it.nested && it.within == "" && it.is(types...) {
			return true
		}
	}
	for i, s := range d.facts.scopes {
		if i < 12 && s.up == nil && s.is(types...) {
			return true
		}
	}
	return false
}

var (
	homePath       = regexp.MustCompile(`(?i)^/(index\.\w+|home|[a-z]{2}(-[a-z]{2})?)/?$`)
	forumGenerator = regexp.MustCompile(`(?i)discourse|phpbb|vbulletin|xenforo|mybb|invision|smf|vanilla forums|flarum|nodebb`)
	forumHost      = regexp.MustCompile(`^(forums?|community|discuss|discussions?|board|boards|answers|discourse)\.`)
	forumPath      = regexp.MustCompile(`(?i)/(forums?|threads?|topics?|viewtopic|showthread|discussions?|t|questions)[/.?-][^?]*\d|/(forums?|viewtopic|showthread)\b`)
	productPath    = regexp.MustCompile(`(?i)/(products?|shop|store|item|dp|buy|cart)/`)
	listingPath    = regexp.MustCompile(`(?i)/(tags?|categor(y|ies|ia|ie)|topics?|authors?|archives?|search|collections?|product-category|browse)(/|$)|/page/\d+`)
	docsGenerator  = regexp.MustCompile(`(?i)mkdocs|sphinx|docusaurus|gitbook|bookdown|mediawiki|dokuwiki|javadoc|doxygen|vuepress|vitepress|docsy|readme\.io|antora`)
	docsHost       = regexp.MustCompile(`^(docs?|developers?|help|support|wiki|api|learn|kb)\.|\.readthedocs\.io$|\.github\.io$`)
	docsPath       = regexp.MustCompile(`(?i)/(docs?|documentation|wiki|manual|reference|api|faq|support|help)/`)
	storyPath      = regexp.MustCompile(`(?i)(^|[/_.-])(news|article|articles|story|stories|blog|blogs|post|posts|artikel|noticias?|actualites?|novosti|opinion|magazine?|archives)([/_.-]|$)`)
	storyNumber    = regexp.MustCompile(`\d{4,}|/(19|20)\d\d/`)
	wallTitle      = regexp.MustCompile(`(?i)\b404\b|not found|access denied|forbidden|just a moment|attention required|are you (a )?(human|robot)|security check|verify you|captcha|page (unavailable|missing)|nicht gefunden|introuvable|no encontrad[ao]|before you continue|cookie(s)? (consent|settings)|не найден`)
)

// access says who may read the article: what the page states, then what it shows.
func (d *doc) access() string {
	free, paid := false, false
	for _, it := range d.facts.items {
		for _, v := range it.strs("isAccessibleForFree") {
			switch strings.ToLower(lastSegment(v)) {
			case "true", "1", "yes":
				free = free || it == d.facts.article
			case "false", "0", "no":
				paid = paid || it == d.facts.article || it.is("WebPage", "WebPageElement")
			}
		}
		if v, ok := it.get("isAccessibleForFree").(bool); ok {
			free = free || v && it == d.facts.article
			paid = paid || !v && (it == d.facts.article || it.is("WebPage", "WebPageElement"))
		}
	}
	tier := strings.ToLower(d.facts.meta1("article:content_tier", "content_tier", "lp.content-tier"))
	switch {
	case strings.Contains(tier, "meter"):
		return news.AccessMetered
	case paid, strings.Contains(tier, "lock"), strings.Contains(tier, "premium"), strings.Contains(tier, "paid"):
		return news.AccessPaid
	case free, tier == "free":
		return news.AccessFree
	case d.showsPaywall():
		return news.AccessPaid
	}
	return news.AccessUnknown
}

// showsPaywall says whether a box named for a paywall asks the reader to subscribe.
func (d *doc) showsPaywall() bool {
	if d.layout == nil {
		return false
	}
	for _, e := range d.layout.elems {
		if e.says&saysPaywall == 0 || e.h1 > 0 || e.chars < 40 || e.chars > 1500 || e.node.DataAtom == 0 {
			continue
		}
		for _, p := range d.layout.pieces[e.first:e.last] {
			if p.chars > 20 && subscribeWords.has(foldText(p.text)) {
				return true
			}
		}
	}
	return false
}
