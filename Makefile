# Splitline: everything one does with it from a checkout. `make help` lists the targets.

PYTHON ?= python3
RACE ?= paris-2025
COUNT ?= 2000
MINUTES ?= 10

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
SYSTEM_PACKAGES := sh packaging/linux/system-packages.sh
# The tests start Splitline a hundred times. Where Python is told to keep no compiled modules, each
# start would compile all of them anew: half of the time that such a test takes.
COMPILED := env -u PYTHONDONTWRITEBYTECODE
PIP_QUIET := --quiet --no-input --disable-pip-version-check --progress-bar off

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check fmt bench bench-messy bench-storm bench-commands bench-projection fit-projection resources screenshots coverage constraints clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## make the environment in .venv, with the pinned versions

$(INSTALLED): pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh packaging/make-venv.sh $(VENV)
	@echo "Installing the libraries of constraints.txt; the first time takes a minute or two ..."
	@$(BIN)/python -m pip install $(PIP_QUIET) -c constraints.txt -e '.[dev]'
	@touch $@
	@echo "The environment is ready in $(VENV)."

run: setup ## play the Paris attempt: in a window, or offscreen into out/ where there is no display
	@$(SYSTEM_PACKAGES) install --window
	@if sh packaging/has-display.sh $(BIN)/python; then \
		exec $(BIN)/splitline replay $(RACE) --window; \
	else \
		exec $(BIN)/splitline replay $(RACE) --window --offscreen --out out; \
	fi

test: setup ## run all tests, offscreen and (where there is Xvfb) in a real window
	@$(SYSTEM_PACKAGES) install --window --test
	$(COMPILED) $(BIN)/pytest -n 2 --dist loadgroup

check: setup ## look at format, lint, types, imports and spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/typos

fmt: setup ## format the code, and mend what the linter can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: setup ## measure start, frames and the journal on this machine
	@$(SYSTEM_PACKAGES) install --window --test
	@$(if $(WRITE),$(BIN)/python -m ui.bench $(WRITE),$(BIN)/splitline bench)

bench-messy: setup ## time messy races by a simulated operator: COUNT=2000 RACES=file.json WRITE=docs/reliability.md
	@$(SYSTEM_PACKAGES) install
	$(BIN)/python -m tests.bench.messy --races $(COUNT) $(if $(RACES),--real $(RACES)) $(if $(WRITE),--write $(WRITE))

bench-storm: setup ## press for twelve athletes in a real window, 20 a second: MINUTES=10 WRITE=docs/reliability.md
	@$(SYSTEM_PACKAGES) install --window --test
	$(BIN)/python -m tests.bench.press_storm $(MINUTES) $(WRITE)

bench-commands: setup ## give a session 100,000 random commands: WRITE=docs/reliability.md
	$(BIN)/python -m tests.bench.random_commands 100000 $(WRITE)

bench-projection: setup ## judge the pacing model on races left out: RACES=file.json
	$(BIN)/python -m tests.bench.bench_projection $(RACES) docs/projection.md

fit-projection: setup ## fit the pacing model anew: RACES=file.json
	$(BIN)/python -m tests.bench.fit_pacing $(RACES) $$(date -u +%F) > pacing.new && mv pacing.new resources/model/pacing.toml

.PHONY: bench-sheets
bench-sheets: setup ## write the split sheets of many sessions as PDF: COUNT=1000 WRITE=docs/performance.md
	@$(SYSTEM_PACKAGES) install
	$(BIN)/python -m tests.bench.sheets $(if $(filter file,$(origin COUNT)),1000,$(COUNT)) $(WRITE)

.PHONY: golden
golden: setup ## write the golden files of the exports anew; look at the difference
	SPLITLINE_REGENERATE=1 $(BIN)/pytest -q tests/unit/formats/test_golden_exports.py tests/unit/formats/test_sheets.py \
		tests/unit/formats/test_training_golden.py

resources: setup ## write the resources that the first paint reads as JSON too
	$(BIN)/python packaging/compile_resources.py

.PHONY: translations
translations: setup ## bring the catalogues of the languages up to date with the texts in the source
	$(BIN)/python packaging/translations.py

screenshots: setup ## take the pictures of the window: ALL=1 every screen, into FOLDER=out/screens
	@$(SYSTEM_PACKAGES) install
	$(if $(ALL),$(BIN)/python -m tests.bench.every_screen take --folder $(or $(FOLDER),out/screens),$(BIN)/python tests/bench/screenshots.py)

.PHONY: screenshots-check screenshots-store
screenshots-check: setup ## compare every screen in every theme, language and size with what is stored
	@$(SYSTEM_PACKAGES) install
	$(BIN)/python -m tests.bench.every_screen check

screenshots-store: setup ## store every screen anew, after looking at it
	@$(SYSTEM_PACKAGES) install
	$(BIN)/python -m tests.bench.every_screen store

.PHONY: torture
torture: setup ## kill it, cut its power, damage its files: KILLS=2000 POWER=300 FAULTS=10 FILES=500 HOURS=24 WINDOW_KILLS=20 SIZES=1000,20000,100000 WRITE=docs/reliability.md
	@$(SYSTEM_PACKAGES) install --window --test
	$(BIN)/python -m tests.bench.torture --kills $(or $(KILLS),2000) --power $(or $(POWER),300) \
		--faults $(or $(FAULTS),10) --files $(or $(FILES),500) --hours $(or $(HOURS),24) \
		--window-kills $(or $(WINDOW_KILLS),20) --sizes $(if $(SIZES),$(SIZES),1000,20000,100000) \
		$(if $(WRITE),--write $(WRITE))

.PHONY: fuzz
fuzz: setup ## give every reader of files hostile ones: COUNT=1000000 READER=fit_laps SEED=1 WRITE=docs/reliability.md
	$(BIN)/python -m tests.bench.fuzz --count $(if $(filter file,$(origin COUNT)),1000000,$(COUNT)) \
		--seed $(or $(SEED),1) $(if $(READER),--reader $(READER)) $(if $(WRITE),--write $(WRITE))

coverage: setup ## measure the branches that tests reach, and hold the line
	@$(SYSTEM_PACKAGES) install --window --test
	$(BIN)/coverage erase
	$(COMPILED) $(BIN)/pytest -n 2 --dist loadgroup --cov --cov-report=
	$(BIN)/coverage report --include='app/*' --fail-under=95
	$(BIN)/coverage report --include='ui/*' --fail-under=85

BUNDLER := $(VENV)/.bundler

$(BUNDLER): $(INSTALLED)
	@$(SYSTEM_PACKAGES) install --bundle
	@$(BIN)/python -m pip install $(PIP_QUIET) -c constraints.txt -e '.[bundle]'
	@touch $@

.PHONY: bundle deb
bundle: setup $(BUNDLER) ## gather the application in one folder, dist/splitline, and pack it
	$(BIN)/python packaging/bundle/build.py

deb: bundle ## make a package for Debian and its kin of the bundle
	$(BIN)/python packaging/linux/make_deb.py

.PHONY: try-bundle
try-bundle: bundle ## let the bundle test itself; as root also install the package, try it and remove it
	@$(SYSTEM_PACKAGES) install --window --test
	@if command -v dpkg-deb >/dev/null; then $(BIN)/python packaging/linux/make_deb.py; fi
	sh packaging/linux/try-bundle.sh

constraints: ## write constraints.txt anew, with the newest versions that the bounds allow
	@PYTHON="$(PYTHON)" sh packaging/write-constraints.sh

clean: ## remove the environment, the caches and what was built
	rm -rf $(VENV) out build dist htmlcov .coverage .coverage.* .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
