package discover

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"

	"presscut/internal/canon"
	"presscut/internal/news"
	"presscut/internal/payload"
)

// maxBrokenItems bounds the work on a feed that is broken.
const maxBrokenItems = 1000

// readFeed reads RSS of any version, RDF or Atom. A feed that cannot be parsed
// is mended; where that does not help, its items are read one by one.
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
	feeds, lost := singly(mended)
	for _, feed := range feeds {
		l.takeFeed(feed)
	}
	l.fault(fmt.Sprintf("the feed is broken, %d of its items could be read and %d not: %v", len(feeds), lost, err))
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

var (
	itemStart = regexp.MustCompile(`<(?:\w+:)?(?:item|entry)[\s>]`)
	itemEnd   = regexp.MustCompile(`</(?:\w+:)?(?:item|entry)\s*>`)
)

// singly reads the items of a broken feed one by one, each as a feed of its own,
// so that a broken one costs no other.
func singly(text []byte) (feeds []*gofeed.Feed, lost int) {
	first := itemStart.FindIndex(text)
	if first == nil {
		return nil, 0
	}
	head := text[:first[0]]
	tail := "</channel></rss>"
	switch root := payload.RootElement(text); {
	case strings.EqualFold(root, "feed"):
		tail = "</feed>"
	case strings.EqualFold(root, "rdf"):
		tail = "</rdf:RDF>"
	}
	starts := itemStart.FindAllIndex(text, maxBrokenItems)
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		item := text[at[0]:end]
		closing := itemEnd.FindIndex(item)
		if closing == nil {
			lost++
			continue
		}
		one := slices.Concat(head, item[:closing[1]], []byte(tail))
		if feed, err := parseFeed(one); err == nil {
			feeds = append(feeds, feed)
		} else {
			lost++
		}
	}
	return feeds, lost
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
