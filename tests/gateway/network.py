"""A bus between nodes in one process: every message takes its time, nodes are cut off from each other, time stands.

It promises what every bus promises and not more: order of one publisher on one subject, and nothing for who is away.
"""

import heapq
import itertools
import random

SLOWEST_SECONDS = 0.08


class Network:
    """`now` moves when a test says so."""

    def __init__(self, seed=0):
        self.now = 1000.0
        self.ends = []
        self.published = []  # (publisher, subject, size)
        self.cut = set()  # pairs of names
        self._chance = random.Random(seed)
        self._due, self._numbers, self._last = [], itertools.count(), {}

    def end(self, name):
        end = End(self, name)
        self.ends.append(end)
        return end

    def at(self, act, way=None):
        """Later; what has the same way comes in order."""
        due = max(self.now + self._chance.uniform(0, SLOWEST_SECONDS), self._last.get(way, 0) if way else 0)
        if way:
            self._last[way] = due
        heapq.heappush(self._due, (due, next(self._numbers), act))
        return due

    def are_apart(self, one, other):
        return frozenset((one, other)) in self.cut

    def pass_(self, seconds):
        """Delivers what is due in that time, each at its time."""
        until = self.now + seconds
        while self._due and self._due[0][0] <= until:
            due, _, act = heapq.heappop(self._due)
            self.now = max(self.now, due)
            act()
        self.now = until


class End:
    """A node's bus."""

    def __init__(self, network, name):
        self.network, self.name, self.is_dead = network, name, False
        self._handlers, self._settles = {}, network.now

    def publish(self, subject, payload):
        if self.is_dead:
            return
        self.network.published.append((self.name, subject, len(payload)))
        for end in self.network.ends:
            handlers = [handler for handler, since in end._handlers.get(subject, []) if since <= self.network.now]
            if handlers and not self.network.are_apart(self.name, end.name):
                self.network.at(
                    lambda end=end, handlers=handlers: end.deliver(subject, handlers, payload),
                    (self.name, subject, end.name),
                )

    def deliver(self, subject, handlers, payload):
        for handler in handlers:
            if not self.is_dead and any(known is handler for known, _ in self._handlers.get(subject, [])):
                handler(payload)

    def subscribe(self, subject, handler):
        since = self.network.now + SLOWEST_SECONDS / 2
        self._settles = max(self._settles, since)
        self._handlers.setdefault(subject, []).append((handler, since))

    def unsubscribe(self, subject, handler):
        self._handlers[subject] = [(known, since) for known, since in self._handlers[subject] if known is not handler]

    def settled(self, then):
        if self._settles <= self.network.now:
            then()
        else:
            self.network.at(lambda: self.is_dead or self.settled(then))
