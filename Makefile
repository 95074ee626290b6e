# From clone to site: `make site`. From clone to green: `make test`. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS_READY := $(VENV)/.tools-ready
PORT ?= 8000

export PYTHONDONTWRITEBYTECODE ?=

.DEFAULT_GOAL := help
.PHONY: site serve publish test check format bench clean help lock

site: $(READY) ## build, audit and release content/ into output/ for http://localhost:8000
	$(BIN)/pelican content -s pelicanconf.py

serve: $(READY) ## preview with live reload at http://localhost:$(PORT); never touches output/
	$(BIN)/imprint serve --port $(PORT)

publish: $(READY) ## the real thing: make publish SITEURL=https://articles.example
	@$(BIN)/pelican content -s publishconf.py

test: $(TOOLS_READY) ## run every test, the browser's among them
	@.ci/browser
	@.ci/npm
	$(BIN)/pytest -n auto --dist worksteal $(PYTEST_ARGS)

check: $(TOOLS_READY) ## what CI runs: format, lint, types, layers, tests, and the site built and audited
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	PATH="$(BIN):$$PATH" $(BIN)/lint-imports
	@$(MAKE) --no-print-directory test site

format: $(TOOLS_READY) ## lay out the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(TOOLS_READY) ## measure what a build costs, stage by stage
	$(BIN)/python bench/build_table.py

clean: ## remove what builds and tools made; output/ stays
	rm -rf .imprint build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lock: $(TOOLS_READY) ## renew the pinned requirements from pyproject.toml
	.ci/lock

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Imprint needs Python 3.11 or later; name one with make PYTHON=python3.11 …' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index --editable .
	@touch $@

$(TOOLS_READY): $(READY) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
