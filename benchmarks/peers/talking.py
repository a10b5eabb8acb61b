"""Who can carry a message to 10,000 members: how each server is started, and what its members say to it. Nothing is measured here."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.peers.installed import PeerMissing, free_port, nats_server, nginx_folder, npm_folder
from benchmarks.servers import Server, gateway, python, running

MARK = b"@" * 26  # the load client writes the message's number and time here
START_SECONDS = 20
NCHAN = """
daemon off; pid {folder}/pid; error_log {folder}/error.log error; worker_processes 1; worker_rlimit_nofile 19000; user root;
load_module {root}/usr/lib/nginx/modules/ngx_nchan_module.so;
events {{ worker_connections 18000; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location = /group {{
      nchan_pubsub websocket; nchan_channel_id group; nchan_subscriber_first_message newest; nchan_websocket_ping_interval 0;
    }}
  }}
}}
"""
NATS = """
host: 127.0.0.1
port: -1
log_file: {folder}/log
max_connections: 20000
websocket {{ host: 127.0.0.1, port: {port}, no_tls: true }}
"""


@dataclass(frozen=True)
class Peer:
    """A server, and what a member of it sends: `files` as the load client's options, `text_bytes` long messages."""

    name: str
    start: Callable[[], AbstractContextManager[Server]]
    files: Callable[[int], dict[str, bytes]]
    options: dict[str, str] = field(default_factory=dict)


def wait_for(server: Server) -> None:
    """Until something listens on the port."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.child.poll() is None:
        listening = {
            connection.laddr.port
            for process in server.processes()
            for connection in process.net_connections("tcp")
            if connection.status == psutil.CONN_LISTEN
        }
        if server.port in listening:
            return
        time.sleep(0.05)
    raise PeerMissing(f"{server.name} does not listen")


@contextmanager
def configured(name: str, program: Callable[[], list[str]], text: str, **facts: str) -> Iterator[Server]:
    """A server that reads a configuration file and says nothing."""
    with tempfile.TemporaryDirectory(prefix="yunzhan-peer-") as folder:
        port = free_port()
        file = Path(folder) / "configuration"
        file.write_text(text.format(port=port, folder=folder, **facts))
        Path(folder).chmod(0o755)
        with running(name, [*program(), "-c", str(file)], port) as server:
            wait_for(server)
            yield server


def node(name: str, program: str) -> AbstractContextManager[Server]:
    return running(name, ["node", "--max-old-space-size=4096", program], folder=npm_folder())


def nchan() -> AbstractContextManager[Server]:
    root = str(nginx_folder())
    return configured("nchan", lambda: [f"{root}/usr/sbin/nginx"], NCHAN, root=root)


def plain(size: int) -> bytes:
    return MARK.ljust(size, b".")


PEERS = (
    Peer(
        "websockets broadcast()",
        lambda: python("websockets broadcast()", "benchmarks.peers.websockets_broadcast"),
        lambda size: {"say-binary": plain(size)},
    ),
    Peer("nchan (nginx)", nchan, lambda size: {"say-text": plain(size)}, {"path": "/group"}),
    Peer("ws (npm)", lambda: node("ws (npm)", "ws.mjs"), lambda size: {"say-binary": plain(size)}),
    Peer(
        "nats-server websocket",
        lambda: configured("nats-server websocket", lambda: [nats_server()], NATS),
        lambda size: {
            "hello-binary": b'CONNECT {"verbose":false,"pedantic":false,"headers":false,"no_responders":false}\r\nSUB g 1\r\n',
            "say-binary": b"PUB g %d\r\n%s\r\n" % (size, plain(size)),
        },
    ),
    Peer(
        "socket.io (npm)",
        lambda: node("socket.io (npm)", "socketio.mjs"),
        lambda size: {"hello-text": b"40", "say-text": b'42["say","%s"]' % plain(size)},
        {"path": "/socket.io/?EIO=4&transport=websocket"},
    ),
)
OURS = gateway
