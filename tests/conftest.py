"""What holds for every test. Fixtures are beside the tests that use them."""

import os
import signal

from hypothesis import settings


def pytest_configure():
    # What decides about a submission is the same examples each time; everybody else's runs look for new ones.
    settings.register_profile("ci", derandomize=True)
    if os.environ.get("CI"):
        settings.load_profile("ci")
    # A run in the background (nohup, some CI) ignores Ctrl-C, and so would each program that a test stops by it.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
