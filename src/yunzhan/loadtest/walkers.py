"""How scripted visitors walk: along the aisles, to a booth's front, there a while, and on. No socket lives here."""

import math
import random
from dataclasses import dataclass
from typing import Any

import numpy as np

SPEEDS = (0.9, 1.6)  # metres a second
STAY_SECONDS = (3.0, 16.0)
FRONT_M = 1.3  # how far before a booth people stand
SPREAD_M = 0.9
FACING = {"n": (0.0, -1.0), "e": (1.0, 0.0), "s": (0.0, 1.0), "w": (-1.0, 0.0)}
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

    def _front(self, booth: dict[str, Any]) -> tuple[float, float, float] | None:
        """Where people stand before a booth, and the yaw with which they look at it; None when no aisle is there."""
        dx, dz = FACING[str(booth["facing"])[0].lower()]
        reach = (booth["width"] if dx else booth["depth"]) / 2 + FRONT_M
        x, z = booth["x"] + dx * reach, booth["z"] + dz * reach
        return (x, z, math.atan2(-dx, dz)) if self.aisle_at(x, z) is not None else None

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

    def waypoint(self, x: float, z: float, goal_x: float, goal_z: float, chance: random.Random) -> tuple[float, float]:
        """The next point to walk to in a straight line: the goal, or a crossing on the way to it."""
        here, there = self.aisle_at(x, z), self.aisle_at(goal_x, goal_z)
        if here is None or there is None or here == there or there not in self._next[here]:
            return goal_x, goal_z
        through = overlap(self.aisles[here], self.aisles[self._next[here][there]])
        assert through
        if through.holds(x, z) and self.aisles[self._next[here][there]].holds(goal_x, goal_z):
            return goal_x, goal_z
        return chance.uniform(through.left, through.right), chance.uniform(through.top, through.bottom)


def overlap(a: Aisle, b: Aisle) -> Aisle | None:
    shared = Aisle(max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom))
    return shared if shared.left <= shared.right and shared.top <= shared.bottom else None


class Walkers:
    """All scripted visitors of a hall, as arrays: metres, radians, seconds."""

    def __init__(self, hall: Hall, count: int, seed: int = 1) -> None:
        self.hall = hall
        self.chance = random.Random(seed)  # noqa: S311 - a crowd, not a secret
        starts = [self._goal() for _ in range(count)]
        self.x = np.array([start[0] for start in starts])
        self.z = np.array([start[1] for start in starts])
        self.yaw = np.array([start[2] for start in starts])
        self.motion = np.zeros(count, np.uint8)
        self._speed = np.array([self.chance.uniform(*SPEEDS) for _ in range(count)])
        self._wait = np.array([self.chance.uniform(0, STAY_SECONDS[1]) for _ in range(count)])
        self._goal_of = starts
        self._to_x, self._to_z = self.x.copy(), self.z.copy()

    def _goal(self) -> tuple[float, float, float]:
        for _ in range(8):
            x, z, yaw = self.chance.choice(self.hall.fronts)
            x += self.chance.uniform(-SPREAD_M, SPREAD_M)
            z += self.chance.uniform(-SPREAD_M, SPREAD_M)
            if self.hall.aisle_at(x, z) is not None:
                return x, z, yaw
        return self.chance.choice(self.hall.fronts)

    def step(self, seconds: float) -> None:
        """Moves everybody on; who has arrived looks at the booth, talks, waves or reads, then goes on."""
        dx, dz = self._to_x - self.x, self._to_z - self.z
        left = np.hypot(dx, dz)
        reach = self._speed * seconds
        walking = (self._wait <= 0) & (left > reach)
        share = np.where(walking, reach / np.maximum(left, 1e-6), 0.0)
        self.x += dx * share
        self.z += dz * share
        self.yaw = np.where(walking, np.arctan2(dx, -dz), self.yaw)
        self.motion[walking] = WALK
        self._wait -= seconds
        for i in np.flatnonzero(~walking & (self._wait <= 0)):
            self._arrive(int(i))

    def _arrive(self, i: int) -> None:
        goal = self._goal_of[i]
        if math.hypot(goal[0] - self.x[i], goal[1] - self.z[i]) < 1.0 and self.motion[i] == WALK:
            self.yaw[i] = goal[2]
            self.motion[i] = self.chance.choices((STAND, TALK, WAVE, PHONE), (5, 6, 1, 2))[0]
            self._wait[i] = self.chance.uniform(*STAY_SECONDS)
            self._goal_of[i] = self._goal()
            return
        goal = self._goal_of[i]
        x, z = self.hall.waypoint(float(self.x[i]), float(self.z[i]), goal[0], goal[1], self.chance)
        self._to_x[i], self._to_z[i] = x, z
        self.motion[i] = WALK

    def bytes_of(self, i: int) -> tuple[int, int, int, int]:
        """Motion, x and z in centimetres, yaw in 256 steps."""
        x = min(max(int(self.x[i] * 100), 0), int(self.hall.width * 100))
        z = min(max(int(self.z[i] * 100), 0), int(self.hall.depth * 100))
        return int(self.motion[i]), x, z, int(self.yaw[i] / math.tau * 256) % 256
