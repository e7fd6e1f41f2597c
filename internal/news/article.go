package news

import "time"

// Schema is the version of the export format.
const Schema = 1

// The kinds of page an Article record can describe.
const (
	KindArticle  = "article"
	KindLiveblog = "liveblog"
	KindListing  = "listing"
	KindProduct  = "product"
	KindForum    = "forum"
	KindOther    = "other"
)

// The values of Article.Access.
const (
	AccessFree    = "free"
	AccessMetered = "metered"
	AccessPaid    = "paid"
	AccessUnknown = "unknown"
)

// Article is what was read in one page. A field that does not apply is zero and
// absent in JSON; what is unknown is never invented.
type Article struct {
	Schema int `json:"schema"` // Schema

	ID           string   `json:"id"`                  // computed from CanonicalURL: canon.ID
	URL          string   `json:"url"`                 // the address it was read at
	CanonicalURL string   `json:"canonical_url"`       // the one name of the address
	Aliases      []string `json:"aliases,omitempty"`   // every other address it was seen under
	Source       string   `json:"source"`              // rule name, or the host where there is no rule
	SiteName     string   `json:"site_name,omitempty"` // as the site calls itself
	Section      string   `json:"section,omitempty"`   // as the site names it
	Kind         string   `json:"kind"`                // one of the Kind constants

	Title       string `json:"title,omitempty"` // as the reader sees it, without the site's name
	Subtitle    string `json:"subtitle,omitempty"`
	Description string `json:"description,omitempty"`

	Authors []string `json:"authors,omitempty"` // names alone
	Byline  string   `json:"byline,omitempty"`  // the line as printed

	Published          string `json:"published,omitempty"`           // RFC 3339 with offset, or a bare YYYY-MM-DD
	Modified           string `json:"modified,omitempty"`            // likewise
	PublishedPrecision string `json:"published_precision,omitempty"` // "second", "minute" or "day"

	Body      string  `json:"body,omitempty"`   // plain text, paragraphs parted by one blank line
	Blocks    []Block `json:"blocks,omitempty"` // the same, in blocks
	WordCount int     `json:"word_count,omitempty"`

	Quotes   []Quote    `json:"quotes,omitempty"`
	Tags     []string   `json:"tags,omitempty"`     // topics as shown
	Language string     `json:"language,omitempty"` // BCP 47
	Variants []Variant  `json:"variants,omitempty"` // translations
	Related  []Headline `json:"related,omitempty"`  // in page order
	Images   []Image    `json:"images,omitempty"`
	Access   string     `json:"access"` // one of the Access constants

	ContentHash string     `json:"content_hash,omitempty"` // likeness.Hash of what a reader reads
	DuplicateOf string     `json:"duplicate_of,omitempty"` // id of the article this one copies
	Similarity  float64    `json:"similarity,omitempty"`   // to DuplicateOf, 0 to 1
	Revision    int        `json:"revision,omitempty"`     // 1 for the first reading
	FirstSeen   *time.Time `json:"first_seen,omitempty"`   // when the first revision was fetched
	Fetched     *time.Time `json:"fetched,omitempty"`      // when this revision was fetched

	Capture   *CaptureRef         `json:"capture,omitempty"`  // where the bytes are
	Evidence  map[string]Evidence `json:"evidence,omitempty"` // field -> what gave it
	Extractor string              `json:"extractor"`          // version of the extractor and of the site rule
}

// Block is one block of the body. Joining the Text of all blocks with "\n\n" gives Article.Body.
type Block struct {
	Kind string `json:"kind"` // one of the Block constants
	Text string `json:"text"`
}

// The kinds of block.
const (
	BlockParagraph  = "paragraph"
	BlockHeading    = "heading"
	BlockListItem   = "list_item"
	BlockBlockquote = "blockquote"
	BlockTable      = "table"
	BlockCaption    = "caption"
)

// Quote is direct speech in the body.
type Quote struct {
	Text    string `json:"text"`              // without its marks
	Speaker string `json:"speaker,omitempty"` // the fullest form of the name in the article; "" rather than a guess
	Kind    string `json:"kind"`              // "direct" or "block"
	Cue     string `json:"cue,omitempty"`     // the words that tell who speaks
	Start   int    `json:"start"`             // Unicode code points into Article.Body
	End     int    `json:"end"`               // exclusive: Body[Start:End] in code points is Text
}

// Headline is a link to another story that the page recommends.
type Headline struct {
	Title  string `json:"title"`
	URL    string `json:"url"`
	Block  string `json:"block"`            // heading of the box it stands in, "" for none
	Inline bool   `json:"inline,omitempty"` // stands between the paragraphs of the body
}

// Variant is the same article in another language.
type Variant struct {
	Language string `json:"language"` // BCP 47
	URL      string `json:"url"`
}

// Image is a picture of the article.
type Image struct {
	URL     string `json:"url"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Alt     string `json:"alt,omitempty"`
}

// CaptureRef says where the bytes of a reading are.
type CaptureRef struct {
	Digest   string `json:"digest"`    // "sha256:" + lower-case hex of the payload
	Status   int    `json:"status"`    // HTTP status of the answer
	FinalURL string `json:"final_url"` // the address that answered
	WARC     string `json:"warc,omitempty"`
	Offset   int64  `json:"offset,omitempty"`
	Robots   string `json:"robots,omitempty"`
}

// Evidence says what gave a field its value.
type Evidence struct {
	Method string `json:"method"`         // "rule", "json-ld", "meta", "microdata", "dom", "text", "url", "vote"
	Path   string `json:"path,omitempty"` // the JSON-LD key, meta name, selector or pattern
}
