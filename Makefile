# What people and machines run here; `make help` lists it. Every target installs what it needs first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export PYTHONPATH := $(CURDIR):$(CURDIR)/gen
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.venv/node:$(PATH)

.PHONY: help
help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-20s %s\n", $$1, $$2 }'

.PHONY: run install verify
run: ## install what is missing, start Heo, print its address; Ctrl-C stops it
	@exec ./heo run

verify: ## replay every household's journal and compare
	@./heo verify

install: ## what testing needs: packages, the page, and on Debian as root a browser and PostgreSQL 15
	@./tools/install/with-python test

.PHONY: test check soak hostile-audio hostile-pictures
test: install ## everything: static checks, Python tests, web tests, browser tests
	@$(PY) -m tools.checks all

check: ## the fast part of `make test`
	@./tools/install/with-python check
	@$(PY) -m tools.checks fast

soak: install ## the random and the cruel tests over and over, MINUTES=30
	@end=$$(( $$(date +%s) + 60 * $${MINUTES:-30} )); \
	while [ $$(date +%s) -lt $$end ]; do pytest -q -x tests/ledger tests/chaos || exit 1; done

hostile-audio: packages ## every hostile sound file: each is answered in time, with a reason
	@HEO_HOSTILE=all pytest -q -s tests/ai/speech/audio/test_hostile.py

hostile-pictures: packages ## every hostile picture and document: each is answered in time and memory, with a reason
	@HEO_HOSTILE=all pytest -q -s tests/ai/pictures/test_hostile.py

.PHONY: lint types contracts buf drift proto format
lint: ## ruff: style, imports, likely mistakes
	@ruff check .
	@ruff format --check .

format: ## let ruff put the style right
	@ruff check --fix .
	@ruff format .

types: ## mypy --strict
	@mypy

contracts: ## who may import whom
	@lint-imports

buf: ## lint the contracts and compare them with their previous version
	@buf lint
	@$(PY) -m tools.protos breaking

drift: ## is gen/ what protos/ gives?
	@$(PY) -m tools.protos drift

proto: ## write gen/ anew from protos/
	@$(PY) -m tools.protos generate

.PHONY: bench-ledger eval-understanding eval-bills eval-voice openapi
bench-ledger: packages ## measure the ledger; a table, and build/bench/ledger.json
	@$(PY) -m tests.bench.ledger

eval-understanding: packages ## measure how well sentences are understood
	@$(PY) -m tests.ai.eval

eval-bills: training ## measure how well bills are read; RECEIPTS=folder of real receipts with img/ and key/
	@$(PY) -m tests.ai.eval_bills $(RECEIPTS)

eval-voice: training ## measure how well it hears; CLIPS=folder of real clips with transcripts.tsv
	@$(PY) -m tests.ai.eval_voice $(CLIPS)

openapi: packages ## write the REST contract and the page's types anew
	@$(PY) -m services.bff.openapi
	@npm --prefix web run --silent api
	@npm --prefix web run --silent api

.PHONY: packages training
packages:
	@./tools/install/with-python test-packages

training:
	@./tools/install/with-python train
