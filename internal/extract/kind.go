package extract

// readKind says what kind of page this is.
func (d *doc) readKind() {}
