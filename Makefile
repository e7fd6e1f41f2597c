export CGO_ENABLED := 0

.PHONY: build test demo bench fuzz

build: ## bin/presscut, one static binary
	@go build -trimpath -ldflags '-s -w' -o bin/presscut ./cmd/presscut

test: ## all tests; those that need ../shared say so when they are skipped
	go test ./...

demo: build ## crawl two invented newspapers on loopback, twice, a correction between; articles on stdout, progress on stderr
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
	go run ./cmd/fakepress sh fixtures/demo.sh "$$dir/press" -- sh fixtures/demo.sh "$$dir/press"

bench: ## the cost of a lease with a thousand and with a million targets, of reading a page, of its address
	go test -run '^$$' -bench . -benchtime 1s ./internal/store/bolt ./internal/extract ./internal/canon

fuzz: ## every parser, FUZZ inputs each (20000x) or so long (30s)
	sh .ci/fuzz $(or $(FUZZ),20000x)
