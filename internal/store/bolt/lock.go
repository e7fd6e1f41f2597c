package bolt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// lockName is the file that tells people who holds an archive.
const lockName = "presscut.lock"

// holder is the process that holds an archive. The lock itself is on the index
// and ends with the process; this is only its name plate.
type holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`

	path  string
	plate []byte // as written
}

// hold writes the name plate. That it cannot be written is no reason not to go
// on: the archive may be on a read-only disk.
func hold(dir string) *holder {
	h := &holder{
		PID:     os.Getpid(),
		Command: strings.Join(os.Args, " "),
		Since:   time.Now().UTC().Truncate(time.Second),
		path:    filepath.Join(dir, lockName),
	}
	h.Host, _ = os.Hostname()
	if len(h.Command) > 200 {
		h.Command = strings.ToValidUTF8(h.Command[:200], "") + "…"
	}
	b, err := json.Marshal(h)
	if err == nil && os.WriteFile(h.path, append(b, '\n'), 0o666) == nil {
		h.plate = append(b, '\n')
	}
	return h
}

// drop takes the name plate away, unless another reader has put up its own.
func (h *holder) drop() {
	if h == nil || h.plate == nil {
		return
	}
	if b, err := os.ReadFile(h.path); err == nil && bytes.Equal(b, h.plate) {
		os.Remove(h.path)
	}
}

// whoHolds names the process that holds the archive in dir, as far as is known.
func whoHolds(dir string) string {
	const unknown = "process unknown"
	b, err := os.ReadFile(filepath.Join(dir, lockName))
	if err != nil {
		return unknown
	}
	var h holder
	if json.Unmarshal(b, &h) != nil || h.PID <= 0 {
		return unknown
	}
	here, _ := os.Hostname()
	if h.Host == here && errors.Is(syscall.Kill(h.PID, 0), syscall.ESRCH) {
		return unknown // the plate of a dead process: the holder could not write its own
	}
	return fmt.Sprintf("process %d on %s since %s: %s", h.PID, h.Host, h.Since.Local().Format("2006-01-02 15:04:05"), h.Command)
}
