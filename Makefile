# make run | dev | test | test-fast | bench | load | soak | atlas. Needs only Python 3.11 or newer; says what is missing if anything is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run dev test test-fast bench load soak atlas atlas-report clean

run: $(VENV)/run.stamp
	$(BIN)/streamlit run app.py --server.port $(PORT)

# For whoever writes the app: a page that fails shows its trace, a changed file offers a rerun.
dev: $(VENV)/run.stamp
	$(BIN)/streamlit run app.py --server.port $(PORT) \
		--client.showErrorDetails full --server.fileWatcherType auto

# Two processes; a file stays in one of them, because its tests share what is slow to build.
test: $(VENV)/dev.stamp system
	$(BIN)/ruff check .
	$(BIN)/oxlint --deny-warnings
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# The inner loop, under a minute: no browser, no page, no geometry of the atlas.
test-fast: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/oxlint --deny-warnings
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder \
		-m "not (soak or browser or app or geometry)"

bench: $(VENV)/dev.stamp system
	$(BIN)/python -m tests.bench

# Many readers at once: 200 for five minutes, then an hour's worth of visits (READERS=, MINUTES=).
load: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench.bench_load

# The long forms of the tests: ten thousand odd links, every page in every state (SOAK_LINKS=).
soak: $(VENV)/dev.stamp system
	$(BIN)/python -m pytest -n 2 --dist worksteal -m soak

atlas: $(VENV)/dev.stamp
	$(BIN)/python -m explainer.atlas_build.bake
	$(BIN)/python -m explainer.atlas_build.limb.bake
	$(BIN)/python -m explainer.plate_finish.clay_fibres
	$(BIN)/python -m explainer.skin_build.bake

atlas-report: $(VENV)/dev.stamp
	$(BIN)/python -m explainer.atlas_build.report

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed. Set it with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing (on Debian: apt-get install python3-venv)."; exit 1; }
	@mkdir -p $(VENV) 2>/dev/null && test -w $(VENV) || \
		{ echo "$(abspath $(VENV)) cannot be written. Choose another place with: make VENV=/path/to/a/folder"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "The virtual environment in $(abspath $(VENV)) could not be made; the reason stands above."; exit 1; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Browser tests drive the system's Chromium, Firefox and WebKit, and some a real nginx; they are
# installed from the system's packages when they are not found.
.PHONY: system
system:
	@$(BIN)/python -m tests.support.chromium
	@$(BIN)/python -m tests.support.firefox
	@$(BIN)/python -m tests.support.webkit
	@$(BIN)/python -m tests.support.nginx
