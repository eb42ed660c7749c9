# Everything a person runs here. `make` alone lists it. Needs Python 3.11 or newer with pip and venv, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# The lock files are complete, so pip has nothing to resolve; a file that differs from its hash is refused.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-services lint bench bench-lookup openapi lock clean

help: ## List these commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.runtime ## Check the sample story and write its report (yours: make demo STORY=file SOURCE=file-or-folder)
	@$(MANAGE) demo $(if $(STORY),"$(STORY)") $(if $(SOURCE),--source "$(SOURCE)")

serve: $(VENV)/.runtime ## Run the desk, the API and a worker on this machine (with a demo newsroom: make serve DEMO=1)
	@$(MANAGE) serve $(if $(DEMO),--demo) $(if $(BIND),--bind "$(BIND)")

test: $(VENV)/.dev ## Run every test that needs no server (one part: make test ARGS=tests/text)
	@$(BIN)/pytest -n 2 -m "not services" $(ARGS)

# What touches no database cannot come out otherwise on PostgreSQL, so `make test` alone runs it. A test is told by what
# pytest-django goes by, not by its folder: without its mark or a fixture of it, the database is refused (tests/conftest.py).
# The tests of servers go by files: what one file started serves all its tests, and much of their time is waiting.
test-services: $(VENV)/.dev ## Run the tests that need PostgreSQL, Redis or Chromium, then all of the database on PostgreSQL
	@scripts/with-services $(BIN)/pytest -n 2 --dist loadfile -m services $(ARGS)
	@scripts/with-services --postgres $(BIN)/pytest -n 2 -m "database and not services" $(ARGS)

lint: $(VENV)/.dev ## Check style, formatting, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy config factcheck workers
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## Measure quality and speed (quick look: make bench ARGS=--smoke)
	@set -e; for file in benchmarks/bench_*.py; do printf '\n== %s\n' "$$file"; PYTHONPATH=. $(BIN)/python "$$file" $(ARGS); done

bench-lookup: $(VENV)/.dev ## Measure the lookup index beside pg_trgm and FTS5 (make bench-lookup SIZE=10000,100000)
	@scripts/with-services --postgres $(BIN)/python benchmarks/bench_lookup.py --engine both --size $(or $(SIZE),10000,100000) $(ARGS)

openapi: $(VENV)/.runtime ## Write the API's description to docs/openapi.yaml
	@$(MANAGE) openapi > docs/openapi.yaml.new
	@mv docs/openapi.yaml.new docs/openapi.yaml

lock: $(VENV)/.uv/bin/uv ## Renew requirements.txt and requirements-dev.txt from pyproject.toml
	$< pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --python-version 3.11 -o requirements.txt
	$< pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		-c requirements.txt -o requirements-dev.txt

clean: ## Remove .venv and the caches (the newsroom's own files under var/ stay)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: pip runs again only after a lock file changed.
$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Factcheck needs Python 3.11 or newer; $(PYTHON) is %d.%d. Name a newer one: make PYTHON=python3.12 …" % sys.version_info[:2])'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.made
	@echo "Installing into $(VENV) (about half a minute, this once) …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

# The development lock holds the runtime lock, so installing it leaves nothing to do for .runtime.
$(VENV)/.dev: requirements-dev.txt $(VENV)/.made
	@echo "Installing into $(VENV), with the tools for tests (about a minute, this once) …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(VENV)/.runtime $@

$(VENV)/.uv/bin/uv: $(VENV)/.made
	@$(PYTHON) -m venv $(VENV)/.uv
	@$(VENV)/.uv/bin/python -m pip install --quiet --disable-pip-version-check uv
