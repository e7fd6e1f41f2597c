package extract

import "strings"

// isArticleType says whether a schema.org type is a piece of journalism or writing.
func isArticleType(t string) bool {
	t = strings.ToLower(t)
	switch t {
	case "report", "review", "analysis", "blogposting", "liveblogposting", "socialmediaposting", "recipe", "claimreview":
		return t != "review" && t != "claimreview"
	}
	return strings.HasSuffix(t, "article") || strings.HasSuffix(t, "posting") && t != "jobposting"
}

// is says whether the item is of one of the types.
func (s *scope) is(types ...string) bool {
	for _, t := range s.types {
		for _, u := range types {
			if strings.EqualFold(t, u) {
				return true
			}
		}
	}
	return false
}

// isArticle says whether the item is an article.
func (s *scope) isArticle() bool {
	for _, t := range s.types {
		if isArticleType(t) {
			return true
		}
	}
	return false
}

// chooseScope picks the microdata item that describes this page: of the
// articles that are not part of another item the one with the most to say of
// a story. Properties outside of any item, and those of a WebPage around it, add what it does not state.
func (f *facts) chooseScope(loose map[string][]prop) {
	var best, page *scope
	bestScore := 0
	articles := 0
	for _, s := range f.scopes {
		if s.is("WebPage", "ItemPage") && page == nil {
			page = s
		}
		if !s.isArticle() {
			continue
		}
		articles++
		score := 1
		for _, name := range []string{"articleBody", "datePublished", "author", "headline", "mainEntityOfPage", "image", "publisher"} {
			if len(s.props[name]) > 0 {
				score++
			}
		}
		if len(s.props["articleBody"]) > 0 {
			score += 3
		}
		for _, h := range f.h1 {
			if contains(s.node, h) {
				score += 3
				break
			}
		}
		if s.up != nil && (s.up.is("ItemList") || s.up.isArticle()) {
			score -= 4
		}
		if score > bestScore {
			best, bestScore = s, score
		}
	}
	// A list of teasers, none of which is the page's own.
	if articles > 2 && bestScore < 6 {
		best = nil
	}
	add := func(from map[string][]prop) {
		for name, values := range from {
			if _, ok := f.props[name]; !ok {
				f.props[name] = values
			}
		}
	}
	if best != nil {
		add(best.props)
	}
	if loose != nil {
		add(loose)
	}
	if page != nil {
		add(page.props)
	}
}
