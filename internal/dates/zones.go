package dates

import "time"

// zone is an offset, with the rule of its summer time where the name stands for both.
type zone struct {
	seconds int
	summer  byte // 'u' as in the United States, 'e' as in Europe, 0 none
}

// at is the location that a stamp in this zone is in.
func (z zone) at(s stamp) *time.Location {
	off := z.seconds
	switch z.summer {
	case 'u': // second Sunday of March to first Sunday of November, 2 o'clock
		if s.between(nthSunday(s.year, 3, 2), nthSunday(s.year, 11, 1)) {
			off += 3600
		}
	case 'e': // last Sunday of March to last Sunday of October
		if s.between(nthSunday(s.year, 3, -1), nthSunday(s.year, 10, -1)) {
			off += 3600
		}
	}
	if off == 0 {
		return time.UTC
	}
	return time.FixedZone("", off)
}

// between tells whether the stamp lies from 2 o'clock of day a to 2 o'clock of day b.
func (s stamp) between(a, b time.Time) bool {
	t := time.Date(s.year, time.Month(s.month), s.day, s.hour, s.minute, 0, 0, time.UTC)
	return !t.Before(a.Add(2*time.Hour)) && t.Before(b.Add(2*time.Hour))
}

// nthSunday is the n-th Sunday of a month, the last one for -1.
func nthSunday(year, month, n int) time.Time {
	if n < 0 {
		t := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
		return t.AddDate(0, 0, -int(t.Weekday()))
	}
	t := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, (7-int(t.Weekday()))%7+7*(n-1))
}

const hour = 3600

// zones are the names that newspapers print. A name with several meanings has the
// one most papers mean by it; see zoneOf for those that the language decides.
var zones = map[string]zone{
	"Z": {}, "UTC": {}, "GMT": {}, "UT": {}, "WET": {}, "UCT": {},
	"ET": {-5 * hour, 'u'}, "CT": {-6 * hour, 'u'}, "MT": {-7 * hour, 'u'}, "PT": {-8 * hour, 'u'},
	"EST": {-5 * hour, 0}, "EDT": {-4 * hour, 0}, "CST": {-6 * hour, 0}, "CDT": {-5 * hour, 0},
	"MST": {-7 * hour, 0}, "MDT": {-6 * hour, 0}, "PST": {-8 * hour, 0}, "PDT": {-7 * hour, 0},
	"AKST": {-9 * hour, 0}, "AKDT": {-8 * hour, 0}, "HST": {-10 * hour, 0},
	"AST": {-4 * hour, 0}, "ADT": {-3 * hour, 0}, "NST": {-3*hour - 1800, 0}, "NDT": {-2*hour - 1800, 0},
	"BRT": {-3 * hour, 0}, "ART": {-3 * hour, 0}, "CLT": {-4 * hour, 0}, "COT": {-5 * hour, 0},
	"BST": {hour, 0}, "WEST": {hour, 0}, "CET": {hour, 0}, "MEZ": {hour, 0}, "CEST": {2 * hour, 0}, "MESZ": {2 * hour, 0}, "HNEC": {hour, 0},
	"WAT": {hour, 0}, "CAT": {2 * hour, 0}, "SAST": {2 * hour, 0}, "EAT": {3 * hour, 0},
	"EET": {2 * hour, 0}, "EEST": {3 * hour, 0}, "TRT": {3 * hour, 0}, "MSK": {3 * hour, 0}, "МСК": {3 * hour, 0}, "мск": {3 * hour, 0},
	"IDT": {3 * hour, 0}, "GST": {4 * hour, 0}, "PKT": {5 * hour, 0}, "IST": {5*hour + 1800, 0}, "NPT": {5*hour + 2700, 0},
	"WIB": {7 * hour, 0}, "WITA": {8 * hour, 0}, "WIT": {9 * hour, 0}, "ICT": {7 * hour, 0},
	"HKT": {8 * hour, 0}, "SGT": {8 * hour, 0}, "MYT": {8 * hour, 0}, "PHT": {8 * hour, 0}, "PHST": {8 * hour, 0}, "AWST": {8 * hour, 0},
	"JST": {9 * hour, 0}, "KST": {9 * hour, 0}, "ACST": {9*hour + 1800, 0}, "AEST": {10 * hour, 0}, "AEDT": {11 * hour, 0},
	"NZST": {12 * hour, 0}, "NZDT": {13 * hour, 0},
}

// zoneOf looks a name up as it is written: "est" in lower case is a French word.
func zoneOf(name, language string) (zone, bool) {
	lang := base(language)
	switch {
	case name == "IST" && (lang == "ga" || language == "en-IE"):
		return zone{hour, 0}, true
	case name == "IST" && lang == "he":
		return zone{2 * hour, 0}, true
	case name == "CST" && lang == "zh":
		return zone{8 * hour, 0}, true
	}
	z, ok := zones[name]
	return z, ok
}
