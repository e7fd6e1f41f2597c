// Command fakepress serves the invented newspapers of fixtures/ on loopback while
// other commands run, parted by "--"; between two of them the papers publish
// their corrections. The commands find the papers' addresses in their
// environment: FAKEPRESS_COURIER and so on, one variable a paper.
//
//	go run ./cmd/fakepress sh fixtures/demo.sh DIR -- sh fixtures/demo.sh DIR
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"presscut/internal/fakepress"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "fakepress: %v\n", err)
		code = 1
	}
	os.Exit(code)
}

func run(args []string) (code int, err error) {
	if len(args) == 0 {
		return 2, errors.New("give the command to run while the papers are served")
	}
	press, err := fakepress.Serve("fixtures")
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, press.Close()) }()
	env := os.Environ()
	for _, name := range press.Names() {
		env = append(env, "FAKEPRESS_"+strings.ToUpper(name)+"="+press.URL(name))
	}
	for len(args) > 0 {
		command, rest := args, []string(nil)
		if i := slices.Index(args, "--"); i >= 0 {
			command, rest = args[:i], args[i+1:]
		}
		args = rest
		if len(command) == 0 {
			return 2, errors.New("a command is missing beside --")
		}
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Env = os.Stdin, os.Stdout, os.Stderr, env
		var exit *exec.ExitError
		if err := cmd.Run(); errors.As(err, &exit) {
			return exit.ExitCode(), nil
		} else if err != nil {
			return 1, fmt.Errorf("run %s: %w", command[0], err)
		}
		for _, name := range press.Names() {
			press.Correct(name)
		}
	}
	return 0, nil
}
