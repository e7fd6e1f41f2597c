package likeness

import (
	"testing"

	"presscut/internal/news"
)

func TestEqualWordsHaveEqualHashes(t *testing.T) {
	want := Hash("Ferry talks go on", "“We want rest,” she said.\n\nThe port is closed.")
	for _, c := range []struct {
		what, title, body string
		same              bool
	}{
		{"other marks and spaces", "Ferry talks: go on!", "\"We want rest\" she said. The  port\nis closed", true},
		{"other case", "FERRY TALKS GO ON", "“we want rest,” she said.\n\nThe port is closed.", true},
		{"composed and full-width letters", "Ｆerry talks go on", "“We want rest,” she said.\n\nThe port is closed.", true},
		{"another word", "Ferry talks go on", "“We want rest,” she said.\n\nThe port is open.", false},
		{"another order", "Ferry talks go on", "The port is closed.\n\n“We want rest,” she said.", false},
		{"two words run together", "Ferry talks go on", "“We want rest,” shesaid.\n\nThe port is closed.", false},
		{"a word moved from title to body", "Ferry talks go", "on “We want rest,” she said.\n\nThe port is closed.", false},
	} {
		if same := Hash(c.title, c.body) == want; same != c.same {
			t.Errorf("%s: the same hash is %v, want %v", c.what, same, c.same)
		}
	}
}

func TestOnlyWhatTheArticleSaysMakesAReading(t *testing.T) {
	base := news.Article{Title: "t", Subtitle: "s", Authors: []string{"A B"}, Published: "2025-06-08", Modified: "2025-06-09", Body: "b",
		Section: "Sea", Kind: news.KindArticle, Access: news.AccessFree, Language: "en"}
	for what, c := range map[string]struct {
		change func(*news.Article)
		same   bool
	}{
		"title":    {func(a *news.Article) { a.Title = "u" }, false},
		"subtitle": {func(a *news.Article) { a.Subtitle = "" }, false},
		"authors":  {func(a *news.Article) { a.Authors = []string{"A B", "C D"} }, false},
		"dates":    {func(a *news.Article) { a.Modified = "2025-06-10" }, false},
		"body":     {func(a *news.Article) { a.Body = "c" }, false},
		"access":   {func(a *news.Article) { a.Access = news.AccessPaid }, false},
		"related":  {func(a *news.Article) { a.Related = []news.Headline{{Title: "x"}} }, true},
		"tags":     {func(a *news.Article) { a.Tags = []string{"x"} }, true},
		"capture":  {func(a *news.Article) { a.Capture = &news.CaptureRef{Offset: 9} }, true},
		"evidence": {func(a *news.Article) { a.Extractor = "2" }, true},
	} {
		changed := base
		c.change(&changed)
		if same := SameReading(&base, &changed); same != c.same {
			t.Errorf("another %s: the same reading is %v, want %v", what, same, c.same)
		}
	}
}
