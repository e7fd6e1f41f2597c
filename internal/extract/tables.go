package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"presscut/internal/news"
)

// table reads a table of data as one piece: a line for each row.
func (w *segmenter) table(table *html.Node) {
	p := piece{kind: news.BlockTable, elem: w.at, cues: w.cues}
	var rows []string
	eachWithin(table, func(n *html.Node) bool {
		if n.DataAtom == atom.Caption {
			if t := textOf(n); t != "" {
				rows = append(rows, t)
			}
			return false
		}
		if n.DataAtom != atom.Tr {
			return true
		}
		var cells []string
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			cells = append(cells, textOf(c))
			eachWithin(c, func(a *html.Node) bool {
				if a.DataAtom == atom.A {
					p.links++
					p.linkChars += weight(textOf(a))
					return false
				}
				return true
			})
		}
		if row := strings.Trim(strings.Join(cells, "\t"), "\t"); row != "" {
			rows = append(rows, row)
		}
		return false
	})
	if len(rows) == 0 {
		return
	}
	p.text = strings.Join(rows, "\n")
	p.chars = weight(p.text)
	p.ends = sentences(p.text)
	w.lay.pieces = append(w.lay.pieces, p)
}

// isDataTable tells a table of data from one that only lays out a page.
func isDataTable(table *html.Node) bool {
	cells, rows, long, blocks, layout := 0, 0, 0, 0, false
	eachWithin(table, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Table, atom.Article, atom.H1, atom.Form, atom.Blockquote, atom.Section, atom.Iframe:
			if n != table {
				layout = true
			}
		case atom.Tr:
			rows++
		case atom.Td, atom.Th:
			cells++
			size := 0
			eachText(n, func(s string) bool { size += len(s); return size <= 1500 })
			if size > 1500 {
				layout = true
			} else if size > 400 {
				long++
			}
		case atom.P, atom.Div, atom.H2, atom.H3, atom.Ul:
			blocks++
		}
		return !layout
	})
	return !layout && rows > 1 && cells > rows && long*4 < cells && blocks <= 2*cells
}
