package bolt_test

import (
	"testing"

	"presscut/internal/store"
	"presscut/internal/store/bolt"
	"presscut/internal/store/storetest"
)

func TestTheContractIsKept(t *testing.T) {
	storetest.Run(t, func(t testing.TB, dir string) store.Store {
		t.Helper()
		s, err := bolt.Open(dir, bolt.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
