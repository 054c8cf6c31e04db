# Each line is a command that you could type yourself.
.PHONY: run test check demo bench shots fuzz audit need-run need-test web

# Serves Sigill on loopback and prints the set-up link.
run: need-run web
	cargo run --quiet -- serve

# Everything that must hold before a change lands. What is built is built of the same packages with the same features each time,
# here and below: otherwise cargo compiles again what they have in common. Clippy builds nothing, and looks at more.
test: need-test web
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --features postgres,demo,sigill-fuzz/server --quiet -- -D warnings
	cargo deny --log-level error check licenses bans sources
	npm --prefix web run --silent check
	npm --prefix web run --silent test
	cargo test --workspace --features postgres --doc --quiet
	tests/postgres.sh run cargo nextest run --workspace --features postgres --test-threads $$(($$(nproc) + 1))
	cargo test --workspace --features postgres --bench whole --quiet
	cargo build --workspace --features postgres --example stage --quiet
	NODE_PATH=web/node_modules web/node_modules/.bin/playwright test --config tests/browser/playwright.config.ts

# The inner loop: format, lints, unit tests.
check: web
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --features sigill-fuzz/server --quiet -- -D warnings
	cargo nextest run --workspace --lib
	npm --prefix web run --silent check
	npm --prefix web run --silent test

# A demonstration on loopback: an owner, two handlers, a deputy and twelve cases. Prints how to sign in.
demo: need-run web
	cargo run --quiet --features demo -- demo

# Figures of a release build: start, memory, filings a second, files, kill -9, and what a browser does. Each stands beside
# what is asked of it; being slow is no failure. Takes some fifteen minutes, most of it building.
bench: need-test web
	cargo bench --workspace --features postgres --bench whole
	cargo build --workspace --features postgres,demo --quiet --release --example stage
	SIGILL_BENCH=1 NODE_PATH=web/node_modules web/node_modules/.bin/playwright test --config tests/browser/playwright.config.ts

# The pictures of README.md, taken anew.
shots: need-test web
	cargo build --workspace --features postgres --example stage --quiet
	SIGILL_SHOTS=1 NODE_PATH=web/node_modules web/node_modules/.bin/playwright test --config tests/browser/playwright.config.ts screenshots.spec.ts

# How long `make fuzz` runs each target.
SECONDS ?= 60

# Every parser against bytes that nobody would write, SECONDS each, beginning from tests/vectors. What is found stays in fuzz/artifacts.
fuzz:
	.ci/need fuzz
	cargo run --quiet -p sigill-fuzz --bin seeds
	for target in $$(cargo fuzz list | grep -vx seeds); do \
		cargo fuzz run --sanitizer none --features libfuzzer,server $$target -- -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=1024 || exit 1; \
	done

# What is known against the libraries that are built in. Asks the network for it, so it is no part of `make test`.
audit: need-test
	cargo deny --log-level error check
	npm --prefix web audit --omit=dev

need-run:
	.ci/need run

need-test:
	.ci/need test

# The browser's side: installed from the lock file without running anybody's scripts, then bundled.
web: web/node_modules/.installed
	npm --prefix web run --silent build

web/node_modules/.installed: web/package.json web/package-lock.json
	npm --prefix web ci --ignore-scripts --silent
	touch $@
