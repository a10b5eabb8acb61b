"""Scripted visitors in a real gateway: they enter, walk where people walk, speak, and count what they hear."""

import random

import numpy as np
import pytest

from gateway.running import HALL, KEY, Running
from yunzhan.cli.crowd import badges
from yunzhan.loadtest import speech
from yunzhan.loadtest.crowd import Crowd, CrowdPlan
from yunzhan.loadtest.keeping_apart import BODY_M, hold_back, pairs_within
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


def test_nobody_walks_through_anybody_and_nobody_is_stuck():
    walkers = Walkers(Hall(SCENE), 150, seed=7)
    nearest, going = 9.0, 0.0
    for _ in range(600):
        x, z = walkers.x.copy(), walkers.z.copy()
        walkers.step(0.1)
        one, other = pairs_within(walkers.x, walkers.z, 1.0)
        apart = np.hypot(walkers.x[one] - walkers.x[other], walkers.z[one] - walkers.z[other])
        nearest = min(nearest, float(apart.min(initial=9.0)))
        going += float(np.hypot(walkers.x - x, walkers.z - z).mean()) / 600
    assert nearest >= BODY_M - 1e-9
    assert going > 0.03  # metres a tick, those who look at booths counted too


@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_pairs_are_those_of_comparing_everybody_with_everybody(count):
    chance = np.random.default_rng(8)
    x, z = chance.uniform(0, 20, count), chance.uniform(0, 9, count)
    found = {tuple(sorted(pair)) for pair in zip(*(side.tolist() for side in pairs_within(x, z, 1.3)), strict=True)}
    near = np.hypot(x[:, None] - x, z[:, None] - z) < 1.3
    assert found == {(i, j) for i in range(count) for j in range(i + 1, count) if near[i, j]}


def test_who_would_step_into_somebody_slides_along_or_waits():
    x, z, still = np.array([0.0, 0.5]), np.zeros(2), np.zeros(2)
    pairs = pairs_within(x, z, 1.6)
    ahead = hold_back(x, z, np.array([0.15, 0.0]), np.array([0.05, 0.0]), pairs, slide=True)
    waits = hold_back(x, z, np.array([0.15, 0.0]), still, pairs, slide=False)
    assert [step.tolist() for step in ahead] == [[0.0, 0.0], [0.05, 0.0]]
    assert [step.tolist() for step in waits] == [[0.0, 0.0], [0.0, 0.0]]


def test_way_leads_through_the_crossing():
    hall = Hall(SCENE)
    x, z, aisle = hall.waypoint(10, 20, 10, 60, random.Random(1))
    assert 49 <= x <= 55
    assert 17.5 <= z <= 22.5
    assert aisle.holds(10, 20)
    assert aisle.holds(x, z)


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
    assert (report.unknown, report.lost, report.unanswered) == (0, 0, 0)
    assert report.sight_ms


def test_own_bytes_are_what_the_page_says():
    frames = speech.moves(np.array([[1, 0x0203, 4, 5], [0, 1, 2, 3]]), 6)
    assert frames[:14] == speech.mask(bytes((0x50, 1, 3, 2, 4, 0, 5, 6)))
    assert frames[14:] == speech.mask(bytes((0x50, 0, 1, 0, 2, 0, 3, 6)))
    assert speech.hello("ab") == b"\x01\x03\x02\x00ab"
    assert speech.split_frames(b"\x82\x01a\x82\x02b") == ([(2, b"a")], b"\x82\x02b")


def test_percentiles_and_report_are_plain():
    assert [percentile([3, 1, 2, 4], share) for share in (0.5, 0.99)] == [3, 4]
    assert percentile([], 0.5) == 0
    report = Report(people=2)
    assert report.lines()[0] == "scripted visitors    2 (0 lost their connection)"
    assert report.lines()[-1] == "server               gave no figures"
    report.server = {"core_share": 0.2, "memory_bytes": 5e7, "skipped": 3}
    assert report.lines()[-1].endswith("0.20 of a core, 50 MB, 3 frames left out for readers that were behind")
