package extract

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"presscut/internal/dates"
)

// readDates fills published and modified. Every place of the page that may name
// the date is asked; places that agree on a day strengthen each other, and on the
// day that wins the most precise time of day is taken.
//
// A time without an offset is read in the zone of the site's rule. Without one it
// gets the offset that the page itself gives the same wall clock elsewhere, or,
// failing that, its other stamps of those weeks; failing that too it is written
// as UTC, since the record has no form for a time of day without an offset.
func (d *doc) readDates() {
	r := dateReader{d: d, opts: dates.Options{Now: d.page.Fetched, Language: d.dateLanguage()}}
	if d.page.Site != nil {
		r.opts.Zone = d.page.Site.Zone
	}
	if !r.fromRule("published", rolePublished) {
		r.declared()
		r.at = r.position()
		r.elements()
		r.labelled()
		r.address()
		r.visible()
		r.hints()
	}
	r.fromRule("modified", roleModified)
	r.opts.Now = time.Time{}
	r.publish()
}

// dateRole is what a date is the date of.
type dateRole int

const (
	rolePublished dateRole = iota
	roleModified
)

// dateOffer is one date from one place.
type dateOffer struct {
	dates.Date
	role   dateRole
	method string
	path   string
	weight float64
}

// source is what offers are independent by.
func (o *dateOffer) source() string {
	switch {
	case o.method == "dom":
		return "text"
	case o.path == "datepublished" || o.path == "datemodified": // meta elements of microdata
		return "microdata"
	}
	return o.method
}

// dateReader gathers the dates of a page.
type dateReader struct {
	d      *doc
	opts   dates.Options
	offers []dateOffer
	at     *place
	month  string // the month that the address names, as 2006-01
}

// offer reads a text as a date and notes it; false when it is none.
func (r *dateReader) offer(text string, role dateRole, weight float64, method, path string) bool {
	if text == "" || len(text) > 200 {
		return false
	}
	date, ok := dates.Parse(text, r.opts)
	if !ok || !plausibleYear(date) {
		return false
	}
	r.offers = append(r.offers, dateOffer{date, role, method, path, weight})
	return true
}

// plausibleYear: the web has no pages from before it; older dates are matter of the text.
func plausibleYear(d dates.Date) bool { return d.Time.Year() >= 1990 }

// ruleWeight is more than all other evidence together.
const ruleWeight = 1000

func (r *dateReader) fromRule(field string, role dateRole) bool {
	values, _, step := r.d.ruleValues(field)
	for _, v := range values {
		if r.offer(v, role, ruleWeight, "rule", r.d.rule.Fields[field][step].Select.CSS) {
			return true
		}
	}
	return false
}

// publish chooses, and writes what was chosen and why.
func (r *dateReader) publish() {
	d := r.d
	r.disambiguate()
	changed, found := r.choose(roleModified)
	best, ok := r.choose(rolePublished)
	if ok {
		best = r.shown(best)
	} else if best, ok = r.standIn(); !ok {
		best, ok = r.only(rolePublished)
	}
	if ok {
		best = r.refine(best)
		d.article.Published = best.String()
		d.article.PublishedPrecision = string(best.Precision)
		path := best.path
		if best.role == roleModified {
			path = "updated: " + path
		}
		d.because("published", best.method, path+r.zoneNote(best.Date))
	}
	r.explain("published", rolePublished, best)
	if !found {
		changed, found = r.only(roleModified)
	}
	r.explain("modified", roleModified, changed)
	if !found || ok && best.role == rolePublished && sameDay(changed.Date, best.Date) && (changed.Precision == dates.Day || best.Precision == dates.Day) {
		return
	}
	changed.Date = r.inZone(changed.Date)
	if ok && changed.Time.Before(best.Time) {
		return
	}
	d.article.Modified = changed.String()
	d.because("modified", changed.method, changed.path+r.zoneNote(changed.Date))
}

// disambiguate turns 3/10 into 10/3 where the page names that day in a clearer way.
func (r *dateReader) disambiguate() {
	for i := range r.offers {
		o := &r.offers[i]
		if !o.Ambiguous {
			continue
		}
		plain, turned := false, o.Swapped()
		swap := false
		for _, other := range r.offers {
			if !other.Ambiguous {
				plain = plain || sameDay(o.Date, other.Date)
				swap = swap || sameDay(turned, other.Date)
			}
		}
		if swap && !plain {
			o.Date = turned
		}
	}
}

// seen: a reader sees the date.
func (o *dateOffer) seen() bool { return o.method == "text" || o.method == "dom" }

// explain lists the offers of a role, heaviest first.
func (r *dateReader) explain(field string, role dateRole, chosen dateOffer) {
	ranked := slices.Clone(r.offers)
	ranked = slices.DeleteFunc(ranked, func(o dateOffer) bool { return o.role != role })
	slices.SortStableFunc(ranked, func(a, b dateOffer) int { return cmp.Compare(b.weight, a.weight) })
	if r.d.explanation.Candidates == nil {
		r.d.explanation.Candidates = map[string][]Candidate{}
	}
	for _, o := range ranked {
		r.d.explanation.Candidates[field] = append(r.d.explanation.Candidates[field], Candidate{
			Value: o.String(), Method: o.method, Path: o.path, Score: o.weight,
			Chosen: o.method == chosen.method && o.path == chosen.path && o.String() == chosen.String(),
		})
	}
}

// dateLanguage is the language for reading dates: the page's, with the region of
// the host, since many sites outside of America keep their software's en-US.
func (d *doc) dateLanguage() string {
	lang := d.article.Language
	if lang == "" {
		lang = "en"
	}
	if own := d.facts.language; sameBase(own, lang) && len(own) > len(lang) {
		lang = own
	}
	if lang != "en" && !strings.HasPrefix(lang, "en-") {
		return lang
	}
	tld := d.topLevel()
	if len(tld) == 2 {
		switch tld {
		case "us", "ph", "io", "co", "tv", "me", "ai", "cc", "ly", "ws", "fm", "to", "gg":
		default:
			return "en-" + strings.ToUpper(tld)
		}
	}
	return lang
}
