package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"presscut/internal/extract"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "The version of presscut and of its extractor",
		Example:           "  presscut version",
		Args:              cobra.NoArgs,
		PersistentPreRunE: a.withoutConfig,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.stdout, "presscut %s%s, extractor %s, %s %s/%s\n", version, commit(), extract.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// commit is " (commit …)" where the build knows it.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (commit " + s.Value[:12] + ")"
		}
	}
	return ""
}
