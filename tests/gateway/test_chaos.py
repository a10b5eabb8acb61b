"""Whatever dies at whatever moment: an acknowledged message is never lost, doubled or put elsewhere. Seeds are printed."""

import asyncio
import random
import resource
import signal
import time
from contextlib import suppress

import pytest
from nats_servers import NatsServers

from gateway.node_process import Nodes
from gateway.talkers import Talk
from yunzhan.bus.bus import BusDown
from yunzhan.bus.nats import NatsBus
from yunzhan.bus.nats_stream import NatsStream
from yunzhan.bus.stream import StreamDown
from yunzhan.gateway.stream_log import StreamLog

GROUP = "hall:f/h1"
END = (1 << 63) - 1
SHORT, LONG = (24, 20), (125, 80)  # people, words each
FROZEN_SECONDS = 5.0  # a node is given up after three
UNLIMITED = resource.RLIM_INFINITY


def seeds(count):
    return [int(time.time() * 1000) + number for number in range(count)]


async def whole_log(urls):
    """Every message, read past all gateways."""
    bus = NatsBus(urls)
    while not bus.connected:
        with suppress(BusDown):
            await bus.connect()
    answer = asyncio.get_running_loop().create_future()
    stream = NatsStream(bus, "groups", 3)
    while True:  # a server that was started again a moment ago may still be choosing its leader
        try:
            await stream.open()
            break
        except StreamDown:
            await asyncio.sleep(0)
    StreamLog(stream, "groups").page(GROUP, 0, END, 1_000_000, newest=False, then=answer.set_result)
    found = await answer
    await bus.close()
    return found


class Trouble:
    """Kills and starts again until it is told to stop; at most one nats-server is away at a time, so that two agree."""

    def __init__(self, seed, servers, nodes):
        self.chance, self.servers, self.nodes = random.Random(seed), servers, nodes
        self.done = []

    def kill_gateway(self):
        node = self.chance.choice(self.nodes)
        node.kill()
        node.start()

    def kill_nats(self):
        server = self.chance.choice(self.servers.servers)
        server.kill()
        time.sleep(self.chance.random())
        server.start()

    def stop_gateway(self):
        node = self.chance.choice(self.nodes)
        node.stop()
        node.start()

    def freeze(self):
        """A process that stands still: for the others it is dead, until it goes on where it was and believes to lead still."""
        everybody = [*self.nodes, *self.servers.servers]
        process = self.chance.choice([one.process for one in everybody if one.process])
        process.send_signal(signal.SIGSTOP)
        time.sleep(self.chance.uniform(0.5, FROZEN_SECONDS))
        process.send_signal(signal.SIGCONT)

    def fill_disk(self):
        """No file of one server may grow: what it writes fails, as on a full disk."""
        server = self.chance.choice(self.servers.servers)
        if server.process and server.process.poll() is None:
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, UNLIMITED))
            time.sleep(1 + self.chance.random())
            server.kill()  # freed by hand, as an operator does
            server.start()

    def run(self, stop):
        while not stop.is_set():
            acts = [self.kill_gateway, self.kill_nats, self.stop_gateway, self.fill_disk, self.freeze]
            act = self.chance.choice(acts)
            self.done.append(act.__name__)
            act()
            time.sleep(self.chance.random())


async def troubled(seed, servers, nodes, size):
    """The log is read before the troublemaker's thread ends: the servers that it started end with it."""
    talk, trouble, stop = (
        Talk(seed, lambda: [node.url for node in nodes], *size),
        Trouble(seed, servers, nodes),
        asyncio.Event(),
    )
    making = asyncio.create_task(asyncio.to_thread(trouble.run, stop))
    try:
        await talk.run()
    finally:
        stop.set()
        await making
    return talk, trouble, await whole_log(servers.urls)


def storm(seed, folder, size):
    print("seed", seed)  # noqa: T201
    with NatsServers(folder) as servers, Nodes(servers.urls) as nodes:
        began = time.monotonic()
        talk, trouble, log = asyncio.run(troubled(seed, servers, nodes, size))
        talk.check(log)
        counts = {act: trouble.done.count(act) for act in sorted(set(trouble.done))}
        told = f"{talk.expected} messages in {time.monotonic() - began:.0f} s, {talk.not_stored} refused for a while"
        print(told, counts)  # noqa: T201


@pytest.mark.slow
def test_acknowledged_is_never_lost_doubled_or_moved(tmp_path):
    storm(seeds(1)[0], tmp_path, SHORT)


@pytest.mark.long
@pytest.mark.parametrize("seed", seeds(2), ids=["first", "second"])
def test_ten_thousand_messages_survive_a_storm(seed, tmp_path):
    storm(seed, tmp_path, LONG)
