"""Serves client/stand, the page that shows the 3D hall without a website, for as long as a `with` lasts.

Who looks at it: pictures.py and benchmarks/client.
"""

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

CLIENT = Path(__file__).parents[1] / "client"
PATIENCE_SECONDS = 30
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Pages put together by SwiftShader too would take half a minute before the first picture.
    "--disable-gpu-compositing",
    "--disable-background-networking",
]


class StandSilent(Exception):
    """The stand did not answer in time: run `npm ci` in client/ and look at what vite says."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve_stand() -> Iterator[str]:
    """The stand's address; its server ends with the block. Raises StandSilent."""
    port = _free_port()
    command = [
        "node_modules/.bin/vite",
        "--config",
        "stand/vite.config.ts",
        "stand",
        "--port",
        str(port),
        "--strictPort",
    ]
    program = subprocess.Popen(command, cwd=CLIENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}/static/client/"
    try:
        for _ in range(PATIENCE_SECONDS * 4):
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(address, timeout=2).close()
                break
            time.sleep(0.25)
        else:
            raise StandSilent(address)
        yield address
    finally:
        program.terminate()
        program.wait()
