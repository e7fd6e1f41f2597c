package export_test

import (
	"testing"
	"time"

	"presscut/internal/export"
	"presscut/internal/news"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestAFilterChoosesWhatItSays(t *testing.T) {
	seen := moment("2025-06-09T23:30:00+02:00")
	full := news.Article{
		CanonicalURL: "https://www.courier.example/news/1", Source: "The Harbour Courier", Language: "en-GB",
		Title: "Swing Bridge opens", Subtitle: "A Straße reopened", Body: "Ferries\n\nThe ﬁrst boats came in. Ölpreis", Tags: []string{"Ports", "City Hall"},
	}
	published := func(s string) news.Article { a := full; a.Published = s; return a }
	undated := full
	undated.FirstSeen = &seen
	unknown := full
	for _, row := range []struct {
		name   string
		filter export.Filter
		a      news.Article
		want   bool
	}{
		{"no filter", export.Filter{}, unknown, true},

		{"since the day itself", export.Filter{Since: day("2025-06-08")}, published("2025-06-08"), true},
		{"since a later day", export.Filter{Since: day("2025-06-09")}, published("2025-06-08"), false},
		{"until excludes its day", export.Filter{Until: day("2025-06-08")}, published("2025-06-08"), false},
		{"until a later day", export.Filter{Until: day("2025-06-09")}, published("2025-06-08"), true},
		{"the day the paper shows counts, east", export.Filter{Since: day("2025-06-08")}, published("2025-06-08T00:30:00+03:00"), true},
		{"the day the paper shows counts, east, until", export.Filter{Until: day("2025-06-08")}, published("2025-06-08T00:30:00+03:00"), false},
		{"the day the paper shows counts, west", export.Filter{Until: day("2025-06-08")}, published("2025-06-07T23:30:00-05:00"), true},
		{"the day the paper shows counts, west, since", export.Filter{Since: day("2025-06-08")}, published("2025-06-07T23:30:00-05:00"), false},
		{"a moment is a moment in every offset", export.Filter{Since: moment("2025-06-07T21:30:01Z")}, published("2025-06-08T00:30:00+03:00"), false},
		{"a moment includes itself", export.Filter{Since: moment("2025-06-07T21:30:00Z")}, published("2025-06-08T00:30:00+03:00"), true},
		{"until a moment excludes itself", export.Filter{Until: moment("2025-06-07T21:30:00Z")}, published("2025-06-08T00:30:00+03:00"), false},
		{"fractions of a second are read", export.Filter{Since: day("2025-06-08")}, published("2025-06-08T10:00:00.123Z"), true},
		{"both bounds", export.Filter{Since: day("2025-06-08"), Until: day("2025-06-09")}, published("2025-06-08T23:59:59+01:00"), true},
		{"undated goes by the first capture, in UTC", export.Filter{Since: day("2025-06-09"), Until: day("2025-06-10")}, undated, true},
		{"undated and seen too late", export.Filter{Until: day("2025-06-09")}, undated, false},
		{"publication goes before capture", export.Filter{Since: day("2025-06-09")}, func() news.Article { a := undated; a.Published = "2025-06-01"; return a }(), false},
		{"no date at all is not within any", export.Filter{Since: day("1970-01-02")}, unknown, false},

		{"source by name", export.Filter{Source: "the harbour courier"}, full, true},
		{"source by host", export.Filter{Source: "courier.example"}, full, true},
		{"source by host with www", export.Filter{Source: "WWW.courier.example"}, full, true},
		{"source by another host", export.Filter{Source: "ledger.example"}, full, false},
		{"source by part of a host", export.Filter{Source: "example"}, full, false},

		{"language", export.Filter{Language: "EN-gb"}, full, true},
		{"language includes its regions", export.Filter{Language: "en"}, full, true},
		{"a region is not its language", export.Filter{Language: "en-GB-oxendict"}, full, false},
		{"language is no prefix", export.Filter{Language: "e"}, full, false},

		{"tag", export.Filter{Tag: "city hall"}, full, true},
		{"tag is whole", export.Filter{Tag: "port"}, full, false},

		{"query, any case, any place", export.Filter{Query: "BRIDGE ferries"}, full, true},
		{"query, all words", export.Filter{Query: "bridge airport"}, full, false},
		{"query folds sharp s", export.Filter{Query: "STRASSE"}, full, true},
		{"query folds ligatures and composed letters", export.Filter{Query: "First o\u0308lpreis"}, full, true},

		{"all of it holds", export.Filter{Source: "courier.example", Tag: "ports", Language: "en", Query: "bridge"}, full, true},
		{"one of it does not hold", export.Filter{Source: "courier.example", Tag: "sport", Language: "en", Query: "bridge"}, full, false},
	} {
		if got := row.filter.Matcher()(&row.a); got != row.want {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}
