"""The bus of a cluster: NATS. `NatsBus` is for a gateway's event loop, `NatsClient` for programs without one.

What is published while no server can be reached is dropped, as every bus promises; subscriptions hold again after a reconnect.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError
from nats.errors import NoRespondersError

from yunzhan.bus.bus import PAYLOAD_BYTES, BusDown, Handler, Later, NoAnswer, PayloadTooLarge

CONNECT_SECONDS = 2
RECONNECT_SECONDS = 0.25
PING_SECONDS = 5  # a line that is dead without a word is noticed after two of these
FLUSH_SECONDS = 5
Result = TypeVar("Result")


class NatsBus:
    """One connection to any server of the list, and to another one when that is gone."""

    def __init__(self, servers: list[str], name: str = "") -> None:
        self.lost = 0  # payloads dropped because no server could be reached
        self.client = Client()
        self._servers, self._name = servers, name
        self._subscriptions: dict[tuple[str, Handler], Subscription] = {}
        self._outbox: deque[Callable[[], Awaitable[None]]] = deque()
        self._sender: asyncio.Task[None] | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._came_back: list[Callable[[], None]] = []
        self._waiting: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def connected(self) -> bool:
        return self.client.is_connected

    def on_reconnect(self, act: Callable[[], None]) -> None:
        """Calls `act` whenever a lost connection is there again: what was told in between was not heard."""
        self._came_back.append(act)

    async def connect(self) -> None:
        """Raises BusDown when there is no server within CONNECT_SECONDS; it is tried on until `close`."""
        if self._connecting is None:
            self._connecting = asyncio.create_task(self._keep_trying())
        await asyncio.wait([self._connecting], timeout=CONNECT_SECONDS)
        if not self.connected:
            raise BusDown(", ".join(self._servers))

    async def _keep_trying(self) -> None:
        async def came_back() -> None:
            for act in self._came_back:
                act()

        async def quiet(_: Exception) -> None:
            """Its faults are ours to notice: dropped payloads are counted, requests raise."""

        options: dict[str, Any] = {
            "name": self._name, "error_cb": quiet, "reconnected_cb": came_back, "ping_interval": PING_SECONDS,
            "connect_timeout": CONNECT_SECONDS, "reconnect_time_wait": RECONNECT_SECONDS, "max_reconnect_attempts": -1,
        }  # fmt: skip
        while not self._closed:
            with suppress(OSError, NatsError, TimeoutError):
                await self.client.connect(self._servers, **options)
                return
            await asyncio.sleep(RECONNECT_SECONDS)

    def publish(self, subject: str, payload: bytes) -> None:
        if len(payload) > PAYLOAD_BYTES:
            raise PayloadTooLarge(subject)
        self._do(lambda: self.client.publish(subject, payload))

    def subscribe(self, subject: str, handler: Handler) -> None:
        async def heard(message: Msg) -> None:
            with suppress(Exception):  # promised: one subscriber's fault is not another's
                self._answer(message.reply, handler(message.data))

        async def begin() -> None:
            self._subscriptions[subject, handler] = await self.client.subscribe(subject, cb=heard)

        self._do(begin, even_when_down=True)

    def unsubscribe(self, subject: str, handler: Handler) -> None:
        async def end() -> None:
            known = self._subscriptions.pop((subject, handler), None)
            if known:
                await known.unsubscribe()

        self._do(end, even_when_down=True)

    def settled(self, then: Callable[[], None]) -> None:
        async def wait() -> None:
            while not self._closed:
                with suppress(BusDown):
                    await self.settle()
                    break
                await asyncio.sleep(RECONNECT_SECONDS)
            then()

        task = asyncio.get_running_loop().create_task(wait())
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def settle(self) -> None:
        """Returns when every subscription so far hears what is published from now on. Raises BusDown."""
        while self._sender and not self._sender.done():
            await asyncio.shield(self._sender)
        try:
            await self.client.flush(FLUSH_SECONDS)
        except (NatsError, OSError, TimeoutError) as fault:
            raise BusDown(", ".join(self._servers)) from fault

    async def request(self, subject: str, payload: bytes, timeout: float) -> bytes:  # noqa: ASYNC109 - promised by the bus
        """The first answer. Raises NoAnswer and BusDown."""
        if not self.connected:
            raise BusDown(", ".join(self._servers))
        try:
            return (await self.client.request(subject, payload, timeout)).data
        except NoRespondersError as fault:
            raise NoAnswer(subject) from fault
        except (NatsError, TimeoutError) as fault:
            raise NoAnswer(f"{subject} within {timeout} s") from fault

    async def close(self) -> None:
        self._closed = True
        if self._connecting:
            self._connecting.cancel()
            with suppress(asyncio.CancelledError):
                await self._connecting
        if self.connected:
            with suppress(BusDown):
                await self.settle()
        with suppress(OSError, NatsError):  # the library flushes once more, into a line that may be gone
            await self.client.close()

    def _answer(self, reply: str, answer: bytes | Later | None) -> None:
        if not reply or answer is None:
            return
        if isinstance(answer, Later):
            answer.wait(lambda given: self._do(lambda: self.client.publish(reply, given)))
        else:
            self._do(lambda: self.client.publish(reply, answer))

    def _do(self, act: Callable[[], Awaitable[None]], *, even_when_down: bool = False) -> None:
        """In the order of the calls; the library's calls may have to wait for the socket, ours never do."""
        if not self.connected and not even_when_down:
            self.lost += 1
            return
        self._outbox.append(act)
        if self._sender is None or self._sender.done():
            self._sender = asyncio.get_running_loop().create_task(self._send())

    async def _send(self) -> None:
        while self._outbox:
            try:
                await self._outbox.popleft()()
            except (NatsError, OSError):
                self.lost += 1


