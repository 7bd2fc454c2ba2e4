.PHONY: setup run test a11y api check bench fix seed words
PEOPLE ?= 500
bench: PEOPLE = 20000

setup: ; ./run --prepare && .venv/bin/python -m probation.setup hook
run: ; ./run
test: ; ./test
a11y: ; EVERY_THEME=1 ./test tests/journeys -k 'accessible or component'
api: ; EXAMPLES=200 ./test referrals/tests/api/test_document.py
check: ; ./check
bench: ; ./run --bench --people $(PEOPLE)
fix: ; .venv/bin/ruff check --fix . && .venv/bin/ruff format . && .venv/bin/djlint --reformat --quiet --warn templates
words: ; .venv/bin/python -m probation.setup words
seed: ; ./run --command seed_demo --people $(PEOPLE)
