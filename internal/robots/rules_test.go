package robots

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const agent = "presscut"

func TestTheDecidingLineIsNamed(t *testing.T) {
	const file = "# The Harbour Courier\n" +
		"User-agent: *\n" +
		"Disallow: /private/   # staff\n" +
		"\tallow : /private/press/  \n" +
		"Disallow: /*?print\n" +
		"Disallow: /draft$\n" +
		"Disallow:\n" +
		"Disallow: /%7Ejo/\n" +
		"Disallow: /архив/\n"
	r := Parse([]byte(file))
	for _, tt := range []struct {
		url  string
		ok   bool
		line string
	}{
		{"https://courier.example/news", true, ""},
		{"https://courier.example/private/x", false, "line 3: Disallow: /private/   # staff"},
		{"https://courier.example/private/press/x", true, "line 4: allow : /private/press/"},
		{"https://courier.example/news?print=1", false, "line 5: Disallow: /*?print"},
		{"https://courier.example/draft", false, "line 6: Disallow: /draft$"},
		{"https://courier.example/draft/2", true, ""},
		{"https://courier.example/~jo/x", false, "line 8: Disallow: /%7Ejo/"},
		{"https://courier.example/%7ejo/x", false, "line 8: Disallow: /%7Ejo/"},
		{"https://courier.example/%d0%b0%d1%80%d1%85%d0%b8%d0%b2/1", false, "line 9: Disallow: /архив/"},
	} {
		if ok, line := r.Allowed(agent, tt.url); ok != tt.ok || line != tt.line {
			t.Errorf("Allowed(%q) = %t, %q; want %t, %q", tt.url, ok, line, tt.ok, tt.line)
		}
	}
}

func TestARobotFindsItsOwnGroups(t *testing.T) {
	const file = "User-agent: *\nDisallow: /all/\nCrawl-delay: 1\n\n" +
		"User-agent: Presscut/2.0\nUser-agent: otherbot\nDisallow: /mine/\n\n" +
		"User-agent: press\nDisallow: /press/\n\n" +
		"User-agent: PRESSCUT\nDisallow: /more/\nCrawl-delay: 7\n\n" +
		"User-agent: 42\nDisallow: /nobody/\n"
	r := Parse([]byte(file))
	got := map[string]string{}
	for _, a := range []string{"presscut", "Presscut/0.1 (+https://courier.example/bot)", "otherbot", "press", "stranger", ""} {
		var closed []string
		for _, p := range []string{"all", "mine", "press", "more", "nobody"} {
			if ok, _ := r.Allowed(a, "https://courier.example/"+p+"/"); !ok {
				closed = append(closed, p)
			}
		}
		got[a] = fmt.Sprint(strings.Join(closed, " "), " ", r.CrawlDelay(a))
	}
	want := map[string]string{
		"presscut": "mine more 7s",
		"Presscut/0.1 (+https://courier.example/bot)": "mine more 7s",
		"otherbot": "mine 0s", "press": "press 0s", "stranger": "all 1s", "": "all 1s",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("closed to each robot (-want +got):\n%s", diff)
	}
}

func TestADelayIsForTheRobotsNamedAboveIt(t *testing.T) {
	// One group by the RFC, two for him who wrote it.
	r := Parse([]byte("User-agent: slowbot\nCrawl-delay: 120\nUser-agent: *\nDisallow: /x\n"))
	if a, b := r.CrawlDelay("slowbot"), r.CrawlDelay(agent); a != 2*time.Minute || b != 0 {
		t.Errorf("delays %v and %v, want 2m0s and 0s", a, b)
	}
	if ok, _ := r.Allowed("slowbot", "/x"); ok {
		t.Error("the delay ended the group")
	}
}

func TestRobotsTxtItselfIsAlwaysAllowed(t *testing.T) {
	for name, r := range map[string]*Rules{
		"by a rule": Parse([]byte("User-agent: *\nDisallow: /\n")), "when all is closed": FromStatus(0, nil), "when it fails": FromStatus(503, nil),
	} {
		if ok, line := r.Allowed(agent, "https://courier.example/robots.txt"); !ok {
			t.Errorf("%s: %q", name, line)
		}
		if ok, line := r.Allowed(agent, "https://courier.example/robots.txt.html"); ok || line == "" {
			t.Errorf("%s: another file is allowed, or no reason given: %t, %q", name, ok, line)
		}
	}
}

func TestNoRulesAllowAll(t *testing.T) {
	for name, r := range map[string]*Rules{
		"nil": nil, "AllowAll": AllowAll(), "empty": Parse(nil), "404": FromStatus(404, []byte("User-agent: *\nDisallow: /")),
		"HTML": Parse([]byte("<!doctype html>\n<title>Page not found</title>\n<p>Disallow: / is not here\n")),
		"NUL":  Parse([]byte("\x00\x00\n\x00:\n")),
	} {
		if ok, line := r.Allowed(agent, "https://courier.example/x"); !ok || line != "" {
			t.Errorf("%s: Allowed = %t, %q", name, ok, line)
		}
		if d, s := r.CrawlDelay(agent), r.Sitemaps(); d != 0 || len(s) != 0 {
			t.Errorf("%s: delay %v, sitemaps %q", name, d, s)
		}
	}
}

