package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

// template is a presscut.yaml that says what every key means; a test holds it
// against the table of settings.
//
//go:embed presscut.yaml
var template []byte

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "init",
		Short:             "Write a commented " + configFile,
		Example:           "  presscut init && $EDITOR " + configFile,
		Args:              cobra.NoArgs,
		PersistentPreRunE: a.withoutConfig,
		RunE: func(*cobra.Command, []string) error {
			path := a.config.file
			if path == "" {
				path = configFile
			}
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			if errors.Is(err, fs.ErrExist) {
				return hint(fmt.Errorf("%s is there already", path), "edit it, or move it away first")
			} else if err != nil {
				return fmt.Errorf("write the configuration: %w", err)
			}
			if _, err := f.Write(template); err != nil {
				return errors.Join(fmt.Errorf("write %s: %w", path, err), f.Close())
			}
			if err := f.Close(); err != nil {
				return fmt.Errorf("write %s: %w", path, err)
			}
			_, err = fmt.Fprintf(a.stderr, "wrote %s: add your sources, then run presscut crawl\n", path)
			return err
		},
	}
}
