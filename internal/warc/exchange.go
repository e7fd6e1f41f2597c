package warc

import (
	"bytes"

	"presscut/internal/news"
)

// Exchange gives the records of one HTTP exchange: the response, then the
// request (if there is one) as concurrent to it. payloadDigest is over the
// response's body without its transfer coding; "" leaves the field out.
func Exchange(x *news.Exchange, payloadDigest string) []Record {
	response := Record{
		Header: Header{
			Type: Response, Date: x.Time, URI: x.URL, IP: x.IP, ContentType: TypeResponse,
			PayloadDigest: payloadDigest, Truncated: x.Truncated,
		},
		Block: x.Response,
	}
	return withRequest(x, response)
}

// Again gives the records of an exchange whose payload is kept already: a
// revisit with the response's head alone, which refers to the record of the
// response original, then the request. Of original, ID may be empty; URI, Date
// and PayloadDigest must be set.
func Again(x *news.Exchange, original Header) []Record {
	return withRequest(x, Record{
		Header: Header{
			Type: Revisit, Date: x.Time, URI: x.URL, IP: x.IP, ContentType: TypeResponse,
			PayloadDigest: original.PayloadDigest, Profile: ProfileIdentical,
			RefersTo: original.ID, RefersToURI: original.URI, RefersToDate: original.Date,
		},
		Block: Head(x.Response),
	})
}

// withRequest seals answer and puts the exchange's request behind it.
func withRequest(x *news.Exchange, answer Record) []Record {
	answer.Seal()
	if len(x.Request) == 0 {
		return []Record{answer}
	}
	request := Record{
		Header: Header{
			Type: Request, Date: x.Time, URI: x.URL, IP: x.IP, ContentType: TypeRequest,
			ConcurrentTo: []string{answer.ID},
		},
		Block: x.Request,
	}
	request.Seal()
	return []Record{answer, request}
}

// Head is the part of an HTTP response message before its body: the status
// line, the header and the empty line at its end; interim 1xx heads before it
// included. It is the whole message when there is no empty line.
func Head(message []byte) []byte {
	end := 0
	for {
		n := headEnd(message[end:])
		interim := bytes.HasPrefix(message[end:], []byte("HTTP/1.1 1")) && bytes.HasPrefix(message[end+n:], []byte("HTTP/"))
		end += n
		if !interim {
			return message[:end:end]
		}
	}
}

// headEnd is the length of b up to and with its first empty line.
func headEnd(b []byte) int {
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return len(b)
		}
		line := b[at : at+i]
		at += i + 1
		if len(line) == 0 || len(line) == 1 && line[0] == '\r' {
			return at
		}
	}
}
