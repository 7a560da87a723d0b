# Committee Papers. `make run` does the main job on the specimen papers, `make test` runs all checks. Needs Python 3.11+.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.installed

.PHONY: run test lint types bench evaluate soak clean

run: $(STAMP)
	$(BIN)/papers run corpus/papers $(if $(wildcard corpus/authorities.csv),--register corpus/authorities.csv) --out outputs/corpus

test: $(STAMP) lint types
	$(BIN)/python -m pytest -q --numprocesses auto --dist worksteal

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

# Speed and memory beside pdftotext, pdfplumber and the naive script; no check. BENCHMARKS.md holds results.
bench: $(STAMP)
	$(BIN)/python -m bench
	$(BIN)/python -m bench batch

# The measured tables of EVALUATION.md, on the specimens and on the annotated papers in $COMMITTEE_PAPERS_SHARED.
evaluate: $(STAMP) run
	@test -d "$(COMMITTEE_PAPERS_SHARED)" || { echo "Set COMMITTEE_PAPERS_SHARED to the folder of papers/ and gold/." >&2; exit 2; }
	$(BIN)/papers run $(COMMITTEE_PAPERS_SHARED)/papers/*.txt --out outputs/five
	$(BIN)/papers run $(COMMITTEE_PAPERS_SHARED)/papers/more --out outputs/more
	$(BIN)/papers run corpus/blind/papers --out outputs/blind
	$(BIN)/python -m bench.figures five=outputs/five:$(COMMITTEE_PAPERS_SHARED)/gold \
	  more=outputs/more:$(COMMITTEE_PAPERS_SHARED)/gold/more corpus=outputs/corpus:corpus/gold \
	  blind=outputs/blind:corpus/blind/gold

# Hundreds of damaged files of each format through the readers; runs that are killed, lose workers, find the disk full.
soak: $(STAMP)
	$(BIN)/python -m soak

# Installed anew when the dependencies change.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or later is needed: make PYTHON=python3.12')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -c "import pathlib; pathlib.Path('$(STAMP)').touch()"

clean:
	rm -rf $(VENV) outputs/corpus .mypy_cache .ruff_cache .pytest_cache .hypothesis
