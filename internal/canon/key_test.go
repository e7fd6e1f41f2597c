package canon

import (
	"testing"
)

// sameStory holds lists of addresses of one page each: all have one key, the
// first of the list.
var sameStory = map[string][]string{
	"scheme, case, ports, userinfo": {
		"https://courier.example/a",
		"http://courier.example/a", "HTTPS://COURIER.Example/a", "http://courier.example:80/a",
		"https://courier.example:443/a", "http://courier.example:443/a", "https://reader:secret@courier.example/a",
		" https://courier.example/a\n", "https:\\\\courier.example\\a", "https://cour\tier.example/a",
	},
	"another port is another server": {"https://courier.example:8080/a", "http://courier.example:8080/a"},
	"no path":                        {"https://courier.example/", "https://courier.example", "http://courier.example?", "https://courier.example/#top"},
	"IDN and punycode": {
		"https://xn--bcher-kva.example/a",
		"https://bücher.example/a", "https://BÜCHER.example/a", "https://XN--BCHER-KVA.example/a", "https://www.bücher.example/a",
		"https://b%C3%BCcher.example/a", "https://bücher。example/a",
	},
	"trailing dot": {"https://courier.example/a", "https://courier.example./a", "https://www.courier.example.:443/a"},
	"numeric host": {"https://127.0.0.1:8080/a", "http://127.1:8080/a", "http://0x7f.0.0.1:8080/a", "http://127.0.0.1.:8080/a"},
	"twins of the host": {
		"https://courier.example/a",
		"https://www.courier.example/a", "https://m.courier.example/a", "https://mobile.courier.example/a",
		"https://amp.courier.example/a", "https://www.m.courier.example/a", "https://www.www.courier.example/a",
	},
	"twins under a suffix of two labels": {"https://courier.com.ua/a", "https://www.courier.com.ua/a", "https://m.courier.com.ua/a"},
	"twin of an edition":                 {"https://en.courier.example/a", "https://en.m.courier.example/a", "https://www.en.courier.example/a"},
	"no twin without a domain":           {"https://www.gov.uk/a", "http://www.gov.uk/a/"},
	"a domain may be called m":           {"https://m.me/a", "https://www.m.me/a", "https://m.m.me/a"},
	"a hosted site may be called amp":    {"https://amp.github.io/a", "https://www.amp.github.io/a"},
	"AMP": {
		"https://courier.example/news/flood",
		"https://courier.example/amp/news/flood", "https://courier.example/news/amp/flood", "https://courier.example/news/flood/amp",
		"https://courier.example/news/flood/amp/", "https://courier.example/news/flood.amp", "https://courier.example/news/flood/index.amp.html",
		"https://courier.example/news/flood?amp", "https://courier.example/news/flood?amp=1", "https://courier.example/news/flood?amp=true",
		"https://courier.example/news/flood?outputType=amp", "https://courier.example/news/flood/amp/?utm_source=x#top",
		"https://courier.example/news/flood/index.html.amp", "https://courier.example/news/flood/%61mp",
	},
	"AMP keeps the extension": {"https://courier.example/flood.html", "https://courier.example/flood.amp.html", "https://amp.courier.example/amp/flood.html"},
	"AMP of the front page":   {"https://courier.example/", "https://courier.example/amp", "https://courier.example/index.amp.html", "https://courier.example/amp/index.html"},
	"AMP caches": {
		"https://courier.example/news/flood?id=7",
		"https://courier-example.cdn.ampproject.org/c/s/courier.example/news/flood/amp?id=7&amp_js_v=0.1&usqp=mq331",
		"https://courier-example.cdn.ampproject.org/v/s/www.courier.example/news/flood?id=7",
		"https://courier-example.cdn.ampproject.org/c/courier.example/news/flood?id=7",
		"https://www.google.com/amp/s/www.courier.example/news/flood.amp?id=7",
		"https://www.google.co.uk/amp/s/courier-example.cdn.ampproject.org/c/s/courier.example/amp/news/flood?id=7",
	},
	"tracking": {
		"https://courier.example/a?id=1",
		"https://courier.example/a?id=1&utm_source=x&utm_medium=y", "https://courier.example/a?fbclid=abc&id=1", "https://courier.example/a?UTM_Source=x&id=1",
		"https://courier.example/a?gclid=1&id=1&msclkid=2&yclid=3", "https://courier.example/a?id=1&amp;utm_source=x", "https://courier.example/a?%75tm_source=x&id=1",
		"https://courier.example/a?id=1&mc_cid=1&mc_eid=2#:~:text=flood", "https://courier.example/a?id=1&replytocom=219#respond",
	},
	"nothing but tracking": {"https://courier.example/a", "https://courier.example/a/?utm_campaign=x&igshid=y", "https://courier.example/a?&&", "https://courier.example/a?"},
	"order of parameters":  {"https://courier.example/a?b=2&c=3&d=4", "https://courier.example/a?d=4&c=3&b=2", "https://courier.example/a?c=3&&b=2&d=4&"},
	"escaped for HTML":     {"https://courier.example/a?id=1&page=2", "https://courier.example/a?id=1&amp;page=2", "https://courier.example/a?id=1&amp;amp;page=2"},
	"empty value":          {"https://courier.example/a?print", "https://courier.example/a?print="},
	"a number alone":       {"https://courier.example/a?70312", "https://courier.example/a?70312&utm_source=x"},
	"hash-bang":            {"https://courier.example/#!/story/1", "http://www.courier.example/?#!/story/1", "https://courier.example/#!%2fstory%2F1"},
	"slashes":              {"https://courier.example/news/flood", "https://courier.example//news///flood", "https://courier.example/news/flood/", "https://courier.example/news/x/../flood/./"},
	"default documents": {
		"https://courier.example/news",
		"https://courier.example/news/index.html", "https://courier.example/news/index.php", "https://courier.example/news/Default.aspx",
		"https://courier.example/news/index.htm/", "https://courier.example/news/index.html/index.html",
	},
	"default document with a query": {"https://courier.example/?id=7", "https://courier.example/index.php?id=7"},
	"escapes": {
		"https://courier.example/~jo/%D0%BF%D0%BE%D0%B2%D1%96%D0%BD%D1%8C,1(a)",
		"https://courier.example/%7ejo/повінь,1(a)", "https://courier.example/%7Ejo/%d0%bf%d0%be%d0%b2%d1%96%d0%bd%d1%8c%2C1%28a%29",
	},
	"escapes of a query": {
		"https://courier.example/s?q=a+b%26c&u=https://x.example/y%7C",
		"https://courier.example/s?q=a%20b%26c&u=https%3A%2F%2Fx.example%2Fy|",
	},
	"a percent sign that escapes nothing": {"https://courier.example/100%25", "https://courier.example/100%"},
	"a word that only ends like a marker": {"https://courier.example/lamp/ramp/index-of-prices.html"},
	"not a web address":                   {"mailto:desk@courier.example", " mailto:desk@courier.example "},
	"nothing":                             {"", " \t"},
}

