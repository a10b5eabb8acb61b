"""Ports for programs under test."""

import random
import socket


def two_free_ports() -> int:
    """A port whose neighbour, the gateway's, is free as well. Beginning anywhere: tests run side by side."""
    begin = random.randrange(13000, 30000, 2)
    for port in range(begin, begin + 1000, 2):
        try:
            for offset in (0, 1):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port + offset))
        except OSError:
            continue
        return port
    raise AssertionError("no two free ports")
