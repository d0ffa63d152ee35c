# Every verb sets up what it needs. Nothing outside this folder is changed, but for Jupyter's list of
# trusted notebooks, which `make lab` adds ours to.

PYTHONS := python3.13 python3.12 python3.11 python3 python
SUITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for python in $(PYTHONS); do \
	"$$python" -c "$(SUITS)" 2>/dev/null && echo "$$python" && break; done)

# What is in .venv is run by this Python, not by its scripts: those know only the place where they
# were made, and cannot do with a long one.
IN_VENV := .venv/bin/python -m
READY := .venv/ready
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
OPENING := --LabApp.default_url=/lab/tree/00_start_here.ipynb
# Two files at a time; a file's tests stay together, for they share a notebook or a page.
IN_TWO := -n 2 --dist loadfile --no-loadscope-reorder
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

# A .venv that was copied along with its folder still means the old place, and one whose Python has
# gone is of no use: begin anew.
USABLE := test "$$(cat $(READY))" = "$$(pwd -P)" && test -x .venv/bin/python
STALE := $(if $(wildcard $(READY)),$(shell $(USABLE) || echo stale))

.PHONY: help setup lab test notebooks site bench lint $(STALE)
.DEFAULT_GOAL := help

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## everything the notebooks and the tests need, in .venv
	@echo "Ready. Next: make lab"

lab: $(READY) ## open the lessons in JupyterLab; make lab ARGS=--no-browser only serves them
	$(IN_VENV) jupyter trust $(NOTEBOOKS)
	$(IN_VENV) jupyter lab $(AS_ROOT) --notebook-dir=notebooks $(OPENING) $(ARGS)

test: $(READY) ## all tests: style, package, pages in a browser, every number in the notebooks
	@failed=; \
	echo "== style"; $(IN_VENV) ruff check . || failed="$$failed style"; \
	echo "== package and pages"; $(IN_VENV) pytest $(IN_TWO) $(ARGS) || failed="$$failed tests"; \
	echo "== notebooks"; $(IN_VENV) pytest --nbval $(IN_TWO) notebooks || failed="$$failed notebooks"; \
	test -z "$$failed" || { echo "FAILED:$$failed"; exit 1; }

notebooks: $(READY) ## run every notebook and store what it shows; make notebooks ARGS=03_time_step_1
	@$(IN_VENV) tools.notebooks $(ARGS)

site: $(READY) ## the lessons as pages that need no kernel, in _site; make site ARGS=03_time_step_1
	@$(IN_VENV) tools.site $(ARGS)

bench: $(READY) ## how fast it is, side by side; make bench ARGS=--write keeps it in benchmarks/RESULTS.md
	$(IN_VENV) pip install --quiet -c constraints.txt -e ".[bench]"
	@$(IN_VENV) benchmarks.bench $(ARGS)

lint: $(READY) ## style and types, and the notebooks' form
	$(IN_VENV) ruff check .
	$(IN_VENV) ruff format --check .
	$(IN_VENV) mypy
	@$(IN_VENV) tools.notebooks --check

$(READY): pyproject.toml constraints.txt $(STALE)
	$(if $(or $(PYTHON),$(wildcard .venv/bin/python)),,$(error Python 3.11, 3.12 or 3.13 with its venv module is needed: install one, or name it with make PYTHON=...))
	$(if $(STALE),rm -rf .venv)
	test -x .venv/bin/python || "$(PYTHON)" -m venv --clear .venv
	$(IN_VENV) pip install -c constraints.txt -e ".[keras,test]"
	@pwd -P > $(READY)
