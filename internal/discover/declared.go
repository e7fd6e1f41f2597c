package discover

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"presscut/internal/canon"
)

// feedTypes are the media types of feeds. application/json alone is not among
// them: sites announce their programming interfaces by it.
var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true,
	"text/rss+xml": true, "application/rss": true, "application/atom": true,
}

// readDeclared takes the feeds, the sitemaps and the next page that the link
// elements of a page name.
func (l *list) readDeclared(root *html.Node, base string) {
	walk(root, func(n *html.Node) bool {
		if n.Data != "link" {
			return true
		}
		u, err := canon.Resolve(base, attr(n, "href"))
		if err != nil || attr(n, "href") == "" {
			return true
		}
		kind, _, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";")
		switch {
		case hasWord(n, "rel", "alternate") && feedTypes[strings.TrimSpace(kind)], hasWord(n, "rel", "feed"):
			if !ofComments(u) && !slices.Contains(l.found.Feeds, u) {
				l.found.Feeds = append(l.found.Feeds, u)
			}
		case hasWord(n, "rel", "sitemap"):
			if !slices.Contains(l.found.Sitemaps, u) {
				l.found.Sitemaps = append(l.found.Sitemaps, u)
			}
		case hasWord(n, "rel", "next") && l.goesOn(u):
			l.found.Next = u
		}
		return true
	})
}

// ofComments says whether a feed is of readers' comments: WordPress announces one
// beside each feed of stories.
func ofComments(address string) bool {
	return strings.Contains(address, "/comments/") || strings.Contains(address, "feed=comments")
}

// pageParameters are the names by which lists number their pages.
var pageParameters = words(`page p paged pg pagina seite strona start offset from skip`)

// goesOn says whether an address that a page calls its next is another page of
// the same list: stories, too, call the story after them next.
func (l *list) goesOn(address string) bool {
	if l.found.Next != "" || !l.ours(address) || canon.Key(address) == canon.Key(l.page.URL) {
		return false
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	if pageNumber.MatchString(u.Path) {
		return true
	}
	for name := range u.Query() {
		if pageParameters[strings.ToLower(name)] {
			return true
		}
	}
	here, err := url.Parse(l.page.URL)
	return err == nil && len(u.Path) > len(here.Path) && strings.HasPrefix(u.Path, strings.TrimSuffix(here.Path, "/")+"/")
}
