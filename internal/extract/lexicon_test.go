package extract

import "testing"

func TestLexiconMatchesWholeWordsAndStems(t *testing.T) {
	l := phrases("read also, subscrib* to, reklama, 関連記事")
	for _, row := range []struct {
		text              string
		starts, has, only bool
	}{
		{"read also this", true, true, false},
		{"read alsop", false, false, false},
		{"please subscribing to us", false, true, false},
		{"subscribe", false, false, false},
		{"reklama 12 reklama", true, true, true},
		{"12", false, false, false},
		{"次の関連記事を読む", false, true, false},
		{"", false, false, false},
	} {
		if got := l.starts(row.text); got != row.starts {
			t.Errorf("starts(%q) = %v", row.text, got)
		}
		if got := l.has(row.text); got != row.has {
			t.Errorf("has(%q) = %v", row.text, got)
		}
		if got := l.only(row.text); got != row.only {
			t.Errorf("only(%q) = %v", row.text, got)
		}
	}
}

func TestClassWordsAreReadWhole(t *testing.T) {
	for class, want := range map[string]words{
		"relatedArticles":           saysRelated,
		"post__read-more":           saysRelated,
		"elementor-element-0243ad1": 0,
		"ad-1 col":                  saysAdvert,
		"header shadow":             0,
		"newsletterSignupBox":       saysPromo,
		"article-body":              saysBody,
		"no most wanted read":       0,
	} {
		if got := meaning(class); got != want {
			t.Errorf("meaning(%q) = %b, want %b", class, got, want)
		}
	}
}
