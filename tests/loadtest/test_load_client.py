"""The C load client against a real gateway: its passes are good, it sees every move, hears every message, comes back."""

import pytest
from benchmarks.load.client import load_client, pass_template

from gateway.running import HALL, KEY, Running
from yunzhan.wire.passes import GroupGrant

GROUP = GroupGrant(f"hall:{HALL.key}", say=True)
PEOPLE = 40


@pytest.fixture
def port(tmp_path):
    gateway = Running(tmp_path)
    yield gateway.port
    gateway.stop()


@pytest.mark.slow
def test_every_place_shown_is_a_place_that_was_sent(port):
    files = {"pass": pass_template((HALL,), (GROUP,))}
    with load_client(port, PEOPLE, files, key=KEY.hex(), hall=HALL.key) as client:
        assert client.ask("open")["all_in"]
        run = client.ask("run 2 10", 4)
    assert (run["open"], run["entered"], run["refusals"], run["corrected"]) == (PEOPLE, PEOPLE, 0, 0)
    assert (run["wrong_place"], run["unknown"], run["not_seen_at_end"]) == (0, 0, 0)
    assert run["near_ms"]["count"] > 0
    assert run["far_age_ms"]["count"] > 0


@pytest.mark.slow
def test_every_member_hears_every_message_once_and_after_coming_back(port):
    files = {"pass": pass_template((HALL,), (GROUP,))}
    with load_client(port, PEOPLE, files, key=KEY.hex(), group=GROUP.key, speakers=PEOPLE) as client:
        assert client.ask("open")["all_in"]
        run = client.ask("run 1 30", 4)
        client.ask("drop 10")
        away = client.ask("run 1 8", 4)
        back = client.ask("back 10 20", 20)
    assert (run["said"], run["delivered"], run["reached_all"], run["out_of_order"]) == (30, 30 * PEOPLE, 30, 0)
    assert (away["delivered"], away["members"]) == (8 * 10, 10)
    assert (back["caught_up"], back["missed_each"], back["out_of_order"]) == (PEOPLE - 10, 8, 0)


@pytest.mark.slow
def test_pass_of_another_key_lets_nobody_in(port):
    with load_client(port, 3, {"pass": pass_template((HALL,))}, key="00" * 32, open_seconds=5) as client:
        opened = client.ask("open", 5)
    assert (opened["all_in"], opened["greeted"], opened["close_code"]) == (False, 0, 4003)
