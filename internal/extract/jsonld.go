package extract

import (
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"
)

// item is one JSON-LD object with a type.
type item struct {
	types  []string // without their vocabulary
	values map[string]any
	byID   map[string]map[string]any // every object of the page with an @id
	within string                    // the key it was found under, "" at the top or in @graph
	nested bool                      // inside of an item of a list, or of another article
}

// is says whether the item is of one of the types.
func (it *item) is(types ...string) bool {
	if it == nil {
		return false
	}
	for _, t := range it.types {
		for _, u := range types {
			if strings.EqualFold(t, u) {
				return true
			}
		}
	}
	return false
}

// get is the raw value of the key; nil where there is none.
func (it *item) get(key string) any {
	if it == nil {
		return nil
	}
	return it.values[key]
}

// str is the first text under the first of the keys that has one: a string, a
// number, or the value or name of an object.
func (it *item) str(keys ...string) string {
	for _, k := range keys {
		for _, s := range it.strs(k) {
			return s
		}
	}
	return ""
}

// strs is every text under the key, in order: of lists each element, of
// objects their value, name, or address. Never empty strings.
func (it *item) strs(key string) []string {
	if it == nil {
		return nil
	}
	return it.texts(it.values[key], 0, nil)
}

// mostTexts is how many texts one key may give: references that lead in circles
// would otherwise multiply without end.
const mostTexts = 2000

func (it *item) texts(v any, depth int, out []string) []string {
	if depth > 6 || len(out) > mostTexts {
		return out
	}
	switch v := v.(type) {
	case string:
		if s := plain(v); s != "" {
			out = append(out, s)
		}
	case json.Number:
		out = append(out, v.String())
	case float64:
		out = append(out, strconv.FormatFloat(v, 'f', -1, 64))
	case bool:
		out = append(out, strconv.FormatBool(v))
	case []any:
		for _, e := range v {
			out = it.texts(e, depth+1, out)
		}
	case map[string]any:
		if depth < 3 {
			v = it.resolve(v)
		}
		for _, k := range []string{"@value", "name", "alternateName", "headline", "url", "@id"} {
			if t := it.texts(v[k], depth+1, nil); len(t) > 0 {
				return append(out, t[0])
			}
		}
	}
	return out
}

// objects is every object under the key, in order, with references by @id followed.
func (it *item) objects(key string) []*item {
	if it == nil {
		return nil
	}
	var out []*item
	var add func(v any, depth int)
	add = func(v any, depth int) {
		if depth > 6 || len(out) > mostTexts {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				add(e, depth+1)
			}
		case map[string]any:
			v = it.resolve(v)
			if list, ok := v["@list"]; ok {
				add(list, depth+3)
				return
			}
			out = append(out, &item{types: typesOf(v), values: v, byID: it.byID, within: key})
		case string: // a bare reference
			if o, ok := it.byID[v]; ok {
				out = append(out, &item{types: typesOf(o), values: o, byID: it.byID, within: key})
			}
		}
	}
	add(it.values[key], 0)
	return out
}

// resolve follows an object that is nothing but a reference.
func (it *item) resolve(v map[string]any) map[string]any {
	id, ok := v["@id"].(string)
	if !ok || len(v) > 2 {
		return v
	}
	if _, named := v["name"]; named {
		return v
	}
	if o, ok := it.byID[id]; ok {
		return o
	}
	return v
}

// person is a name under author, creator, editor, with what kind of thing bears it.
type person struct {
	name         string
	organisation bool
	url          string
}

// people is the persons and organisations under the key, in order.
func (it *item) people(key string) []person {
	if it == nil {
		return nil
	}
	var out []person
	var add func(v any, depth int)
	add = func(v any, depth int) {
		if depth > 6 || len(out) > 60 {
			return
		}
		switch v := v.(type) {
		case string:
			if o, ok := it.byID[v]; ok {
				add(o, depth+1)
			} else if s := plain(v); s != "" {
				out = append(out, person{name: s})
			}
		case []any:
			for _, e := range v {
				add(e, depth+1)
			}
		case map[string]any:
			v = it.resolve(v)
			if list, ok := v["@list"]; ok {
				add(list, depth+3)
				return
			}
			p := person{}
			for _, t := range typesOf(v) {
				t = strings.ToLower(t)
				p.organisation = p.organisation || strings.Contains(t, "organi") || strings.Contains(t, "corporation")
			}
			if u, ok := v["url"].(string); ok {
				p.url = u
			}
			names := it.texts(v["name"], depth+1, nil)
			if len(names) == 0 {
				given, family := it.texts(v["givenName"], depth+1, nil), it.texts(v["familyName"], depth+1, nil)
				if len(family) > 0 {
					names = []string{strings.TrimSpace(strings.Join(append(slices.Clip(given), family[0]), " "))}
				}
			}
			if len(names) == 0 {
				names = it.texts(v["@value"], depth+1, nil)
			}
			for _, n := range names {
				q := p
				q.name = n
				out = append(out, q)
			}
		}
	}
	add(it.values[key], 0)
	return out
}

// plain is a JSON-LD text as a reader would see it: entities decoded, tags cut, white space folded.
func plain(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
		if strings.IndexByte(s, '&') >= 0 {
			s = html.UnescapeString(s) // some systems encode twice
		}
	}
	if strings.IndexByte(s, '<') >= 0 {
		s = cutTags(s)
	}
	return squeeze(s)
}

