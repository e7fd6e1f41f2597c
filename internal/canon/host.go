package canon

import (
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Domain is the registrable domain of a host (example.co.uk of
// www.example.co.uk), in lower case; the host itself where it has none, as IP
// addresses.
func Domain(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// registered removes the labels that name a twin of a site rather than another
// site: www.courier.example, m.courier.example and en.m.courier.example. It
// takes none from the domain itself: www.gov.uk is all there is of it.
func registered(host string) string {
	if !strings.Contains(host, "www.") && !strings.Contains(host, "m.") &&
		!strings.Contains(host, "mobile.") && !strings.Contains(host, "amp.") {
		return host
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil || len(domain) == len(host) {
		return host
	}
	var b strings.Builder
	b.Grow(len(host))
	for label := range strings.SplitSeq(host[:len(host)-len(domain)-1], ".") {
		switch label {
		case "www", "m", "mobile", "amp":
		default:
			b.WriteString(label)
			b.WriteByte('.')
		}
	}
	b.WriteString(domain)
	return b.String()
}
