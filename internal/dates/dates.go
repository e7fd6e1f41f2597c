// Package dates reads the dates that news pages carry: machine stamps in every
// sloppy form, and dates as readers see them, in some sixty languages. It knows
// nothing of pages; it is meant for short strings (a stamp, a byline, a line).
package dates

import (
	"strings"
	"time"
)

// Precision is how much of an instant a text names.
type Precision string

// The precisions. An hour alone ("4 p.m.") counts as a minute.
const (
	Second Precision = "second"
	Minute Precision = "minute"
	Day    Precision = "day"
)

// Options is what is known before reading.
type Options struct {
	Zone     *time.Location // of times that name no zone; nil: they are read as UTC
	Now      time.Time      // the capture time: gives a missing year and refuses the future; zero: unknown
	Language string         // BCP 47; decides 6/8 against 8/6 and names that differ between languages
}

// Date is a date as it was written.
type Date struct {
	Time      time.Time // in the zone it was written in; the first moment of the day when Precision is Day
	Precision Precision
	HasZone   bool // the text itself names the zone
	HasYear   bool // the text itself names the year
	Ambiguous bool // day and month could be meant the other way round
}

// Swapped is an ambiguous date with day and month the other way round.
func (d Date) Swapped() Date {
	t := d.Time
	d.Time = time.Date(t.Year(), time.Month(t.Day()), int(t.Month()), t.Hour(), t.Minute(), t.Second(), 0, t.Location())
	return d
}

// String is RFC 3339 with offset, or a bare YYYY-MM-DD where no time of day is
// known: a midnight is never invented.
func (d Date) String() string {
	if d.Time.IsZero() {
		return ""
	}
	if d.Precision == Day {
		return d.Time.Format(time.DateOnly)
	}
	return d.Time.Format(time.RFC3339)
}

// Found is a date inside a text; text[Start:End] is the part that names it.
type Found struct {
	Date
	Start, End int // bytes
}

// maxText bounds what is looked at: a date stands in a line, not in a book.
const maxText = 1 << 16

// Parse reads a text that is one date: a machine stamp or a written date, with or
// without words around it. Of several dates the first counts. It reports false for
// a text without a full date, for a day that does not exist, for the future, and
// for relative times ("2 hours ago"), which say nothing once the page is old.
func Parse(s string, o Options) (Date, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 0 && len(s) <= 24 {
		if d, ok := digitsOnly(s, o); ok {
			return d, true
		}
	}
	p := parser{o: o, first: true}
	p.run(s)
	if len(p.found) == 0 {
		return Date{}, false
	}
	return p.found[0].Date, true
}

// Find gives every date in a text, in order.
func Find(text string, o Options) []Found {
	p := parser{o: o}
	p.run(text)
	return p.found
}

// digitsOnly reads stamps without any separator: YYYYMMDD with an optional time,
// and seconds or milliseconds since 1970.
func digitsOnly(s string, o Options) (Date, bool) {
	whole, zone, sep := s, "", ""
	if i := strings.IndexAny(s, "tT.Z"); i > 0 {
		whole, zone = s[:i], s[i:]
		if zone[0] == 'T' || zone[0] == 't' {
			j := 1
			for j < len(zone) && zone[j] >= '0' && zone[j] <= '9' {
				j++
			}
			sep, whole, zone = "T", whole+zone[1:j], zone[j:]
		}
	}
	n := 0
	for i := range len(whole) {
		if whole[i] < '0' || whole[i] > '9' || i > 13 {
			return Date{}, false
		}
		n = n*10 + int(whole[i]-'0')
	}
	loc := o.Zone
	if loc == nil {
		loc = time.UTC
	}
	switch len(whole) {
	case 10, 13:
		if sep != "" {
			return Date{}, false
		}
		if len(whole) == 13 {
			n /= 1000
		}
		t := time.Unix(int64(n), 0).In(loc)
		if t.Year() < 1990 || o.future(t) {
			return Date{}, false
		}
		return Date{Time: t, Precision: Second, HasZone: true, HasYear: true}, true
	case 8, 12, 14:
		if len(whole) > 8 && len(whole) < 14 {
			whole += "00"
		}
		num := func(a, b int) int {
			v := 0
			for _, c := range whole[a:b] {
				v = v*10 + int(c-'0')
			}
			return v
		}
		st := stamp{year: num(0, 4), month: num(4, 6), day: num(6, 8), hasYear: true}
		if len(whole) == 14 {
			st.hasTime, st.hour, st.minute, st.second = true, num(8, 10), num(10, 12), num(12, 14)
			st.hasSecond = true
			if st.hour > 23 || st.minute > 59 || st.second > 60 {
				return Date{}, false
			}
			if zone != "" {
				q := parser{o: o}
				q.tokenize(zone)
				if z, ok, _ := q.zone(0, &st); ok {
					st.zone, st.hasZone = z, true
				}
			}
		}
		return st.date(o)
	}
	return Date{}, false
}

// future tells whether t lies more than a day after the capture.
func (o Options) future(t time.Time) bool {
	return !o.Now.IsZero() && t.After(o.Now.Add(24*time.Hour))
}

// stamp is a date in parts.
type stamp struct {
	year, month, day            int
	hour, minute, second        int
	hasYear, hasTime, hasSecond bool
	hasZone                     bool
	ambiguous                   bool
	zone                        zone
}

// Years outside this range are numbers of something else.
const (
	firstYear = 1700
	lastYear  = 2199
)

// date puts the parts together, or reports false where they are no date.
func (s stamp) date(o Options) (Date, bool) {
	if s.month < 1 || s.month > 12 || s.day < 1 || s.day > 31 {
		return Date{}, false
	}
	if !s.hasYear {
		if o.Now.IsZero() {
			return Date{}, false
		}
		// the latest year in which the day is not in the future
		for y := o.Now.Year() + 1; y > o.Now.Year()-5; y-- {
			t := s
			t.year, t.hasYear = y, true
			if d, ok := t.date(o); ok {
				d.HasYear = false
				return d, true
			}
		}
		return Date{}, false
	}
	if s.year < firstYear || s.year > lastYear {
		return Date{}, false
	}
	loc := time.UTC
	if o.Zone != nil {
		loc = o.Zone
	}
	if s.hasZone {
		loc = s.zone.at(s)
	}
	day := time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, loc)
	if day.Day() != s.day && time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC).Day() != s.day {
		return Date{}, false // 31 June
	}
	d := Date{Time: day, Precision: Day, HasZone: s.hasZone, HasYear: true, Ambiguous: s.ambiguous}
	if s.hasTime {
		d.Precision = Minute
		if s.hasSecond {
			d.Precision = Second
		}
		d.Time = time.Date(s.year, time.Month(s.month), s.day, s.hour, s.minute, s.second, 0, loc)
	} else {
		d.Time = time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC)
	}
	if o.future(d.Time) {
		if turned := d.Swapped(); d.Ambiguous && !o.future(turned.Time) {
			turned.Ambiguous = false
			return turned, true
		}
		return Date{}, false
	}
	return d, true
}
