// Command presscut crawls news sites politely, reads each article out of its
// page, and keeps page and article in an archive that can be exported and read
// again years later. See `presscut --help`.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // a machine may have no time zones of its own; site rules name them

	"presscut/internal/store"
)

// version is set by releases; builds from a checkout tell their commit instead.
const version = "0.1.0"

// The exit codes.
const (
	exitRan       = 0 // it ran; nothing new is fine
	exitFailed    = 1 // it could not
	exitUsage     = 2 // wrong usage or config
	exitAttention = 3 // it ran, and a source needs attention
	exitLocked    = 4 // another run holds the archive
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program, and gives its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop, end := signals(stderr)
	defer end()
	app := &app{stdin: stdin, stdout: stdout, stderr: stderr, stop: stop}
	root := app.command()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitRan
	}
	fmt.Fprintf(stderr, "presscut: %v\n", err)
	var h *hintedError
	if errors.As(err, &h) && h.hint != "" {
		fmt.Fprintf(stderr, "hint: %s\n", h.hint)
	}
	switch {
	case errors.Is(err, errAttention):
		return exitAttention
	case errors.Is(err, store.ErrLocked):
		return exitLocked
	case errors.Is(err, errUsage), !app.started: // cobra refused the command line
		if h == nil {
			fmt.Fprintln(stderr, "hint: see presscut --help")
		}
		return exitUsage
	}
	return exitFailed
}

// signals gives a channel closed by the first SIGINT or SIGTERM (finish the
// pages in hand) and a context ended by the second (stop at once).
func signals(stderr io.Writer) (ctx context.Context, stop <-chan struct{}, end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	caught := make(chan os.Signal, 2)
	stopping, done := make(chan struct{}), make(chan struct{})
	signal.Notify(caught, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		defer close(done)
		for n := 0; ; n++ {
			if _, open := <-caught; !open {
				return
			}
			if n == 0 {
				fmt.Fprintln(stderr, "presscut: finishing the pages in hand; once more to stop at once")
				close(stopping)
			} else {
				cancel()
			}
		}
	}()
	return ctx, stopping, func() {
		signal.Stop(caught)
		close(caught)
		<-done
		cancel()
	}
}

var (
	errUsage     = errors.New("wrong usage")
	errAttention = errors.New("a source needs attention")
)

// hintedError is an error with what to do about it.
type hintedError struct {
	err  error
	hint string
}

func (e *hintedError) Error() string { return e.err.Error() }
func (e *hintedError) Unwrap() error { return e.err }

// hint adds what to do about err.
func hint(err error, format string, args ...any) error {
	return &hintedError{err: err, hint: fmt.Sprintf(format, args...)}
}

// usageError is a fault in what was asked for.
type usageError struct{ error }

func (usageError) Is(target error) bool { return target == errUsage }
func (e usageError) Unwrap() error      { return e.error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }
