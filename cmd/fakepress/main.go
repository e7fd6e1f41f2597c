// Command fakepress serves the invented newspapers of fixtures/ on loopback while
// another command runs. That command finds their addresses in its environment:
// FAKEPRESS_COURIER and so on, one variable a paper.
//
//	go run ./cmd/fakepress sh fixtures/demo.sh
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
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
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = os.Environ()
	for _, name := range press.Names() {
		cmd.Env = append(cmd.Env, "FAKEPRESS_"+strings.ToUpper(name)+"="+press.URL(name))
	}
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) {
		return exit.ExitCode(), nil
	} else if err != nil {
		return 1, fmt.Errorf("run %s: %w", args[0], err)
	}
	return 0, nil
}
