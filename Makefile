# Two commands matter: `make run` and `make test`. `make help` lists the rest.
# Needed: Python 3.11 or newer, and make. Paths may hold spaces.

PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
DATA ?= $(CURDIR)/.data
JOBS ?= 2
CHROMIUM ?=
PYTEST_OPTIONS ?=

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

RUN := "$(VENV)/bin/python"
# The checks' own data, so that they never meet the demonstration's.
CHECKS := CONSULT_DATA_DIR="$(DATA)/checks" CONSULT_STATIC_COLLECTED=0
SERVED := CONSULT_DATA_DIR="$(DATA)" CONSULT_DEMONSTRATION=1 BASE_URL=http://127.0.0.1:$(PORT)
# What production sets, for Django's own deployment check.
PRODUCTION := CONSULT_DATA_DIR="$(DATA)/checks" BASE_URL=https://consult.example DEBUG=0
PYTEST := CHROMIUM="$(CHROMIUM)" $(RUN) -m pytest -n $(JOBS) $(PYTEST_OPTIONS)

define make-environment
command -v "$(PYTHON)" >/dev/null || { echo "Consult needs Python 3.11 or newer, and \"$(PYTHON)\" \
was not found. Install it, or name it: make PYTHON=/path/to/python3"; exit 1; }; \
"$(PYTHON)" deploy/make_environment.py $(1) "$(VENV)"
endef

.NOTPARALLEL:
.PHONY: help run test test-fast test-a11y lint check-deploy environment developers messages \
	compile-messages lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@echo "  Variables: PORT=8000  PYTHON=python3  DATA=.data  CHROMIUM=/path/to/chromium  JOBS=2"

run: environment ## Serve the demonstration on http://127.0.0.1:8000 (PORT=… for another port)
	@$(SERVED) $(RUN) -m deploy.prepare_run $(PORT)
	@exec env $(SERVED) $(RUN) -m deploy.serve --port $(PORT)

test: developers lint ## Run every check and every test (browser tests where Chromium is)
	@$(RUN) -m deploy.find_pango --install
	@chromium=$$(CHROMIUM="$(CHROMIUM)" $(RUN) -m deploy.find_chromium --install) && \
		CHROMIUM="$$chromium" $(RUN) -m pytest -n $(JOBS) $(PYTEST_OPTIONS)

test-fast: developers compile-messages ## Run the tests that need no browser
	@$(PYTEST) -m "not browser and not a11y_full"

test-a11y: developers compile-messages ## Run axe over every page, role, direction and width
	@$(PYTEST) -m a11y_full

lint: developers compile-messages ## Run every check that is not a test: style, types, import order
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(CHECKS) $(RUN) -m mypy
	@"$(VENV)/bin/lint-imports" --no-cache --no-logo
	@$(CHECKS) $(RUN) manage.py makemigrations --check --dry-run
	@$(MAKE) check-deploy
	@$(RUN) -m deploy.check_messages

check-deploy: developers
	@$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING

messages: developers ## Gather the sentences into the message catalogues in locale/
	@$(RUN) -m deploy.extract_messages

compile-messages: developers
	@$(RUN) -m deploy.compile_messages

environment:
	@$(call make-environment,users)

developers:
	@$(call make-environment,developers)

lock: ## Renew both lock files from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "Renewing the lock files needs uv."; exit 1; }
	@uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --python-version 3.11 --output-file deploy/requirements/users.txt \
		pyproject.toml
	@uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --python-version 3.11 --extra dev \
		--constraint deploy/requirements/users.txt \
		--output-file deploy/requirements/developers.txt pyproject.toml

clean: ## Remove the environment, caches and compiled catalogues; .data stays
	@rm -rf "$(VENV)" .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete 2>/dev/null || true
