package robots

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// suite reads a file of ../shared/suites/robots, or skips the test without it.
func suite(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../../shared/suites/robots", name))
	if err != nil {
		t.Skipf("no shared suite: %v", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func TestAllOfGooglesCasesComeOutTheSame(t *testing.T) {
	var cases []struct {
		Test      string
		Line      int
		RobotsTxt string `json:"robots_txt"`
		UserAgent string `json:"user_agent"`
		URL       string
		Allowed   bool
	}
	suite(t, "google_cases.json", &cases)
	if len(cases) != 145 {
		t.Errorf("%d cases, not 145", len(cases))
	}
	for _, c := range cases {
		ok, line := Parse([]byte(c.RobotsTxt)).Allowed(c.UserAgent, c.URL)
		if ok != c.Allowed {
			t.Errorf("%s:%d: Allowed(%q, %.80q) = %t, %.80q; want %t, by\n%.300s", c.Test, c.Line, c.UserAgent, c.URL, ok, line, c.Allowed, c.RobotsTxt)
		}
	}
}

func TestGooglesSmallPartsComeOutTheSame(t *testing.T) {
	var parts struct {
		PathParamsQuery [][2]string `json:"path_params_query"`
		EscapePattern   [][2]string `json:"escape_pattern"`
		Counts          []struct{ B64 string }
	}
	suite(t, "google_misc.json", &parts)
	for _, p := range parts.PathParamsQuery {
		if got := pathOf(p[0]); got != p[1] {
			t.Errorf("pathOf(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	for _, p := range parts.EscapePattern {
		if got := escape(p[0]); got != p[1] {
			t.Errorf("escape(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	// The file of the line counts, with each kind of line ending: the last
	// rule stands in line 6 in all of them.
	text, err := base64.StdEncoding.DecodeString(parts.Counts[0].B64)
	if err != nil {
		t.Fatal(err)
	}
	for name, ending := range map[string]string{"LF": "\n", "CRLF": "\r\n", "CR": "\r"} {
		for _, file := range []string{
			strings.ReplaceAll(string(text), "\n", ending),
			strings.TrimRight(strings.ReplaceAll(string(text), "\n", ending), "\r\n"),
			strings.Replace(string(text), "\n", ending, 2),
		} {
			if ok, line := Parse([]byte(file)).Allowed("bar", "/x"); ok || line != "line 6: Disallow: /" {
				t.Errorf("%s: Allowed = %t, %q in %q", name, ok, line, file)
			}
		}
	}
}

func TestTheAnswersStatusDecidesAsTheRFCSays(t *testing.T) {
	var cases []struct {
		Name, Expect string
		Status       *int
	}
	suite(t, "rfc9309_http.json", &cases)
	body := []byte("User-agent: *\nDisallow: /private/\n")
	seen := 0
	for _, c := range cases {
		status := 0
		if c.Status != nil {
			status = *c.Status
		}
		r := FromStatus(status, body)
		open, _ := r.Allowed("presscut", "https://courier.example/news")
		private, _ := r.Allowed("presscut", "https://courier.example/private/x")
		var want [2]bool
		switch {
		case c.Expect == "obey":
			want = [2]bool{true, false}
		case strings.Contains(c.Expect, "allow_all") && !strings.Contains(c.Expect, "disallow_all") && status != 200:
			want = [2]bool{true, true}
		case strings.Contains(c.Expect, "disallow_all"):
			want = [2]bool{false, false}
		default:
			continue // of redirects, expiry and what is in a file: other tests, or the crawler's
		}
		seen++
		if got := [2]bool{open, private}; got != want {
			t.Errorf("%s: news and private are allowed: %v, want %v (%s)", c.Name, got, want, c.Expect)
		}
	}
	if seen < 10 {
		t.Errorf("only %d cases speak of the status", seen)
	}
}

func TestCrawlDelays(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"10": 10 * time.Second, "0.5": 500 * time.Millisecond, "abc": 0, "86400": 24 * time.Hour,
		"-1": 0, "": 0, "NaN": 0, "0": 0, "5 # seconds": 5 * time.Second, "1e300": 1<<63 - 1, "10s": 0,
	} {
		if got := Parse([]byte("User-agent: *\nCrawl-delay: " + value + "\n")).CrawlDelay("presscut"); got != want {
			t.Errorf("Crawl-delay: %s is %v, want %v", value, got, want)
		}
	}
}