// cutTags takes markup out of a text; a lone "<" that opens no tag stays.
func cutTags(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			break
		}
		c := s[i+1]
		j := strings.IndexByte(s[i:], '>')
		if j < 0 || !(c == '/' || c == '!' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
			b.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		b.WriteString(s[:i])
		tag := strings.ToLower(s[i : i+j])
		if strings.HasPrefix(tag, "<p") || strings.HasPrefix(tag, "<br") || strings.HasPrefix(tag, "<div") || strings.HasPrefix(tag, "<li") || strings.HasPrefix(tag, "</p") {
			b.WriteByte(' ')
		}
		s = s[i+j+1:]
	}
	b.WriteString(s)
	return b.String()
}

// typesOf is the @type of an object, without vocabulary.
func typesOf(v map[string]any) []string {
	t, ok := v["@type"]
	if !ok {
		t = v["type"]
	}
	switch t := t.(type) {
	case string:
		return []string{lastSegment(strings.TrimSpace(t))}
	case []any:
		var out []string
		for _, e := range t {
			if s, ok := e.(string); ok {
				out = append(out, lastSegment(strings.TrimSpace(s)))
			}
		}
		return out
	}
	return nil
}

// isArticle says whether the item is an article.
func (it *item) isArticle() bool {
	if it == nil {
		return false
	}
	for _, t := range it.types {
		if isArticleType(t) {
			return true
		}
	}
	return false
}

// readJSONLD adds the items of one script.
func (f *facts) readJSONLD(script string) {
	values, mended := parseLoose(script)
	f.mended = f.mended || mended && len(values) > 0
	if len(values) == 0 {
		return
	}
	byID := map[string]map[string]any{}
	if len(f.items) > 0 {
		byID = f.items[0].byID
	}
	c := itemWalk{f: f, byID: byID}
	for _, v := range values {
		c.walk(v, "", false, 0)
	}
}

// itemWalk collects the typed objects of a JSON-LD value.
type itemWalk struct {
	f    *facts
	byID map[string]map[string]any
}

// mostItems is where collecting ends: a page has a few, some list hundreds.
const mostItems = 3000

func (c *itemWalk) walk(v any, key string, nested bool, depth int) {
	if depth > 24 || len(c.f.items) > mostItems {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			c.walk(e, key, nested, depth+1)
		}
	case map[string]any:
		types := typesOf(v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 && (len(v) > 2 || v["name"] != nil) {
			if old, ok := c.byID[id]; !ok || len(old) < len(v) {
				c.byID[id] = v
			}
		}
		it := &item{types: types, values: v, byID: c.byID, within: key, nested: nested}
		if len(types) > 0 {
			c.f.items = append(c.f.items, it)
		}
		below := nested || it.isArticle() || it.is("ItemList", "ListItem", "Blog", "VideoObject")
		keys := make([]string, 0, len(v))
		for k := range v {
			switch v[k].(type) {
			case []any, map[string]any:
				keys = append(keys, k)
			}
		}
		slices.Sort(keys) // maps have no order; readings must
		for _, k := range keys {
			n := below
			switch k {
			case "@graph", "mainEntity", "mainEntityOfPage":
				n = nested
			}
			c.walk(v[k], k, n, depth+1)
		}
	}
}

// chooseItems picks the article and the web page this page is.
func (f *facts) chooseItems(url string) {
	best := 0
	for _, it := range f.items {
		score := 0
		switch {
		case it.isArticle():
			score = 10
		case it.is("WebPage", "ItemPage", "Webpage"):
			if f.webPage == nil && !it.nested {
				f.webPage = it
			}
			continue
		default:
			continue
		}
		if it.nested {
			score -= 8
		}
		switch it.within {
		case "", "@graph", "mainEntity", "mainEntityOfPage":
			score += 2
		default:
			score -= 3
		}
		switch claims := it.addresses(); {
		case slices.ContainsFunc(claims, func(a string) bool { return sameAddress(a, url) }):
			score += 6
		case len(claims) > 0 && it.nested:
			score -= 6
		}
		for _, k := range []string{"headline", "datePublished", "author", "articleBody"} {
			if it.values[k] != nil {
				score++
			}
		}
		if score > best {
			best, f.article = score, it
		}
	}
}

// addresses is what the item calls its own address.
func (it *item) addresses() []string {
	var out []string
	add := func(v any) {
		switch v := v.(type) {
		case string:
			out = append(out, v)
		case map[string]any:
			for _, k := range []string{"@id", "url"} {
				if s, ok := v[k].(string); ok {
					out = append(out, s)
				}
			}
		}
	}
	for _, k := range []string{"url", "mainEntityOfPage", "@id"} {
		add(it.values[k])
	}
	return out
}

// sameAddress compares two addresses loosely: scheme, www., query, fragment
// and a closing slash do not count, and a path alone may stand for an address.
func sameAddress(a, b string) bool {
	cut := func(s string) string {
		if i := strings.IndexAny(s, "?#"); i >= 0 {
			s = s[:i]
		}
		if i := strings.Index(s, "://"); i >= 0 {
			s = s[i+3:]
		}
		s = strings.TrimPrefix(strings.ToLower(s), "www.")
		return strings.TrimSuffix(s, "/")
	}
	a, b = cut(strings.TrimSpace(a)), cut(b)
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return strings.IndexByte(a, '/') > 0
	}
	return strings.HasPrefix(a, "/") && len(a) > 1 && strings.HasSuffix(b, a)
}
