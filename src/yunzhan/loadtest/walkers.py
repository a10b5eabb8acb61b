"""How scripted visitors walk: along the aisles, to a booth's front, there a while, and on. No socket lives here."""

import math
import random
from dataclasses import dataclass
from typing import Any

import numpy as np

from yunzhan.loadtest.keeping_apart import BODY_M, SIGHT_M, hold_back, make_way, pairs_within

SPEEDS = (0.9, 1.6)  # metres a second
STAY_SECONDS = (4.0, 24.0)
NEARBY_SHARE = 0.8
NEARBY_BOOTHS = 16
FRONT_M = 0.9  # how far before a booth people stand: the middle of the aisle stays free
SPREAD_M = 0.3
FACING = {"n": (0.0, -1.0), "e": (1.0, 0.0), "s": (0.0, 1.0), "w": (-1.0, 0.0)}
ARRIVED_M = 1.0
NEARLY_M = 3.0  # others stand where one wanted to: this is near enough
PATIENCE_SECONDS = 0.5  # after this long without a way on, the legs stand
HESITATE_SECONDS = 0.2
DETOUR_SECONDS = 0.7
DETOUR_ANGLE = 1.2  # radians
CROSSED_M = 0.6  # at a crossing nobody walks to the very point
GIVE_UP_SECONDS = 2.5
WENT_SHARE = 0.2  # of a step: less is no going
STROLL_M = 4.0
LANE = (0.5, 0.8)  # of an aisle's width, from its left
CORNER_SHARE = 0.6
PLACING_TRIES = 30
STAND, WALK, TALK, WAVE, PHONE = 0, 1, 3, 4, 5


