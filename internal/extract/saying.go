package extract

import (
	"strings"

	"presscut/internal/news"
)

// phraseNoise says why a block is no part of the story by what it says.
func (p *piece) phraseNoise() string {
	if p.chars > 400 {
		return ""
	}
	label := p.chars < 60 && (p.ends == 0 || strings.HasSuffix(p.text, "...") || strings.HasSuffix(p.text, "…"))
	emphatic := 10*p.strong > 9*p.chars
	switch {
	case label && p.linked() < 0.5 && readAlso.at(p.folded) == len(p.folded):
		return "related stories"
	case p.links <= 2 && placeholder.has(p.folded) && (p.chars < 200 || placeholder.starts(p.folded)):
		return "placeholder"
	case label && advertLabel.only(p.folded):
		return "advertisement"
	case label && shareLabel.only(p.folded):
		return "share bar"
	case label && commentLabel.only(p.folded):
		return "comments"
	case label && p.chars < 40 && readingTime.only(p.folded):
		return "reading time"
	case p.chars < 250 && (strings.HasPrefix(p.text, "©") || copyrightStart.starts(p.folded) || copyrightWords.has(p.folded)):
		return "copyright"
	case (p.linked() > 0.4 || p.links > 0 && emphatic || label && (p.kind == news.BlockHeading || emphatic || strings.HasSuffix(p.text, ":") || strings.HasSuffix(p.text, "..."))) && readAlso.starts(p.folded):
		return "related stories"
	case p.chars < 300 && p.links > 0 && (p.linked() > 0.5 || emphatic) && pitch.has(p.folded), p.chars < 160 && p.links > 0 && pitch.starts(p.folded):
		return "promotion"
	case p.chars < 160 && p.ends <= 1 && p.isCredit():
		return "credit"
	}
	return ""
}

// isCredit says whether a short block tells who took or owns a picture.
func (p *piece) isCredit() bool {
	if n := creditStart.at(p.folded); n >= 0 {
		head, _, _ := strings.Cut(p.text, " ")
		return strings.ContainsAny(head, ":|/©") || strings.Contains(p.folded[:n], " ") || p.text[0] == '('
	}
	return p.chars < 100 && p.ends == 0 && creditWords.has(p.folded)
}
