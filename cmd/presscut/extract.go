package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"presscut/internal/news"
)

func (a *app) extractCommand(settings *pflag.FlagSet) *cobra.Command {
	var f pageFlags
	var format, batch string
	cmd := &cobra.Command{
		Use:   "extract FILE|URL|-",
		Short: "One page to one article on stdout; nothing is stored",
		Long: `Reads one page and writes the article on stdout. With --batch it reads many:
lines {"id","url","path"} (.html or .html.gz) in, lines {"id", ...article} or
{"id","error"} out, in the same order, on all cores.`,
		Example: `  presscut extract https://courier.example/news/1.html
  presscut extract page.html --url https://courier.example/news/1.html --format markdown
  presscut extract --batch list.jsonl > articles.jsonl`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case batch != "" && len(args) > 0:
				return usage("--batch takes its pages from the list: give no page beside it")
			case batch == "" && len(args) != 1:
				return usage("one page is needed: a file, an address, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := formats[format]
			if !ok {
				return usage("--format: %q is none of json, text, markdown", format)
			}
			sites, err := a.sites()
			if err != nil {
				return err
			}
			if batch != "" {
				if format != "json" || f != (pageFlags{}) {
					return usage("--batch writes JSON and takes url from its lines: leave out --format, --url, --content-type and --fetched")
				}
				return a.extractBatch(cmd.Context(), batch, sites)
			}
			p, err := a.page(cmd.Context(), args[0], f, sites)
			if err != nil {
				return err
			}
			r, err := readArticle(p, sites)
			if err != nil {
				return unreadable(args[0], err)
			}
			if err := write(a.stdout, &r.Article); err != nil {
				return fmt.Errorf("write the article: %w", err)
			}
			return nil
		},
	}
	pageFlagsOf(cmd, &f)
	cmd.Flags().StringVar(&format, "format", "json", "json, text or markdown")
	cmd.Flags().StringVar(&batch, "batch", "", "read the pages of this list, JSON Lines, - for standard input")
	use(cmd.Flags(), settings, "rules", "agent", "contact", "timeout", "max-body", "allow-private")
	return cmd
}

func pageFlagsOf(cmd *cobra.Command, f *pageFlags) {
	cmd.Flags().StringVar(&f.url, "url", "", "the address the page was served at")
	cmd.Flags().StringVar(&f.contentType, "content-type", "", "the Content-Type it was served with, where it names a charset")
	cmd.Flags().StringVar(&f.fetched, "fetched", "", "when it was captured (RFC 3339): dates without a year need it")
}

var formats = map[string]func(io.Writer, *news.Article) error{
	"json":     writeJSON,
	"text":     writeText,
	"markdown": writeMarkdown,
}

func writeJSON(w io.Writer, a *news.Article) error { return encode(w, a) }

// encode writes v as one line of JSON, with <, > and & as they are.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func writeText(w io.Writer, a *news.Article) error {
	_, err := io.WriteString(w, joinParagraphs(a.Title, a.Subtitle, signature(a), a.Body))
	return err
}

func writeMarkdown(w io.Writer, a *news.Article) error {
	parts := []string{}
	if a.Title != "" {
		parts = append(parts, "# "+a.Title)
	}
	if a.Subtitle != "" {
		parts = append(parts, "**"+a.Subtitle+"**")
	}
	if s := signature(a); s != "" {
		parts = append(parts, "*"+s+"*")
	}
	for i, b := range a.Blocks {
		text := strings.ReplaceAll(b.Text, "\n", "\n\n")
		switch b.Kind {
		case news.BlockHeading:
			text = "## " + b.Text
		case news.BlockListItem:
			text = "- " + strings.ReplaceAll(b.Text, "\n", "\n  ")
			if i > 0 && a.Blocks[i-1].Kind == news.BlockListItem { // one list
				parts[len(parts)-1] += "\n" + text
				continue
			}
		case news.BlockBlockquote:
			text = "> " + strings.ReplaceAll(b.Text, "\n", "\n> ")
		case news.BlockTable:
			text = "```\n" + b.Text + "\n```"
		}
		parts = append(parts, text)
	}
	_, err := io.WriteString(w, joinParagraphs(parts...))
	return err
}

// signature is who wrote it and when.
func signature(a *news.Article) string {
	by := strings.Join(a.Authors, ", ")
	if by != "" && a.Published != "" {
		return by + ", " + a.Published
	}
	return by + a.Published
}

func joinParagraphs(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n") + "\n"
}
