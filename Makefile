PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help facts run chat serve test slow torture check format eval bench screenshots lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

facts: $(READY)
	@$(BIN)/bloc-bot migrate
	@$(BIN)/bloc-bot seed

run: facts ## Try the bot in the browser: a local workspace, without Slack
	@$(BIN)/bloc-bot playground

chat: facts ## Talk with the bot in the terminal
	@$(BIN)/bloc-bot chat

serve: facts ## Serve Slack, as the environment says
	@$(BIN)/bloc-bot serve

# Where the environment says that compiled modules are not to be kept, each process would compile them all.
test slow: export PYTHONDONTWRITEBYTECODE =

test: $(READY) ## Run the test suite
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

slow: $(READY) ## Run the slow checks: Slack on PostgreSQL, ten thousand generated questions, the whole seed out and in again
	@$(BIN)/python -m pytest -m slow

torture: $(READY) ## Kill the server again and again while 20 people record: is each fact on record once?
	@$(BIN)/python -m tests.torture

check: $(READY) ## Lint, format, types, imports, migrations, pinned requirements
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.check_migrations
	$(BIN)/python -m tests.check_requirements

format: $(READY) ## Put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(READY) ## Grade the bot on the questions in tests/questions
	@$(BIN)/python -m tests.grading tests/questions/*.jsonl

bench: $(READY) ## Measure what the README's figures come from
	@$(BIN)/python -m benchmarks

screenshots: $(READY) ## Take the README's pictures from the running playground
	@$(BIN)/python -m tests.playground.screenshots

lock: $(READY) ## Pin the newest fitting versions of all dependencies in requirements.txt
	$(BIN)/python -m tests.check_requirements --upgrade

clean: ## Remove the environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
