package dates

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// languages gives the keys of monthNames in a fixed order.
func languages() []string {
	var l []string
	for k := range monthNames {
		l = append(l, k)
	}
	slices.Sort(l)
	return l
}

// parser walks the tokens of one text.
type parser struct {
	s     string
	o     Options
	t     []token
	first bool // stop after the first date
	found []Found
}

func (p *parser) run(s string) {
	p.tokenize(s)
	last := 0 // tokens before this belong to a date already found
	for i := 0; i < len(p.t); i++ {
		if i < last {
			continue
		}
		st, j, ok := p.day(i)
		if !ok {
			continue
		}
		from, to := i, j
		if k, ok := p.timeAfter(j, &st); ok {
			to = k
		} else if k, ok := p.timeBefore(i, last, &st); ok {
			from = k
		}
		if !st.hasYear { // Jun 8 04:10:00 2025
			if y, k, ok := p.year(to); ok && !p.at(k, ":") {
				st.year, st.hasYear, to = y, true, k
			}
		}
		d, ok := st.date(p.o)
		if !ok {
			continue
		}
		p.found = append(p.found, Found{Date: d, Start: p.t[from].start, End: p.t[to-1].end})
		if p.first {
			return
		}
		last = to
		i = to - 1
	}
}

// day reads a calendar day that begins at token i; j is the token after it.
func (p *parser) day(i int) (st stamp, j int, ok bool) {
	t := p.t[i]
	if t.kind == 'n' {
		if st, j, ok = p.eastAsian(i); ok {
			return st, j, true
		}
		if t.digits <= 4 {
			if st, j, ok = p.numeric(i); ok {
				return st, j, true
			}
		}
		if t.digits == 4 {
			return p.yearFirst(i)
		}
		if t.digits <= 2 {
			return p.dayFirst(i)
		}
		return st, 0, false
	}
	if t.kind == 'w' {
		if t.text == "令" && p.word(i+1) == "和" { // the era that began in 2019
			if p.number(i+2, 1, 2) {
				if st, j, ok = p.eastAsian(i + 2); ok && st.hasYear && st.year < 100 {
					st.year += 2018
					return st, j, true
				}
			}
			return st, 0, false
		}
		return p.monthFirst(i)
	}
	return st, 0, false
}

// dayFirst: 8 June 2025; 8. června 2025; 8 de junio de 2025; 8 tháng 6 năm 2025; 8-Jun-2025.
func (p *parser) dayFirst(i int) (st stamp, j int, ok bool) {
	st.day = p.t[i].num
	if st.day < 1 || st.day > 31 {
		return st, 0, false
	}
	if i > 0 && !p.t[i].space && (p.at(i-1, ".") || p.at(i-1, ":")) && i > 1 && p.t[i-2].kind == 'n' && !p.t[i-1].space {
		return st, 0, false // the minutes of 4.10 June
	}
	j = i + 1
	if st.day <= 31 && p.isOrdinal(j) {
		j++
	}
	for p.sign(j, ".,-–/º°ª'’") {
		j++
	}
	for range 2 {
		if w := p.word(j); w == "de" || w == "of" || w == "d" || w == "the" || w == "ta" || w == "di" {
			j++
			if p.sign(j, "'’") {
				j++
			}
		}
	}
	m, k, ok := p.monthAt(j)
	if !ok {
		return st, 0, false
	}
	st.month = m.n
	j = k
	if y, k, ok := p.yearAfter(j); ok {
		st.year, st.hasYear, j = y, true, k
	} else if y, ok := p.yearBefore(i); ok {
		st.year, st.hasYear = y, true
	} else if y, k, ok := p.shortYear(j); ok {
		st.year, st.hasYear, j = y, true, k
	} else if m.persian || weak[p.t[k0(j)].text] {
		return st, 0, false
	}
	return p.calendar(st, m.persian), j, true
}

func k0(j int) int { return max(0, j-1) }

