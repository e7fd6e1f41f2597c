package crawl_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"presscut/internal/crawl"
	"presscut/internal/news"
	"presscut/internal/store"
)

func TestStoppingFinishesThePagesInHandAndLeavesTheRestDue(t *testing.T) {
	p := threeStories(t)
	stop := make(chan struct{})
	p.set("/news/2025/story-number-0", func(w http.ResponseWriter, r *http.Request) {
		close(stop) // while this page is in hand
		story("Bridge")(w, r)
	})
	c := newCrawler(t)
	r, err := c.Run(t.Context(), stop, []news.Target{{URL: p.URL + "/feed.xml"}})
	if err != nil {
		t.Fatal(err)
	}
	// The page in hand is finished; one more may have been lent before the stop was seen.
	if n := r.Results[crawl.New]; n < 1 || !r.Interrupted || waiting(t, c) != 3-n {
		t.Errorf("%d articles, interrupted: %v, %d left due", n, r.Interrupted, waiting(t, c))
	}
	if r := run(t, c); r.Interrupted || waiting(t, c) != 0 {
		t.Errorf("the next run is interrupted: %v, and leaves %d", r.Interrupted, waiting(t, c))
	}
}

func TestEndingTheContextReturnsAtOnceAndIsNoTry(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hold := make(chan struct{})
	p := newPaper(t, nil)
	p.set("/story", func(http.ResponseWriter, *http.Request) {
		cancel()
		<-hold // never answers
	})
	t.Cleanup(func() { close(hold) }) // before the server closes, which waits for it
	c := newCrawler(t)
	c.Tries = 1
	r, err := c.Run(ctx, nil, []news.Target{{URL: p.URL + "/story"}})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Interrupted || r.Visits != 0 || waiting(t, c) != 1 {
		t.Errorf("interrupted: %v, %d visits, %d left due", r.Interrupted, r.Visits, waiting(t, c))
	}
	lease, err := c.Store.Lease(t.Context(), store.Ask{By: "test", For: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	if lease.Try != 1 {
		t.Errorf("the next visit is try %d, want the first", lease.Try)
	}
}

func TestEndingTheContextWhileRobotsIsAskedLosesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hold := make(chan struct{})
	p := newPaper(t, nil)
	p.set("/robots.txt", func(http.ResponseWriter, *http.Request) {
		cancel()
		<-hold
	})
	t.Cleanup(func() { close(hold) })
	c := newCrawler(t)
	r, err := c.Run(ctx, nil, []news.Target{{URL: p.URL + "/story"}})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Interrupted || waiting(t, c) != 1 {
		t.Errorf("interrupted: %v, %d left due", r.Interrupted, waiting(t, c))
	}
}

func TestAFaultOfTheStoreEndsTheRun(t *testing.T) {
	p := newPaper(t, nil)
	c := newCrawler(t)
	p.set("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		if err := c.Store.Close(); err != nil {
			t.Error(err)
		}
		w.WriteHeader(404)
	})
	r, err := c.Run(t.Context(), nil, []news.Target{{URL: p.URL + "/one"}, {URL: newPaper(t, nil).URL + "/two"}})
	if err == nil || !r.Interrupted {
		t.Errorf("error %v, interrupted: %v; want a fault of the store", err, r.Interrupted)
	}
}