@dataclass(frozen=True)
class Aisle:
    """A walkable rectangle by its edges, in metres."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, z: float) -> bool:
        return self.left <= x <= self.right and self.top <= z <= self.bottom


EVERYWHERE = Aisle(-math.inf, -math.inf, math.inf, math.inf)


@dataclass(frozen=True)
class Front:
    """The floor before a booth: its middle, the yaw with which one looks at the booth, how far one may stand to each side."""

    x: float
    z: float
    yaw: float
    spread_x: float
    spread_z: float


class Hall:
    """The aisles and booth fronts of a scene manifest, and the way from one to another."""

    def __init__(self, scene: dict[str, Any]) -> None:
        self.width, self.depth = float(scene["hall"]["width"]), float(scene["hall"]["depth"])
        self.aisles = [
            Aisle(a["x"] - a["width"] / 2, a["z"] - a["depth"] / 2, a["x"] + a["width"] / 2, a["z"] + a["depth"] / 2)
            for a in scene["aisles"]
        ]
        self.fronts = [front for booth in scene["booths"] if (front := self._front(booth))]
        self._next = self._ways()

    def _front(self, booth: dict[str, Any]) -> Front | None:
        """Where people stand before a booth; None when no aisle is there."""
        dx, dz = FACING[str(booth["facing"])[0].lower()]
        deep, wide = (booth["width"], booth["depth"]) if dx else (booth["depth"], booth["width"])
        reach = deep / 2 + FRONT_M
        x, z = booth["x"] + dx * reach, booth["z"] + dz * reach
        if self.aisle_at(x, z) is None:
            return None
        along, across = max(wide / 2 - SPREAD_M, 0.0), SPREAD_M
        return Front(x, z, math.atan2(-dx, dz), *((across, along) if dx else (along, across)))

    def aisle_at(self, x: float, z: float) -> int | None:
        return next((i for i, aisle in enumerate(self.aisles) if aisle.holds(x, z)), None)

    def _ways(self) -> list[dict[int, int]]:
        """For each aisle: which neighbour to take towards each other aisle (breadth first)."""
        near = [[j for j, b in enumerate(self.aisles) if j != i and overlap(a, b)] for i, a in enumerate(self.aisles)]
        ways = []
        for start in range(len(self.aisles)):
            first = {start: start}
            queue = [start]
            for here in queue:
                for there in near[here]:
                    if there not in first:
                        first[there] = there if here == start else first[here]
                        queue.append(there)
            ways.append(first)
        return ways

    def waypoint(
        self, x: float, z: float, goal_x: float, goal_z: float, chance: random.Random
    ) -> tuple[float, float, Aisle]:
        """The next point to walk to in a straight line (the goal, or a crossing on the way to it), and the aisle to keep to."""
        here, there = self.aisle_at(x, z), self.aisle_at(goal_x, goal_z)
        if here is None or there is None or here == there or there not in self._next[here]:
            return goal_x, goal_z, EVERYWHERE if here is None else self.aisles[here]
        following = self.aisles[self._next[here][there]]
        through = overlap(self.aisles[here], following)
        assert through
        if through.holds(x, z) and following.holds(goal_x, goal_z):
            return goal_x, goal_z, following
        # between the crossing's point that is nearest to half way and its middle: no detour, and not all round one corner
        across = min(CROSSED_M, (through.right - through.left) / 2)
        down = min(CROSSED_M, (through.bottom - through.top) / 2)
        to_x = min(max((x + goal_x) / 2, through.left + across), through.right - across)
        to_z = min(max((z + goal_z) / 2, through.top + down), through.bottom - down)
        inward = chance.random()
        to_x += ((through.left + through.right) / 2 - to_x) * inward
        return (
            to_x,
            to_z + ((through.top + through.bottom) / 2 - to_z) * chance.random() * CORNER_SHARE,
            self.aisles[here],
        )


def overlap(a: Aisle, b: Aisle) -> Aisle | None:
    shared = Aisle(max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom))
    return shared if shared.left <= shared.right and shared.top <= shared.bottom else None


class Walkers:
    """All scripted visitors of a hall, as arrays: metres, radians, seconds. Nobody walks through anybody."""

    def __init__(self, hall: Hall, count: int, seed: int = 1) -> None:
        self.hall = hall
        self.chance = random.Random(seed)  # noqa: S311 - a crowd, not a secret
        starts = self._places(count)
        self.x = np.array([x for x, _ in starts])
        self.z = np.array([z for _, z in starts])
        self.yaw = np.array([self.chance.uniform(-math.pi, math.pi) for _ in starts])
        self.motion = np.zeros(count, np.uint8)
        self._speed = np.array([self.chance.uniform(*SPEEDS) for _ in range(count)])
        self._wait = np.array([self.chance.uniform(0, STAY_SECONDS[1]) for _ in range(count)])
        self._stuck = np.zeros(count)  # seconds without a way on
        self._detour = np.zeros(count)  # seconds to go on sideways, around somebody
        self._goal_of = [self._goal(i) for i in range(count)]
        self._to_x, self._to_z = self.x.copy(), self.z.copy()
        self._side = np.array([self.chance.choice((-DETOUR_ANGLE, DETOUR_ANGLE)) for _ in range(count)])
        self._passing = np.zeros(count, bool)  # the next point is a crossing, no place to stay
        self._on_lane = np.zeros(count, bool)
        # the aisle that somebody walks in: who steps aside does not leave it
        self._left, self._right = np.full(count, -np.inf), np.full(count, np.inf)
        self._top, self._bottom = self._left.copy(), self._right.copy()

    def _places(self, count: int) -> list[tuple[float, float]]:
        """As many places in the aisles, apart from each other as long as there is room."""
        areas = [(a.right - a.left) * (a.bottom - a.top) for a in self.hall.aisles]
        taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
        places = []
        for _ in range(count):
            for _ in range(PLACING_TRIES):
                aisle = self.chance.choices(self.hall.aisles, areas)[0]
                x, z = self.chance.uniform(aisle.left, aisle.right), self.chance.uniform(aisle.top, aisle.bottom)
                around = [
                    place
                    for i in (-1, 0, 1)
                    for j in (-1, 0, 1)
                    for place in taken.get((int(x / BODY_M) + i, int(z / BODY_M) + j), ())
                ]
                if all(math.hypot(x - a, z - b) >= BODY_M for a, b in around):
                    break
            taken.setdefault((int(x / BODY_M), int(z / BODY_M)), []).append((x, z))
            places.append((x, z))
        return places

    def _goal(self, i: int) -> tuple[float, float, float]:
        """A place before a booth: most people go on to one nearby, or the main aisle would be full of them."""
        fronts = self.hall.fronts
        if self.chance.random() < NEARBY_SHARE:
            x, z = float(self.x[i]), float(self.z[i])
            fronts = (
                sorted(fronts, key=lambda front: abs(front.x - x) + abs(front.z - z))[1 : NEARBY_BOOTHS + 1] or fronts
            )
        for _ in range(8):
            front = self.chance.choice(fronts)
            x = front.x + self.chance.uniform(-front.spread_x, front.spread_x)
            z = front.z + self.chance.uniform(-front.spread_z, front.spread_z)
            if self.hall.aisle_at(x, z) is not None:
                return x, z, front.yaw
        return front.x, front.z, front.yaw

    def step(self, seconds: float) -> None:
        """Moves everybody on; who has arrived looks at the booth, talks, waves or reads, then goes on."""
        dx, dz = self._to_x - self.x, self._to_z - self.z
        left = np.hypot(dx, dz)
        reach = self._speed * seconds
        walking = (self._wait <= 0) & (left > np.where(self._passing, CROSSED_M, reach))
        share = np.where(walking, reach / np.maximum(left, 1e-6), 0.0)
        dx, dz = self._among_others(*self._around(dx * share, dz * share, seconds))
        self.x += dx
        self.z += dz
        went = np.hypot(dx, dz) > WENT_SHARE * reach
        self.yaw = np.where(went, np.arctan2(dx, -dz), self.yaw)
        self._stuck = np.where(went | ~walking, 0.0, self._stuck + seconds)
        self.motion[walking] = np.where(self._stuck[walking] < PATIENCE_SECONDS, WALK, STAND)
        self._wait -= seconds
        for i in np.flatnonzero(~walking & (self._wait <= 0)):
            self._arrive(int(i))
        for i in np.flatnonzero(self._stuck > GIVE_UP_SECONDS):
            self._give_up(int(i))

    def _around(self, dx: np.ndarray, dz: np.ndarray, seconds: float) -> tuple[np.ndarray, np.ndarray]:
        """The steps, turned aside for those who could not go on a moment ago: to a side of their own, away from a wall."""
        self._detour = np.where(self._stuck > HESITATE_SECONDS, DETOUR_SECONDS, self._detour - seconds)
        angle = np.where(self._detour > 0, self._side, 0.0)
        x, z = self.x + dx * np.cos(angle) - dz * np.sin(angle), self.z + dx * np.sin(angle) + dz * np.cos(angle)
        inside = (x >= self._left) & (x <= self._right) & (z >= self._top) & (z <= self._bottom)
        angle = np.where(inside, angle, -angle)
        return dx * np.cos(angle) - dz * np.sin(angle), dx * np.sin(angle) + dz * np.cos(angle)

    def _among_others(self, dx: np.ndarray, dz: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The steps as others leave room for them, along the aisle's edge for who would step over it."""
        pairs = pairs_within(self.x, self.z, SIGHT_M)
        dx, dz = self._in_aisle(*make_way(self.x, self.z, dx, dz, pairs))
        dx, dz = self._in_aisle(*hold_back(self.x, self.z, dx, dz, pairs, slide=True))
        return hold_back(self.x, self.z, dx, dz, pairs, slide=False)

    def _in_aisle(self, dx: np.ndarray, dz: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x = np.minimum(np.maximum(self.x + dx, self._left), self._right)
        z = np.minimum(np.maximum(self.z + dz, self._top), self._bottom)
        return x - self.x, z - self.z

    def _arrive(self, i: int) -> None:
        goal = self._goal_of[i]
        if math.hypot(goal[0] - self.x[i], goal[1] - self.z[i]) < ARRIVED_M and self.motion[i] == WALK:
            self._stay(i, goal[2])
            return
        x, z, aisle = self.hall.waypoint(float(self.x[i]), float(self.z[i]), goal[0], goal[1], self.chance)
        self._on_lane[i] = not self._on_lane[i] and math.hypot(x - self.x[i], z - self.z[i]) > STROLL_M
        if self._on_lane[i]:
            x, z = self._lane(i, x, z, aisle)
        self._to_x[i], self._to_z[i] = x, z
        self._passing[i] = (x, z) != goal[:2]
        self._left[i], self._right[i], self._top[i], self._bottom[i] = aisle.left, aisle.right, aisle.top, aisle.bottom
        self.motion[i] = WALK

    def _lane(self, i: int, x: float, z: float, aisle: Aisle) -> tuple[float, float]:
        """A point half way on the right side of the aisle: along the fronts others stand, and on the left they come."""
        wide, deep = aisle.right - aisle.left, aisle.bottom - aisle.top
        here_x, here_z = float(self.x[i]), float(self.z[i])
        if not math.isfinite(wide):
            return (here_x + x) / 2, (here_z + z) / 2
        share = self.chance.uniform(*LANE)
        if wide > deep:
            return (here_x + x) / 2, aisle.top + deep * (share if x > here_x else 1 - share)
        return aisle.left + wide * (share if z < here_z else 1 - share), (here_z + z) / 2

    def _stay(self, i: int, yaw: float) -> None:
        """Looks at the booth for a while, then wants to go to another."""
        self.yaw[i] = yaw
        self.motion[i] = self.chance.choices((STAND, TALK, WAVE, PHONE), (5, 6, 1, 2))[0]
        self._wait[i] = self.chance.uniform(*STAY_SECONDS)
        self._goal_of[i] = self._goal(i)
        self._to_x[i], self._to_z[i] = self.x[i], self.z[i]
        self._passing[i] = self._on_lane[i] = False
        self._stuck[i] = self._detour[i] = 0

    def _give_up(self, i: int) -> None:
        """No way on: who is nearly there stays as if there, the others turn to another booth."""
        goal = self._goal_of[i]
        if math.hypot(goal[0] - self.x[i], goal[1] - self.z[i]) < NEARLY_M:
            self._stay(i, goal[2])
            return
        self._goal_of[i] = self._goal(i)
        self._stuck[i] = 0
        self._arrive(i)

    def places(self) -> np.ndarray:
        """A row for each, as the wire takes it: motion, x and z in centimetres, yaw in 256 steps."""
        x = np.clip(self.x * 100, 0, self.hall.width * 100)
        z = np.clip(self.z * 100, 0, self.hall.depth * 100)
        yaw = np.floor(self.yaw / math.tau * 256) % 256
        return np.stack((self.motion, x, z, yaw), axis=1).astype(np.int64)
