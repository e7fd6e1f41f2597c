package extract

import (
	"slices"
	"time"

	"presscut/internal/dates"
)

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