class NatsClient:
    """A NatsBus on a thread of its own, safe to use from several threads. Connects when it is first needed."""

    def __init__(self, servers: list[str], name: str = "") -> None:
        self._servers, self._name = servers, name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._bus: NatsBus | None = None
        self._thread: threading.Thread | None = None

    def publish(self, subject: str, payload: bytes) -> None:
        if len(payload) > PAYLOAD_BYTES:
            raise PayloadTooLarge(subject)
        bus = self._connected()

        async def tell() -> None:
            bus.publish(subject, payload)

        self._run(tell()).result()

    def subscribe(self, subject: str, handler: Handler) -> None:
        """From now on, also after the servers were away; `handler` runs on this client's own thread."""
        bus = self._begun()

        async def listen() -> None:
            with suppress(BusDown):
                await bus.connect()
            bus.subscribe(subject, handler)
            with suppress(BusDown):
                await bus.settle()

        self._run(listen()).result()

    def request(self, subject: str, payload: bytes, timeout: float) -> bytes:
        if len(payload) > PAYLOAD_BYTES:
            raise PayloadTooLarge(subject)
        return self._run(self._connected().request(subject, payload, timeout)).result()

    def close(self) -> None:
        with self._lock:
            loop, bus, thread = self._loop, self._bus, self._thread
            self._loop = self._bus = self._thread = None
        if loop and bus and thread:
            asyncio.run_coroutine_threadsafe(bus.close(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def _begun(self) -> NatsBus:
        with self._lock:
            if self._bus is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="bus-nats")
                self._thread.start()
                self._bus = self._run(self._make()).result()
            return self._bus

    async def _make(self) -> NatsBus:
        return NatsBus(self._servers, self._name)

    def _connected(self) -> NatsBus:
        bus = self._begun()
        if not bus.connected:
            self._run(bus.connect()).result()
        return bus

    def _run(self, work: Coroutine[None, None, Result]) -> "Future[Result]":
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(work, self._loop)
