package extract

import "testing"

func TestTheTitleIsTheHeadlineWithoutTheSite(t *testing.T) {
	const want = "Harbour wall to be mended before winter"
	site := `<meta property="og:site_name" content="The Harbour Courier">`
	for name, page := range map[string]string{
		"pipe and name":           storyPage(site+"<title>"+want+" | The Harbour Courier</title>", "", ""),
		"dash and host":           storyPage("<title>"+want+" - Courier</title>", "", ""),
		"name first":              storyPage(site+"<title>The Harbour Courier: "+want+"</title>", "", ""),
		"section between":         storyPage(site+`<meta property="article:section" content="Town"><title>`+want+" - Town - The Harbour Courier</title>", "", ""),
		"date between":            storyPage(site+"<title>"+want+" - 21/12/2026 - The Harbour Courier</title>", "", ""),
		"slogan, h1 shows":        storyPage("<title>"+want+" – All the news of the coast</title>", "<h1>"+want+"</h1>", ""),
		"og with name":            storyPage(site+`<meta property="og:title" content="`+want+` — The Harbour Courier">`, "", ""),
		"structured":              storyPage(site+ldScript(`{"@type":"NewsArticle","headline":"`+want+`"}`)+"<title>Wall: what you need to know</title>", "<h1>"+want+"</h1>", ""),
		"structured with name":    storyPage(site+ldScript(`{"@type":"NewsArticle","headline":"`+want+` | The Harbour Courier"}`)+"<title>"+want+" | The Harbour Courier</title>", "<h1>"+want+"</h1>", ""),
		"cut short elsewhere":     storyPage(`<meta property="og:title" content="Harbour wall to be…"><meta property="twitter:title" content="Harbour wall to be…">`, "<h1>"+want+"</h1>", ""),
		"the logo is an h1":       storyPage(site+"<title>"+want+"</title>", `<h1><a href="/">The Harbour Courier</a></h1><h2 class="headline">`+want+"</h2>", ""),
		"one line in every field": storyPage(`<title>Harbour wall: repairs, costs, winter - Courier</title><meta property="og:title" content="Harbour wall: repairs, costs, winter">`, "<h1>"+want+"</h1>", ""),
		"printed twice":           storyPage(`<title>Wall repairs: harbour works and what they cost</title><meta property="og:title" content="Wall repairs: harbour works and what they cost">`, "<h1>"+want+"</h1><h1>"+want+"</h1>", ""),
		"cut within a word":       storyPage("<title>Harbour wall to be mended before winter, the coun</title>", "<h1>"+want+"</h1>", ""),
		"only shown":              storyPage("", "<h1>"+want+"</h1>", ""),
	} {
		t.Run(name, func(t *testing.T) {
			r := readStory(t, page)
			if r.Article.Title != want {
				t.Errorf("title %q, want %q; candidates %+v", r.Article.Title, want, r.Explanation.Candidates["title"])
			}
			if r.Article.Evidence["title"].Method == "" {
				t.Error("no evidence for the title")
			}
		})
	}
}

func TestANewspapersOwnAnnouncementIsTheTitle(t *testing.T) {
	const shown, announced = "Harbour wall: council votes for repairs", "Why the town mends its harbour wall before winter"
	page := func(kind, title, og string) string {
		return storyPage(ldScript(`{"@type":"`+kind+`","headline":"`+shown+`"}`)+"<title>"+title+`</title><meta property="og:title" content="`+og+`">`, "<h1>"+shown+"</h1>", "")
	}
	for name, tt := range map[string]struct{ page, want string }{
		"written for readers elsewhere": {page("NewsArticle", shown, announced), announced},
		"a copy of the title element":   {page("NewsArticle", announced+" - Courier", announced), shown},
		"cut short":                     {page("NewsArticle", shown, "Why the town mends its harbour…"), shown},
		"not a newspaper's":             {page("BlogPosting", shown, announced), shown},
	} {
		t.Run(name, func(t *testing.T) {
			if r := readStory(t, tt.page); r.Article.Title != tt.want {
				t.Errorf("title %q, want %q; candidates %+v", r.Article.Title, tt.want, r.Explanation.Candidates["title"])
			}
		})
	}
}

func TestALabelBeforeTheHeadlineIsNoPartOfIt(t *testing.T) {
	const want = "Harbour wall to be mended before winter"
	for _, h1 := range []string{"Blog: " + want, "Dec 18 2025 " + want} {
		r := readStory(t, storyPage("<title>"+want+`</title><meta property="og:title" content="`+want+`">`, "<h1>"+h1+"</h1>", ""))
		if r.Article.Title != want {
			t.Errorf("h1 %q: title %q, want %q", h1, r.Article.Title, want)
		}
	}
}

func TestADashInTheHeadlineStays(t *testing.T) {
	for _, want := range []string{"After the flood - a town rebuilds its harbour", "Storm 2026: live updates from the coast", "Rock | Paper | Scissors: the game of the year"} {
		r := readStory(t, storyPage("<title>"+want+" | The Harbour Courier</title>", "<h1>"+want+"</h1>", ""))
		if r.Article.Title != want {
			t.Errorf("title %q, want %q", r.Article.Title, want)
		}
	}
}
