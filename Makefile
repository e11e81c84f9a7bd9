# make setup | run | test | bench | lint | help

PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Open a browser where there is a screen to open it on.
HEADLESS ?= $(if $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname))),false,true)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test bench lint

help:  ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.installed  ## Create .venv and install what the program needs

setup-dev: $(VENV)/.installed-dev  ## Install what the tests need as well

run: setup  ## Build the table from seeds/ and open the dashboard (PORT=8501)
	@$(BIN)/python -m pipeline build seeds --output build --if-needed || [ $$? -eq 3 ]
	@[ -e build/current/views.duckdb ] || $(BIN)/python -m views.ready build || true
	$(BIN)/python -m views.serve --port $(PORT)$(if $(filter true,$(HEADLESS)), --headless)

test: setup-dev  ## Run every test
	$(BIN)/python -m pytest -n auto --dist loadgroup

bench: setup-dev  ## Measure, and write docs/benchmarks.md
	$(BIN)/python scripts/bench

lint: setup-dev  ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Dateline needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing what Dateline needs (once) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-cluster.txt requirements.txt | $(BIN)/python
	@echo "Installing what its tests need (once) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/.installed $@
