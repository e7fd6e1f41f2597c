package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// findCards marks the teasers of other stories: siblings that look alike, are
// short, and each lead with a link to another page of the same site.
func (l *layout) findCards() {
	type kin struct {
		parent int
		name   string
	}
	groups := map[kin][]int{}
	var order []kin
	for i := range l.elems {
		e := &l.elems[i]
		if e.parent < 0 || e.links == 0 || e.h1 > 0 || e.chars < 20 || e.chars > 1200 {
			continue
		}
		switch e.node.DataAtom {
		case atom.Div, atom.Li, atom.Article, atom.Section, atom.Td, atom.Tr:
		default:
			continue
		}
		k := kin{e.parent, nameOf(e.node)}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
	}
	for _, k := range order {
		group := groups[k]
		need := 3
		if l.elems[group[0]].node.DataAtom == atom.Article {
			need = 2
		}
		if len(group) < need {
			continue
		}
		leads, chars := 0, 0
		for _, i := range group {
			chars += l.elems[i].chars
			if l.leadsWithLink(i) {
				leads++
			}
		}
		if 10*leads < 7*len(group) || chars/len(group) > 700 {
			continue
		}
		for _, i := range group {
			l.elems[i].card = true
			l.cards++
		}
	}
}

// nameOf is the element's name and the first of its classes: elements of the
// same name are alike.
func nameOf(n *html.Node) string {
	class, _, _ := strings.Cut(strings.TrimSpace(attr(n, "class")), " ")
	return n.Data + "." + class
}

// leadsWithLink says whether a linked headline is the first thing of length in the element.
func (l *layout) leadsWithLink(i int) bool {
	e := &l.elems[i]
	for j := e.first; j < e.last && j < e.first+4; j++ {
		p := &l.pieces[j]
		if p.chars < 12 {
			continue
		}
		lead := p.linked() > 0.9
		if !lead && p.linked() > 0.15 && p.text != "" && p.leads {
			lead = true
		}
		if lead {
			return l.sameSite(p.href)
		}
		if p.ends > 0 || p.chars > 60 {
			return false
		}
	}
	return false
}

// sameSite says whether the link leads to another page of this site.
func (l *layout) sameSite(href string) bool {
	href = strings.TrimSpace(href)
	if href == "" || href[0] == '#' || strings.HasPrefix(href, "javascript:") || strings.HasPrefix(href, "mailto:") {
		return false
	}
	if !strings.HasPrefix(href, "http") && !strings.HasPrefix(href, "//") {
		return true
	}
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	return domainOf(u.Hostname()) == l.domain || l.domain == ""
}

// domainOf is the last labels of a host name, enough to tell sites apart.
func domainOf(host string) string {
	host = strings.ToLower(host)
	parts := strings.Split(host, ".")
	n := 2
	if len(parts) > 2 && len(parts[len(parts)-2]) <= 3 && len(parts[len(parts)-1]) == 2 {
		n = 3
	}
	if len(parts) > n {
		parts = parts[len(parts)-n:]
	}
	return strings.Join(parts, ".")
}
