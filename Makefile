# Two commands for everyone: `make run` and `make test`. The rest is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: run test check lint types contract gate notebooks docs bench soak train clean

run: $(READY) ## read raw/ into warehouse/oogst.duckdb and say what was found
	@$(BIN)/oogst ingest raw

test: $(READY) ## run all tests
	@$(BIN)/python -m pytest

check: lint types contract gate notebooks docs ## what CI checks beside the tests

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

contract: $(READY) ## data flows one way
	@$(BIN)/lint-imports

gate: $(READY) ## the quality of the records against gold, and its floors
	@$(BIN)/python -m tests.quality.gate

notebooks: $(READY) ## the notebooks run, over a warehouse of the samples
	@$(BIN)/oogst ingest raw --warehouse build/notebooks/oogst.duckdb > /dev/null
	@OOGST_WAREHOUSE=$(CURDIR)/build/notebooks/oogst.duckdb $(BIN)/python -m pytest --nbmake notebooks

docs: $(READY) ## the documentation, into build/docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

bench: $(READY) ## how fast the parts are; the figures go to benchmarks/*.md
	@$(BIN)/python -m benchmarks

soak: $(READY) ## 200 nights over a folder that changes at random
	@NIGHTS=200 $(BIN)/python -m pytest tests/test_soak.py

train: $(READY) ## train the classifiers anew, and hold their confidence against what is right
	@$(BIN)/python -m extractors.training.passages
	@$(BIN)/python -m extractors.training.stances
	@$(BIN)/python -m extractors.training.inferred_references
	@$(BIN)/python -m extractors.training.confidence

clean:
	rm -rf $(VENV) build dist *.egg-info

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Oogst needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.11"; exit 1; }
	@echo "Setting up $(VENV) (about a minute, once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(READY)
