package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"presscut/internal/export"
	"presscut/internal/store"
	"presscut/internal/store/bolt"
)

// exportFlags are what an export is asked for.
type exportFlags struct {
	since, until                 day
	source, tag, language, query string
	out, reader                  string
	onlyNew, dryRun              bool
}

func (a *app) exportCommand(settings *pflag.FlagSet) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export",
		Short: "The archive as JSON Lines",
		Long: `Writes the latest revision of each article, one JSON object a line, in the order
they were archived. With -o the file is put in place whole or not at all.
With --new only what is new or revised since the last --new export of the same
--reader is written; the mark moves only when all of it has been written.`,
		Example: `  presscut export > articles.jsonl
  presscut export --since 2025-06-01 --language en --query "peace talks" -o june.jsonl
  presscut export --new -o today.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !f.onlyNew && (f.dryRun || cmd.Flags().Changed("reader")) {
				return usage("--dry-run and --reader go with --new")
			}
			return a.export(cmd.Context(), f)
		},
	}
	use(cmd.Flags(), settings, "archive")
	fl := cmd.Flags()
	fl.Var(&f.since, "since", "published (else first captured) on this day or later: YYYY-MM-DD")
	fl.Var(&f.until, "until", "published (else first captured) before this day: YYYY-MM-DD")
	fl.StringVar(&f.source, "source", "", "a source's name or host")
	fl.StringVar(&f.tag, "tag", "", "a tag, as shown")
	fl.StringVar(&f.language, "language", "", "a language: en chooses en-GB too")
	fl.StringVar(&f.query, "query", "", "words that all stand in title, subtitle or body")
	fl.StringVarP(&f.out, "output", "o", "", "write to this file instead of stdout")
	fl.BoolVar(&f.onlyNew, "new", false, "only what is new since the last such export")
	fl.StringVar(&f.reader, "reader", "default", "with --new: whose mark moves; each reader has its own")
	fl.BoolVar(&f.dryRun, "dry-run", false, "with --new: write, but leave the mark where it is")
	return cmd
}

func (a *app) export(ctx context.Context, f exportFlags) (err error) {
	s, err := a.open(bolt.Options{ReadOnly: !f.onlyNew || f.dryRun})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()

	var after store.Mark
	bookmark := "export/" + f.reader
	if f.onlyNew {
		if after, err = s.Bookmark(ctx, bookmark); err != nil {
			return fmt.Errorf("read where the last export ended: %w", err)
		}
	}
	filter := export.Filter{Since: f.since.Time, Until: f.until.Time, Source: f.source, Tag: f.tag, Language: f.language, Query: f.query}
	var result export.Result
	write := func(w io.Writer) error {
		result, err = export.JSONLines(ctx, w, s, filter, after)
		return err
	}
	if f.out != "" {
		err = export.ToFile(f.out, write)
	} else {
		err = write(a.stdout)
	}
	if err != nil {
		return err
	}
	a.log.Info("exported", "articles", result.Written)
	if f.onlyNew && !f.dryRun && result.Mark != after {
		if err := s.SetBookmark(ctx, bookmark, result.Mark); err != nil {
			return fmt.Errorf("remember where this export ended: %w", err)
		}
	}
	return nil
}
