package extract

import "strings"

// address offers the day in the path of the page's address.
func (r *dateReader) address() {
	for _, u := range []string{r.d.page.URL, r.d.article.CanonicalURL} {
		if day, ok := dayInPath(u); ok && r.offer(day, rolePublished, 6, "url", "path") {
			return
		}
		if r.month == "" {
			r.month = monthInPath(u)
		}
	}
}

// monthInPath finds /2025/06/ in an address.
func monthInPath(u string) string {
	for i := 0; i+9 <= len(u); i++ {
		if m := u[i : i+9]; m[0] == '/' && m[5] == '/' && m[8] == '/' && m[1:5] >= "1990" && m[1:5] <= "2100" && m[6:8] >= "01" && m[6:8] <= "12" && allDigits(m[1:5]) && allDigits(m[6:8]) {
			return m[1:5] + "-" + m[6:8]
		}
	}
	return ""
}

func allDigits(s string) bool {
	return strings.TrimLeft(s, "0123456789") == ""
}

// dayInPath finds /2025/06/8/, /2025-06-08-, /20250608/ or /2025/jun/08/ in an address.
func dayInPath(u string) (string, bool) {
	u, _, _ = strings.Cut(u, "?")
	u, _, _ = strings.Cut(u, "#")
	if i := strings.LastIndex(u, ":/"); i >= 0 { // the last one: before it stands, with an archive, the day of its copy
		u = strings.TrimLeft(u[i+1:], "/")
	}
	i := strings.IndexByte(u, '/')
	if i < 0 {
		return "", false
	}
	path := u[i:]
	digits := func(i int) int {
		n := 0
		for i+n < len(path) && path[i+n] >= '0' && path[i+n] <= '9' {
			n++
		}
		return n
	}
	for i := 1; i < len(path); i++ {
		if c := path[i-1]; c >= '0' && c <= '9' {
			continue
		}
		switch digits(i) {
		case 4:
			y := path[i : i+4]
			if y < "1990" || y > "2100" || i+5 >= len(path) {
				continue
			}
			sep := path[i+4]
			if sep != '/' && sep != '-' && sep != '_' {
				continue
			}
			rest := path[i+5:]
			if m := digits(i + 5); m == 1 || m == 2 {
				j := i + 5 + m
				if j+1 < len(path) && path[j] == sep {
					if n := digits(j + 1); n == 1 || n == 2 {
						if end := j + 1 + n; sep != '/' || end == len(path) || path[end] == '/' || path[end] == '-' || path[end] == '_' || path[end] == '.' {
							return y + "-" + path[i+5:j] + "-" + path[j+1:end], true
						}
					}
				}
			} else if m == 4 && sep == '/' {
				if end := i + 9; end == len(path) || path[end] == '/' { // /2025/0608/
					return y + "-" + path[i+5:i+7] + "-" + path[i+7:i+9], true
				}
			} else if sep == '/' && m == 0 {
				month, after, ok := strings.Cut(rest, "/")
				if n := 0; ok && len(month) >= 3 && len(month) <= 9 {
					for n < len(after) && after[n] >= '0' && after[n] <= '9' {
						n++
					}
					if n == 1 || n == 2 {
						return after[:n] + " " + month + " " + y, true
					}
				}
			}
		case 8:
			if y := path[i : i+4]; y >= "1990" && y <= "2100" {
				return path[i:i+4] + "-" + path[i+4:i+6] + "-" + path[i+6:i+8], true
			}
		case 2: // /08-06-2025/
			if i+10 <= len(path) && digits(i+3) == 2 && digits(i+6) == 4 && path[i+2] == path[i+5] && (path[i+2] == '-' || path[i+2] == '/' || path[i+2] == '.') {
				if y := path[i+6 : i+10]; y >= "1990" && y <= "2100" {
					return path[i:i+2] + "." + path[i+3:i+5] + "." + y, true
				}
			}
		}
	}
	return "", false
}
