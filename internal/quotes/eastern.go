package quotes

func (f *finder) eastern() bool       { return false }
func (f *finder) ownEastern(q *quote) {}
