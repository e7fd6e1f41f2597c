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
		d.because("published", best.method, path)
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
	d.because("modified", changed.method, changed.path)
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

// leastWeight is what a day must reach: a date anywhere in the text is not yet the page's.
const leastWeight = 1.7

// choose elects a day: the offer with the most weight, where other sources that
// name the same day add to it. What stands in elements and what stands in their
// text is one source.
func (r *dateReader) choose(role dateRole) (dateOffer, bool) {
	best, top := -1, 0.0
	for i, o := range r.offers {
		if o.role != role {
			continue
		}
		sum := o.weight
		seen := []string{o.source()}
		for _, other := range r.offers {
			if other.role == role && !slices.Contains(seen, other.source()) && sameDay(o.Date, other.Date) {
				seen = append(seen, other.source())
				sum += agreement * other.weight
			}
		}
		if r.inMonth(o.Date) && o.weight >= 1 {
			sum += monthWeight
		}
		if sum > top && sum >= leastWeight {
			best, top = i, sum
		}
	}
	if best < 0 {
		return dateOffer{}, false
	}
	return r.offers[best], true
}

// shownAtHead is the weight of a day that stands by itself next to the headline.
const shownAtHead = 4.1

// shown prefers the day that a reader sees at the head of the story to a stamp for
// machines that nothing else on the page supports: such stamps are often those of
// the last save, or a day off by their zone. Not where the day shown is that of a
// change: papers show it in the place of the first day without saying so.
func (r *dateReader) shown(best dateOffer) dateOffer {
	if best.seen() || best.method == "rule" || best.method == "url" {
		return best
	}
	var head dateOffer
	for _, o := range r.offers {
		switch {
		case o.role != rolePublished || o.weight < 1 || !o.seen() && o.method != "url":
		case sameDay(o.Date, best.Date), o.Ambiguous && sameDay(dates.Date{Time: o.Swapped().Time, Precision: dates.Day}, best.Date):
			return best
		case o.seen() && o.weight >= shownAtHead && o.weight > head.weight:
			head = o
		}
	}
	if head.weight == 0 || oneInstant(head.Date, best.Date) {
		return best
	}
	for _, o := range r.offers {
		if o.role == roleModified && !o.seen() && sameDay(o.Date, head.Date) {
			return best
		}
	}
	return head
}

// oneInstant tells whether a wall clock without a zone may show the instant of a stamp.
func oneInstant(wall, stamp dates.Date) bool {
	if wall.HasZone || wall.Precision == dates.Day || !stamp.HasZone || stamp.Precision == dates.Day {
		return false
	}
	off := wall.Time.Truncate(time.Minute).Sub(stamp.Time.Truncate(time.Minute))
	return off >= -12*time.Hour && off <= 14*time.Hour && off%(30*time.Minute) == 0
}

// seen: a reader sees the date.
func (o *dateOffer) seen() bool { return o.method == "text" || o.method == "dom" }

// standIn is the day of the last change, for a page that tells no other day and
// shows this one: measured, it is more often than not the day such a page is of.
func (r *dateReader) standIn() (dateOffer, bool) {
	best, ok := r.choose(roleModified)
	if !ok {
		best, ok = r.only(roleModified)
	}
	if !ok {
		return best, false
	}
	for _, o := range r.offers {
		if o.role == roleModified && (o.seen() || o.method == "json-ld") && sameDay(o.Date, best.Date) {
			return best, true
		}
	}
	return best, false
}

// monthWeight is what it adds to a day that the address names its month.
const monthWeight = 3

// inMonth tells whether the address of the page names the month of the date, and no day.
func (r *dateReader) inMonth(d dates.Date) bool {
	return r.month != "" && d.Time.Format("2006-01") == r.month
}

