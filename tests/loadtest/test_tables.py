"""The benchmarks' tables with few people and little time: they run, count all, name who is left out. No figure is asserted."""

import pytest
from benchmarks import attack_bench, cluster_bench, crowd_bench, group_bench, million_bench, storm_bench
from benchmarks.attackers import ATTACKS
from benchmarks.peers.installed import PeerMissing
from benchmarks.peers.talking import PEERS, Peer
from benchmarks.results import line_of

PEOPLE = 20


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    monkeypatch.setattr(crowd_bench, "WARM_UP_SECONDS", 0.5)
    monkeypatch.setattr(crowd_bench, "SECONDS", 1)
    monkeypatch.setattr(group_bench, "PEOPLE", PEOPLE)
    monkeypatch.setattr(group_bench, "STAY", 5)
    monkeypatch.setattr(group_bench, "SETTLE_SECONDS", 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    "measure",
    [lambda: crowd_bench.measure_ours(crowd_bench.BY_GRID, PEOPLE), lambda: crowd_bench.measure_library_hall(PEOPLE)],
    ids=["ours", "the same hall over websockets"],
)
def test_crowd_table_shows_only_places_that_were_sent(measure):
    (row,) = measure()
    assert (row["all_in"], row["wrong_place"], row["unknown"], row["not_seen_at_end"]) == (True, 0, 0, 0)
    assert row["lost_connections"] == 0
    assert row["records_read"] > 0


@pytest.mark.slow
def test_group_table_counts_every_message_and_all_who_come_back():
    said, storm = group_bench.measure_group((20,), 1)
    assert (said["delivered"], said["out_of_order"]) == (20 * PEOPLE, 0)
    assert (storm["caught_up"], storm["of"], storm["out_of_order"]) == (PEOPLE - 5, PEOPLE - 5, 0)
    assert "come back together" in line_of(storm)


@pytest.mark.slow
def test_peer_is_counted_by_the_same_client():
    (row,) = group_bench.measure_peer(PEERS[0], (20,), 1)
    assert (row["server"], row["delivered"], row["out_of_order"]) == ("websockets broadcast()", 20 * PEOPLE, 0)


@pytest.mark.slow
def test_cluster_table_counts_what_crosses_nodes():
    (row,) = cluster_bench.measure_group(PEOPLE, (10,), 1)
    assert (row["all_in"], row["delivered"], row["out_of_order"]) == (True, 10 * PEOPLE, 0)


@pytest.mark.slow
def test_hall_over_nodes_is_seen_by_everybody_where_everybody_is(monkeypatch):
    monkeypatch.setattr(cluster_bench, "WARM_UP_SECONDS", 1)
    monkeypatch.setattr(cluster_bench, "HALL_SECONDS", 2)
    for row in cluster_bench.measure_hall(PEOPLE):
        assert (row["all_in"], row["unknown"], row["wrong_place"], row["not_seen_at_end"]) == (True, 0, 0, 0)
        assert row["deliveries"] > 0


def test_peer_that_cannot_be_had_is_named():
    def missing():
        raise PeerMissing("not to be had")

    (row,) = group_bench.measure_peer(Peer("nobody", missing, lambda size: {}))
    assert line_of(row) == "group of 20 | nobody | left out: not to be had"


@pytest.mark.slow
def test_attack_table_has_attackers_who_get_in_and_others_who_miss_nothing(monkeypatch):
    monkeypatch.setattr(attack_bench, "REST_SECONDS", 0)
    monkeypatch.setattr(attack_bench, "RAMP_SECONDS", 1)
    rows = list(attack_bench.measure_attack(attack_bench.Size(PEOPLE, 5, words_per_second=10, seconds=1, share=0.02)))
    assert len(rows) == len(ATTACKS) + 2
    for row, attack in zip(rows[1:-1], ATTACKS.values(), strict=True):
        assert row["attackers"]["opened"] > 0
        assert (row["attackers"]["entered"] > 0) == attack.enters
    for row in rows:
        assert (row["delivered"], row["out_of_order"], row["lost_connections"]) == (row["expected"], 0, 0)
        assert (row["wrong_place"], row["not_seen_at_end"]) == (0, 0)
    closed = set().union(*(row["closed"] for row in rows))
    assert closed >= {"TooFast", "Malformed", "TooLarge"}


@pytest.mark.slow
@pytest.mark.parametrize("people", [200, pytest.param(100_000, marks=pytest.mark.long)])
def test_storm_table_brings_everybody_back_from_killed_workers(people, monkeypatch):
    if people < 1_000:
        monkeypatch.setattr(million_bench, "NOTICE_SECONDS", 3)
        monkeypatch.setattr(million_bench, "SPARE_BYTES", 500_000_000)
    *rows, how = storm_bench.measure_storm(people)
    counted = [row for row in rows if row["unit"] != "s"]
    assert len(counted) == 4  # opened, back, counted, reached
    assert {row["what"]: row["measured"] for row in counted if not row["kept"]} == {}
    assert how["people"] >= people
    assert how["workers"] > 1
    assert how["openings_a_person"] >= 1
