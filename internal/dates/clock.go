package dates

// timeAfter reads the time of day that follows a day ending before token j, over
// the few words and signs that may stand between.
func (p *parser) timeAfter(j int, st *stamp) (int, bool) {
	paren := 0
	for n := 0; n < 9 && j < len(p.t); n++ {
		t := p.t[j]
		if t.kind == 'n' || p.half(j) != 0 {
			break
		}
		switch {
		case t.kind == 'p' && (t.text == "(" || t.text == "[" || t.text == "（"):
			paren = 4
		case t.kind == 'p' && p.sign(j, ")]）"):
			paren = 0
		case t.kind == 'p' && p.sign(j, ".,|-–—·•:;/@、，・"):
		case paren > 0:
			paren--
		case t.kind == 'w' && (links[t.text] || weekdays[t.text] || len(t.text) == 1 || yearLinks[t.text]):
		default:
			return 0, false
		}
		j++
	}
	return p.clock(j, st, true)
}

// timeBefore reads the time of day that stands before a day beginning at token i:
// "04:10, 8 June 2025". Tokens before last belong to another date.
func (p *parser) timeBefore(i, last int, st *stamp) (int, bool) {
	for k := i - 1; k >= last && k > i-14; k-- {
		if p.t[k].kind != 'n' || !p.at(k+1, ":") && p.word(k+1) != "h" && p.word(k+1) != "ч" || p.at(k-1, ":") {
			continue
		}
		s := *st
		from := k
		if p.half(k-1) != 0 {
			from = k - 1
		}
		e, ok := p.clock(from, &s, false)
		if !ok || e > i {
			return 0, false
		}
		for ; e < i; e++ {
			w := p.word(e)
			if !p.sign(e, ".,|-–—·•;/()") && !links[w] && !weekdays[w] && !yearLinks[w] {
				return 0, false
			}
		}
		*st = s
		return from, true
	}
	return 0, false
}

// clock reads a time of day at token i, with its half of the day and its zone.
// dots allows 4.10 for 4:10.
func (p *parser) clock(i int, st *stamp, dots bool) (int, bool) {
	half := p.half(i)
	if half != 0 {
		i = p.afterHalf(i)
	}
	if i >= len(p.t) || !p.number(i, 1, 2) || p.t[i].num > 24 {
		return 0, false
	}
	h, m, s, hasMin, hasSec := p.t[i].num, 0, 0, false, false
	j := i + 1
	switch w := p.text(j); {
	case (w == ":" || w == "." && dots || w == "：" || w == "∶") && p.number(j+1, 2, 2) && p.t[j+1].num < 60 && !p.t[j].space:
		m, hasMin = p.t[j+1].num, true
		j += 2
		if (p.at(j, ":") || p.at(j, "：")) && p.number(j+1, 2, 2) && p.t[j+1].num <= 60 {
			s, hasSec = p.t[j+1].num, true
			j += 2
			if p.sign(j, ".,") && p.number(j+1, 1, 12) && !p.t[j].space && !p.t[j+1].space {
				j += 2 // fractions of a second
			}
		} else if w == "." && p.at(j, ".") && p.number(j+1, 1, 4) && !p.t[j+1].space {
			return 0, false
		}
	case w == "h" || w == "u" || w == "g" || w == "ч" || w == "時" || w == "时" || w == "點" || w == "点" || p.begins(j, "시"):
		j++
		if p.number(j, 1, 2) && p.t[j].num < 60 && (p.t[j].digits == 2 || p.text(j+1) == "分" || p.begins(j+1, "분")) {
			m, hasMin = p.t[j].num, true
			j++
			if p.text(j) == "分" || p.begins(j, "분") || p.text(j) == "min" || p.text(j) == "m" || p.text(j) == "хв" {
				j++
				if p.number(j, 1, 2) && (p.text(j+1) == "秒" || p.begins(j+1, "초")) && p.t[j].num < 60 {
					s, hasSec = p.t[j].num, true
					j += 2
				}
			}
		} else if w == "u" || w == "g" {
			return 0, false
		}
		hasMin = true
	case w == "uhr" || w == "uur":
		hasMin = true
		j++
	}
	if k := p.half(j); k != 0 && half == 0 {
		half = k
		j = p.afterHalf(j)
		hasMin = true
	}
	if !hasMin || h == 24 && m+s > 0 {
		return 0, false
	}
	if half != 0 && h <= 12 {
		h %= 12
		if half == 'p' {
			h += 12
		}
	}
	st.hour, st.minute, st.second, st.hasTime, st.hasSecond = h, m, s, true, hasSec
	if z, ok, k := p.zone(j, st); ok {
		st.zone, st.hasZone = z, true
		j = k
	}
	return j, true
}

