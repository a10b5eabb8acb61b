"""A gateway without a thread, a loop or a clock: sockets are pairs, time stands until a test moves it.

The other end of each pair is the `websockets` library's protocol without its I/O: it knows nothing of ours.
"""

import os
import socket

from websockets.client import ClientProtocol
from websockets.frames import Opcode
from websockets.uri import parse_uri

from gateway.running import KEY
from yunzhan.gateway.server import Server
from yunzhan.wire.codec import decode_fact

SENDING = {Opcode.TEXT, Opcode.BINARY, Opcode.CONT}


class Recorder:
    """A listener that keeps what it is told, and stumbles over b"fault"."""

    def __init__(self):
        self.opened_, self.messages, self.closed_ = [], [], []

    def opened(self, connection):
        self.opened_.append(connection)

    def received(self, connection, message):
        self.messages.append(message)
        if message == b"fault":
            raise RuntimeError("ours")

    def closed(self, connection):
        self.closed_.append(connection)

    def pinged(self, connection):
        return b""


class Stand:
    """A Server and its listener; `now` is its clock."""

    def __init__(self, listener=None, **server):
        self.now, self.wall = 1000.0, 1_800_000_000.0
        self.listener = listener or Recorder()
        self.server = Server(self.listener, clock=lambda: self.now, **server)
        self.peers = []

    def dial(self, *, buffer=None):
        ours, theirs = socket.socketpair()
        if buffer:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer)
        return self.adopt(ours.detach(), theirs)

    def adopt(self, number, theirs):
        """A peer at the end `theirs` of a pair whose other end is the file `number`."""
        os.set_blocking(number, False)
        theirs.setblocking(False)
        peer = Peer(self, number, theirs)
        self.peers.append(peer)
        return peer

    def run(self):
        """Until nothing is left to do."""
        while self.server.poll():
            pass

    def sleep(self, seconds):
        """Moves the clock, a sweep each second, as the program does; peers that are `awake` answer pings."""
        for _ in range(round(seconds)):
            self.now += 1
            self.wall += 1
            self.server.sweep()
            for peer in self.peers:
                if peer.awake:
                    peer.read()
        self.run()

    def close(self):
        self.server.end()
        for peer in self.peers:
            peer.socket.close()


class Peer:
    """A client of the stand."""

    def __init__(self, stand, number, theirs):
        self.stand, self.frames, self.ended, self.awake, self.socket = stand, [], False, True, theirs
        self.protocol = ClientProtocol(parse_uri("ws://gateway.test/"), max_size=None)
        self.connection = stand.server.adopt(number)

    def raw(self, data):
        """Bytes as they are, then everything there is to do."""
        self.socket.sendall(data)
        self.stand.run()

    def head(self):
        """The bytes of the opening handshake."""
        self.protocol.send_request(self.protocol.connect())
        return b"".join(self.protocol.data_to_send())

    def open(self):
        self.raw(self.head())
        self.read()
        assert self.protocol.handshake_exc is None
        return self

    def flush(self):
        data = b"".join(self.protocol.data_to_send())
        if data and not self.ended:
            try:
                self.raw(data)
            except (BrokenPipeError, ConnectionResetError):
                self.ended = True

    def send(self, message):
        self.protocol.send_binary(message)
        self.flush()

    def read(self):
        """Takes what has come and answers what the protocol answers by itself; returns the new frames."""
        self.stand.run()
        while not self.ended:
            try:
                data = self.socket.recv(1 << 20)
            except BlockingIOError:
                break
            except ConnectionResetError:
                data = b""
            if data:
                self.protocol.receive_data(data)
            else:
                self.ended = True
                self.protocol.receive_eof()
            self.flush()
        fresh = [event for event in self.protocol.events_received() if hasattr(event, "opcode")]
        self.frames += fresh
        return fresh

    def messages(self):
        return [bytes(frame.data) for frame in self.read() if frame.opcode in SENDING]

    def facts(self):
        return [decode_fact(data) for data in self.messages()]

    @property
    def code(self):
        """The close code that came, None while the connection is open."""
        self.read()
        return self.protocol.close_rcvd.code if self.protocol.close_rcvd else None


__all__ = ["KEY", "Peer", "Recorder", "Stand"]
