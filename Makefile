# What people and machines run here; `make help` lists it. Every target installs what it needs first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export PYTHONPATH := $(CURDIR):$(CURDIR)/gen
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: help
help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-20s %s\n", $$1, $$2 }'

.PHONY: proto drift buf lint types contracts
proto: ## write gen/ anew from protos/
	@$(PY) -m tools.protos generate

drift: ## is gen/ what protos/ gives?
	@$(PY) -m tools.protos drift

buf: ## lint the contracts and compare them with their previous version
	@buf lint
	@$(PY) -m tools.protos breaking

lint: ## ruff: style, imports, likely mistakes
	@ruff check .
	@ruff format --check .

types: ## mypy --strict
	@mypy

contracts: ## who may import whom
	@lint-imports