// half tells whether a sign for the half of the day stands at i: 'a', 'p' or 0.
func (p *parser) half(i int) byte {
	switch w := p.word(i); w {
	case "am", "πμ", "오전", "午前", "ص", "sa", "पूर्वाह्न":
		return 'a'
	case "pm", "μμ", "م", "ch", "अपराह्न":
		return 'p'
	case "a", "p", "π", "μ":
		if second := p.word(i + 2); p.at(i+1, ".") && (second == "m" || second == "μ") {
			if w == "a" || w == "π" {
				return 'a'
			}
			return 'p'
		}
		if w == "a" || w == "p" {
			if p.word(i+1) == "m" {
				return w[0]
			}
		}
	case "ق", "ب":
		if p.at(i+1, ".") && p.word(i+2) == "ظ" {
			if w == "ق" {
				return 'a'
			}
			return 'p'
		}
	case "上", "午", "下", "凌", "早", "晚", "中":
		switch n := p.word(i + 1); {
		case w == "上" && n == "午", w == "午" && n == "前", w == "凌" && n == "晨", w == "早" && n == "上":
			return 'a'
		case w == "下" && n == "午", w == "午" && (n == "後" || n == "后"), w == "晚" && n == "上", w == "中" && n == "午":
			return 'p'
		}
	case "":
	default:
		if w == amHangul {
			return 'a'
		}
		if w == pmHangul {
			return 'p'
		}
	}
	return 0
}

var amHangul, pmHangul = fold("오전"), fold("오후")

// afterHalf is the token after the sign that half saw at i.
func (p *parser) afterHalf(i int) int {
	switch w := p.word(i); w {
	case "a", "p", "π", "μ":
		if p.at(i+1, ".") {
			i += 3
			if p.at(i, ".") {
				i++
			}
			return i
		}
		return i + 2
	case "ق", "ب":
		return i + 3
	case "上", "午", "下", "凌", "早", "晚", "中":
		return i + 2
	}
	return i + 1
}

// zone reads a zone at token j: Z, +03:00, GMT+7, ET, (CET), MSK.
func (p *parser) zone(j int, st *stamp) (zone, bool, int) {
	paren := false
	for p.sign(j, ".,") || links[p.word(j)] && !p.upper(j) && p.word(j) != "t" {
		j++
	}
	if p.sign(j, "([（") {
		paren = true
		j++
	}
	if j >= len(p.t) {
		return zone{}, false, 0
	}
	if p.sign(j, "+-−") {
		if z, k, ok := p.offset(j); ok {
			return z, true, k
		}
		return zone{}, false, 0
	}
	if p.t[j].kind != 'w' {
		return zone{}, false, 0
	}
	name := p.s[p.t[j].start:p.t[j].end]
	z, ok := zoneOf(name, p.o.Language)
	if name == "z" && !p.t[j].space {
		ok = true
	}
	if !ok {
		return zone{}, false, 0
	}
	j++
	if (name == "GMT" || name == "UTC" || name == "UT") && p.sign(j, "+-−") {
		if off, k, good := p.offset(j); good {
			z, j = off, k
		}
	}
	if paren && p.sign(j, ")]）") {
		j++
	}
	return z, true, j
}

// offset: +0300, +03:00, +3, -05.
func (p *parser) offset(j int) (zone, int, bool) {
	if j+1 >= len(p.t) || p.t[j+1].kind != 'n' || p.t[j+1].space {
		return zone{}, 0, false
	}
	sign := 1
	if p.t[j].text != "+" {
		sign = -1
	}
	n := p.t[j+1]
	h, m, k := 0, 0, j+2
	switch n.digits {
	case 4:
		h, m = n.num/100, n.num%100
	case 1, 2:
		h = n.num
		if p.at(k, ":") && p.number(k+1, 2, 2) {
			m = p.t[k+1].num
			k += 2
		}
	default:
		return zone{}, 0, false
	}
	if h > 14 || m > 59 {
		return zone{}, 0, false
	}
	return zone{seconds: sign * (h*hour + m*60)}, k, true
}
