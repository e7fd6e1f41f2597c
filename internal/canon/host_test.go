package canon

import "testing"

func TestDomainIsWhatOneRegisters(t *testing.T) {
	for host, want := range map[string]string{
		"www.Courier.example": "courier.example",
		"news.courier.co.uk.": "courier.co.uk",
		"127.0.0.1":           "127.0.0.1",
		"co.uk":               "co.uk",
		"":                    "",
	} {
		if got := Domain(host); got != want {
			t.Errorf("Domain(%q) = %q, want %q", host, got, want)
		}
	}
}
