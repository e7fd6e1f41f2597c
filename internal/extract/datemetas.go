package extract

import (
	"slices"
	"strings"
)

// vague is the weight of a meta element that says "date" and not of what: with many
// systems it is the last change. It counts where no reader is shown another day.
const vague = 2

// dateMeta is a meta element that dates a page.
type dateMeta struct {
	name   string
	role   dateRole
	weight float64
}

// dateMetas are the meta elements that date a page, with how far each is to be trusted.
var dateMetas = []dateMeta{
	{"article:published_time", rolePublished, 9}, {"og:article:published_time", rolePublished, 9}, {"article:published", rolePublished, 8},
	{"og:published_time", rolePublished, 8}, {"datepublished", rolePublished, 8}, {"date.published", rolePublished, 8}, {"publish-date", rolePublished, 8},
	{"publish_date", rolePublished, 8}, {"publishdate", rolePublished, 8}, {"publication_date", rolePublished, 8}, {"publicationdate", rolePublished, 8},
	{"published-date", rolePublished, 8}, {"published_date", rolePublished, 8}, {"published", rolePublished, 7}, {"pubdate", rolePublished, 8},
	{"pub_date", rolePublished, 8}, {"pub-date", rolePublished, 8}, {"parsely-pub-date", rolePublished, 8}, {"sailthru.date", rolePublished, 8},
	{"cxenseparse:recs:publishtime", rolePublished, 8}, {"cxenseparse:publishtime", rolePublished, 8}, {"cse-pubdate", rolePublished, 7},
	{"article.published", rolePublished, 8}, {"article:publish_date", rolePublished, 8}, {"article_date_original", rolePublished, 8}, {"originalpublicationdate", rolePublished, 8},
	{"rnews:datepublished", rolePublished, 8}, {"citation_publication_date", rolePublished, 7}, {"citation_online_date", rolePublished, 7}, {"citation_date", rolePublished, 6},
	{"prism.publicationdate", rolePublished, 8}, {"dc.date.issued", rolePublished, 8}, {"dcterms.issued", rolePublished, 8}, {"dcterms.created", rolePublished, 6},
	{"dc.date.created", rolePublished, 7}, {"dc.created", rolePublished, 6}, {"dc.date", rolePublished, vague}, {"dc:date", rolePublished, vague}, {"dcterms.date", rolePublished, vague}, {"date", rolePublished, vague},
	{"bt:pubdate", rolePublished, 7}, {"displaydate", rolePublished, 7}, {"ptime", rolePublished, 7}, {"mediator_published_time", rolePublished, 8},
	{"vr:published_time", rolePublished, 7}, {"release_date", rolePublished, 6}, {"created", rolePublished, 5}, {"datecreated", rolePublished, 5}, {"creation_date", rolePublished, 5},
	{"article:create_at", rolePublished, 7}, {"og:pubdate", rolePublished, 7}, {"gentime", rolePublished, 5}, {"shareaholic:article_published_time", rolePublished, 8}, {"twt-published-at", rolePublished, 7},

	{"article:modified_time", roleModified, 8}, {"og:updated_time", roleModified, 7}, {"og:article:modified_time", roleModified, 8}, {"datemodified", roleModified, 8},
	{"date.modified", roleModified, 8}, {"article:modified", roleModified, 8}, {"last-modified", roleModified, 4}, {"lastmod", roleModified, 6}, {"modified", roleModified, 6}, {"updated", roleModified, 6},
	{"dcterms.modified", roleModified, 7}, {"dc.date.modified", roleModified, 7}, {"dc.modified", roleModified, 6}, {"revised", roleModified, 5}, {"article.updated", roleModified, 8}, {"article:updated_time", roleModified, 7},
	{"shareaholic:article_modified_time", roleModified, 8}, {"moddate", roleModified, 6}, {"revision_date", roleModified, 6},
}

// publishedNames and modifiedNames are what vendors' names of meta elements come
// down to without their prefixes and signs: esp-publish_time, content:publishDate.
var (
	publishedNames = []string{"publishdate", "publisheddate", "publishtime", "publishedtime", "publishedat", "publishat", "datepublish", "pubdate", "pubday", "datepub", "publicationdate", "publicationtime", "firstpublish", "uploaded", "uploaddate", "uploadtime"}
	modifiedNames  = []string{"modifiedtime", "modifieddate", "modifiedat", "datemodified", "moddate", "lastmodified", "updatedtime", "updateddate", "updatedat", "updatetime", "dateupdate", "lastupdate"}
)

// spelled offers the meta elements that are named for one of the two dates in a
// spelling that dateMetas does not have.
func (r *dateReader) spelled() {
	var names []string
	for name := range r.d.facts.metas {
		if strings.Contains(name, "pub") || strings.Contains(name, "upload") || strings.Contains(name, "mod") || strings.Contains(name, "upda") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		bare := strings.Map(func(c rune) rune {
			if c < 'a' || c > 'z' {
				return -1
			}
			return c
		}, strings.ToLower(name))
		role, weight := rolePublished, 6.5
		switch {
		case slices.ContainsFunc(dateMetas, func(m dateMeta) bool { return m.name == name }), strings.Contains(bare, "comment"), strings.Contains(bare, "expir"):
			continue
		case holdsAny(bare, publishedNames):
		case holdsAny(bare, modifiedNames):
			role, weight = roleModified, 5.5
		default:
			continue
		}
		for _, v := range r.d.facts.metas[name] {
			if r.offer(v, role, weight, "meta", name) {
				break
			}
		}
	}
}