// only is the day that stands out on a page without any dateline: no other day
// comes near it.
func (r *dateReader) only(role dateRole) (best dateOffer, ok bool) {
	second := 0.0
	month := false // of the days in the month of the address, where there are any
	for _, o := range r.offers {
		month = month || o.role == role && r.inMonth(o.Date)
	}
	for _, o := range r.offers {
		switch {
		case o.role != role, month && !r.inMonth(o.Date):
		case !ok:
			best, ok = o, true
		case sameDay(best.Date, o.Date):
			if o.weight > best.weight {
				best = o
			}
		case o.weight > best.weight:
			second = best.weight
			best = o
		default:
			second = max(second, o.weight)
		}
	}
	return best, ok && (best.weight >= 0.6 || month) && best.weight >= 1.5*second
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
		// a reader east or west of Greenwich, as far as papers are printed
		off := other.Time.Sub(day.Time)
		return off > -14*time.Hour && off < 33*time.Hour && other.Time.Location() == time.UTC && (off < 0 || off >= 24*time.Hour)
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
			if o.role == best.role && o.Precision != dates.Day && !isMidnight(o.Date) && o.weight > top && o.weight >= 3 && best.Time.Format(time.DateOnly) == o.Time.Format(time.DateOnly) {
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

// local writes a stamp that a system keeps in UTC in the zone of the paper, where
// the page shows the same minute on its own clock.
func (r *dateReader) local(date dates.Date) dates.Date {
	if _, off := date.Time.Zone(); date.Precision == dates.Day || !date.HasZone || off != 0 {
		return date
	}
	top, zone := 3.5, (*time.Location)(nil)
	for _, o := range r.offers {
		if o.Precision == dates.Day || o.weight <= top {
			continue
		}
		if _, off := o.Time.Zone(); o.HasZone && off != 0 && o.Time.Truncate(time.Minute).Equal(date.Time.Truncate(time.Minute)) {
			top, zone = o.weight, o.Time.Location()
			continue
		}
		if o.HasZone {
			continue
		}
		off := o.Time.Truncate(time.Minute).Sub(date.Time.Truncate(time.Minute))
		if off != 0 && oneInstant(o.Date, date) {
			top, zone = o.weight, time.FixedZone("", int(off/time.Second))
		}
	}
	if zone == nil {
		zone = r.otherZone(date)
	}
	if zone != nil {
		date.Time = date.Time.In(zone)
	}
	return date
}

// otherZone is the offset of another stamp of the page, if it puts the instant on
// the day that the page shows and UTC does not.
func (r *dateReader) otherZone(date dates.Date) *time.Location {
	day := date.Time.Format(time.DateOnly)
	shown := map[string]bool{}
	for _, o := range r.offers {
		if o.role == rolePublished && o.weight >= 4 && (o.Precision == dates.Day || !o.HasZone) {
			shown[o.Time.Format(time.DateOnly)] = true
		}
	}
	if shown[day] {
		return nil
	}
	for _, o := range r.offers {
		if _, off := o.Time.Zone(); o.HasZone && off != 0 && o.Time.Sub(date.Time).Abs() < 21*24*time.Hour && shown[date.Time.In(o.Time.Location()).Format(time.DateOnly)] {
			return o.Time.Location()
		}
	}
	if home, ok := dates.AtHome(date.Time, r.d.topLevel(), r.opts.Language); ok {
		h, m, s := home.Clock() // midnight at home: a bare day, kept by a system that knows only instants
		if shown[home.Format(time.DateOnly)] || h == 0 && m == 0 && s == 0 {
			return home.Location()
		}
	}
	return nil
}

// inZone gives a time without a zone the offset that the page shows elsewhere.
func (r *dateReader) inZone(date dates.Date) dates.Date {
	if date.Precision == dates.Day || r.opts.Zone != nil {
		return date
	}
	if date.HasZone {
		return r.local(date)
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

// topLevel is the top-level domain of the page's host.
func (d *doc) topLevel() string {
	host := canon.Host(d.page.URL)
	host, _, _ = strings.Cut(host, ":")
	return host[strings.LastIndexByte(host, '.')+1:]
}
