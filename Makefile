# Everything runs in .venv, made with Python 3.11 and this project's own pins.
PYTHON ?= python3.11
BIN := .venv/bin
# The tests in which a database has a part.
STORED := tests/jobs tests/pressure tests/services tests/web $(wildcard tests/test_*.py)

.PHONY: run test test-slow test-postgresql test-shaken lint bench pictures clean

run: .venv/run.stamp ## Serve the demo safari, and send its mail, on http://127.0.0.1:8000
	$(BIN)/python -m wijksafari demo
	$(BIN)/python -m wijksafari serve --with-worker

test: .venv/dev.stamp tests/node_modules/.package-lock.json lint ## Check and test everything
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-slow: .venv/dev.stamp ## Test what takes longer: every page, whole stories, many processes at once
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow

test-postgresql: .venv/dev.stamp tests/node_modules/.package-lock.json ## Test once more, on a PostgreSQL of its own, whatever a database has a part in
	.ci/with-postgres $(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser" $(STORED)

test-shaken: .venv/dev.stamp ## Look at every page as on a slow and unsteady machine, where waits are put to the test
	PYTHONPATH=$(CURDIR)/tests/shaken $(BIN)/python -m pytest -n 2 --dist worksteal tests/browser

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/bench.stamp benchmarks/node_modules/.package-lock.json ## Measure against others, side by side
	$(BIN)/python -m benchmarks

pictures: .venv/dev.stamp ## Photograph an evening under way: every screen, and the printed sheet, in pictures/
	$(BIN)/python -m tests.browser.pictures pictures

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/node_modules benchmarks/node_modules

.venv/run.stamp: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

.venv/bench.stamp: benchmarks/requirements.txt .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	touch $@

# A third reader of calendar files; without npm, its tests are skipped.
tests/node_modules/.package-lock.json: tests/package-lock.json
	if command -v npm >/dev/null; then cd tests && npm ci --silent --ignore-scripts --no-audit --no-fund && touch ../$@; fi

# Lighthouse; without npm, the participant's page is not measured.
benchmarks/node_modules/.package-lock.json: benchmarks/package-lock.json
	if command -v npm >/dev/null; then cd benchmarks && npm ci --silent --ignore-scripts --no-audit --no-fund && touch ../$@; fi
