"""A real gateway in the test's own event loop, and passes it accepts."""

import asyncio
import threading
import time

from yunzhan.gateway.program import GatewayConfig, serve_until
from yunzhan.wire.passes import GroupGrant, HallGrant, Pass, sign_pass

KEY = b"k" * 32
HALL = HallGrant("f/h1", 10400, 8400, 5200, 8200, 0)


def signed(person="p1", name="甲", kind="guest", *, expires=3600, key=KEY, say=True, moderate=False, issued=0):
    now = int(time.time())
    groups = (GroupGrant("hall:f/h1", say, moderate), GroupGrant("fair:f", False))
    return sign_pass(Pass(person, name, kind, "f", 7, (HALL,), groups, now + issued, now + expires), key)


class Running:
    """A gateway on its own thread; `stop` drains it."""

    def __init__(self, folder, **config):
        self.config = GatewayConfig(
            port=0, pass_key=KEY, log_path=folder / "log.sqlite3", bus_path=folder / "b", host="127.0.0.1",
            origins=frozenset({"http://fair.test"}), **config,
        )  # fmt: skip
        self.port = 0
        ready = threading.Event()

        def run():
            asyncio.run(self._serve(ready))

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        assert ready.wait(20)

    async def _serve(self, ready):
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()

        def listening(port):
            self.port = port
            ready.set()

        await serve_until(self._stop, self.config, listening)

    def stop(self):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)
        assert not self._thread.is_alive()

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}/"
