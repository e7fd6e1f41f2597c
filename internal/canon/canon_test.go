package canon

import (
	"strings"
	"testing"
)

func TestResolveFollowsALinkLikeABrowser(t *testing.T) {
	for _, tt := range []struct{ base, ref, want string }{
		{"https://courier.example/news/", "flood", "https://courier.example/news/flood"},
		{"https://courier.example/news/flood", "../sport?p=1#top", "https://courier.example/sport?p=1"},
		{"https://courier.example/news/", "//cdn.courier.example/x", "https://cdn.courier.example/x"},
		{"http://courier.example/", "//herald.example/x", "http://herald.example/x"},
		{"https://courier.example/news/flood?p=1#x", "", "https://courier.example/news/flood?p=1"},
		{"https://courier.example/news/flood?p=1", "?p=2", "https://courier.example/news/flood?p=2"},
		{"https://courier.example/", " /a b\n", "https://courier.example/a%20b"},
		{"https://courier.example/", `\news\flood`, "https://courier.example/news/flood"},
		{"", "https://КУРЬЕР.example/Повінь", "https://xn--e1ajsbm9c.example/%D0%9F%D0%BE%D0%B2%D1%96%D0%BD%D1%8C"},
		{"about:blank", "https://courier.example", "https://courier.example/"},
	} {
		if got, err := Resolve(tt.base, tt.ref); err != nil || got != tt.want {
			t.Errorf("Resolve(%q, %q) = %q, %v; want %q", tt.base, tt.ref, got, err, tt.want)
		}
	}
}

func TestResolveRefusesWhatIsNotOnTheWeb(t *testing.T) {
	for _, tt := range []struct{ base, ref string }{
		{"https://courier.example/", "mailto:desk@courier.example"},
		{"https://courier.example/", "javascript:void(0)"},
		{"https://courier.example/", "data:text/html,x"},
		{"https://courier.example/", "ftp://courier.example/x"},
		{"https://courier.example/", "https://"},
		{"https://courier.example/", "https://exa mple/"},
		{"", "/news/flood"},
		{"", "courier.example/news"},
		{"", ""},
		{"about:blank", "/news"},
	} {
		if got, err := Resolve(tt.base, tt.ref); err == nil || got != "" {
			t.Errorf("Resolve(%q, %q) = %q, %v; want an error", tt.base, tt.ref, got, err)
		} else if !strings.Contains(err.Error(), tt.ref) {
			t.Errorf("the error of %q does not name it: %v", tt.ref, err)
		}
	}
}

func TestAnAddressWithoutEndIsRefusedBriefly(t *testing.T) {
	for name, ref := range map[string]string{
		"a long path": "https://courier.example/" + strings.Repeat("é/", longest),
		"a picture":   "data:image/png;base64," + strings.Repeat("A", 10*longest),
	} {
		_, err := Resolve("https://courier.example/", ref)
		if err == nil {
			t.Errorf("%s: no error", name)
		} else if len(err.Error()) > 1000 {
			t.Errorf("%s: an error of %d bytes", name, len(err.Error()))
		}
		if got := Key(" " + ref); got != ref {
			t.Errorf("%s: its key is not itself but %.100q", name, got)
		}
	}
}

func TestHostIsWhereAnAddressIsServed(t *testing.T) {
	for url, want := range map[string]string{
		"https://WWW.Courier.example/a":      "www.courier.example",
		"https://m.courier.example:443/":     "m.courier.example",
		"http://courier.example:443/":        "courier.example:443",
		"http://courier.example.:8080":       "courier.example:8080",
		"http://u:p@127.0.0.1:40123/a":       "127.0.0.1:40123",
		"http://[::1]:80/":                   "[::1]",
		"https://bücher.example/":            "xn--bcher-kva.example",
		"https://courier.example?a=//b.test": "courier.example",
		"mailto:desk@courier.example":        "",
		"courier.example":                    "",
		"":                                   "",
	} {
		if got := Host(url); got != want {
			t.Errorf("Host(%q) = %q, want %q", url, got, want)
		}
	}
}

func TestAnIDStaysTheSameForever(t *testing.T) {
	// Archives on disk hold these: a change of the value is a change of format.
	const want = "20c193e60bcc829c86d0f817e8289a6a"
	a, b := ID("https://courier.example/news/flood"), ID("http://www.courier.example/news/flood/?utm_source=x")
	if a != want || b != want {
		t.Errorf("ids %q and %q, want %q", a, b, want)
	}
}
