"""Members of a group: few and many are the same, and a socket number used again has left the group its former owner was in."""

import pytest

from gateway.stand import Stand
from gateway.test_hub import GROUP, HubStand
from yunzhan.gateway import members as module
from yunzhan.gateway.members import Members
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode


@pytest.fixture(params=[3, 1000], ids=["many", "few"])
def few(request, monkeypatch):
    monkeypatch.setattr(module, "FEW", request.param)


@pytest.fixture
def stand():
    made = Stand()
    yield made
    made.close()


@pytest.mark.usefixtures("few")
def test_each_is_in_once_until_discarded(stand):
    connections = [stand.dial().connection for _ in range(8)]
    members = Members(stand.server.connections)
    assert (len(members), list(members)) == (0, [])
    for connection in [*connections, connections[0], connections[7]]:
        members.add(connection)
    assert len(members) == 8
    assert set(members) == set(connections)
    for connection in [connections[1], connections[1], stand.dial().connection]:
        members.discard(connection)
    assert len(members) == 7
    assert set(members) == set(connections) - {connections[1]}


@pytest.mark.usefixtures("few")
def test_a_socket_number_used_again_hears_nothing_of_the_group_its_former_owner_was_in(tmp_path):
    stand = HubStand(tmp_path)
    peers = [stand.welcome(person=f"p{number}") for number in range(6)]
    for peer in peers:
        peer.send(encode(m.Join(1, GROUP, 0)))
    number = peers[2].connection.fd
    peers[2].socket.close()
    stand.run()
    fresh = stand.welcome(person="new")
    assert fresh.connection.fd == number
    peers[0].send(encode(m.Say(2, GROUP, 1, "甲")))
    stand.stored()
    assert [peer.facts()[-1].messages[0].text for peer in (peers[1], peers[5])] == ["甲", "甲"]
    assert fresh.facts() == []
    assert len(stand.hub.conversations.members(GROUP)) == 5
    stand.close()
