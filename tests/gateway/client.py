"""A client of a gateway under test: greets, waits for facts. It is the `websockets` library, which knows nothing of ours."""

from contextlib import contextmanager

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from gateway.running import signed
from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import decode_fact, encode

GROUP = "hall:f/h1"


@contextmanager
def greet(gateway, **pass_):
    with connect(gateway.url, compression=None, max_size=None) as client:
        client.send(encode(m.Hello(VERSION, signed(**pass_))))
        wait_for(client, m.Welcome)
        yield client


def wait_for(client, kind):
    while True:
        fact = decode_fact(client.recv(timeout=10))
        if isinstance(fact, kind):
            return fact


def close_code(client):
    try:
        while True:
            client.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd.code
