package extract

import (
	"strings"
	"time"

	"presscut/internal/canon"
	"presscut/internal/dates"
)

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

// oneInstant tells whether a wall clock without a zone may show the instant of a stamp.
func oneInstant(wall, stamp dates.Date) bool {
	if wall.HasZone || wall.Precision == dates.Day || !stamp.HasZone || stamp.Precision == dates.Day {
		return false
	}
	off := wall.Time.Truncate(time.Minute).Sub(stamp.Time.Truncate(time.Minute))
	return off >= -12*time.Hour && off <= 14*time.Hour && off%(30*time.Minute) == 0
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
		date.HasZone = true
	}
	return date
}

// zoneNote says in the evidence that the offset of a time was told by nobody.
func (r *dateReader) zoneNote(date dates.Date) string {
	if date.Precision == dates.Day || r.opts.Zone != nil || date.HasZone {
		return ""
	}
	return " (names no zone: taken as UTC)"
}

// topLevel is the top-level domain of the page's host.
func (d *doc) topLevel() string {
	host := canon.Host(d.page.URL)
	host, _, _ = strings.Cut(host, ":")
	return host[strings.LastIndexByte(host, '.')+1:]
}