// Every pair is two pages, however alike their addresses.
var otherStory = [][2]string{
	{"https://courier.example/a?id=1", "https://courier.example/a?id=2"},
	{"https://courier.example/a?id=1", "https://courier.example/a"},
	{"https://courier.example/?p=10", "https://courier.example/?p=11"},
	{"https://courier.example/?p=10", "https://courier.example/"},
	{"https://courier.example/a?page=2", "https://courier.example/a"},
	{"https://courier.example/a?page=2", "https://courier.example/a?page=3"},
	{"https://courier.example/a?ref=12", "https://courier.example/a?ref=13"},
	{"https://courier.example/a?source=12", "https://courier.example/a"},
	{"https://courier.example/a?sid=12", "https://courier.example/a?sid=13"},
	{"https://courier.example/a?amp=12", "https://courier.example/a"},
	{"https://courier.example/a?70312", "https://courier.example/a?70313"},
	{"https://courier.example/a?t=1&t=2", "https://courier.example/a?t=2&t=1"},
	{"https://courier.example/a?q=a+b", "https://courier.example/a?q=a%2Bb"},
	{"https://courier.example/a?q=a%26b=1", "https://courier.example/a?q=a&b=1"},
	{"https://courier.example/a?q%3D1", "https://courier.example/a?q=1"},
	{"https://courier.example/a%3Fid=1", "https://courier.example/a?id=1"},
	{"https://courier.example/a%2Fb", "https://courier.example/a/b"},
	{"https://courier.example/a%252Fb", "https://courier.example/a%2Fb"},
	{"https://courier.example/A", "https://courier.example/a"},
	{"https://courier.example/eng/news/7516149", "https://courier.example/rus/news/7516149"},
	{"https://courier.example/eng/news/7516149", "https://courier.example/news/7516149"},
	{"https://courier.example/news/7516149", "https://courier.example/news/7516148"},
	{"https://courier.example/news/flood", "https://courier.example/news/flood-2"},
	{"https://courier.example/news/flood/2", "https://courier.example/news/flood"},
	{"https://courier.example/news/flood.html", "https://courier.example/news/flood"},
	{"https://courier.example/news/flood,1", "https://courier.example/news/flood;1"},
	{"https://courier.example/index.php/1", "https://courier.example/index.php/2"},
	{"https://courier.example/index2.html", "https://courier.example/"},
	{"https://courier.example/#!/story/1", "https://courier.example/#!/story/2"},
	{"https://courier.example/#!/story/1", "https://courier.example/"},
	{"https://en.courier.example/a", "https://courier.example/a"},
	{"https://en.courier.example/a", "https://ru.courier.example/a"},
	{"https://sport.courier.example/a", "https://courier.example/a"},
	{"https://courier.example/a", "https://courier.test/a"},
	{"https://courier.example:8080/a", "https://courier.example:8081/a"},
	{"https://courier.example:8080/a", "https://courier.example/a"},
	{"https://www.gov.uk/a", "https://gov.uk/a"},
	{"https://amp.github.io/a", "https://m.github.io/a"},
	{"https://courier-example.cdn.ampproject.org/c/s/courier.example/1", "https://courier-example.cdn.ampproject.org/c/s/courier.example/2"},
	{"https://www.google.com/amp/s/courier.example/1", "https://www.google.com/amp/s/herald.example/1"},
	{"https://web.archive.example/2025/http://courier.example/a", "https://web.archive.example/2026/http://courier.example/a"},
	{"mailto:desk@courier.example", "https://courier.example/"},
}

