package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"presscut/internal/site"
)

func (a *app) rulesCommand(settings *pflag.FlagSet) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Site rules: list and check",
		Example: `  presscut rules list
  presscut rules check ./sites/courier.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.rulesCheckCommand(), a.rulesListCommand(settings))
	return cmd
}

func (a *app) rulesCheckCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check [FILE...]",
		Short: "Report every fault of every rule file with its line",
		Long:  "Checks the files and folders given; without any, the rules that presscut carries and those of the configuration.",
		Example: `  presscut rules check ./sites/courier.yaml
  presscut rules check`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = a.config.Rules
			}
			faults := site.Check(args...)
			if asJSON {
				for _, f := range faults {
					if err := encode(a.stdout, f); err != nil {
						return fmt.Errorf("write the faults: %w", err)
					}
				}
			} else {
				for _, f := range faults {
					fmt.Fprintln(a.stdout, f)
				}
			}
			if len(faults) > 0 {
				return hint(usage("%d faults in the rules", len(faults)), "each line above names file, line and key")
			}
			a.log.Info("no faults")
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a fault")
	return cmd
}

func (a *app) rulesListCommand(settings *pflag.FlagSet) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "The newspapers that have rules",
		Example: "  presscut rules list --rules ./sites",
		Args:    cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			sites, err := a.sites()
			if err != nil {
				return err
			}
			for _, s := range sites.All() {
				fmt.Fprintf(a.stdout, "%s\t%s\t%s\n", s.Name, strings.Join(s.Hosts, " "), strings.Join(s.Paths, " "))
			}
			return nil
		},
	}
	use(cmd.Flags(), settings, "rules")
	return cmd
}
