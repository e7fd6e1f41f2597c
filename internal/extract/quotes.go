package extract

import "presscut/internal/quotes"

// readQuotes fills quotes from the blocks of the body.
func (d *doc) readQuotes() {
	d.article.Quotes = quotes.Find(d.article.Blocks, quotes.Options{Language: d.article.Language})
	if len(d.article.Quotes) > 0 {
		d.because("quotes", "text", "marks")
	}
}