func TestAByteOrderMarkIsNoPartOfTheFirstLine(t *testing.T) {
	const file = "User-agent: *\nDisallow: /x\n"
	wide := func(s string, little bool) string {
		var b strings.Builder
		for _, c := range []byte("\xFE" + s) {
			pair := []byte{0, c}
			if c == 0xFE {
				pair = []byte{0xFE, 0xFF}
			}
			if little {
				pair[0], pair[1] = pair[1], pair[0]
			}
			b.Write(pair)
		}
		return b.String()
	}
	for name, tt := range map[string]struct {
		file   string
		closed bool
	}{
		"none":                 {file, true},
		"whole":                {"\xEF\xBB\xBF" + file, true},
		"two thirds":           {"\xEF\xBB" + file, true},
		"a third":              {"\xEF" + file, true},
		"broken":               {"\xEF\x11\xBF" + file, false},
		"in the middle":        {"User-agent: *\n\xEF\xBB\xBFDisallow: /x\n", false},
		"UTF-16":               {wide(file, false), true},
		"UTF-16 little-endian": {wide(file, true), true},
		"UTF-16, odd length":   {wide(file, true) + "x", true},
	} {
		if ok, line := Parse([]byte(tt.file)).Allowed(agent, "/x"); ok == tt.closed {
			t.Errorf("%s: Allowed = %t, %q", name, ok, line)
		}
	}
}

func TestNoMoreThan500KiBAreRead(t *testing.T) {
	begin := "User-agent: *\nDisallow: /early\n"
	filler := strings.Repeat("# "+strings.Repeat("x", 61)+"\n", 600<<10/64)
	at := func(n int) string { return begin + filler[:n-len(begin)-1] + "\n" }

	r := Parse([]byte(at(520<<10) + "Disallow: /late\n"))
	early, _ := r.Allowed(agent, "/early")
	late, _ := r.Allowed(agent, "/late")
	if early || !late {
		t.Errorf("allowed: early %t, late %t; want false, true", early, late)
	}
	// The limit falls after "Disallow: /"; that is not what the line says.
	r = Parse([]byte(at(limit-len("Disallow: /")) + "Disallow: /late\n"))
	if ok, line := r.Allowed(agent, "/other"); !ok {
		t.Errorf("half a line closes the site: %q", line)
	}
}

func TestSitemapsAreListedOnceAndForAll(t *testing.T) {
	r := Parse([]byte("Sitemap: https://courier.example/a.xml\nUser-agent: x\nSITEMAP:https://courier.example/b.xml?x=1:2\n" +
		"sitemap:\nsite-map: https://courier.example/a.xml\nDisallow: /\nSitemap: /c.xml # ours\n"))
	want := []string{"https://courier.example/a.xml", "https://courier.example/b.xml?x=1:2", "/c.xml"}
	if diff := cmp.Diff(want, r.Sitemaps()); diff != "" {
		t.Errorf("sitemaps (-want +got):\n%s", diff)
	}
}

func TestWildcards(t *testing.T) {
	for _, tt := range []struct {
		pattern, path string
		want          bool
	}{
		{"/", "/", true}, {"*", "/", true}, {"*$", "/a", true}, {"/*", "/", true}, {"$", "/", false}, {"/$", "/", true},
		{"/a*b*c", "/axxbxxcxx", true}, {"/a*b*c", "/acb", false}, {"/a*b$", "/abxb", true}, {"/a*b$", "/abx", false},
		{"/a*ab$", "/ab", false}, {"/a**b", "/ab", true}, {"/a$b", "/a$b", true}, {"/a$b", "/a", false},
		{"/a*$", "/a", true}, {"/*.gif$", "/x.gif.gif", true}, {"a", "/a", false}, {"*a", "/a", true},
	} {
		if got := covers(tt.pattern, tt.path); got != tt.want {
			t.Errorf("covers(%q, %q) = %t", tt.pattern, tt.path, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /private/*.html$\nAllow: /\nCrawl-delay: 3\nSitemap: /s.xml\n"), "/private/x.html")
	f.Add([]byte("\xEF\xBB\xBFuser-agent presscut\r\ndisalow: /%7e\xff\r\rAllow: /index.html"), "https://courier.example/%7E")
	f.Add([]byte("\xFF\xFEU\x00:\x00"), "//a?b")
	f.Fuzz(func(t *testing.T, file []byte, url string) {
		r := Parse(file)
		ok, line := r.Allowed(agent, url)
		if !ok && line == "" {
			t.Errorf("%q is disallowed without a reason", url)
		}
		if line != "" {
			var number int
			var text string
			if n, _ := fmt.Sscanf(line, "line %d: %s", &number, &text); n != 2 || number < 1 || number > len(file)+1 {
				t.Errorf("the reason names no line: %q", line)
			}
		}
		if ok, _ := r.Allowed(agent, "/robots.txt"); !ok {
			t.Error("robots.txt is disallowed")
		}
		if d := r.CrawlDelay(agent); d < 0 {
			t.Errorf("the delay is %v", d)
		}
		r.Sitemaps()
	})
}

func BenchmarkAllowed(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 200 {
		fmt.Fprintf(&file, "Disallow: /section-%d/*/print\n", i)
	}
	r := Parse([]byte(file.String()))
	b.ReportAllocs()
	for b.Loop() {
		r.Allowed(agent, "https://courier.example/section-150/2026/11/23/flood/print")
	}
}
