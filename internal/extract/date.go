package extract

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"presscut/internal/canon"
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
		r.elements()
		r.address()
		r.visible()
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

// dateReader gathers the dates of a page.
type dateReader struct {
	d      *doc
	opts   dates.Options
	offers []dateOffer
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
	best, ok := r.choose(rolePublished)
	if ok {
		best = r.refine(best)
		d.article.Published = best.String()
		d.article.PublishedPrecision = string(best.Precision)
		d.because("published", best.method, best.path)
		r.explain("published", rolePublished, best)
	}
	changed, found := r.choose(roleModified)
	if !found || ok && sameDay(changed.Date, best.Date) && (changed.Precision == dates.Day || best.Precision == dates.Day) {
		return
	}
	changed.Date = r.inZone(changed.Date)
	if ok && changed.Time.Before(best.Time) {
		return
	}
	d.article.Modified = changed.String()
	d.because("modified", changed.method, changed.path)
	r.explain("modified", roleModified, changed)
}

// choose elects a day: the offer with the most weight, where other methods that
// name the same day add to it.
func (r *dateReader) choose(role dateRole) (dateOffer, bool) {
	best, top := -1, 0.0
	for i, o := range r.offers {
		if o.role != role {
			continue
		}
		sum := o.weight
		var seen []string
		for _, other := range r.offers {
			if other.role == role && other.method != o.method && !slices.Contains(seen, other.method) && sameDay(o.Date, other.Date) {
				seen = append(seen, other.method)
				sum += agreement * other.weight
			}
		}
		if sum > top {
			best, top = i, sum
		}
	}
	if best < 0 {
		return dateOffer{}, false
	}
	return r.offers[best], true
}

// sameDay tells whether two dates may be one day: written alike, or two names of one instant's day.
func sameDay(a, b dates.Date) bool {
	if a.Time.Format(time.DateOnly) == b.Time.Format(time.DateOnly) {
		return true
	}
	if a.Precision == dates.Day || b.Precision == dates.Day {
		day, other := a, b
		if day.Precision != dates.Day {
			day, other = b, a
		}
		if other.Precision == dates.Day || !other.HasZone {
			return false
		}
		// a reader east or west of the stamp's own zone
		off := other.Time.Sub(day.Time)
		return off > -14*time.Hour && off < 38*time.Hour && other.Time.Location() == time.UTC && (off < 0 || off >= 24*time.Hour)
	}
	return a.HasZone && b.HasZone && a.Time.Equal(b.Time)
}

// isMidnight: the form a bare day takes in a system that knows only instants.
func isMidnight(d dates.Date) bool {
	h, m, s := d.Time.Clock()
	return d.Precision != dates.Day && h == 0 && m == 0 && s == 0
}

// refine gives the chosen day the best time of day that the page has for it.
func (r *dateReader) refine(best dateOffer) dateOffer {
	if best.Precision == dates.Day || isMidnight(best.Date) {
		top := 0.0
		for _, o := range r.offers {
			if o.role == best.role && o.Precision != dates.Day && !isMidnight(o.Date) && o.weight > top && o.weight >= 3 && sameDay(best.Date, o.Date) {
				best.Date, top = o.Date, o.weight
				best.method, best.path = o.method, o.path
			}
		}
	}
	if isMidnight(best.Date) && !best.HasZone && best.method != "rule" {
		best.Precision = dates.Day
	}
	best.Date = r.inZone(best.Date)
	return best
}

// inZone gives a time without a zone the offset that the page shows elsewhere.
func (r *dateReader) inZone(date dates.Date) dates.Date {
	if date.Precision == dates.Day || date.HasZone || r.opts.Zone != nil {
		return date
	}
	wall := date.Time.Format("2006-01-02T15:04")
	var near *dateOffer
	for i := range r.offers {
		o := &r.offers[i]
		if !o.HasZone || o.Precision == dates.Day {
			continue
		}
		if o.Time.Format("2006-01-02T15:04") == wall {
			near = o
			break
		}
		if _, off := o.Time.Zone(); off != 0 && near == nil && o.weight >= 5 && o.Time.Sub(date.Time).Abs() < 21*24*time.Hour {
			near = o
		}
	}
	if near != nil {
		t := date.Time
		date.Time = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, near.Time.Location())
	}
	return date
}

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
			Chosen: o.method == chosen.method && o.path == chosen.path,
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
	if lang != "en" && !strings.HasPrefix(lang, "en-") {
		return lang
	}
	host := canon.Host(d.page.URL)
	host, _, _ = strings.Cut(host, ":")
	tld := host[strings.LastIndexByte(host, '.')+1:]
	if len(tld) == 2 {
		switch tld {
		case "us", "ph", "io", "co", "tv", "me", "ai", "cc", "ly", "ws", "fm", "to", "gg":
		default:
			return "en-" + strings.ToUpper(tld)
		}
	}
	return lang
}
