"""A real fair for the browser walk: `yunzhan demo` with its own data folder and port, and a real Chromium."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "test-results" / "pictures"
CROWD = 40
READY_SECONDS = 300
# Without the background switches Chromium asks hosts that a closed network does not have. SwiftShader draws WebGL on the CPU.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
]  # fmt: skip


def two_free_ports() -> int:
    """A port whose successor is free too: the gateway listens on the port after the website's."""
    for port in range(8400, 8900, 2):
        with closing(socket.socket()) as first, closing(socket.socket()) as second:
            try:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two neighbouring ports are free between 8400 and 8900")


@pytest.fixture(scope="session")
def fair_address() -> Iterator[str]:
    """The address of a running sample fair with a small crowd."""
    given = os.environ.get("YUNZHAN_E2E_ADDRESS")
    if given:
        yield given
        return
    port = two_free_ports()
    with tempfile.TemporaryDirectory(prefix="yunzhan-e2e-") as folder:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("YUNZHAN_")}
        demo = subprocess.Popen(
            [sys.executable, "-m", "yunzhan", "demo", "--port", str(port), "--crowd", str(CROWD), "--data", folder],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=ROOT,
        )  # fmt: skip
        try:
            wait_for_address(demo, f"http://localhost:{port}")
            yield f"http://localhost:{port}"
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(timeout=30)
            assert demo.stdout
            demo.stdout.close()


def wait_for_address(demo: subprocess.Popen[str], address: str) -> None:
    """Reads the demo's lines until it prints its address; its last lines are the error when it does not."""
    lines: list[str] = []
    assert demo.stdout
    for line in demo.stdout:
        lines.append(line.rstrip())
        if address in line:
            return
    raise RuntimeError("the demo ended before it was ready:\n" + "\n".join(lines[-30:]))


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    browser = playwright_driver.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[BrowserContext]:
    """A zh-Hans reader at a desk; small pictures, for the CPU draws them."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 960, "height": 600})
    yield context
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """An English reader with a phone."""
    context = chromium.new_context(
        locale="en-GB", viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True, device_scale_factor=1
    )
    yield context
    context.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
