"""People who talk while gateways die under them: each says its words until all are acknowledged. What dies is the test's.

A talker goes to another gateway when its own is gone and says again, with the same nonce, what was not acknowledged. A listener
does the same and keeps every message in the order in which it came.
"""

import asyncio
import random

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from gateway.client import GROUP
from gateway.running import signed
from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode
from yunzhan.wire.limits import CATCH_UP_MESSAGES
from yunzhan.wire.reasons import Reason

LOST = (OSError, WebSocketException, InvalidHandshake, TimeoutError, asyncio.TimeoutError)
SILENCE_SECONDS = 15.0
PAUSE_SECONDS = 0.05
TOO_FAST_SECONDS = 0.3


class Talk:
    """All talkers and listeners of one run. `urls` names the gateways of the moment."""

    def __init__(self, seed, urls, people, words_each, listeners=3):
        self.chance, self.urls, self.words_each = random.Random(seed), urls, words_each
        self.people = [f"talker{number}" for number in range(people)]
        self.acknowledged = {}  # (person, nonce) → number
        self.changed = []  # acknowledged twice with different numbers
        self.not_stored, self.over = 0, False
        self.heard = [[] for _ in range(listeners)]

    @property
    def expected(self):
        return len(self.people) * self.words_each

    async def run(self):
        """Until everything is acknowledged, and every listener has heard the last of it."""
        listening = [asyncio.create_task(self._listen(number)) for number in range(len(self.heard))]
        try:
            await asyncio.gather(*(self._talk(person) for person in self.people))
            last = max(self.acknowledged.values())
            while any(not heard or heard[-1].seq < last for heard in self.heard):  # noqa: ASYNC110 - many reasons, one look
                await asyncio.sleep(PAUSE_SECONDS)
        finally:
            self.over = True
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)

    async def _enter(self, client, person, after):
        await client.send(encode(m.Hello(VERSION, signed(person=person))))
        await client.send(encode(m.Join(1, GROUP, after)))

    async def _talk(self, person):
        left = set(range(self.words_each))
        while left:
            try:
                async with connect(
                    self.chance.choice(self.urls()), compression=None, open_timeout=5, close_timeout=1
                ) as client:
                    await self._enter(client, person, 0)
                    await self._say_all(client, person, left)
            except LOST:
                await asyncio.sleep(PAUSE_SECONDS + self.chance.random() * 0.3)

    async def _say_all(self, client, person, left):
        while left:
            nonce = min(left)
            await client.send(encode(m.Say(2, GROUP, nonce, f"{person} {nonce}", 0, "", ())))
            while True:
                fact = decode_fact(await asyncio.wait_for(client.recv(), SILENCE_SECONDS))
                if isinstance(fact, m.Accepted):
                    if self.acknowledged.setdefault((person, fact.nonce), fact.seq) != fact.seq:
                        self.changed.append((person, fact.nonce))
                    left.discard(fact.nonce)
                    break
                if isinstance(fact, m.Refused):
                    self.not_stored += fact.reason == Reason.NOT_STORED
                    await asyncio.sleep(TOO_FAST_SECONDS)
                    break

    async def _listen(self, number):
        heard = self.heard[number]
        while not self.over:  # a cancellation that meets a closing line is lost in the library
            try:
                async with connect(
                    self.chance.choice(self.urls()), compression=None, open_timeout=5, close_timeout=1
                ) as client:
                    await self._enter(client, f"listener{number}", heard[-1].seq if heard else 0)
                    brought, catching_up = 0, True
                    while not self.over:
                        # silence is suspicious while others talk: the gateway may be gone without a word
                        fact = decode_fact(await asyncio.wait_for(client.recv(), SILENCE_SECONDS))
                        if isinstance(fact, m.Page):
                            heard += fact.messages
                            brought, catching_up = brought + len(fact.messages), bool(fact.more)
                            if fact.more and brought >= CATCH_UP_MESSAGES:  # who missed more joins again
                                brought = 0
                                await client.send(encode(m.Join(1, GROUP, heard[-1].seq)))
                        elif isinstance(fact, m.Said) and not catching_up:  # else a later page has it
                            heard += fact.messages
            except LOST:
                await asyncio.sleep(PAUSE_SECONDS + self.chance.random() * 0.3)

    def check(self, log):
        """`log`: every message of the group. Acknowledged is there, once, where it was said to be; nothing is out of order."""
        numbers = [message.seq for message in log]
        assert self.changed == []
        assert len(self.acknowledged) == self.expected
        assert numbers == list(range(1, len(log) + 1))
        by_number = {message.seq: message for message in log}
        for (person, nonce), seq in self.acknowledged.items():
            assert (by_number[seq].person, by_number[seq].text) == (person, f"{person} {nonce}")
        assert len({(message.person, message.text) for message in log}) == len(log)
        for heard in self.heard:
            sequence = [message.seq for message in heard]
            assert sequence == list(range(sequence[0], sequence[0] + len(sequence)))
            assert [by_number[message.seq] for message in heard] == heard
