"""When the sockets are looked at, with an event loop that a test turns by hand."""

import asyncio
import select
import socket

import pytest

from yunzhan.gateway.polling import GAP_SECONDS, Polling

MOST = 4


class Loop:
    """Holds what it is to do; `later` with how many seconds."""

    def __init__(self):
        self.reader, self.writer, self.later = None, None, []

    def add_reader(self, _fd, act):
        self.reader = act

    def remove_reader(self, _fd):
        self.reader = None

    def add_writer(self, _fd, act):
        self.writer = act

    def remove_writer(self, _fd):
        self.writer = None

    def call_later(self, seconds, act):
        self.later.append((seconds, act))
        return Handle(self.later)

    def call_soon(self, act):
        return self.call_later(0, act)

    def wake(self):
        self.later.pop()[1]()


class Handle:
    def __init__(self, later):
        self.cancel = later.clear


@pytest.fixture
def loop():
    return Loop()


def test_first_thing_is_read_at_once_the_next_ones_together_and_then_the_loop_watches_again(loop):
    comes = [3, 2, 0]
    Polling(loop, 7, lambda: comes.pop(0), MOST)
    loop.reader()
    assert (comes, loop.reader, loop.later[0][0]) == ([2, 0], None, GAP_SECONDS)
    loop.wake()
    assert (comes, loop.reader, loop.later[0][0]) == ([0], None, GAP_SECONDS)
    loop.wake()
    assert loop.later == []
    assert loop.reader is not None


def test_when_there_may_be_more_it_is_read_in_the_next_turn(loop):
    Polling(loop, 7, lambda: MOST, MOST)
    loop.reader()
    assert loop.later[0][0] == 0


def test_fault_does_not_make_it_deaf(loop):
    def poll():
        raise RuntimeError

    Polling(loop, 7, poll, MOST)
    with pytest.raises(RuntimeError):
        loop.reader()
    assert loop.reader is not None


@pytest.mark.parametrize("is_waiting", [False, True])
def test_nothing_is_read_after_the_end(loop, is_waiting):
    polling = Polling(loop, 7, lambda: 1, MOST)
    if is_waiting:
        loop.reader()
    polling.end()
    assert (loop.reader, loop.later) == (None, [])


def test_the_loop_never_lets_go_of_the_sockets_until_the_end(loop):
    polling = Polling(loop, 7, lambda: 1, MOST)
    loop.reader()
    assert (loop.reader, loop.writer is not None) == (None, True)
    polling.end()
    assert (loop.reader, loop.writer, loop.later) == (None, None, [])


def test_a_real_loop_reads_what_comes_and_is_woken_by_nothing_else():
    async def run():
        ours, theirs = socket.socketpair()
        epoll, came, looks = select.epoll(), asyncio.Event(), []

        def poll():
            looks.append(epoll.poll(0))
            if looks[-1]:
                ours.recv(10)
                came.set()
            return len(looks[-1])

        with ours, theirs, epoll:
            epoll.register(ours, select.EPOLLIN)
            polling = Polling(asyncio.get_running_loop(), epoll.fileno(), poll, MOST)
            for _ in range(3):
                came.clear()
                theirs.send(b"x")
                await asyncio.wait_for(came.wait(), 20)
            polling.end()
        return looks

    looks = asyncio.run(run())
    assert [len(look) for look in looks if look] == [1, 1, 1]
    assert len(looks) <= 6  # one empty look after each: then the loop rests
