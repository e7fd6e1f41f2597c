package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"presscut/internal/site"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
)

// app holds what the commands share.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	stop           <-chan struct{} // closed when the run should end after what is in hand

	started bool // a command's own work has begun: its faults are not faults of usage
	config  config
	verbose bool
	quiet   bool
	log     *slog.Logger
}

// command builds the command tree.
func (a *app) command() *cobra.Command {
	settings := a.config.settings()
	root := &cobra.Command{
		Use:   "presscut",
		Short: "Archive news articles: page, text and proof",
		Long: `presscut crawls news sites politely, reads each article out of its page, and
keeps page and article in an archive that can be exported, verified and read
again years later.`,
		Example: `  presscut crawl https://courier.example/      visit what a front page announces
  presscut export > articles.jsonl             the archive as JSON Lines
  presscut extract page.html --url https://…   one page to one article, nothing stored`,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.config.load(settings); err != nil {
				return err
			}
			level := slog.LevelWarn
			if a.verbose {
				level = slog.LevelInfo
			}
			a.log = slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
			a.started = true
			return nil
		},
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.PersistentFlags().StringVar(&a.config.file, "config", "", "configuration file (default presscut.yaml, where there is one)")
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, "tell each step on stderr")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		a.crawlCommand(settings), a.extractCommand(settings), a.explainCommand(settings), a.exportCommand(settings),
		a.statusCommand(settings), a.rulesCommand(settings), a.initCommand(), a.versionCommand(),
	)
	return root
}

// withoutConfig begins a command that must work whatever the configuration says.
func (a *app) withoutConfig(*cobra.Command, []string) error {
	a.started = true
	return nil
}

// sites loads the rules: the embedded ones and the user's.
func (a *app) sites() (*site.Set, error) {
	set, err := site.Load(a.config.Rules...)
	if err != nil {
		return nil, hint(usageError{fmt.Errorf("load the site rules: %w", err)}, "presscut rules check FILE… tells every fault with its line")
	}
	return set, nil
}

// open opens the archive.
func (a *app) open(o bolt.Options) (*bolt.Store, error) {
	s, err := bolt.Open(a.config.Archive, o)
	switch {
	case err == nil:
		return s, nil
	case errors.Is(err, store.ErrLocked):
		return nil, hint(err, "wait until that run has ended, or give another folder with --archive")
	case errors.Is(err, store.ErrNewer):
		return nil, hint(err, "use the presscut that wrote it, or a later one")
	case errors.Is(err, store.ErrNoArchive):
		return nil, hint(err, "presscut crawl makes an archive; give its folder with --archive")
	case errors.Is(err, store.ErrNotArchive):
		return nil, hint(err, "give the archive's folder with --archive, or a new or empty one to crawl into")
	}
	return nil, err
}
