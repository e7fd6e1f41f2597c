package robots

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// limit is how much of a file is read, in bytes: what RFC 9309 (section 2.5)
// asks of a robot at least.
const limit = 500 << 10

// longestLine is how much of one line is read, in bytes: as much as Google reads,
// eight times the longest address of an old browser, less one byte.
const longestLine = 8*2083 - 1

// Parse reads a robots.txt. It never fails: lines that say nothing to a robot are
// passed over, as are those beyond the first 500 KiB. A page of HTML in its
// place holds no rules and so allows everything.
func Parse(b []byte) *Rules {
	if len(b) > limit {
		// The half line at the cut goes too: of "Disallow: /a/b" it might leave "Disallow: /".
		b = b[:bytes.LastIndexAny(b[:limit+1], "\r\n")+1]
	}
	p := parser{rules: &Rules{}, sitemaps: map[string]bool{}}
	text := withoutBOM(b)
	for number := 1; text != ""; number++ {
		line, ending := text, len(text)
		if end := strings.IndexAny(text, "\r\n"); end >= 0 {
			line, ending = text[:end], end+1
			if strings.HasPrefix(text[end:], "\r\n") {
				ending++
			}
		}
		text = text[ending:]
		if len(line) > longestLine {
			line = line[:longestLine]
		}
		p.line(number, line)
	}
	return p.rules
}

// withoutBOM is the text less the byte order mark before it, or what is left of
// one. A file in UTF-16 is turned into UTF-8.
func withoutBOM(b []byte) string {
	var order func(two []byte) uint16
	switch {
	case bytes.HasPrefix(b, []byte("\xFE\xFF")):
		order = func(two []byte) uint16 { return uint16(two[0])<<8 | uint16(two[1]) }
	case bytes.HasPrefix(b, []byte("\xFF\xFE")):
		order = func(two []byte) uint16 { return uint16(two[1])<<8 | uint16(two[0]) }
	default:
		for _, mark := range []byte("\xEF\xBB\xBF") {
			if len(b) == 0 || b[0] != mark {
				break
			}
			b = b[1:]
		}
		return string(b)
	}
	var units []uint16
	for pair := range slices.Chunk(b[2:len(b)&^1], 2) {
		units = append(units, order(pair))
	}
	return string(utf16.Decode(units))
}

// field is what a line is about.
type field int

const (
	other field = iota
	userAgent
	allow
	disallow
	sitemap
	crawlDelay
)

// parser holds what has been read so far.
type parser struct {
	rules    *Rules
	sitemaps map[string]bool // those of rules
	ruled    bool            // the last group has a rule, so a user-agent line begins another
}

// line takes in one line.
func (p *parser) line(number int, line string) {
	f, value := read(line)
	switch f {
	case userAgent:
		p.agent(value)
	case allow, disallow:
		g := p.group()
		if g == nil {
			return // before the first group a rule is for nobody
		}
		p.ruled = true
		if value == "" {
			return // says "nothing is disallowed"
		}
		g.rules = append(g.rules, rule{allow: f == allow, pattern: escape(value), number: number, text: strings.TrimSpace(line)})
	case sitemap:
		if value != "" && !p.sitemaps[value] {
			p.sitemaps[value] = true
			p.rules.sitemaps = append(p.rules.sitemaps, value)
		}
	case crawlDelay:
		if g := p.group(); g != nil {
			if pause := seconds(value); pause > 0 {
				g.delays = append(g.delays, delay{agents: len(g.agents), pause: pause})
			}
		}
	}
}

// agent takes in a user-agent line.
func (p *parser) agent(value string) {
	token := token(value)
	g := p.group()
	if g == nil || p.ruled {
		p.rules.groups = append(p.rules.groups, group{})
		g = p.group()
		p.ruled = false
	}
	g.agents = append(g.agents, token)
}

// group is the group being read, nil before the first.
func (p *parser) group() *group {
	n := len(p.rules.groups)
	if n == 0 {
		return nil
	}
	return &p.rules.groups[n-1]
}

// read takes a line apart: "Disallow: /private/ # why". The colon may be
// missing where it leaves no doubt.
func read(line string) (field, string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, colon := strings.Cut(line, ":")
	if !colon {
		words := strings.Fields(line)
		if len(words) != 2 {
			return other, ""
		}
		key, value = words[0], words[1]
	}
	return fieldOf(strings.ToLower(strings.TrimSpace(key))), strings.TrimSpace(value)
}

// fieldOf knows the fields by their names in lower case, and by the common
// misspellings of them.
func fieldOf(key string) field {
	for _, f := range [...]struct {
		prefix string
		field  field
	}{
		{"user-agent", userAgent}, {"useragent", userAgent}, {"user agent", userAgent},
		{"allow", allow},
		{"disallow", disallow}, {"dissallow", disallow}, {"dissalow", disallow},
		{"disalow", disallow}, {"diasllow", disallow}, {"disallaw", disallow},
		{"sitemap", sitemap}, {"site-map", sitemap},
		{"crawl-delay", crawlDelay}, {"crawldelay", crawlDelay},
	} {
		if strings.HasPrefix(key, f.prefix) {
			return f.field
		}
	}
	return other
}

// token is the product token in the value of a user-agent line: the letters,
// underscores and hyphens it begins with, so "Presscut/1.0" and "Presscut (all)"
// are "presscut". It is "*" for every robot, and "" for a value without one, which
// speaks to nobody.
func token(value string) string {
	if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
		return "*"
	}
	end := strings.IndexFunc(value, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '-' || r == '_')
	})
	if end >= 0 {
		value = value[:end]
	}
	return strings.ToLower(value)
}

// seconds reads a crawl delay, which may have a fraction; 0 for what is none.
func seconds(value string) time.Duration {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || !(n > 0) {
		return 0
	}
	if n *= float64(time.Second); n >= math.MaxInt64 {
		return math.MaxInt64
	}
	return time.Duration(n)
}
