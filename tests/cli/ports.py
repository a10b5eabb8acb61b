"""Ports for programs under test."""

import random
import socket


def two_free_ports() -> int:
    """A port whose neighbour, the gateway's, is free as well."""
    return free_ports(2)


def free_ports(count: int) -> int:
    """The first of so many free ports in a row. Beginning anywhere: tests run side by side."""
    begin = random.randrange(13000, 30000, count)
    for port in range(begin, begin + 1000, count):
        try:
            for offset in range(count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port + offset))
        except OSError:
            continue
        return port
    raise AssertionError(f"no {count} free ports")
