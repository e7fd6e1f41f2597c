package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
)

// refusedAddress is a network address that presscut does not connect to.
type refusedAddress struct{ addr, why string }

func (e *refusedAddress) Error() string { return fmt.Sprintf("%s is refused: %s", e.addr, e.why) }

// guard is the net.Dialer.Control of public crawling. It sees the address after
// name resolution, so no name and no redirect leads around it.
func guard(_, address string, _ syscall.RawConn) error { return checkAddress(address) }

// checkAddress refuses an ip:port that is not on the public internet.
func checkAddress(address string) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return &refusedAddress{address, "not an IP address"}
	}
	if why := special(ap.Addr()); why != "" {
		return &refusedAddress{address, why}
	}
	return nil
}

// checkHost refuses what can be told from a URL's host and port before looking
// the name up.
func checkHost(host, port string) error {
	name := strings.TrimSuffix(strings.ToLower(host), ".")
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return &refusedAddress{host, "loopback"}
	}
	if n, err := strconv.Atoi(port); err != nil || otherServices[n] {
		return &refusedAddress{net.JoinHostPort(host, port), "a port of another service"}
	}
	return nil
}

// special names the special-purpose network an address belongs to, "" for a
// public one. Addresses that carry an IPv4 address are judged by that as well.
func special(ip netip.Addr) string {
	ip = ip.Unmap().WithZone("")
	for _, n := range specialNetworks {
		if n.prefix.Contains(ip) {
			return n.why
		}
	}
	return ""
}

type network struct {
	prefix netip.Prefix
	why    string
}

// specialNetworks are the IANA IPv4 and IPv6 special-purpose registries, less
// what is globally reachable. The tunnels (NAT64, 6to4, Teredo, IPv4-compatible)
// are refused whole: each reaches any IPv4 address, private ones too.
var specialNetworks = []network{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},
	{netip.MustParsePrefix("10.0.0.0/8"), "private network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "shared address space"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local"},
	{netip.MustParsePrefix("172.16.0.0/12"), "private network"},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation"},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relays"},
	{netip.MustParsePrefix("192.168.0.0/16"), "private network"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved"},
	{netip.MustParsePrefix("::/96"), "loopback, unspecified or IPv4-compatible"},
	{netip.MustParsePrefix("::ffff:0:0:0/96"), "IPv4-translated"},
	{netip.MustParsePrefix("64:ff9b::/96"), "NAT64"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "local NAT64"},
	{netip.MustParsePrefix("100::/64"), "discard only"},
	{netip.MustParsePrefix("2001::/23"), "protocol assignments and Teredo"},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation"},
	{netip.MustParsePrefix("2002::/16"), "6to4"},
	{netip.MustParsePrefix("3fff::/20"), "documentation"},
	{netip.MustParsePrefix("5f00::/16"), "segment routing"},
	{netip.MustParsePrefix("fc00::/7"), "private network"},
	{netip.MustParsePrefix("fe80::/10"), "link-local"},
	{netip.MustParsePrefix("fec0::/10"), "site-local"},
	{netip.MustParsePrefix("ff00::/8"), "multicast"},
}

// otherServices are the ports that browsers refuse (Fetch standard, "bad port")
// and those of common databases and control planes.
var otherServices = func() map[int]bool {
	ports := map[int]bool{}
	for _, p := range []int{
		0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
		111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
		532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190,
		5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
		445, 1433, 1521, 2375, 2376, 2379, 3306, 3389, 5432, 5900, 5984, 6379, 6443, 8086, 9042, 9200, 9300, 10250, 11211, 27017,
	} {
		ports[p] = true
	}
	return ports
}()
