# Two targets do everything on a fresh machine: `make run` and `make test`.
# The rest is for whoever works on the code; `make help` lists it.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DATA   ?= demo-data
SHELL  := /bin/bash

.DEFAULT_GOAL := help
.PHONY: help run test check-fast format lint types contracts pictures pages golden constraints bench bench-store bench-board bench-link meeting ssh test-documents battery clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make run PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

run: $(READY)  ## set up, make the demo on first use, open it
	$(BIN)/codesign --data $(DATA) demo

test: lint types contracts  ## set up and run everything that CI runs
	@if command -v chromium && command -v soffice && command -v npm; then \
	  $(MAKE) --no-print-directory test-documents; \
	else echo 'left out: test-documents, which needs chromium, soffice and npm; .ci/run installs them'; fi
	$(BIN)/python -m pytest -n auto

check-fast: $(READY)  ## the inner loop: lint, types and the tests of pure logic (not those of large letters)
	$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n auto -k "not Large" tests/unit

format: $(READY)  ## put the code in shape
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

lint: $(READY)
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

golden: $(READY)  ## write the golden files anew (read the difference before you commit it)
	$(BIN)/python -m pytest -q --update-golden tests/golden tests/pilot tests/terminal

pictures: $(READY)  ## draw the pictures of README and docs
	$(BIN)/python -m tests.pictures docs

pages: $(READY)  ## write the lists of keys and commands in docs/
	$(BIN)/python -m tests.pages docs

bench: $(READY)  ## print the figures that the notes quote
	$(BIN)/python -m tests.bench

bench-store: $(READY)  ## print how fast the store is, alone, in a crowd and opening, beside SQLite (minutes)
	$(BIN)/python -m tests.bench store crowd loading --full

bench-board: $(READY)  ## measure the board under a terminal beside its peers, and write docs/performance.md (an hour)
	$(BIN)/python -m tests.bench.board --full --install --write docs/performance.md

bench-link: $(READY)  ## print what typing takes over a slow SSH link, in bytes and in time (needs sshd; a minute)
	$(BIN)/python -m tests.bench link

meeting: $(READY)  ## run a meeting of 90 minutes and 120 lines in two terminals, every line typed key by key (minutes)
	$(BIN)/python -m pytest -q --every-key tests/terminal/test_whole_meeting.py

test-documents: $(READY) build/documents/.ready  ## let a browser, an office program and others read our documents
	$(BIN)/python -m pytest -q tests/documents

build/documents/.ready: tests/documents/package.json tests/documents/package-lock.json
	mkdir -p build/documents && cp $^ build/documents
	cd build/documents && npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

ssh: $(READY)  ## cut the connection of a meeting over SSH at 50 moments (needs sshd; minutes)
	$(BIN)/python -m pytest -q tests/ssh --cuts 50

battery: $(READY)  ## try at full size what could lose a word, and write docs/reliability.md (half an hour)
	$(BIN)/python -m tests.battery --write docs/reliability.md

constraints:  ## resolve the pinned packages anew (needs uv)
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
	  --no-emit-index-url --no-header --no-annotate --upgrade --quiet -o constraints.txt
	uv pip compile --group bench --constraint constraints.txt --generate-hashes --universal --python-version 3.11 \
	  --no-emit-index-url --no-header --no-annotate --upgrade --quiet -o tests/bench/board/peers.txt

clean:  ## remove the environment and caches, never data
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache
