# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.txt
REPORT ?=
# A new version freezes the folds of new States; see corpus/README.md.
BENCHMARK := 1.1.0

.DEFAULT_GOAL := help
.PHONY: help demo test check bench gold facts repro docs fuzz mutate clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "treatygrade needs Python 3.11 or later on the PATH" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# A stamp for what is installed: the main job needs neither torch nor the test tools.
.stamps/main: .venv/bin/python pyproject.toml requirements.txt
	$(PIP) --editable .
	@mkdir -p .stamps && touch $@

# torch first: the CPU build is enough, and a later resolver run then leaves it alone.
.stamps/test: .venv/bin/python pyproject.toml requirements.txt
	$(PIP) torch==2.13.0
	$(PIP) --editable '.[transformer,serve,cluster,dev]'
	@mkdir -p .stamps && touch $@ .stamps/main

demo: .stamps/main  ## label a specimen, explained; REPORT=path takes any report
	$(BIN)/treatygrade demo $(REPORT)

test: .stamps/test  ## every test
	$(BIN)/python -m pytest --numprocesses auto

check: .stamps/test  ## style, types, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deptry .

bench: .stamps/test  ## speed and memory on this machine, into bench/results
	$(BIN)/python bench/label.py
	$(BIN)/python bench/corpus.py
	$(BIN)/python bench/read.py
	$(BIN)/python bench/agreement.py

gold: .stamps/main  ## segmentation against hand-made gold, into bench/results
	$(BIN)/treatygrade corpus check corpus/specimens --wrong --json bench/results/gold-specimens.json
	@for name in seed real/reports; do if test -d ../shared/$$name; then \
	$(BIN)/treatygrade corpus check ../shared/$$name --wrong --json bench/results/gold-$$(basename $$name).json; fi; done

facts: .stamps/main  ## manifest, gold, benchmark and data card, from the published material in ../shared
	$(BIN)/python -m treatygrade.corpus.facts ../shared corpus
	$(BIN)/python -m treatygrade.corpus.published ../shared corpus $(BENCHMARK)
	$(BIN)/treatygrade corpus stats --card corpus/README.md

docs: .stamps/test  ## reference pages, from the commands and configs
	$(BIN)/python docs/make.py

fuzz: .stamps/test  ## hostile files, strings and reports for FUZZ_SECONDS (half an hour), into bench/results
	$(BIN)/python -m tests.fuzz.run bench/results/fuzz.json

mutate: .stamps/test  ## change one thing in the code at a time, and see whether a test notices, into bench/results
	$(BIN)/python bench/mutate.py

repro: .stamps/test  ## data set, model and figures from what is there (dvc)
	$(BIN)/dvc repro

clean:  ## remove what make made
	rm -rf .venv .stamps demo build dist
