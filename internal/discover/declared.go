package discover

import (
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
	self := canon.Key(l.page.URL)
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
		case hasWord(n, "rel", "next") && l.found.Next == "" && l.ours(u) && canon.Key(u) != self:
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
