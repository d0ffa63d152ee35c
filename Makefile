# Every verb sets up what it needs. Nothing outside this folder is changed, but for Jupyter's list of
# trusted notebooks, which `make setup` and `make lab` add ours to.

PYTHONS := python3.13 python3.12 python3.11 python3 python
SUITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for python in $(PYTHONS); do \
	"$$python" -c "$(SUITS)" 2>/dev/null && echo "$$python" && break; done)

# What is in .venv is run by this Python, not by its scripts: those know only the place where they
# were made, and cannot do with a long one.
IN_VENV := .venv/bin/python -m
READY := .venv/ready
# Two files at a time; conftest.py keeps a file's tests together.
IN_TWO := -n 2

# A class's server has an environment of its own, without Keras: TensorFlow in thirty kernels is 20 GB.
CLASS := .venv-class

# So have the graders: otter-grader asks for an older wrapt than TensorFlow does, so that the versions
# of constraints.txt are not for them.
GRADERS := .venv-graders
GRADED_BY := nbgrader==0.9.6 otter-grader==7.0.0

# What checks the page's half comes from npm, and so does what shortens the site's scripts. Without npm
# Python's half is checked all the same, but for a machine that must check everything.
BIN := node_modules/.bin
PAGE := $(if $(shell command -v npm),node_modules/ready,no-npm)
SHORTER := $(filter-out no-npm,$(PAGE))
MUST := $(CI)$(filter required,$(LSTM_BROWSER))

# A step that fails lets the next ones run, and is named at the end.
step = echo "== $1"; $2 || failed="$$failed $1";
page_step = $(if $(filter no-npm,$(PAGE)),echo "== $1 NOT CHECKED: there is no npm";,$(step))
run = @failed=; $1 test -z "$$failed" || { echo "FAILED:$$failed"; exit 1; }

LINT = $(call step,style,$(IN_VENV) ruff check .) \
	$(call step,format,$(IN_VENV) ruff format --check .) \
	$(call step,types,$(IN_VENV) mypy) \
	$(call step,form,$(IN_VENV) tools.notebooks --check) \
	$(call step,languages,$(IN_VENV) tools.languages) \
	$(call page_step,page-style,$(BIN)/biome check --error-on-warnings) \
	$(call page_step,page-types,$(BIN)/tsc)

