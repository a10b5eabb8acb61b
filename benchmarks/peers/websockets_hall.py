"""The same hall code as the gateway's, over the `websockets` library's server instead of our epoll core.

What the library reads goes to the same hub; what the hub sends is framed already and written straight to the library's
transport, which is kinder to it than a call of send() for each message.
"""

import asyncio
import json
import time
from collections.abc import Iterable

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from benchmarks.servers import KEY
from yunzhan.bus.memory import MemoryBus
from yunzhan.gateway.beating import every
from yunzhan.gateway.cluster import Cluster
from yunzhan.gateway.connection import OPEN, Connection
from yunzhan.gateway.conversation import Conversations
from yunzhan.gateway.hub import Hub
from yunzhan.gateway.ordering import Ordering
from yunzhan.gateway.server import Server
from yunzhan.gateway.speaking import Speaking
from yunzhan.gateway.visiting import TICK_MS
from yunzhan.wire.closing import CloseCode
from yunzhan.world.nodes import Nodes


class LibraryServer(Server):
    """Looks like our server to the hub; the sockets are the library's."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.hub = hub
        self.transports: dict[Connection, asyncio.Transport] = {}

    async def talk(self, link: ServerConnection) -> None:
        fd = link.transport.get_extra_info("socket").fileno()
        self._by_fd.extend([None] * (fd + 1 - len(self._by_fd)))
        connection = self._by_fd[fd] = Connection(fd)
        connection.state = OPEN
        self.transports[connection] = link.transport
        self.hub.opened(connection)
        try:
            async for message in link:
                self.hub.received(connection, message)
        except ConnectionClosed:
            pass
        finally:
            del self.transports[connection]
            self.hub.closed(connection)
            self._by_fd[fd] = None

    def greeted(self, connection: Connection) -> None:
        """The library keeps its own deadlines."""

    def send(self, connection: Connection, data: bytes) -> None:
        self.transports[connection].write(data)

    def send_many(self, connections: Iterable[Connection], data: bytes) -> None:
        for connection in list(connections):
            self.transports[connection].write(data)

    def send_latest(self, connection: Connection, data: bytes) -> bool:
        transport = self.transports[connection]
        if transport.get_write_buffer_size():
            return False
        transport.write(data)
        return True

    def close(self, connection: Connection, code: CloseCode) -> None:
        self.transports[connection].close()


async def main() -> None:
    hub = Hub(KEY)
    ours = LibraryServer(hub)
    loop = asyncio.get_running_loop()
    cluster = Cluster(Nodes("alone"), MemoryBus(), time.monotonic, lambda: 0)
    ordering = Ordering(cluster, None, loop.call_later, loop.call_soon_threadsafe, time.monotonic, lambda *_: None)
    conversations = Conversations(ours, ordering, loop.call_later, time.monotonic)
    hub.bind(ours, cluster, conversations, Speaking(ours, conversations, ordering))
    async with serve(ours.talk, "127.0.0.1", 0, compression=None, ping_interval=None, backlog=4096) as server:
        print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
        await asyncio.gather(every(TICK_MS / 1000, hub.visiting.tick), every(2.0, hub.tell_presence))


if __name__ == "__main__":
    asyncio.run(main())
