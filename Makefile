# Every target builds .venv when it is missing or out of date; nothing else needs to be installed first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
COMPILED := $(VENV)/.compiled
JUPYTER := $(VENV)/.jupyter
MANUAL := assets/manual-site/index.html
BUILD_MANUAL := NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --config-file apps/manual/mkdocs.yml
CONSTRAINTS := .ci/constraints.txt
# PIP_CONSTRAINT pins what is installed; newer pips read PIP_BUILD_CONSTRAINT for the build backend.
INSTALL := PIP_CONSTRAINT=$(CONSTRAINTS) PIP_BUILD_CONSTRAINT=$(CONSTRAINTS) PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(BIN)/python -m pip install --quiet

# The JavaScript of pyright is in its wheel: it has no need to ask npm for a newer one.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: app test test-all lint bench load docs screenshots words clean chromium firefox pages rest nojit

app: $(STAMP)
	@$(MAKE) --no-print-directory --jobs=2 $(COMPILED) $(MANUAL)
	$(BIN)/phiscope

# The pages wait for the browser, the rest for the processor: side by side they take little more than the longer.
test: $(STAMP) chromium
	$(MAKE) --jobs=2 pages rest

test-all: lint docs chromium firefox nojit $(JUPYTER)
	$(BIN)/pytest -m ""

pages: $(STAMP)
	$(BIN)/pytest tests/ui

rest: lint
	$(BIN)/pytest --ignore=tests/ui
	$(MAKE) nojit

nojit: $(STAMP)
	NUMBA_DISABLE_JIT=1 $(BIN)/pytest -m "nojit and not slow"

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/typos
	$(BIN)/oxfmt --config=.ci/oxfmt.json --check 'apps/**/*.js' 'tests/js/*.mjs'
	$(BIN)/oxlint --config=.ci/oxlint.jsonc apps tests/js

bench: $(STAMP)
	$(BIN)/python tests/benchmarks/bench.py

load: $(STAMP)
	PYTHONPATH=tests/ui $(BIN)/python tests/load/load.py

# The manual, where the app finds it. Warnings are errors.
docs: $(STAMP)
	$(BUILD_MANUAL)

screenshots: $(STAMP) chromium
	$(BIN)/python tests/ui/screenshots.py

chromium: $(STAMP)
	$(BIN)/python tests/ui/browser.py

firefox: $(STAMP)
	$(BIN)/python tests/ui/firefox.py

# Collects every sentence for translators, and compiles what they have written.
words: $(STAMP)
	$(BIN)/python tests/catalogue.py

clean:
	rm -rf $(VENV) assets/manual-site build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Half a minute, once, so that the first page need not wait for it.
$(COMPILED): $(STAMP) $(wildcard engine/kernels/*.py)
	@$(BIN)/python -m engine.warm_up
	@touch $@

# Beside the kernels, on the other core. The app opens without it too.
$(MANUAL): $(STAMP) $(wildcard apps/manual/* assets/manual/*.md assets/manual/*/*.md)
	@echo "Building the manual, which takes half a minute, once."
	@$(BUILD_MANUAL) || echo "The manual could not be built; make docs says why."

$(STAMP): pyproject.toml $(CONSTRAINTS)
	@$(PYTHON) -c 'import sys; sys.exit("phiscope needs Python 3.11 or newer and $(PYTHON) is %s.%s: run make PYTHON=python3.11." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) \
		|| { echo "Could not make $(VENV): install Python's venv module (Debian: apt-get install python3-venv)."; exit 1; }
	$(INSTALL) --editable ".[test,lint,docs]"
	@touch $@

# JupyterLab is 69 packages, for one test.
$(JUPYTER): $(STAMP)
	$(INSTALL) --editable ".[notebook]"
	@touch $@