TESTS = $(call step,tests,$(IN_VENV) pytest $(IN_TWO) -m "not around" $(ARGS)) \
	$(call page_step,page-tests,node --test tests/js/*.test.js) \
	$(call step,notebooks,$(IN_VENV) pytest --nbval $(IN_TWO) notebooks classroom)

# JupyterLite's kernel is for JupyterLite: a JupyterLab in the same place would complain of it, so it
# is there only for as long as it is needed.
INSTALL_LITE = $(IN_VENV) pip install --quiet -c constraints.txt -e ".[lite]"
REMOVE_LITE = $(IN_VENV) pip uninstall --quiet --yes jupyterlite-pyodide-kernel
with_lite = @$(INSTALL_LITE) && { done=0; $1 || done=$$?; $(REMOVE_LITE); exit $$done; }

# A .venv that was copied along with its folder still means the old place, and one whose Python has
# gone is of no use: begin anew.
USABLE := test "$$(cat $(READY))" = "$$(pwd -P)" && test -x .venv/bin/python
STALE := $(if $(wildcard $(READY)),$(shell $(USABLE) || echo stale))

# Every verb that `make help` lists.
.PHONY: no-npm $(STALE) $(shell awk -F ':.*## ' '/^[a-z-]+:.*## / { print $$1 }' Makefile)
.DEFAULT_GOAL := help

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) $(PAGE) ## everything the notebooks and the tests need, in .venv
	@echo "Ready. Next: make lab"

lab: $(READY) ## open the lessons in JupyterLab; make lab ARGS=--no-browser only serves them
	$(IN_VENV) lstm_helpers.lessons notebooks $(ARGS)

test: $(READY) $(PAGE) ## the tests: style, types, package, pages in a browser, every number in the notebooks
	$(call run,$(LINT) $(TESTS))

test-around: $(READY) ## tests of what stands around the lessons, and of each lesson's views: site, solutions, the teacher's room, German, marimo
	$(IN_VENV) pytest $(IN_TWO) -m around $(ARGS)

test-all: $(READY) ## tests and notebooks on every Python here, and on the lowest versions allowed, in .venvs
	@$(IN_VENV) tools.versions $(ARGS)

test-turn: $(READY) ## one environment of test-all, chosen by the commit; CI runs it
	@$(IN_VENV) tools.versions --turn $(ARGS)

flakes: $(READY) ## the browser's tests ten times: how often is one red? make flakes ARGS="--times 3 test_chart.py"
	@$(IN_VENV) tools.flakes $(ARGS)

walks: $(READY) ## a hundred walks at random in a real browser, each action looked at; ARGS="--count 10 --seed 7 --steps 1000"
	@$(IN_VENV) tests.walks $(ARGS)

lint: $(READY) $(PAGE) ## style, form and types, of Python, of the page's scripts and of the notebooks
	$(call run,$(LINT))

format: $(READY) $(PAGE) ## lay out both languages as `make lint` wants them
	$(IN_VENV) ruff format .
	$(if $(filter no-npm,$(PAGE)),,$(BIN)/biome check --write --linter-enabled=false)

tables: $(READY) ## write what both languages say into lstm_helpers/tables.js, and draw picture/cell.svg
	@$(IN_VENV) tools.tables $(ARGS)

vectors: $(READY) ## write what both languages must agree on into tests/vectors
	@$(IN_VENV) tools.vectors $(ARGS)

notebooks: $(READY) ## run every notebook and store what it shows; make notebooks ARGS=03_time_step_1
	@$(IN_VENV) tools.notebooks $(ARGS)

languages: $(READY) ## what another language lacks: phrases, cells that lag; make languages ARGS="--bind de/03_time_step_1"
	@$(IN_VENV) tools.languages $(ARGS)

site: $(READY) $(SHORTER) ## the lessons as pages that need no kernel, in _site; make site ARGS=03_time_step_1
	@$(IN_VENV) tools.site $(ARGS)

embed: $(READY) $(SHORTER) ## one live cell as one file to mail; make embed ARGS='"lstm f=2,1,0 x=1,1,1"'
	@$(IN_VENV) tools.embed $(ARGS)

classroom: $(READY) ## the teacher's pages: minutes and wrong answers to expect, from the lessons, into classroom/
	@$(IN_VENV) tools.classroom

class: $(READY) ## the lessons without their solutions, and those apart, in _class; then every number is checked
	@$(IN_VENV) tools.classroom.edition $(ARGS)
	$(IN_VENV) pytest --nbval $(IN_TWO) _class

slides: $(READY) $(SHORTER) ## slides for a projector, with the live cell in them, in _slides; from classroom/slides.md
	@$(IN_VENV) tools.classroom.slides $(ARGS)

sheets: $(READY) ## sheets for paper with a key, as PDF, in _sheets; make sheets ARGS="--level 2 --count 30"
	@$(IN_VENV) tools.sheets $(ARGS)

quiz: $(READY) ## the same questions for Moodle and, as QTI 2.1, for others, in _sheets; ARGS="--level 2 --count 30"
	@$(IN_VENV) tools.quiz $(ARGS)

colab: $(READY) ## the lessons with a cell that fetches the package, in _colab; make colab FROM=a wheel, or its address
	@$(IN_VENV) tools.colab "$(FROM)"

wheel-test: $(READY) ## the wheel alone, in an environment of its own: does it import, show, run and open?
	@$(IN_VENV) tools.wheel_test

release: $(READY) ## the source, the wheel (tried alone) and the news of a version, in dist; ARGS=--dry-run: what is in the way
	@$(IN_VENV) tools.release $(ARGS)

lite: $(READY) ## the lessons in JupyterLab with a Python in the page, in _site/lite; ARGS=--offline: all of it there
	$(call with_lite,$(IN_VENV) tools.lite $(ARGS))

lite-test: $(READY) ## JupyterLite in a browser that reaches nothing else: lessons run, a loop stops, a change is kept
	$(call with_lite,$(IN_VENV) pytest tests/lite $(ARGS))

bench: $(READY) ## how fast it is, side by side; make bench ARGS=--write keeps it in benchmarks/RESULTS.md
	$(IN_VENV) pip install --quiet -c constraints.txt -e ".[bench]"
	@$(IN_VENV) compileall -q lstm_helpers  # as pip does for whoever installs it
	@$(IN_VENV) benchmarks.bench $(ARGS)

mutants: $(READY) $(PAGE) $(if $(filter no-npm,$(PAGE)),,tools/mutants/node_modules/ready) ## slips put into both halves, each of which a test must notice; ARGS="--room cell", --write
	@$(IN_VENV) pip install --quiet -c constraints.txt -e ".[mutants]"
	@$(IN_VENV) tools.mutants $(ARGS)

hub: $(CLASS)/ready ## the lessons for a class on this machine (JupyterHub); deploy/README.md
	$(CLASS)/bin/python -m jupyterhub -f deploy/jupyterhub_config.py $(ARGS)

graders: $(GRADERS)/ready ## a lesson through nbgrader and otter-grader, in .venv-graders; ARGS="07 --keep course"
	@$(GRADERS)/bin/python -m tools.graders $(ARGS)

link: $(READY) ## a link that opens a lesson on a hub; make link HUB=https://hub.example.org LESSON=03
	@$(IN_VENV) tools.hub_link --hub "$(HUB)" --repo "$(REPO)" --lesson "$(LESSON)" --branch "$(BRANCH)"

bench-class: $(CLASS)/ready ## thirty simulated students on a real hub on this machine; ARGS=--write
	@$(CLASS)/bin/python -m benchmarks.class_bench $(ARGS)

$(READY): pyproject.toml constraints.txt $(STALE)
	$(if $(or $(PYTHON),$(wildcard .venv/bin/python)),,$(error Python 3.11, 3.12 or 3.13 with its venv module is needed: install one, or name it with make PYTHON=...))
	$(if $(STALE),rm -rf .venv)
	test -x .venv/bin/python || "$(PYTHON)" -m venv --clear .venv
	@echo '{}' > .venv/package.json # or Node takes JupyterLab's scripts for what ours are, and fails
	$(IN_VENV) pip install -c constraints.txt -e ".[lab,keras,test]"
	-@$(IN_VENV) lstm_helpers.trust notebooks
	@pwd -P > $(READY)

$(GRADERS)/ready: pyproject.toml
	test -x $(GRADERS)/bin/python || "$(PYTHON)" -m venv --clear $(GRADERS)
	$(GRADERS)/bin/python -m pip install -e . ipykernel $(GRADED_BY)
	@touch $@

node_modules/ready: package.json
	npm install --no-package-lock --no-audit --no-fund
	@touch $@

tools/mutants/node_modules/ready: tools/mutants/package.json
	npm install --prefix tools/mutants --no-package-lock --no-audit --no-fund
	@touch $@

$(CLASS)/ready: pyproject.toml constraints.txt deploy/package.json
	test -x $(CLASS)/bin/python || "$(PYTHON)" -m venv --clear $(CLASS)
	$(CLASS)/bin/python -m pip install -c constraints.txt -e ".[lab,hub]"
	npm install --prefix deploy --no-package-lock --no-audit --no-fund
	@touch $@

no-npm:
	@echo "NOTE: npm is missing, so the page's half (scripts, styles, their types and tests) is NOT CHECKED."
	@test -z "$(MUST)" || { echo "Here everything must be checked: install Node.js with npm."; exit 1; }
