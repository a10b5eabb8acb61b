"""Scripted visitors in a real gateway: they enter, walk where people walk, speak, and count what they hear."""

import random

import pytest

from gateway.running import HALL, KEY, Running
from yunzhan.cli.crowd import badges
from yunzhan.loadtest import speech
from yunzhan.loadtest.crowd import Crowd, CrowdPlan
from yunzhan.loadtest.report import Report, percentile
from yunzhan.loadtest.walkers import Hall, Walkers

SCENE = {
    "hall": {"width": 104, "depth": 84},
    "entrance": {"x": 52, "z": 82, "yaw": 0},
    "aisles": [
        {"x": 52, "z": 20, "width": 96, "depth": 5, "kind": "main", "label": ""},
        {"x": 52, "z": 60, "width": 96, "depth": 5, "kind": "main", "label": ""},
        {"x": 52, "z": 42, "width": 6, "depth": 80, "kind": "cross", "label": ""},
    ],
    "booths": [
        {"x": x, "z": z + 4.5, "width": 6, "depth": 4, "facing": "n"} for z in (20, 60) for x in range(8, 100, 8)
    ],
}


def test_walkers_stay_in_the_aisles():
    hall = Hall(SCENE)
    walkers = Walkers(hall, 40, seed=5)
    outside = 0
    for _ in range(600):
        walkers.step(0.1)
        outside += sum(hall.aisle_at(x, z) is None for x, z in zip(walkers.x, walkers.z, strict=True))
    assert outside == 0


def test_walkers_move_no_faster_than_people_walk():
    walkers = Walkers(Hall(SCENE), 40, seed=6)
    fastest = 0.0
    for _ in range(300):
        x, z = walkers.x.copy(), walkers.z.copy()
        walkers.step(0.1)
        fastest = max(fastest, float(((walkers.x - x) ** 2 + (walkers.z - z) ** 2).max() ** 0.5))
    assert 0.05 < fastest <= 0.17


def test_way_leads_through_the_crossing():
    hall = Hall(SCENE)
    x, z = hall.waypoint(10, 20, 10, 60, random.Random(1))
    assert 49 <= x <= 55
    assert 17.5 <= z <= 22.5


@pytest.mark.slow
def test_crowd_enters_walks_and_is_heard(tmp_path):
    gateway = Running(tmp_path)
    plan = CrowdPlan(
        ("127.0.0.1", gateway.port), HALL.key, f"hall:{HALL.key}", badges(30, "f", HALL.key, SCENE, KEY), 40, 3
    )
    report = Crowd(plan, Hall(SCENE)).run(lambda: False)
    gateway.stop()
    assert (report.people, report.dropped, report.refused) == (30, 0, 0)
    assert report.said > 0
    assert report.sight_ms


def test_own_bytes_are_what_the_page_says():
    assert speech.move(1, 0x0203, 4, 5, 6) == bytes((0x50, 1, 3, 2, 4, 0, 5, 6))
    assert speech.hello("ab") == b"\x01\x02\x02\x00ab"
    assert speech.split_frames(b"\x82\x01a\x82\x02b") == ([(2, b"a")], b"\x82\x02b")


def test_percentiles_and_report_are_plain():
    assert [percentile([3, 1, 2, 4], share) for share in (0.5, 0.99)] == [3, 4]
    assert percentile([], 0.5) == 0
    assert Report(people=2).lines()[0] == "scripted visitors    2 (0 lost their connection)"
