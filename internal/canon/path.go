package canon

import "strings"

// canonicalPath is the path less all that names a form of the page and not the
// page: AMP markers, doubled and trailing slashes, the default document. It
// starts with a slash and ends with one only when it is the root.
func canonicalPath(path string) string {
	if path == "/" {
		return path
	}
	path = respell(path, &pathKeeps, &pathSame)
	segments := make([]string, 0, 16)
	for s := range strings.SplitSeq(path, "/") {
		if s != "" && s != "amp" {
			segments = append(segments, s)
		}
	}
	// What one step bares may be up for the next: /story/index.html.amp.
	for n := len(segments); n > 0; n = len(segments) {
		last := segments[n-1]
		switch short := withoutAMP(last); {
		case last == "amp", defaultDocument(last):
			segments = segments[:n-1]
		case short != last:
			segments[n-1] = short
		default:
			return join(segments)
		}
	}
	return "/"
}

// join writes the segments, each after a slash.
func join(segments []string) string {
	size := 0
	for _, s := range segments {
		size += 1 + len(s)
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range segments {
		b.WriteByte('/')
		b.WriteString(s)
	}
	return b.String()
}

// withoutAMP removes the marker of story.amp and story.amp.html.
func withoutAMP(name string) string {
	stem, tail := name, ""
	for _, ext := range [...]string{".html", ".htm"} {
		if s, ok := strings.CutSuffix(name, ext); ok {
			stem, tail = s, ext
			break
		}
	}
	short, ok := strings.CutSuffix(stem, ".amp")
	if !ok || strings.Trim(short, ".") == "" { // "..amp" would become a dot segment
		return name
	}
	return short + tail
}

// defaultDocument tells the names of the page that a server shows for a folder.
func defaultDocument(name string) bool {
	stem, ext, _ := strings.Cut(name, ".")
	if !strings.EqualFold(stem, "index") && !strings.EqualFold(stem, "default") {
		return false
	}
	switch strings.ToLower(ext) {
	case "html", "htm", "shtml", "php", "asp", "aspx", "jsp":
		return true
	}
	return false
}
