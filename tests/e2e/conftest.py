"""A real fair for the browser walk: `yunzhan demo` with its own data folder and port, and a real Chromium.

The fair whose gateway a test may kill is `own_fair.py`; what visitors do is `visitor.py`.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from e2e.own_fair import OwnFair, two_free_ports

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "test-results" / "pictures"
CROWD = 40
# Without the background switches Chromium asks hosts that a closed network does not have. SwiftShader draws WebGL on the CPU;
# pages must not be put together by it too: that alone takes half a minute each time a hall is entered.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
DRAWING = [
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--disable-gpu-compositing",
]  # fmt: skip


@pytest.fixture(scope="session")
def demo():
    """The address and data folder of a running sample fair with a small crowd."""
    given = os.environ.get("YUNZHAN_E2E_ADDRESS"), os.environ.get("YUNZHAN_E2E_DATA")
    if all(given):
        yield given[0], Path(given[1])
        return
    port = two_free_ports()
    with tempfile.TemporaryDirectory(prefix="yunzhan-e2e-") as folder:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("YUNZHAN_")}
        program = subprocess.Popen(
            [sys.executable, "-m", "yunzhan", "demo", "--port", str(port), "--crowd", str(CROWD), "--data", folder],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=ROOT,
        )  # fmt: skip
        try:
            wait_for_address(program, f"http://localhost:{port}")
            yield f"http://localhost:{port}", Path(folder)
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(timeout=30)
            program.stdout.close()


def wait_for_address(program, address):
    """Reads the demo's lines until it prints its address; its last lines are the error when it does not."""
    lines = []
    for line in program.stdout:
        lines.append(line.rstrip())
        if address in line:
            return
    raise RuntimeError("the demo ended before it was ready:\n" + "\n".join(lines[-30:]))


@pytest.fixture(scope="session")
def fair_address(demo):
    return demo[0]


@pytest.fixture(scope="module")
def own_fair(demo):
    """The same fair once more, with programs of its own that a test may kill."""
    with tempfile.TemporaryDirectory(prefix="yunzhan-own-") as folder, OwnFair(demo[1], Path(folder)) as fair:
        yield fair


@pytest.fixture(scope="session")
def playwright_driver():
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver):
    browser = playwright_driver.chromium.launch(
        executable_path="/usr/bin/chromium", args=[*CHROMIUM_ARGUMENTS, *DRAWING]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def flat_chromium(playwright_driver):
    """A browser that has no WebGL at all."""
    arguments = [*CHROMIUM_ARGUMENTS, "--disable-3d-apis"]
    browser = playwright_driver.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
    yield browser
    browser.close()


@dataclass(frozen=True)
class Profile:
    """A kind of visitor: language of the pages and a screen. Small screens, for the CPU draws them."""

    name: str
    language: str
    locale: str
    screen: dict


DESKTOP = Profile("desktop", "", "zh-CN", {"viewport": {"width": 960, "height": 600}})
PHONE = Profile(
    "phone", "/en", "en-GB",
    {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1},
)  # fmt: skip


@pytest.fixture(params=[DESKTOP, PHONE], ids=lambda profile: profile.name)
def profile(request):
    """A zh-Hans reader at a desk, then an English reader with a phone."""
    return request.param


@contextmanager
def visitors(browser):
    """Makes pages, each of a visitor with cookies of their own, and closes them."""
    contexts = []

    def make(profile=DESKTOP, **more):
        context = browser.new_context(**{"locale": profile.locale} | profile.screen | more)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def new_page(chromium):
    with visitors(chromium) as make:
        yield make


@pytest.fixture
def flat_page(flat_chromium):
    """For pages without 3D: a browser that can draw it puts every page together on the CPU as if it were 3D, which is slow."""
    with visitors(flat_chromium) as make:
        yield make


@pytest.fixture(scope="session")
def pictures():
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
