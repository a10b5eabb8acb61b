"""What TLS costs in front of the gateway: nginx ends it and passes the WebSocket on. Memory and CPU of nginx for a connection."""

import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.peers.installed import PeerMissing, free_port, nginx_folder
from benchmarks.peers.talking import wait_for
from benchmarks.servers import KEY, gateway, running, spent
from yunzhan.loadtest import speech
from yunzhan.wire.passes import GroupGrant, Pass, sign_pass

CONNECTIONS = 1500
GROUP = GroupGrant("hall:bench/h1", say=True)
NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/error.log error; worker_processes 1; worker_rlimit_nofile 18000; user root;
events {{ worker_connections 9000; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port} ssl backlog=4096;
    ssl_certificate {folder}/pem; ssl_certificate_key {folder}/key; ssl_protocols TLSv1.3; ssl_session_cache off;
    location / {{
      proxy_pass http://127.0.0.1:{gateway}; proxy_http_version 1.1; proxy_buffer_size 4k; proxy_buffers 8 4k;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; proxy_read_timeout 90s;
    }}
  }}
}}
"""


def certificate(folder: str) -> Path:
    """A certificate of our own for localhost, on the curve that browsers are given most."""
    try:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{folder}/key",
             "-out", f"{folder}/pem"],
            check=True, capture_output=True,
        )  # fmt: skip
    except FileNotFoundError as missing:
        raise PeerMissing("no openssl command") from missing
    return Path(folder) / "pem"


def connect(port: int, context: ssl.SSLContext, number: int) -> ssl.SSLSocket:
    """A member in the group, by TLS; returns once Welcome, Joined and Page have come."""
    link = context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=30), server_hostname="localhost")
    link.sendall(speech.handshake("localhost"))
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += link.recv(4096)
    badge = sign_pass(Pass(f"s{number}", "V", "scripted", "bench", 1, (), (GROUP,), 0, 1 << 40), KEY)
    link.sendall(speech.mask(speech.hello(badge)) + speech.mask(speech.join(GROUP.key)))
    frames = answer.partition(b"\r\n\r\n")[2]
    while len(speech.split_frames(frames)[0]) < 3:
        frames += link.recv(4096)
    return link


def measure_tls(connections: int = CONNECTIONS) -> Iterator[dict[str, object]]:
    """One row; a certificate of P-256, TLS 1.3, no resumption."""
    row: dict[str, object] = {"what": f"{connections:,} idle members by TLS", "server": "nginx in front"}
    with ExitStack() as stack:
        try:
            root = nginx_folder()
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="yunzhan-tls-"))
            trusted = certificate(folder)
        except PeerMissing as missing:
            yield {**row, "left_out": str(missing)}
            return
        behind = stack.enter_context(gateway())
        port = free_port()
        file = Path(folder) / "configuration"
        file.write_text(NGINX.format(folder=folder, port=port, gateway=behind.port))
        front = stack.enter_context(running("nginx", [f"{root}/usr/sbin/nginx", "-c", str(file)], port))
        wait_for(front)
        context = ssl.create_default_context(cafile=str(trusted))
        first = stack.enter_context(connect(port, context, 0))  # nginx has its own things in memory after one
        empty = front.memory_bytes()
        links = []
        with spent(front) as cost:
            for number in range(1, connections + 1):
                links.append(stack.enter_context(connect(port, context, number)))
        yield {
            **row,
            "bytes_per_member": round((front.memory_bytes() - empty) / connections),
            "cpu_us_per_opening": round(cost.cpu_seconds / connections * 1e6),
            "cipher": str(first.cipher()),
            "sockets_each": "3 on the server's side: to the client, to the gateway, and the gateway's own",
        }
