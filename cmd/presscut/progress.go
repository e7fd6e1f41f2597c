package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"presscut/internal/crawl"
)

// tell writes one line a visit.
func (a *app) tell(v crawl.Visit) {
	line := fmt.Sprintf("%-10s %s", v.Result, v.Target.URL)
	switch {
	case v.Reason != "":
		line += " (" + v.Reason + ")"
	case v.Article != nil:
		line += " " + v.Article.Title
	case v.Result == crawl.List:
		line += fmt.Sprintf(" (%d new addresses)", v.Added)
	}
	fmt.Fprintln(a.stderr, line)
}

// progress shows how a crawl goes: a line a visit when verbose, a bar on a
// terminal, nothing otherwise.
type progress struct {
	mu   sync.Mutex
	show func(crawl.Visit)
	done func()
}

func (p *progress) visit(v crawl.Visit) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.show != nil {
		p.show(v)
	}
}

func (p *progress) end() {
	if p.done != nil {
		p.done()
	}
}

// newProgress chooses how progress is shown.
func (a *app) newProgress() *progress {
	p := &progress{}
	f, isFile := a.stderr.(*os.File)
	switch {
	case a.verbose:
		p.show = a.tell
	case !a.quiet && isFile && term.IsTerminal(int(f.Fd())):
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.stderr), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionShowCount(), progressbar.OptionSetItsString("pages"), progressbar.OptionShowIts())
		n := map[crawl.Result]int{}
		p.show = func(v crawl.Visit) {
			n[v.Result]++
			bar.Describe(fmt.Sprintf("%d new, %d revised, %d unchanged", n[crawl.New], n[crawl.Revised], n[crawl.Unchanged]))
			_ = bar.Add(1) // a bar that cannot be drawn is no reason to stop
		}
		p.done = func() { _ = bar.Finish() }
	}
	return p
}
