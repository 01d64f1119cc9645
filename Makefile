# Thin: each target is one line of the tool that does the work. Start with `make`.

# Nothing outside .venv takes part, whatever the caller's shell has set.
export PYTHONNOUSERSITE := 1
unexport VIRTUAL_ENV CONDA_PREFIX PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONWARNINGS PYTEST_ADDOPTS
# Whoever keeps Python from writing what it has compiled makes each of the thousand processes of a run compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_NO_BINARY UV_SYSTEM_PYTHON UV_PYTHON UV_TARGET UV_PREFIX

# make site PYTHON=python3.12 takes that interpreter; else the first one from 3.11 on.
PYTHON ?=
export PYTHON

bin := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help site test quick coverage mutation nightly check serve dist setup engines browser database lock upgrade clean distclean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

site: setup ## Make the example with its history, check it and build its site into build/site
	@$(bin)/python -m tooling.example_history build/example
	@$(bin)/sms-lint site --root build/example --output build/site --pdf

test: setup browser database ## Run the tests, in a browser too where there is one
	@$(bin)/python -m pytest --numprocesses auto --dist worksteal --computing
	@echo "The tests passed. Tests that could not run are listed above as SKIPPED, with the reason."

quick: setup ## The inner loop: text, kinds, the language of rules, questions to the system, formats, reading
	@$(bin)/python -m pytest --quiet --numprocesses auto --dist worksteal tests/ground tests/language tests/load tests/model \
		tests/report tests/system tests/rules/test_lint.py tests/rules/test_systems.py

coverage: setup browser database ## The same tests, with the lines and branches that they reach; the report is in build/coverage
	@$(bin)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report=term:skip-covered --cov-report=html:build/coverage

# make mutation SAMPLE=200 takes so many, spread over all files, always the same ones (SEED=1: others); ONLY=anchors those with these
# characters in their name; PATIENCE=5 gives each no more than so many seconds of computing, and counts it as alive then; MINUTES=60 begins
# none after that. What was tried is remembered in build/mutation-tried.jsonl: a run that was broken off goes on, and only what changed is tried again.
mutation: setup ## Put faults into approvals, history and signature: do the tests notice them? (SAMPLE=200 for a look)
	@$(bin)/python -m tooling.mutation --sample "$(or $(SAMPLE),0)" --seed "$(or $(SEED),0)" --only "$(ONLY)" \
		--patience "$(or $(PATIENCE),0)" --minutes "$(or $(MINUTES),0)"

nightly: setup coverage ## The tests that take long: more random histories, more tampers, every page of the site; and coverage
	@SMS_LINT_NIGHTLY=1 SMS_LINT_WHOLE=1 $(bin)/python -m pytest --numprocesses auto --dist worksteal \
		tests/assistant/test_hostile.py tests/editor tests/evidence/test_fulfilment.py tests/faults tests/ground/text/test_yaml_edit_styles.py tests/history tests/intake tests/load tests/measure tests/outside/git/test_canary.py tests/outside/timestamp tests/project/test_example_history.py tests/project/test_forge_files.py \
		tests/publish/forms tests/publish/pack tests/publish/pdf tests/publish/site tests/report/test_semantic_model.py tests/rules/test_blame.py tests/rules/test_fixes.py tests/rules/test_forms.py tests/rules/test_no_line_is_quadratic.py tests/rules/test_nothing_passes_unseen.py tests/rules/test_second_hand_system.py tests/starter/test_entry.py tests/starter/test_files.py tests/starter/test_following.py tests/system/test_table_actions.py

check: setup ## Check format, style, types, import floors, generated files, workflows and the SMS
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/lint-imports --no-logo
	$(bin)/zizmor --offline --quiet --strict-collection --pedantic .github
	$(bin)/python -m tooling.tickets --check
	$(bin)/sms-lint reference --check
	$(bin)/sms-lint check
	$(bin)/sms-lint kpi --check
	$(bin)/python -m tooling.example_history build/example
	$(bin)/sms-lint check --root build/example
	@echo "All checks passed."

serve: setup ## Show the site while you write; it rebuilds on change
	@$(bin)/sms-lint serve

dist: setup ## Build wheel, source archive and bill of materials into build/dist, and try the wheel elsewhere
	@tooling/dist.sh

setup: ## Make or refresh .venv (the other targets do this themselves)
	@tooling/setup.sh

engines: setup ## Install ClickHouse, Spark and a reader of OSCAL into .venv, and try figures and files on them (Spark needs Java 17)
	@tooling/setup.sh engines
	@SMS_LINT_NIGHTLY=1 $(bin)/python -m pytest tests/measure/test_engines.py tests/report/test_oscal.py

browser: setup ## Find Chromium or Chrome for the tests, or install one
	@$(bin)/python -m tooling.browser

database: setup ## Find a PostgreSQL server for the tests, or install one
	@$(bin)/python -m tooling.postgresql

lock: ## Write requirements.lock again after a change of pyproject.toml
	@tooling/setup.sh lock

upgrade: ## The same, taking the newest versions that pyproject.toml admits
	@tooling/setup.sh lock --upgrade

clean: ## Remove what was built, and caches
	rm -rf build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

distclean: clean ## Remove the environment too
	rm -rf .tools .venv
