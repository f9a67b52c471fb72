# `make` alone lists what there is. Everything runs in .venv, made here from pyproject.toml.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
APT := $(shell [ "$$(id -u)" = 0 ] && echo apt-get || echo sudo apt-get)

.DEFAULT_GOAL := help
.PHONY: help run test check bench soak fuzz reproduce model libraries-always libraries-screen

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s%s\n", $$1, $$2 }' Makefile

run: $(VENV)/.run libraries-screen ## open the window (the first time: prepare all it needs)
	@$(PY) main.py

test: $(VENV)/.test libraries-always ## run the tests, without a screen
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest

check: $(VENV)/.test ## lint, formatting and types
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy main.py core gui resources tests

bench: $(VENV)/.bench libraries-screen ## print the benchmark table (installs PyTorch and scikit-learn)
	@$(PY) -m tests.benchmarks.bench

soak: $(VENV)/.run libraries-screen ## kill what saves 1,000 times; use the window at random for MINUTES, 10 if not given
	@$(PY) -m tests.benchmarks.kill
	@$(PY) -m tests.benchmarks.soak $(MINUTES)

fuzz: $(VENV)/.test ## open damaged files of every kind for MINUTES, 10 if not given
	@$(PY) -m tests.benchmarks.fuzz $(MINUTES)

reproduce: $(VENV)/.run ## train the recipes with their seeds, or RECIPES, and write docs/RESULTS.md
	@$(PY) -m tests.benchmarks.reproduce $(RECIPES) $(if $(DATA),--data $(DATA))

model: $(VENV)/.run ## train the bundled model anew
	@$(PY) -m tests.benchmarks.model

define need_python
@command -v $(PYTHON) >/dev/null || { echo "MLP Lab needs Python 3.11 or newer. \
On Debian and Ubuntu: $(APT) install python3-venv"; exit 1; }
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "MLP Lab needs \
Python 3.11 or newer. Name one, for example: make run PYTHON=python3.12"; exit 1; }
@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python's module venv is missing. \
On Debian and Ubuntu: $(APT) install python3-venv"; exit 1; }
endef

$(VENV)/.run: EXTRA :=
$(VENV)/.test: EXTRA := [test]
$(VENV)/.bench: EXTRA := [bench]
$(VENV)/.run $(VENV)/.test $(VENV)/.bench: pyproject.toml
	$(need_python)
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing what pyproject.toml asks for into $(VENV); the first time takes a minute."
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.$(EXTRA)'
	@touch $@

# Where there is no apt-get, gui/startup.py says at the start what the system lacks.
libraries-screen: | $(VENV)/.run
libraries-always: | $(VENV)/.test
libraries-screen libraries-always: libraries-%:
	@command -v apt-get >/dev/null || exit 0; \
	missing=$$($(PY) -c 'from gui.startup import missing_libraries; \
		print(*(library.package for library in missing_libraries("$*" == "screen")))') || exit 1; \
	[ -z "$$missing" ] && exit 0; \
	echo "Qt, which draws the window, needs these system packages: $$missing"; \
	$(APT) update -qq; \
	$(APT) install --yes --no-install-recommends $$missing
