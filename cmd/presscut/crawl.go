package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"presscut/internal/canon"
	"presscut/internal/crawl"
	"presscut/internal/fetch"
	"presscut/internal/news"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
)

func (a *app) crawlCommand(settings *pflag.FlagSet) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "crawl [URL...]",
		Short: "Visit what is due and archive the articles",
		Long: `Visits the sources of the configuration, or the URLs given, and all that earlier
runs left due. A URL may be an article, a front or section page, a feed or a
sitemap: presscut works out which. Every page is archived as it was received;
every article is read and stored once.`,
		Example: `  presscut crawl https://courier.example/
  presscut crawl --archive ./press --limit 50 https://courier.example/feed.xml
  presscut crawl                                the sources of presscut.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.crawl(cmd.Context(), args, asJSON)
		},
	}
	use(cmd.Flags(), settings, "archive", "rules", "agent", "contact", "workers", "pause", "timeout",
		"max-body", "allow-private", "since", "recent", "pages", "limit")
	cmd.Flags().BoolVar(&asJSON, "json", false, "the run report as JSON on stdout")
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, "say nothing unless a source needs attention")
	return cmd
}

func (a *app) crawl(ctx context.Context, args []string, asJSON bool) (err error) {
	seeds := a.config.Sources
	if len(args) > 0 {
		seeds = nil
		for _, arg := range args {
			u, err := address(arg)
			if err != nil {
				return usageError{err}
			}
			seeds = append(seeds, news.Target{URL: u})
		}
	}
	sites, err := a.sites()
	if err != nil {
		return err
	}
	s, err := a.open(bolt.Options{Create: len(seeds) > 0})
	if err != nil {
		if len(seeds) == 0 && errors.Is(err, store.ErrNoArchive) {
			return nothingToVisit()
		}
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if len(seeds) == 0 {
		stats, err := s.FrontierStats(ctx)
		if err != nil {
			return fmt.Errorf("count what is due: %w", err)
		}
		if stats.Due+stats.Waiting == 0 {
			return nothingToVisit()
		}
	}
	for i := range seeds {
		seeds[i].Since = a.config.Since.Time
	}

	fetcher := a.fetcher()
	defer fetcher.Close()
	progress := a.newProgress()
	c := &crawl.Crawler{Store: s, Fetcher: fetcher, Sites: sites, Log: a.log, Policy: a.policy(), OnVisit: progress.visit}
	report, err := c.Run(ctx, a.stop, seeds)
	progress.end()
	attention := report.Attention()
	if !a.quiet || len(attention) > 0 {
		if werr := report.Text(a.stderr); werr != nil {
			err = errors.Join(err, werr)
		}
	}
	if asJSON {
		if werr := encode(a.stdout, report); werr != nil {
			err = errors.Join(err, fmt.Errorf("write the report: %w", werr))
		}
	}
	if err != nil {
		return err
	}
	if len(attention) > 0 {
		return hint(errAttention, "the report above names it and why; presscut crawl -v tells each visit")
	}
	return nil
}

func nothingToVisit() error {
	return hint(usage("nothing to visit: no URL given, no sources in %s, nothing left due", configFile),
		"presscut crawl https://… or presscut init and add sources")
}

// policy is the crawl's policy as configured.
func (a *app) policy() crawl.Policy {
	p := crawl.Defaults()
	c := &a.config
	p.Agent, p.Workers, p.Pause, p.Recent = c.Agent, c.Workers, c.Pause, c.Recent
	p.Pages, p.Limit, p.MaxBody = c.Pages, c.Limit, int64(c.MaxBody)
	return p
}

// fetcher is the fetcher as configured.
func (a *app) fetcher() *fetch.Fetcher {
	ua := a.config.Agent + "/" + version
	if a.config.Contact != "" {
		ua += " (+" + a.config.Contact + ")"
	}
	o := fetch.Options{UserAgent: ua, AllowPrivate: a.config.AllowPrivate, MaxBody: int64(a.config.MaxBody)}
	o.Timeouts.Total = a.config.Timeout
	return fetch.New(o)
}

// address checks an address a person gave: absolute, http or https.
func address(s string) (string, error) {
	if u, err := url.Parse(s); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		if !strings.Contains(s, "://") && strings.Contains(s, ".") {
			return "", hint(fmt.Errorf("%q is not a web address", s), "write https://%s", s)
		}
		return "", hint(fmt.Errorf("%q is not a web address", s), "write it whole: https://host/path")
	}
	u, err := canon.Resolve("", s)
	if err != nil {
		return "", hint(fmt.Errorf("%q is not a web address: %w", s, err), "write it whole: https://host/path")
	}
	return u, nil
}
