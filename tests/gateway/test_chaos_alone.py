"""One gateway with SQLite, killed, stopped, its disk full at random points: what was acknowledged is there, once, in order."""

import asyncio
import random
import resource
import time

import pytest

from gateway.node_process import AloneProcess
from gateway.talkers import Talk
from gateway.test_chaos import END, GROUP, UNLIMITED, seeds
from yunzhan.gateway.sqlite_log import SqliteLog

SHORT, LONG = (60, 5), (125, 80)  # people, words each
MOST_ROOM_BYTES = 30_000  # left on the full disk: some writes still end in the middle of an entry


class Trouble:
    """Troubles one gateway until it is told to stop, with each of its acts in turn, in an order of chance."""

    def __init__(self, seed, gateway):
        self.chance, self.gateway = random.Random(seed), gateway
        self.done = []

    def kill(self):
        self.gateway.kill()
        self.gateway.start()

    def stop(self):
        self.gateway.stop()
        self.gateway.start()

    def fill_disk(self):
        """Files of the gateway may not grow but a little; then there is room again, and it has to go on by itself."""
        process = self.gateway.process.pid
        self._fill(process)
        time.sleep(self.chance.random())
        resource.prlimit(process, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))

    def kill_on_full_disk(self):
        self._fill(self.gateway.process.pid)
        time.sleep(self.chance.random() / 2)
        self.kill()

    def _fill(self, process):
        sizes = [path.stat().st_size for path in self.gateway.folder.iterdir() if path.is_file()]
        room = max(sizes) - self.chance.randrange(MOST_ROOM_BYTES) + self.chance.randrange(MOST_ROOM_BYTES)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (max(0, room), UNLIMITED))

    def run(self, stop):
        while not stop.is_set():
            acts = [self.kill, self.stop, self.fill_disk, self.kill_on_full_disk]
            for act in self.chance.sample(acts, len(acts)):
                self.done.append(act.__name__)
                act()
                time.sleep(self.chance.random() / 2)
                if stop.is_set():
                    break


async def troubled(seed, gateway, size):
    talk, trouble, stop = Talk(seed, lambda: [gateway.url], *size), Trouble(seed, gateway), asyncio.Event()
    making = asyncio.create_task(asyncio.to_thread(trouble.run, stop))
    try:
        await talk.run()
    finally:
        stop.set()
        await making
    return talk, trouble


def storm(seed, folder, size):
    print("seed", seed)  # noqa: T201
    gateway, began = AloneProcess(folder), time.monotonic()
    gateway.start()
    try:
        talk, trouble = asyncio.run(troubled(seed, gateway, size))
    finally:
        gateway.kill()
    log, found = SqliteLog(gateway.log_path), []
    log.page(GROUP, 0, END, 1_000_000, newest=False, then=found.extend)
    log.close()
    talk.check(found)
    counts = {act: trouble.done.count(act) for act in sorted(set(trouble.done))}
    told = f"{talk.expected} messages in {time.monotonic() - began:.0f} s, {talk.not_stored} refused for a while"
    print(told, counts)  # noqa: T201
    return talk, trouble


@pytest.mark.slow
def test_acknowledged_outlives_kills_and_a_full_disk(tmp_path):
    talk, trouble = storm(seeds(1)[0], tmp_path, SHORT)
    assert len(talk.acknowledged) == talk.expected
    assert trouble.done


@pytest.mark.long
@pytest.mark.parametrize("seed", seeds(2), ids=["first", "second"])
def test_ten_thousand_messages_outlive_kills_and_a_full_disk(seed, tmp_path):
    talk, trouble = storm(seed, tmp_path, LONG)
    assert set(trouble.done) == {"kill", "stop", "fill_disk", "kill_on_full_disk"}
    assert talk.not_stored > 0  # the disk was full while people spoke
