package dates

import "time"

// fromPersian turns a day of the solar Hijri calendar into ours, by the 33-year
// cycle of leap years that holds from 1244 to 1472.
func fromPersian(year, month, day int) (int, int, int) {
	if month < 1 || month > 12 {
		return 0, 0, 0
	}
	days := day - 1
	for m := 1; m < month; m++ {
		if m <= 6 {
			days += 31
		} else {
			days += 30
		}
	}
	for y := 1400; y < year; y++ {
		days += 365 + persianLeap(y)
	}
	for y := year; y < 1400; y++ {
		days -= 365 + persianLeap(y)
	}
	t := time.Date(2021, 3, 21, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days) // 1 Farvardin 1400
	return t.Year(), int(t.Month()), t.Day()
}

func persianLeap(y int) int {
	switch y % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return 1
	}
	return 0
}
