# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test coverage check fix rules lock messages screenshots docs bench bench-reading browser clean

help: ## List the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## Set up and serve the whole system in trial mode
	@exec $(BIN)/kaitsu run $(if $(PROFILE),--profile $(PROFILE)) $(if $(PORT),--port $(PORT))

# Tests start Python some hundred times: what it compiles is kept, whatever the environment prefers.
test coverage: export PYTHONDONTWRITEBYTECODE =

test: $(DEV_STAMP) browser ## Run every test, those in a real Chromium included
	@$(BIN)/python scripts/compile_messages.py
	@PYTHONHASHSEED=0 $(BIN)/pytest -n $(WORKERS) $(ARGS)

coverage: $(DEV_STAMP) browser ## Run every test and hold the coverage that was promised
	@$(BIN)/python scripts/compile_messages.py
	@PYTHONHASHSEED=0 $(BIN)/pytest -n $(WORKERS) --cov --cov-report= $(ARGS)
	@$(BIN)/python scripts/coverage_floor.py

check: $(DEV_STAMP) ## Format, lint, types, layers, migrations, translations, rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@DJANGO_SETTINGS_MODULE=kaitsu.config.settings_check $(BIN)/python scripts/check_django.py
	@$(BIN)/python scripts/messages.py --check
	@$(BIN)/python scripts/rules.py

fix: $(DEV_STAMP) ## Format and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

rules: $(DEV_STAMP) ## Which rules are built and tested, which are planned
	@$(BIN)/python scripts/rules.py --list

messages: $(DEV_STAMP) ## Bring the English catalogues up to date with the Japanese texts
	@$(BIN)/python scripts/messages.py

screenshots: $(DEV_STAMP) browser ## Draw the screenshots of the README from the real thing
	@$(BIN)/python scripts/screenshots.py

docs: $(DEV_STAMP) ## Draw the state machines of docs/states.md from the tables in code
	@$(BIN)/python scripts/draw_states.py

bench: $(DEV_STAMP) ## Measure pages and comparisons
	@$(BIN)/python scripts/bench_pages.py
	@$(BIN)/python scripts/bench_japanese.py

bench-reading: $(DEV_STAMP) ## Measure the reading of documents on specimens (some 20 minutes)
	@nice -n 15 $(BIN)/python scripts/bench_reading.py $(ARGS)

browser: $(DEV_STAMP)
	@$(BIN)/python scripts/browser.py

lock: $(DEV_STAMP) ## Pin the newest packages that requirements/*.in allow
	@for name in run dev; do $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --upgrade --quiet --custom-compile-command 'make lock' requirements/$$name.in -o requirements/$$name.lock; done

clean: ## Remove the virtual environment and everything of the trial
	rm -rf $(VENV) var

$(VENV)/bin/pip:
	@$(PYTHON) scripts/make_venv.py $(VENV)

$(RUN_STAMP): requirements/run.lock pyproject.toml | $(VENV)/bin/pip
	@echo "Installing the locked packages …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV_STAMP): requirements/dev.lock pyproject.toml | $(VENV)/bin/pip
	@echo "Installing the locked packages for development …"
	@sed -n '/^uv==/,/[^\\]$$/p' $< > $(VENV)/uv.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	@# uv does in seconds what takes pip more than a minute; where it reaches no index, pip knows of others.
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $< || \
		$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@ $(RUN_STAMP)
