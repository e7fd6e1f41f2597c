package dates

import (
	"strings"
	"time"
)

// countries are the zones of countries that have one clock, by their top-level domain.
var countries = map[string]zone{
	"gb": {0, 'e'}, "uk": {0, 'e'}, "ie": {0, 'e'}, "is": {},
	"de": {hour, 'e'}, "at": {hour, 'e'}, "ch": {hour, 'e'}, "li": {hour, 'e'}, "lu": {hour, 'e'}, "fr": {hour, 'e'}, "be": {hour, 'e'}, "nl": {hour, 'e'},
	"it": {hour, 'e'}, "mt": {hour, 'e'}, "dk": {hour, 'e'}, "no": {hour, 'e'}, "se": {hour, 'e'}, "pl": {hour, 'e'}, "cz": {hour, 'e'}, "sk": {hour, 'e'},
	"hu": {hour, 'e'}, "si": {hour, 'e'}, "hr": {hour, 'e'}, "ba": {hour, 'e'}, "rs": {hour, 'e'}, "me": {hour, 'e'}, "mk": {hour, 'e'}, "al": {hour, 'e'},
	"fi": {2 * hour, 'e'}, "ee": {2 * hour, 'e'}, "lv": {2 * hour, 'e'}, "lt": {2 * hour, 'e'}, "ua": {2 * hour, 'e'}, "ro": {2 * hour, 'e'}, "bg": {2 * hour, 'e'}, "gr": {2 * hour, 'e'}, "cy": {2 * hour, 'e'},
	"tr": {3 * hour, 0}, "by": {3 * hour, 0}, "sa": {3 * hour, 0}, "iq": {3 * hour, 0}, "ke": {3 * hour, 0}, "ir": {3*hour + 1800, 0}, "ge": {4 * hour, 0}, "am": {4 * hour, 0},
	"az": {4 * hour, 0}, "ae": {4 * hour, 0}, "pk": {5 * hour, 0}, "uz": {5 * hour, 0}, "in": {5*hour + 1800, 0}, "lk": {5*hour + 1800, 0}, "np": {5*hour + 2700, 0}, "bd": {6 * hour, 0},
	"th": {7 * hour, 0}, "vn": {7 * hour, 0}, "cn": {8 * hour, 0}, "tw": {8 * hour, 0}, "hk": {8 * hour, 0}, "sg": {8 * hour, 0}, "my": {8 * hour, 0}, "ph": {8 * hour, 0},
	"jp": {9 * hour, 0}, "kr": {9 * hour, 0}, "ng": {hour, 0}, "za": {2 * hour, 0}, "ar": {-3 * hour, 0}, "uy": {-3 * hour, 0}, "pe": {-5 * hour, 0}, "co": {-5 * hour, 0}, "ve": {-4 * hour, 0},
}

// spoken are the countries of languages whose papers, nearly all, go by one clock.
var spoken = map[string]string{
	"de": "de", "it": "it", "nl": "nl", "da": "dk", "no": "no", "nb": "no", "nn": "no", "sv": "se", "pl": "pl", "cs": "cz", "sk": "sk", "hu": "hu", "sl": "si", "hr": "hr", "sr": "rs",
	"bs": "ba", "mk": "mk", "sq": "al", "fi": "fi", "et": "ee", "lv": "lv", "lt": "lt", "uk": "ua", "ro": "ro", "bg": "bg", "el": "gr", "tr": "tr", "fa": "ir", "ka": "ge", "hy": "am",
	"az": "az", "hi": "in", "th": "th", "vi": "vn", "ja": "jp", "ko": "kr",
}

// AtHome puts an instant on the clock of the country that a top-level domain, or
// failing that a language, stands for; false for one with several clocks or unknown.
func AtHome(t time.Time, domain, language string) (time.Time, bool) {
	z, ok := countries[domain]
	if lang, region, _ := strings.Cut(strings.ToLower(language), "-"); !ok {
		if z, ok = countries[region]; !ok {
			z, ok = countries[spoken[lang]]
		}
	}
	if !ok {
		return t, false
	}
	local := t.UTC().Add(time.Duration(z.seconds) * time.Second) // without the summer time, which the rule adds
	y, m, d := local.Date()
	return t.In(z.at(stamp{year: y, month: int(m), day: d, hour: local.Hour(), minute: local.Minute()})), true
}