// monthFirst: June 8th, 2025; Jun. 8 2025; ngày 8 tháng 6 năm 2025.
func (p *parser) monthFirst(i int) (st stamp, j int, ok bool) {
	m, j, ok := p.monthAt(i)
	if !ok {
		return st, 0, false
	}
	st.month = m.n
	name := p.t[j-1].text
	for p.sign(j, ".,-") {
		j++
	}
	if p.word(j) == "the" {
		j++
	}
	if !p.number(j, 1, 2) || p.at(j+1, ":") {
		return st, 0, false
	}
	st.day = p.t[j].num
	j++
	if p.isOrdinal(j) {
		j++
	}
	if y, k, ok := p.yearAfter(j); ok {
		st.year, st.hasYear, j = y, true, k
	} else if y, k, ok := p.shortYear(j); ok {
		st.year, st.hasYear, j = y, true, k
	} else if m.persian || weak[name] {
		if name != "may" && name != "mar" || m.n != 3 && m.n != 5 || !p.clockFollows(j) {
			return st, 0, false
		}
	}
	return p.calendar(st, m.persian), j, true
}

// clockFollows tells whether a time or a year stands right after a day that could be a mere number.
func (p *parser) clockFollows(j int) bool {
	var st stamp
	_, ok := p.timeAfter(j, &st)
	return ok
}

// yearFirst: 2025. június 8.; 2025 m. birželio 8 d.; 2025-Jun-08; 2025. gada 8. jūnijā.
func (p *parser) yearFirst(i int) (st stamp, j int, ok bool) {
	st.year, st.hasYear = p.t[i].num, true
	j = i + 1
	for n := 0; n < 3 && (p.sign(j, ".,-/ ") || yearLinks[p.word(j)]); n++ {
		j++
	}
	if m, k, ok := p.monthAt(j); ok {
		st.month = m.n
		for p.sign(k, ".,-/") {
			k++
		}
		if p.number(k, 1, 2) && !p.at(k+1, ":") {
			st.day = p.t[k].num
			k++
			if p.sign(k, ".") || p.isOrdinal(k) {
				k++
			}
			if w := p.word(k); w == "d" {
				k++
				if p.at(k, ".") {
					k++
				}
			}
			return p.calendar(st, m.persian), k, true
		}
		return st, 0, false
	}
	if p.number(j, 1, 2) { // the year of a day-first date
		if s, k, ok := p.dayFirst(j); ok && (!s.hasYear || s.year == st.year) {
			s.year, s.hasYear = st.year, true
			return s, k, true
		}
	}
	return st, 0, false
}

// eastAsian: 2025年6月8日; 6月8日; 2025년 6월 8일.
func (p *parser) eastAsian(i int) (st stamp, j int, ok bool) {
	j = i
	if p.number(j, 1, 4) && (p.word(j+1) == "年" || p.begins(j+1, "년")) {
		st.year, st.hasYear = p.t[j].num, true
		if st.year < 100 && p.t[j].digits == 2 && !(j > 0 && p.word(j-1) == "和") {
			st.year += 2000
		}
		j += 2
	}
	if !p.number(j, 1, 2) || !(p.word(j+1) == "月" || p.begins(j+1, "월")) || !p.number(j+2, 1, 2) || !(p.word(j+3) == "日" || p.word(j+3) == "号" || p.begins(j+3, "일")) {
		return st, 0, false
	}
	st.month, st.day = p.t[j].num, p.t[j+2].num
	return st, j + 4, true
}

