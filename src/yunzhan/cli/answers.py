"""Asks the running programs whether they answer. What a visitor does there is `visit`'s."""

import os
import socket
import urllib.error
import urllib.request

LOOPBACK = "127.0.0.1"
PATIENCE_SECONDS = 20


def known_host() -> str:
    """A name the website answers to: the first of YUNZHAN_HOSTS."""
    first = os.environ.get("YUNZHAN_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first and first != "*" else "localhost"


def request_for(port: int, path: str) -> urllib.request.Request:
    """A request to the website on this machine, under a name it answers to."""
    host = known_host()
    return urllib.request.Request(
        f"http://{LOOPBACK}:{port}{path}", headers={"Host": f"{host}:{port}" if host == "localhost" else host}
    )


def website_answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(request_for(port, "/healthz"), timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            return bool(answer.read())
    except (urllib.error.URLError, OSError):
        return False


def gateway_answers(port: int) -> bool:
    """`port` is the gateway's own."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=2) as probe:
            probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return b"200" in probe.recv(100)
    except OSError:
        return False
