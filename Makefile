# One verb a target. Each installs what it needs into .venv first, so all of them work on a fresh checkout with Python ≥ 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint check bench clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/run: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer; say which with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

demo: $(VENV)/run  ## build the graph of examples/ into out/ and ask it three questions
	$(BIN)/kg build examples/*.txt --manifest examples/filings.csv -o out/
	$(BIN)/kg ask out/ shareholders --company IIJ
	$(BIN)/kg ask out/ acquisitions --company IIJ
	$(BIN)/kg ask out/ supplier-and-competitor --company IIJ
	@echo "The page: out/graph.html   The Turtle: out/graph.ttl   The facts: out/facts.jsonl"

test: $(VENV)/dev  ## the whole suite
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg

check: lint test  ## what must be green before a commit

bench: $(VENV)/dev  ## timings beside something in the same run (tests/bench)
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m tests.bench

clean:  ## remove what the targets made
	rm -rf $(VENV) out/* .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
	git checkout -q -- out
