package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/andybalholm/cascadia"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"presscut/internal/site"
)

// write puts rule files into a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func name(s *site.Site) string {
	if s == nil {
		return ""
	}
	return s.Name
}

func TestTheEmbeddedRulesAreWithoutFault(t *testing.T) {
	for _, f := range site.Check() {
		t.Error(f)
	}
	set, err := site.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range set.All() {
		if s.Zone == nil || s.Zone.String() != "Europe/Kyiv" || s.Version == "" || len(s.Start.Feeds) == 0 || s.At(time.Now()) == nil {
			t.Errorf("%s: zone %v, version %q, feeds %v", s.Name, s.Zone, s.Version, s.Start.Feeds)
		}
		for _, u := range append(s.Start.Feeds, s.Start.Sections...) {
			if got := set.For(u); got != s {
				t.Errorf("%s starts at %s, which belongs to %q", s.Name, u, name(got))
			}
			if s.Story(u) && len(s.Include) > 0 {
				t.Errorf("%s takes its own start %s for a story", s.Name, u)
			}
		}
	}
}

func TestTheEditionIsTheOneOfTheLongestPath(t *testing.T) {
	set, err := site.Load()
	if err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]string{
		"https://www.pravda.com.ua/news/2025/06/8/7516149/":     "Ukrainska Pravda",
		"https://pravda.com.ua/eng/news/2025/06/8/7516149/":     "Ukrainska Pravda (English)",
		"http://WWW.PRAVDA.COM.UA/rus/":                         "Ukrainska Pravda (Russian)",
		"https://www.pravda.com.ua/rus":                         "Ukrainska Pravda (Russian)",
		"https://www.pravda.com.ua:8080/eng?x=1":                "Ukrainska Pravda (English)",
		"https://www.pravda.com.ua/english/":                    "Ukrainska Pravda",
		"https://life.pravda.com.ua/society/2025/06/8/301234/":  "Ukrainska Pravda. Life",
		"https://epravda.com.ua/rus/":                           "Ekonomichna Pravda (Russian)",
		"https://www.eurointegration.com.ua/eng/news/2025/6/8/": "European Pravda (English)",
		"https://blogs.pravda.com.ua/":                          "",
		"https://courier.example/":                              "",
		"not an address":                                        "",
		"":                                                      "",
	} {
		if got := name(set.For(url)); got != want {
			t.Errorf("For(%q) = %q, want %q", url, got, want)
		}
	}
}

func TestTheUsersRuleWinsForTheSameHost(t *testing.T) {
	dir := write(t, map[string]string{
		"a.yaml":   "name: Mine\nhosts: [www.pravda.com.ua]\npaths: [/eng]\n",
		"b.yml":    "name: Life of mine\nhosts: [life.pravda.com.ua, courier.example]\n",
		"notes.md": "no rule",
	})
	set, err := site.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]string{
		"https://pravda.com.ua/eng/news/":  "Mine",
		"https://pravda.com.ua/rus/news/":  "Ukrainska Pravda (Russian)",
		"https://pravda.com.ua/news/":      "Ukrainska Pravda",
		"https://life.pravda.com.ua/eng/":  "Life of mine",
		"http://www.courier.example:8080/": "Life of mine",
	} {
		if got := name(set.For(url)); got != want {
			t.Errorf("For(%q) = %q, want %q", url, got, want)
		}
	}
	var names []string
	for _, s := range set.All() {
		if strings.Contains(s.Name, "ine") || strings.Contains(s.Name, "Ukrainska") {
			names = append(names, s.Name)
		}
	}
	want := []string{"Mine", "Life of mine", "Ukrainska Pravda", "Ukrainska Pravda (Russian)"}
	if d := cmp.Diff(want, names); d != "" {
		t.Errorf("All, what is left of two papers (-want +got):\n%s", d)
	}
}

const courier = `name: The Harbour Courier
hosts: [www.Courier.example, zeitung-köln.example]
language: en-gb
timezone: Europe/Dublin
pause: 3s
start:
  feeds: ['https://courier.example/rss']
stories:
  include: ['^/news/\d{4}/']
  exclude: ['/live/', '[?&]print=']
revisions:
  - until: 2023-05-01
    fields:
      title: [{css: "#headline"}]
      authors: [{css: "p.byline", trim: ["By "], split: " and "}]
  - fields:
      body: [{css: "article .prose > p"}, {css: "article p, article h2"}]
      related: [{css: "aside.more a[href]", block: "h3"}]
    drop: ["article .newsletter"]
editions:
  - name: An Cúiréar
    paths: [/ga/]
    language: ga
`

func TestARuleSaysWhatTheFileSays(t *testing.T) {
	set, err := site.Load(write(t, map[string]string{"courier.yaml": courier}))
	if err != nil {
		t.Fatal(err)
	}
	s := set.For("https://courier.example/")
	if d := cmp.Diff([]string{"courier.example", "xn--zeitung-kln-zfb.example"}, s.Hosts); d != "" {
		t.Errorf("hosts (-want +got):\n%s", d)
	}
	if s.Language != "en-GB" || s.Zone.String() != "Europe/Dublin" || s.Pause != 3*time.Second {
		t.Errorf("language %q, zone %v, pause %v", s.Language, s.Zone, s.Pause)
	}
	dublin := s.Zone
	if at := s.At(time.Date(2023, 4, 30, 23, 59, 0, 0, dublin)); at != &s.Revisions[0] {
		t.Error("a page captured before `until` is not read by the old revision")
	}
	if at := s.At(time.Date(2023, 5, 1, 0, 0, 0, 0, dublin)); at != &s.Revisions[1] {
		t.Error("a page captured at `until` is not read by the new revision")
	}
	by := s.Revisions[0].Fields["authors"][0]
	if by.Split != " and " || cmp.Diff([]string{"By "}, by.Trim) != "" || by.Select.CSS != "p.byline" {
		t.Errorf("authors step: %+v", by)
	}
	if b := s.Revisions[1].Fields["related"][0].Block; b == nil || b.CSS != "h3" {
		t.Errorf("block of related: %v", b)
	}

	ga := set.For("https://courier.example/ga/nuacht/")
	if ga.Name != "An Cúiréar" || ga.Language != "ga" || len(ga.Start.Feeds) != 0 || len(ga.Revisions) != 2 || ga.Zone != dublin {
		t.Errorf("an edition has what its newspaper says, except where to start: %+v", ga)
	}
}

func TestASelectorGroupMatchesEachMember(t *testing.T) {
	set, err := site.Load(write(t, map[string]string{"courier.yaml": courier}))
	if err != nil {
		t.Fatal(err)
	}
	sel := set.For("https://courier.example/").Revisions[1].Fields["body"][1].Select
	root, err := html.Parse(strings.NewReader(`<article><h2>Tides</h2><p>High at noon.</p><ul><li>no</li></ul></article><p>outside</p>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range cascadia.QueryAll(root, sel) {
		got = append(got, n.FirstChild.Data)
	}
	if diff := cmp.Diff([]string{"Tides", "High at noon."}, got); diff != "" {
		t.Errorf("matches (-want +got):\n%s", diff)
	}
}

func TestStoriesAreToldByPathAndQuery(t *testing.T) {
	set, err := site.Load(write(t, map[string]string{"courier.yaml": courier}))
	if err != nil {
		t.Fatal(err)
	}
	s := set.For("https://courier.example/")
	for url, want := range map[string]bool{
		"https://courier.example/news/2026/harbour-wall":         true,
		"https://courier.example/news/2026/live/storm":           false,
		"https://courier.example/news/2026/harbour-wall?print=1": false,
		"https://courier.example/sport/2026/cup":                 false,
		"https://courier.example/?u=/news/2026/":                 false,
		"https://courier.example/#/news/2026/":                   false,
		"https://courier.example":                                false,
	} {
		if got := s.Story(url); got != want {
			t.Errorf("Story(%q) = %v, want %v", url, got, want)
		}
	}
	if !(*site.Site)(nil).Story("https://courier.example/x") {
		t.Error("without rules every address may be a story")
	}
}

func TestTheSeedPageIsReadByItsRule(t *testing.T) {
	f, err := os.Open("../../../shared/seed/page.html")
	if err != nil {
		t.Skip("../shared/seed is not here:", err)
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	set, err := site.Load()
	if err != nil {
		t.Fatal(err)
	}
	url := "https://www.pravda.com.ua/eng/news/2025/06/8/7516149/"
	s := set.For(url)
	if !s.Story(url) {
		t.Error("the seed page is no story for its rule")
	}
	rev := s.At(time.Now())
	for _, x := range rev.Drop {
		found := cascadia.QueryAll(root, x)
		if len(found) == 0 {
			t.Errorf("nothing to drop at %s", x.CSS)
		}
		for _, n := range found {
			n.Parent.RemoveChild(n)
		}
	}
	for field, want := range map[string]int{"title": 1, "authors": 1, "published": 1, "body": 1, "tags": 3, "related": 19} {
		if got := len(cascadia.QueryAll(root, rev.Fields[field][0].Select)); got != want {
			t.Errorf("%s matches %d elements, want %d", field, got, want)
		}
	}
	body := cascadia.Query(root, rev.Fields["body"][0].Select)
	if got := len(cascadia.QueryAll(body, cascadia.MustCompile("p"))); got != 5 {
		t.Errorf("the body has %d paragraphs, want 5", got)
	}
}