// numeric: 2025-06-08; 08.06.2025; 6/8/2025; 2025. 6. 8.; 08.06.25; 08.06. with a time.
func (p *parser) numeric(i int) (st stamp, j int, ok bool) {
	sep := p.text(i + 1)
	if sep != "." && sep != "/" && sep != "-" && sep != "–" && sep != "‑" && sep != "年" || !p.number(i+2, 1, 4) {
		return st, 0, false
	}
	if i > 1 && p.text(i-1) == sep && !p.t[i].space && p.t[i-2].kind == 'n' && !p.t[i-1].space {
		return st, 0, false // the middle of a longer chain
	}
	a, b := p.t[i], p.t[i+2]
	if p.text(i+3) != sep || !p.number(i+4, 1, 4) {
		return p.dayAndMonth(i, sep)
	}
	c := p.t[i+4]
	if p.t[i+1].space && !p.t[i+2].space || sep == "-" && p.t[i+2].space {
		return st, 0, false
	}
	j = i + 5
	st.hasYear = true
	switch {
	case a.digits == 4 && b.digits <= 2 && c.digits <= 2:
		st.year, st.month, st.day = a.num, b.num, c.num
		if st.month > 12 && st.day <= 12 {
			st.month, st.day = st.day, st.month
		}
	case a.digits <= 2 && b.digits <= 2 && (c.digits == 4 || c.digits == 2):
		st.year = c.num
		lang := base(p.o.Language)
		if c.digits == 2 {
			if a.digits != 2 && b.digits != 2 && sep == "-" {
				return st, 0, false
			}
			if lang == "ko" || lang == "ja" || lang == "zh" || lang == "hu" || a.num > 31 {
				st.year, st.month, st.day = century(a.num), b.num, c.num
				break
			}
			st.year = century(c.num)
		}
		st.day, st.month = a.num, b.num
		if b.num > 12 && a.num <= 12 || a.num <= 12 && b.num <= 31 && p.monthLeads(sep) {
			st.day, st.month = b.num, a.num
		}
		st.ambiguous = sep != "." && a.num <= 12 && b.num <= 12 && a.num != b.num
	default:
		return st, 0, false
	}
	if p.text(j) == sep {
		if p.number(j+1, 1, 4) && !p.t[j+1].space && !p.at(j+2, ":") {
			return st, 0, false // a longer chain: an address, a version
		}
		if sep == "." {
			j++
		}
	}
	return p.calendar(st, false), j, st.month >= 1 && st.month <= 12 && st.day >= 1 && st.day <= 31
}

// dayAndMonth: 08.06. 04:10; 6/8 4:10. Without a time these are any two numbers.
func (p *parser) dayAndMonth(i int, sep string) (st stamp, j int, ok bool) {
	a, b := p.t[i], p.t[i+2]
	if sep != "." && sep != "/" || a.digits > 2 || b.digits > 2 || p.t[i+1].space || p.t[i+2].space || p.o.Now.IsZero() {
		return st, 0, false
	}
	j = i + 3
	if sep == "." && p.at(j, ".") {
		j++
	} else if sep == "." && b.digits != 2 {
		return st, 0, false
	}
	st.day, st.month = a.num, b.num
	if b.num > 12 || p.monthLeads(sep) {
		st.day, st.month = b.num, a.num
	}
	if st.month < 1 || st.month > 12 || st.day < 1 || st.day > 31 {
		return st, 0, false
	}
	k := j
	for p.sign(k, ",|-–(") || weekdays[p.word(k)] {
		k++
	}
	if !p.number(k, 1, 2) || !p.at(k+1, ":") {
		return st, 0, false
	}
	return st, j, true
}

// monthLeads tells whether the language writes the month first: American English
// does, with slashes and hyphens; East Asia does whenever there is no year.
func (p *parser) monthLeads(sep string) bool {
	switch base(p.o.Language) {
	case "en", "":
		return sep != "." && (p.o.Language == "en" || p.o.Language == "" || strings.EqualFold(p.o.Language, "en-US") || strings.EqualFold(p.o.Language, "en-PH"))
	case "ja", "ko", "zh":
		return true
	case "es":
		return strings.EqualFold(p.o.Language, "es-US")
	}
	return false
}

// calendar turns years and months of other calendars into ours.
func (p *parser) calendar(st stamp, persian bool) stamp {
	if !st.hasYear {
		return st
	}
	switch {
	case st.year >= 2400 && st.year <= 2700: // Buddhist
		st.year -= 543
	case st.year >= 1300 && st.year < 1500 && (persian || base(p.o.Language) == "fa"):
		st.year, st.month, st.day = fromPersian(st.year, st.month, st.day)
	}
	return st
}

