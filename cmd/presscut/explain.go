package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"presscut/internal/extract"
)

func (a *app) explainCommand(settings *pflag.FlagSet) *cobra.Command {
	var f pageFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain FILE|URL|-",
		Short: "Where each field came from, and what was dropped and why",
		Example: `  presscut explain page.html --url https://courier.example/news/1.html
  presscut explain --json https://courier.example/news/1.html`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("one page is needed: a file, an address, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			sites, err := a.sites()
			if err != nil {
				return err
			}
			p, err := a.page(cmd.Context(), args[0], f, sites)
			if err != nil {
				return err
			}
			r, err := readArticle(p, sites)
			if err != nil {
				return unreadable(args[0], err)
			}
			if asJSON {
				err = encode(a.stdout, struct {
					Evidence any `json:"evidence"`
					extract.Explanation
				}{r.Article.Evidence, r.Explanation})
			} else {
				err = explain(a.stdout, &r)
			}
			if err != nil {
				return fmt.Errorf("write the explanation: %w", err)
			}
			return nil
		},
	}
	pageFlagsOf(cmd, &f)
	cmd.Flags().BoolVar(&asJSON, "json", false, "the same as JSON")
	use(cmd.Flags(), settings, "rules", "agent", "contact", "timeout", "max-body", "allow-private")
	return cmd
}

// explain writes the explanation for people.
func explain(w io.Writer, r *extract.Reading) error {
	var b strings.Builder
	for _, field := range slices.Sorted(maps.Keys(r.Article.Evidence)) {
		e := r.Article.Evidence[field]
		fmt.Fprintf(&b, "%s: by %s %s\n", field, e.Method, e.Path)
		for _, c := range r.Explanation.Candidates[field] {
			sign := "-"
			if c.Chosen {
				sign = "+"
			}
			fmt.Fprintf(&b, "  %s %5.2f  %-9s %-34s %s\n", sign, c.Score, c.Method, c.Path, shorten(c.Value, 100))
		}
	}
	for _, field := range slices.Sorted(maps.Keys(r.Explanation.Candidates)) {
		if _, found := r.Article.Evidence[field]; found {
			continue
		}
		fmt.Fprintf(&b, "%s: none would do\n", field)
		for _, c := range r.Explanation.Candidates[field] {
			fmt.Fprintf(&b, "  - %5.2f  %-9s %-34s %s\n", c.Score, c.Method, c.Path, shorten(c.Value, 100))
		}
	}
	fmt.Fprintf(&b, "kept out of the body: %d blocks\n", len(r.Explanation.Dropped))
	for _, d := range r.Explanation.Dropped {
		fmt.Fprintf(&b, "  %-22s %s\n    at %s\n", d.Reason, shorten(d.Text, 100), d.Path)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func shorten(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
