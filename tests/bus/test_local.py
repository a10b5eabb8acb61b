"""What only the Unix socket's client has to stand: a gateway that is too busy to answer, and answers that come too late."""

import socket
import threading

import pytest

from yunzhan.bus import local
from yunzhan.bus.bus import NoAnswer
from yunzhan.bus.local import ANSWER, LocalClient, pack, read_bodies, unpack


@pytest.fixture
def door(tmp_path):
    """A listening socket that nobody serves yet: connecting works, answers do not come by themselves."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "b"))
        made.listen()
        made.settimeout(20)
        yield made


def test_subscribing_at_a_gateway_that_is_too_busy_to_answer_is_no_fault(door, monkeypatch):
    monkeypatch.setattr(local, "SUBSCRIBE_SECONDS", 0.01)
    heard = threading.Semaphore(0)
    client = LocalClient(door.getsockname())
    client.subscribe("s", lambda _: heard.release())
    served, _ = door.accept()
    served.sendall(pack(local.PUBLISH, 0, "s", b"x"))
    assert heard.acquire(timeout=20)
    client.close()
    served.close()


def test_answer_that_comes_too_late_harms_no_later_one(door):
    client = LocalClient(door.getsockname())
    with pytest.raises(NoAnswer):
        client.request("s", b"late", 0.01)
    served, _ = door.accept()

    def answer_all():
        for body in read_bodies(served):
            _verb, number, subject, payload = unpack(body)
            served.sendall(pack(ANSWER, number, subject, payload))

    answering = threading.Thread(target=answer_all)
    answering.start()
    assert client.request("s", b"in time", 20) == b"in time"
    client.close()
    answering.join(20)
    served.close()
