# Every command a person needs; `make` prints them. The work is in tools/ and in `yunzhan`.
PYTHON ?= python3
PORT ?= 8000
CROWD ?= 60
PEOPLE ?= 1000000
RUN := .venv/bin/python
PREPARE = @command -v $(PYTHON) >/dev/null || { echo "  $(PYTHON) is not here: install Python 3.11 and make, and try again." >&2; exit 1; }; \
	exec $(PYTHON) tools/prepare.py

.DEFAULT_GOAL := help
.PHONY: help demo up fix check test test-long e2e bench bench-crowd bench-group bench-peers bench-cluster bench-million bench-attack bench-storm bench-client docs pictures assets lock wheel clean

help:  ## print these lines
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

demo:  ## open the sample fair (PORT=8000, CROWD=60 scripted visitors)
	$(PREPARE) demo
	@exec $(RUN) -m yunzhan demo --port $(PORT) --crowd $(CROWD)

up:  ## the same for developing: everything reloads on a change
	$(PREPARE) up
	@exec $(RUN) -m yunzhan up --port $(PORT)

fix:  ## format, and mend what a tool can mend
	$(PREPARE) develop
	@$(RUN) tools/verify.py fix

check:  ## lint, formats, types, layers: no test runs
	$(PREPARE) develop
	@$(RUN) tools/verify.py check

test:  ## all of it: check, Python and client tests, PostgreSQL, the wheel, the browser walk
	$(PREPARE) test
	@$(RUN) tools/verify.py test

test-long:  ## what takes longer than a coffee
	$(PREPARE) test
	@$(RUN) tools/verify.py long

e2e:  ## only the browser walk
	$(PREPARE) test
	@$(RUN) tools/verify.py e2e

bench:  ## the published figures, beside a peer
	$(PREPARE) develop
	@$(RUN) -m benchmarks $(BENCH)

bench-crowd:  ## how many can move in one hall, until it breaks
	$(PREPARE) develop
	@$(RUN) -m benchmarks crowd $(BENCH)

bench-group:  ## ten thousand in one group: 5, 50, 100 messages a second, all coming back at once
	$(PREPARE) develop
	@$(RUN) -m benchmarks group $(BENCH)

bench-peers:  ## ten thousand in one group by other servers, beside ours
	$(PREPARE) develop
	@$(RUN) -m benchmarks peers $(BENCH)

bench-cluster:  ## ten thousand in one group over three nodes and three NATS servers
	$(PREPARE) develop
	@$(RUN) -m benchmarks cluster $(BENCH)

bench-million:  ## a million WebSockets on this machine (PEOPLE=1000000; 15 minutes, 10 GB)
	$(PREPARE) develop
	@$(RUN) -m benchmarks million --people $(PEOPLE) $(BENCH)

bench-attack:  ## seven attacks on a gateway, and what the others notice of each
	$(PREPARE) develop
	@$(RUN) -m benchmarks attack $(BENCH)

bench-storm:  ## 100,000 people whose gateways are killed at once come back (PEOPLE=100000)
	$(PREPARE) develop
	@$(RUN) -m benchmarks storm $(if $(filter-out file,$(origin PEOPLE)),--people $(PEOPLE)) $(BENCH)

bench-client:  ## draw calls, script time and garbage of the 3D hall
	$(PREPARE) test
	@$(RUN) -m benchmarks.client

docs:  ## write the generated pages of docs/reference
	$(PREPARE) develop
	@$(RUN) tools/write_reference.py

pictures:  ## render the hall and the pages for docs/pictures and the front page
	$(PREPARE) test
	@$(RUN) tools/pictures.py

assets:  ## make the booths and the people anew
	$(PREPARE) assets
	@$(RUN) -m assets

lock:  ## bring requirements/*.txt up to pyproject.toml
	@$(RUN) tools/lock.py

wheel:  ## build dist/yunzhan-*.whl with the client inside
	$(PREPARE) develop
	@$(RUN) tools/build_wheel.py dist

clean:  ## remove what was built and the demo's data
	rm -rf .venv client/node_modules src/yunzhan/website/static/client var dist test-results
