// Package robots reads robots.txt, the file in which a site says what robots
// may ask it for, by RFC 9309 and, where the RFC leaves room, as Google reads
// it: its published test cases all come out the same here.
package robots

import (
	"fmt"
	"strings"
	"time"
)

// Rules is what one robots.txt says. It never changes, so any number of
// goroutines may ask it at once. A nil *Rules says nothing, and so allows all.
type Rules struct {
	groups   []group
	sitemaps []string
	closed   string // why everything is disallowed whatever the groups say; "" when it is not
}

// group is a run of user-agent lines and the rules for them.
type group struct {
	agents []string // product tokens in lower case; "*" for every robot
	rules  []rule
	delays []delay
}

// rule is an allow or disallow line.
type rule struct {
	allow   bool
	pattern string // as respell writes it
	number  int    // of its line, from 1
	text    string // its line
}

// delay is a crawl-delay line. It holds for the agents named above it, not for
// those that join the group below: the RFC does not let it end a group, but
// who wrote it meant it to.
type delay struct {
	agents int // how many of the group's
	pause  time.Duration
}

// AllowAll is the rules of a site that has none.
func AllowAll() *Rules { return &Rules{} }

// FromStatus is the rules that follow from the answer to a request for
// robots.txt, after its redirects: status is the HTTP status, 0 when there was no
// answer; body the decoded text. A 2xx answer means what it says. With 4xx there are
// no rules, and with a redirect that led nowhere neither. With 5xx, 429 ("too many
// requests") and no answer at all the rules cannot be known, and everything is disallowed.
func FromStatus(status int, body []byte) *Rules {
	switch {
	case status == 0:
		return &Rules{closed: "robots.txt cannot be reached"}
	case status >= 200 && status < 300:
		return Parse(body)
	case status >= 300 && status < 500 && status != 429:
		return AllowAll()
	}
	return &Rules{closed: fmt.Sprintf("robots.txt answers with status %d", status)}
}

// Allowed tells whether the robot may ask for the address, and by which line:
// "line 12: Disallow: /private/". The line is "" when no rule speaks of the
// address, which allows it; when everything is disallowed it is the reason.
//
// The agent is a robot's product token, "presscut"; of a whole User-Agent header
// what stands before the slash counts. The url is absolute, escaped as
// canon.Resolve returns it. Of the rules of all groups for the agent - or for
// all robots, when no group names it - the one with the longest pattern
// decides, and of equally long ones an allowing one. /robots.txt is always allowed.
func (r *Rules) Allowed(agent, url string) (ok bool, line string) {
	if r == nil {
		return true, ""
	}
	path := pathOf(url)
	if path == "/robots.txt" {
		return true, ""
	}
	if r.closed != "" {
		return false, r.closed
	}
	literal := respell(path)
	plain := decode(literal)
	var best *rule
	length := 0
	token := r.tokenFor(agent)
	for i := range r.groups {
		g := &r.groups[i]
		if !g.speaksTo(token, len(g.agents)) {
			continue
		}
		for j := range g.rules {
			x := &g.rules[j]
			n := x.matches(literal, plain)
			if n > length || n == length && n > 0 && x.allow && !best.allow {
				best, length = x, n
			}
		}
	}
	if best == nil {
		return true, ""
	}
	return best.allow, fmt.Sprintf("line %d: %s", best.number, best.text)
}

// CrawlDelay is the pause between two requests that the site asks of the agent,
// 0 when it asks for none. When it asks for several, it is the longest. It may be
// absurd (a day and more): what is too much is for the crawler to say.
func (r *Rules) CrawlDelay(agent string) time.Duration {
	if r == nil {
		return 0
	}
	token := r.tokenFor(agent)
	var longest time.Duration
	for i := range r.groups {
		for _, d := range r.groups[i].delays {
			if d.pause > longest && r.groups[i].speaksTo(token, d.agents) {
				longest = d.pause
			}
		}
	}
	return longest
}

// Sitemaps is the addresses of the sitemaps that the file names, as they are
// written, in its order, each once. They are for every robot.
func (r *Rules) Sitemaps() []string {
	if r == nil {
		return nil
	}
	return append([]string(nil), r.sitemaps...)
}

// tokenFor is the token of the groups that hold for the agent: its own when
// a group names it, else "*".
func (r *Rules) tokenFor(agent string) string {
	// What stands before the version names a robot.
	token, _, _ := strings.Cut(agent, "/")
	token = strings.ToLower(strings.TrimSpace(token))
	for i := range r.groups {
		if g := &r.groups[i]; token != "" && g.speaksTo(token, len(g.agents)) {
			return token
		}
	}
	return "*"
}

// speaksTo tells whether one of the first n agents of the group is the token.
func (g *group) speaksTo(token string, n int) bool {
	for _, a := range g.agents[:n] {
		if a == token {
			return true
		}
	}
	return false
}