// monthAt reads a month name at token j; k is the token after it.
func (p *parser) monthAt(j int) (m month, k int, ok bool) {
	w := p.word(j)
	if w == "" {
		return m, 0, false
	}
	if w == "thang" {
		if p.number(j+1, 1, 2) {
			return month{n: p.t[j+1].num}, j + 2, p.t[j+1].num >= 1 && p.t[j+1].num <= 12
		}
		if n, ok := vietnamese[p.word(j+1)]; ok {
			return month{n: n}, j + 2, true
		}
		return m, 0, false
	}
	forms := months[w]
	if len(forms) == 0 {
		return m, 0, false
	}
	for _, f := range forms {
		if f.second != "" && f.second == p.word(j+1) {
			return f, j + 2, true
		}
	}
	for _, f := range forms {
		if f.second == "" {
			if lang := base(p.o.Language); (lang == "hr" || lang == "bs") && strings.HasPrefix(w, "listopad") {
				f.n = 10
			}
			if base(p.o.Language) == "en" && !f.persian && len(w) <= 4 && w == "mai" {
				return m, 0, false
			}
			return f, j + 1, true
		}
	}
	return m, 0, false
}

// yearAfter reads a four-digit year at token j, over what may stand before it.
func (p *parser) yearAfter(j int) (int, int, bool) {
	for n := 0; n < 3 && (p.sign(j, ".,-–/'’") || yearLinks[p.word(j)] || p.word(j) == "nam"); n++ {
		j++
	}
	return p.year(j)
}

func (p *parser) year(j int) (int, int, bool) {
	if !p.number(j, 4, 4) {
		return 0, 0, false
	}
	y := p.t[j].num
	if y < 1300 || y > 2700 {
		return 0, 0, false
	}
	return y, j + 1, true
}

// shortYear: 8-Jun-25; 8 June '25.
func (p *parser) shortYear(j int) (int, int, bool) {
	if !p.sign(j, "-'’‘/") || !p.number(j+1, 2, 2) || p.t[j+1].space || p.at(j+2, ":") {
		return 0, 0, false
	}
	return century(p.t[j+1].num), j + 2, true
}

// yearBefore: 2025. gada 8. jūnijā.
func (p *parser) yearBefore(i int) (int, bool) {
	for n := 0; n < 2 && i > 0 && (p.sign(i-1, ".") || yearLinks[p.word(i-1)]); n++ {
		i--
	}
	if i == 0 || !p.number(i-1, 4, 4) {
		return 0, false
	}
	y, _, ok := p.year(i - 1)
	return y, ok
}

func century(y int) int {
	if y >= 70 {
		return 1900 + y
	}
	return 2000 + y
}

func (p *parser) isOrdinal(j int) bool {
	if j >= len(p.t) || p.t[j].space {
		return false
	}
	switch p.word(j) {
	case "st", "nd", "rd", "th", "er", "ro", "e", "a", "η", "ε", "го", "і", "th.", "de", "ste", "an", "ain":
		return true
	}
	return false
}

func (p *parser) word(i int) string {
	if i < 0 || i >= len(p.t) || p.t[i].kind != 'w' {
		return ""
	}
	return p.t[i].text
}

func (p *parser) text(i int) string {
	if i < 0 || i >= len(p.t) || p.t[i].kind == 'n' {
		return ""
	}
	return p.t[i].text
}

func (p *parser) begins(i int, prefix string) bool { // Hangul, decomposed by fold
	w := p.word(i)
	return w != "" && w[0] >= utf8.RuneSelf && strings.HasPrefix(w, foldKey(prefix))
}

func (p *parser) at(i int, sign string) bool {
	return i >= 0 && i < len(p.t) && p.t[i].kind == 'p' && p.t[i].text == sign
}

func (p *parser) sign(i int, signs string) bool {
	return i >= 0 && i < len(p.t) && p.t[i].kind == 'p' && strings.Contains(signs, p.t[i].text)
}

func (p *parser) number(i, least, most int) bool {
	return i >= 0 && i < len(p.t) && p.t[i].kind == 'n' && p.t[i].digits >= least && p.t[i].digits <= most
}

// upper tells whether the word is written in capitals, as zones are.
func (p *parser) upper(i int) bool {
	for _, r := range p.s[p.t[i].start:p.t[i].end] {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}
