package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"presscut/internal/news"
)

func TestTheStandfirstIsTheSubtitle(t *testing.T) {
	const h1, lead = "<h1>Harbour wall to be mended</h1>", "The old stones were loose for years, and nobody wanted to pay."
	for name, page := range map[string]string{
		"by class":     storyPage("", h1+`<p class="standfirst">`+lead+`</p>`, ""),
		"by microdata": storyPage("", `<div itemscope itemtype="https://schema.org/NewsArticle">`+h1+`<h2 itemprop="alternativeHeadline">`+lead+`</h2></div>`, ""),
		"beside junk":  storyPage(`<meta name=description content="`+lead+`">`, h1+`<p class="intro">You may subscribe to our newsletter here today.</p><p class="deck">`+lead+`</p>`, ""),
	} {
		t.Run(name, func(t *testing.T) {
			if got := readStory(t, page).Article.Subtitle; got != lead {
				t.Errorf("subtitle %q, want %q", got, lead)
			}
		})
	}
}

func TestSectionAndSiteAreNamed(t *testing.T) {
	for name, page := range map[string]string{
		"metas":       storyPage(`<meta property="og:site_name" content="The Courier"><meta property="article:section" content="Town">`, "<h1>Wall mended</h1>", ""),
		"json-ld":     storyPage(ldScript(`{"@type":"NewsArticle","articleSection":["Town","News"],"publisher":{"@type":"Organization","name":"The Courier"}}`), "<h1>Wall mended</h1>", ""),
		"breadcrumbs": storyPage(`<title>Wall mended | The Courier</title>`+ldScript(`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home"},{"@type":"ListItem","item":{"name":"Town"}},{"@type":"ListItem","name":"Wall mended"}]}`), "<h1>Wall mended</h1>", ""),
	} {
		t.Run(name, func(t *testing.T) {
			a := readStory(t, page).Article
			if diff := cmp.Diff([]string{"Town", "The Courier"}, []string{a.Section, a.SiteName}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestImagesAreKeptOnceWithWhatIsKnown(t *testing.T) {
	page := storyPage(`<meta property="og:image" content="https://img.courier.example/w1200/harbour-wall-in-storm.jpg?x=1">`, `<h1>Harbour wall to be mended</h1>`,
		`<figure><img src="data:image/gif;base64,x" data-src="https://img.courier.example/w300/harbour-wall-in-storm.jpg" alt="A wall"><figcaption>The wall in May. <span class="credit">Photo: Ada Quill</span></figcaption></figure>
<figure><img src="/placeholder.gif" srcset="/b-small.jpg 300w, /b-large.jpg 900w"></figure>`)
	want := []news.Image{
		{URL: "https://img.courier.example/w1200/harbour-wall-in-storm.jpg?x=1", Caption: "The wall in May.", Credit: "Photo: Ada Quill", Alt: "A wall"},
		{URL: "https://www.courier.example/b-large.jpg"},
	}
	if diff := cmp.Diff(want, readStory(t, page).Article.Images); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheSeedPageIsReadWithoutARule(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "seed")
	page, err := os.ReadFile(filepath.Join(dir, "page.html"))
	if err != nil {
		t.Skip("the seed page is not here: ", err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Skip("the seed page is not here: ", err)
	}
	type fields struct {
		URL       string            `json:"url"`
		Title     string            `json:"title"`
		Authors   []string          `json:"authors"`
		Tags      []string          `json:"tags"`
		Language  string            `json:"language"`
		Languages map[string]string `json:"languages"`
	}
	var want fields
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	r, err := Read(Page{HTML: page, URL: want.URL})
	if err != nil {
		t.Fatal(err)
	}
	a := r.Article
	got := fields{a.URL, a.Title, a.Authors, a.Tags, a.Language, map[string]string{}}
	for _, v := range a.Variants {
		got.Languages[v.Language] = v.URL
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
