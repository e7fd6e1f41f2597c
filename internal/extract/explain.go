package extract

import "presscut/internal/news"

// Explanation tells how a reading came about.
type Explanation struct {
	Candidates map[string][]Candidate `json:"candidates"` // by the field's JSON name, best first
	Dropped    []Dropped              `json:"dropped"`    // blocks kept out of the body, in page order
}

// Candidate is one value that was considered for a field.
type Candidate struct {
	Value  string  `json:"value"` // lists are joined with "; "
	Method string  `json:"method"`
	Path   string  `json:"path,omitempty"`
	Score  float64 `json:"score"`
	Chosen bool    `json:"chosen,omitempty"`
}

// Dropped is a block kept out of the body.
type Dropped struct {
	Path   string `json:"path"` // element names with ids and classes from the body element down
	Text   string `json:"text"` // its beginning
	Reason string `json:"reason"`
}

// because records what gave a field its value.
func (d *doc) because(field, method, path string) {
	if d.article.Evidence == nil {
		d.article.Evidence = map[string]news.Evidence{}
	}
	d.article.Evidence[field] = news.Evidence{Method: method, Path: path}
}
