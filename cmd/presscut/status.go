package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"presscut/internal/store/bolt"
)

func (a *app) statusCommand(settings *pflag.FlagSet) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "What the archive holds, and what is due",
		Example: "  presscut status --archive ./press",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			s, err := a.open(bolt.Options{ReadOnly: true})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			kept, err := s.ArchiveStats(cmd.Context())
			if err != nil {
				return fmt.Errorf("count the archive: %w", err)
			}
			due, err := s.FrontierStats(cmd.Context())
			if err != nil {
				return fmt.Errorf("count the frontier: %w", err)
			}
			if asJSON {
				return encode(a.stdout, map[string]any{
					"articles": kept.Articles, "revisions": kept.Revisions, "captures": kept.Captures, "payloads": kept.Payloads,
					"due": due.Due, "waiting": due.Waiting, "lent": due.Lent, "done": due.Done, "failed": due.Failed,
				})
			}
			_, err = fmt.Fprintf(a.stdout, "articles   %d in %d revisions\ncaptures   %d of %d different payloads\naddresses  %d due, %d later, %d done, %d failed\n",
				kept.Articles, kept.Revisions, kept.Captures, kept.Payloads, due.Due, due.Waiting+due.Lent, due.Done, due.Failed)
			return err
		},
	}
	use(cmd.Flags(), settings, "archive")
	cmd.Flags().BoolVar(&asJSON, "json", false, "the same as JSON")
	return cmd
}
