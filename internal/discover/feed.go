package discover

import (
	"bytes"
	"strings"

	"github.com/mmcdole/gofeed"

	"presscut/internal/canon"
	"presscut/internal/news"
)

// readFeed reads RSS of any version, RDF or Atom. A feed that cannot be parsed
// is mended; one that breaks off is read up to its last whole item.
func (l *list) readFeed(text []byte) {
	feed, err := parseFeed(text)
	if err == nil {
		l.takeFeed(feed)
		return
	}
	mended := mend(text)
	if feed, err2 := parseFeed(mended); err2 == nil {
		l.fault("the feed is broken and was mended: " + err.Error())
		l.takeFeed(feed)
		return
	}
	if feed, err2 := parseFeed(closed(mended)); err2 == nil {
		l.fault("the feed is broken and was read up to its last whole item: " + err.Error())
		l.takeFeed(feed)
		return
	}
	l.fault("the feed cannot be read: " + err.Error())
}

func (l *list) readJSONFeed(body []byte) {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	feed, err := parseFeed(body)
	if err != nil {
		l.fault("the feed cannot be read: " + err.Error())
		return
	}
	l.takeFeed(feed)
}

func parseFeed(text []byte) (*gofeed.Feed, error) {
	p := gofeed.NewParser()
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p.Parse(bytes.NewReader(text))
}

// closed cuts a feed after its last whole item and closes what is open.
func closed(text []byte) []byte {
	item, entry := bytes.LastIndex(text, []byte("</item>")), bytes.LastIndex(text, []byte("</entry>"))
	root := rootElement(text)
	switch {
	case entry > item:
		return append(bytes.Clone(text[:entry+len("</entry>")]), "</feed>"...)
	case item < 0:
		return text
	}
	text = bytes.Clone(text[:item+len("</item>")])
	if strings.EqualFold(root, "rdf") {
		return append(text, "</rdf:RDF>"...)
	}
	return append(text, "</channel></rss>"...)
}

func (l *list) takeFeed(feed *gofeed.Feed) {
	without := 0
	for _, item := range feed.Items {
		if item == nil {
			continue
		}
		address := l.itemAddress(feed, item)
		if address == "" {
			without++
			continue
		}
		if !l.announced(address) {
			continue
		}
		l.add(news.Target{URL: address, Kind: news.Story, Title: plain(item.Title), Published: l.date(item.Published), Modified: l.date(item.Updated)})
	}
	if without > 0 {
		l.fault(plural(without, "item has", "items have") + " no usable address")
	}
}

// itemAddress is the page of an item: what the publisher gave a feed service as
// the original first, then its link, then an id that is an address.
func (l *list) itemAddress(feed *gofeed.Feed, item *gofeed.Item) string {
	var refs []string
	for _, prefix := range []string{"feedburner", "pheedo"} {
		for _, e := range item.Extensions[prefix]["origLink"] {
			refs = append(refs, e.Value)
		}
	}
	refs = append(refs, item.Link)
	refs = append(refs, item.Links...)
	if isAddress(item.GUID) {
		refs = append(refs, item.GUID)
	}
	for _, ref := range refs {
		ref = strings.TrimSpace(ref)
		if ref == "" || ref == "#" {
			continue
		}
		if u, err := canon.Resolve(l.page.URL, ref); err == nil {
			return u
		}
	}
	return ""
}

// announced says whether a page that a feed announces is wanted: what the rules
// take for a story; without rules, all of it.
func (l *list) announced(address string) bool {
	if !l.ruled() {
		return true
	}
	return l.page.Site.Owns(address) && l.page.Site.Story(address)
}
