package payload

import (
	"golang.org/x/net/html/charset"
)

// UTF8 converts a body to UTF-8 and names the charset it was in.
func UTF8(body []byte, contentType string) (text []byte, name string) {
	e, name, _ := charset.DetermineEncoding(body, contentType)
	text, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return body, name
	}
	return text, name
}
