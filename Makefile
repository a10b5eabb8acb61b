# Every command a person needs; `make` prints them. The work is in tools/ and in `yunzhan`.
PYTHON ?= python3
PORT ?= 8000
CROWD ?= 60
RUN := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo up fix check test test-long e2e bench bench-client docs pictures assets lock wheel clean

help:  ## print these lines
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

demo:  ## open the sample fair (PORT=8000, CROWD=60 scripted visitors)
	@$(PYTHON) tools/prepare.py demo
	@exec $(RUN) -m yunzhan demo --port $(PORT) --crowd $(CROWD)

up:  ## the same for developing: everything reloads on a change
	@$(PYTHON) tools/prepare.py develop
	@exec $(RUN) -m yunzhan up --port $(PORT)

fix:  ## format, and mend what a tool can mend
	@$(PYTHON) tools/prepare.py develop
	@$(RUN) tools/verify.py fix

check:  ## lint, formats, types, layers: no test runs
	@$(PYTHON) tools/prepare.py develop
	@$(RUN) tools/verify.py check

test:  ## all of it: check, Python and client tests, PostgreSQL, the wheel, the browser walk
	@$(PYTHON) tools/prepare.py test
	@$(RUN) tools/verify.py test

test-long:  ## what takes longer than a coffee
	@$(PYTHON) tools/prepare.py test
	@$(RUN) tools/verify.py long

e2e:  ## only the browser walk
	@$(PYTHON) tools/prepare.py test
	@$(RUN) tools/verify.py e2e

bench:  ## the published figures, beside a peer
	@$(PYTHON) tools/prepare.py develop
	@$(RUN) -m benchmarks

bench-client:  ## draw calls, script time and garbage of the 3D hall
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m benchmarks.client

docs:  ## write the generated pages of docs/reference
	@$(PYTHON) tools/prepare.py develop
	@$(RUN) tools/write_reference.py

pictures:  ## render the hall and the pages for docs/pictures and the front page
	@$(PYTHON) tools/prepare.py test
	@$(RUN) tools/pictures.py

assets:  ## make the booths anew
	@$(PYTHON) tools/prepare.py develop
	@.venv/bin/uv pip install --python $(RUN) -q --require-hashes -r requirements/assets.txt
	@$(RUN) -m assets

lock:  ## bring requirements/*.txt up to pyproject.toml
	@$(RUN) tools/lock.py

wheel:  ## build dist/yunzhan-*.whl with the client inside
	@$(PYTHON) tools/prepare.py develop
	@$(RUN) tools/build_wheel.py dist

clean:  ## remove what was built and the demo's data
	rm -rf .venv client/node_modules src/yunzhan/website/static/client var dist test-results