func TestOnePageHasOneKey(t *testing.T) {
	for name, list := range sameStory {
		t.Run(name, func(t *testing.T) {
			want := trim(list[0])
			for _, url := range list {
				got := Key(url)
				if got != want {
					t.Errorf("Key(%q) = %q, want %q", url, got, want)
				}
				if again := Key(got); again != got {
					t.Errorf("the key of the key of %q is %q, not %q", url, again, got)
				}
			}
		})
	}
}

func TestTwoPagesHaveTwoKeys(t *testing.T) {
	for _, pair := range otherStory {
		if a, b := Key(pair[0]), Key(pair[1]); a == b {
			t.Errorf("%q and %q have one key: %q", pair[0], pair[1], a)
		}
	}
}

func TestAPatternMeansWhatItSays(t *testing.T) {
	p := readPatterns("# words\nexact # why\n\npre_*\nview=amp\nview=Lite\n")
	for _, tt := range []struct {
		name, value string
		want        bool
	}{
		{"exact", "", true}, {"EXACT", "x", true}, {"exactly", "x", false},
		{"pre_", "1", true}, {"Pre_fix", "1", true}, {"pre", "1", false},
		{"view", "amp", true}, {"view", "AMP", true}, {"view", "lite", true}, {"view", "full", false}, {"view", "", false},
		{"#", "", false}, {"", "", false},
	} {
		if got := p.match(parameter{tt.name, tt.value}); got != tt.want {
			t.Errorf("match(%q=%q) = %t, want %t", tt.name, tt.value, got, tt.want)
		}
	}
}

func FuzzKey(f *testing.F) {
	for _, list := range sameStory {
		for _, url := range list {
			f.Add(url)
		}
	}
	for _, pair := range otherStory {
		f.Add(pair[0])
		f.Add(pair[1])
	}
	f.Fuzz(func(t *testing.T, url string) {
		key := Key(url)
		if again := Key(key); again != key {
			t.Errorf("Key(%q) = %q, whose key is %q", url, key, again)
		}
		plain, ok := splitPlain(url)
		if !ok {
			return
		}
		if full, _ := splitAny(url); plain != full {
			t.Errorf("split(%q): the short way says %+v, the URL Standard %+v", url, plain, full)
		}
	})
}

func BenchmarkKey(b *testing.B) {
	for _, bb := range []struct{ name, url string }{
		{"plain", "https://courier.example/eng/news/2025/06/8/7516149/"},
		{"twin", "https://www.courier.example/eng/news/2025/06/8/7516149/?utm_source=rss&utm_medium=feed"},
		{"escaped", "https://www.courier.example/news/%D0%BF%D0%BE%D0%B2%D1%96%D0%BD%D1%8C/?b=2&a=1"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Key(bb.url)
			}
		})
	}
}
