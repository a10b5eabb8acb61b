"""What holds for every test. Fixtures are beside the tests that use them."""

import signal


def pytest_configure():
    """A run in the background (nohup, some CI) ignores Ctrl-C, and so would each program that a test stops by it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
