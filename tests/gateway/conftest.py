"""A real gateway for a test."""

import pytest

from gateway.running import Running


@pytest.fixture
def gateway(tmp_path):
    running = Running(tmp_path)
    yield running
    running.stop()
