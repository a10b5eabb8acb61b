"""Poses over time: gait tables for walk and run, sums of slow waves for the rest. Gives bone matrices, nothing of meshes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assets.people.source import BONES, INDEX, PARENT, Figure, turn

X, Y, Z = np.eye(3)
# name, frames, seconds for one round (walk and run: distance decides, see `stride_of`)
CLIPS = (
    ("stand", 24, 5.0),
    ("walk", 24, 1.0),
    ("run", 20, 0.7),
    ("talk", 32, 5.0),
    ("wave", 16, 1.6),
    ("phone", 16, 4.0),
)
CLIPS += (("clap", 12, 0.7), ("sit", 16, 5.0), ("shake", 10, 1.1), ("point", 10, 4.0))
CLIPS += (("applaud", 12, 0.72), ("sit_applaud", 12, 0.72))
SEATED = ("sit", "sit_applaud")
TOE, HEEL = 0.15, -0.045


def table(*pairs: tuple[float, float]) -> Callable[[float], float]:
    """A smooth periodic curve through (percent of the cycle, degrees)."""
    at = np.array([p[0] for p in pairs]) / 100
    grid = np.arange(200) / 200
    values = np.interp(grid, at, [p[1] for p in pairs])
    kernel = np.exp(-0.5 * (np.minimum(grid, 1 - grid) / 0.022) ** 2)
    values = np.real(np.fft.ifft(np.fft.fft(values) * np.fft.fft(kernel / kernel.sum())))
    return lambda phase: float(np.interp(phase % 1, np.append(grid, 1), np.append(values, values[0])))


HIP = table((0, 26), (15, 22), (30, 8), (50, -12), (60, -6), (75, 18), (87, 28), (100, 26))
KNEE = table((0, 5), (15, 17), (40, 5), (50, 12), (60, 36), (72, 60), (85, 30), (96, 5), (100, 5))
ANKLE = table((0, 0), (8, -6), (25, 4), (45, 10), (53, 4), (62, -17), (75, -3), (86, 2), (100, 0))
RUN_HIP = table((0, 34), (15, 20), (35, -14), (45, -18), (60, 10), (75, 40), (88, 46), (100, 34))
RUN_KNEE = table((0, 22), (14, 38), (32, 16), (45, 45), (60, 100), (72, 96), (88, 30), (100, 22))
RUN_ANKLE = table((0, 4), (15, 16), (30, -6), (40, -24), (60, -12), (85, 2), (100, 4))
Pose = dict[str, np.ndarray]


def elbow(figure: Figure, side: str, degrees: float) -> np.ndarray:
    along = figure.at(f"hand_{side}") - figure.at(f"lowerarm_{side}")
    return turn(np.cross(along, Z), degrees)


def arm(pose: Pose, figure: Figure, side: str, low: float, bend: float, forward: float = 0, inward: float = 0) -> None:
    """Upper arm `low` degrees down from the rest pose and `forward`; forearm bent and turned inward."""
    sign = 1 if side == "l" else -1
    pose[f"upperarm_{side}"] = turn(X, -forward) @ turn(Y, -sign * inward) @ turn(Z, -sign * low)
    pose[f"lowerarm_{side}"] = turn(Y, -sign * inward * 1.2) @ elbow(figure, side, bend)


def pose_gait(figure: Figure, phase: float, is_man: bool, is_run: bool) -> Pose:
    pose: Pose = {}
    hip, knee, ankle = (RUN_HIP, RUN_KNEE, RUN_ANKLE) if is_run else (HIP, KNEE, ANKLE)
    for side, own in (("l", phase), ("r", phase + 0.5)):
        sign = 1 if side == "l" else -1
        pose[f"thigh_{side}"] = turn(X, -hip(own)) @ turn(Z, -sign * 3.0)
        pose[f"calf_{side}"] = turn(X, knee(own))
        pose[f"foot_{side}"] = turn(X, -ankle(own)) @ turn(Z, sign * 2.0)
        swing = np.cos(2 * np.pi * (own + 0.5))
        low = 41 if is_man else 42
        if is_run:
            arm(pose, figure, side, low - 4, 82 + 8 * swing, 30 * swing - 6, 8)
        else:
            arm(pose, figure, side, low, 16 + 9 * swing, 17 * swing - 2)
    yaw = 5 * np.cos(2 * np.pi * phase + np.pi)
    sway = np.sin(2 * np.pi * phase + 0.3) * (2 if is_man else 3.2)
    pose["pelvis"] = turn(Y, yaw) @ turn(Z, sway)
    pose["spine_01"] = turn(Y, -yaw * 0.7) @ turn(X, 9 if is_run else 2)
    pose["spine_02"] = turn(Y, -yaw * 0.7) @ turn(Z, -sway * 0.8)
    pose["spine_03"] = turn(Y, -yaw * 0.5)
    pose["neck_01"] = turn(Y, yaw * 0.5) @ turn(X, -5 if is_run else -1)
    return pose


def pose_still(figure: Figure, phase: float, is_man: bool, clip: str) -> Pose:
    w, s = 2 * np.pi * phase, np.sin
    shift = s(w)
    low = 43 if is_man else 44
    pose: Pose = {"pelvis": turn(Z, 1.3 * shift)}
    for side, sign in (("l", 1), ("r", -1)):
        pose[f"thigh_{side}"] = turn(Z, -1.3 * shift - sign * 3.2) @ turn(Y, sign * 5)
        pose[f"foot_{side}"] = turn(Z, sign * 3.2)
        arm(pose, figure, side, low + sign * 0.8 * s(2 * w), 10 + sign * 1.5, 1.5 * sign * shift - 2)
    pose["spine_01"] = turn(X, 0.8 * s(2 * w))
    pose["spine_02"] = turn(Z, -1.6 * shift) @ turn(Y, 2 * s(w + 1))
    pose["spine_03"] = turn(X, -1.0 * s(2 * w))
    pose["neck_01"] = turn(Y, 5 * s(w + 0.6))
    pose["head"] = turn(Y, 8 * s(w + 0.4)) @ turn(X, 2 * s(2 * w + 1))
    if clip == "talk":
        arm(pose, figure, "l", low - 5, 44 + 10 * s(3 * w) + 6 * s(5 * w + 1), 10 + 5 * s(3 * w), 14 + 6 * s(2 * w))
        arm(
            pose,
            figure,
            "r",
            low - 4,
            32 + 16 * s(2 * w + 1) + 6 * s(4 * w),
            8 + 6 * s(2 * w + 0.6),
            12 + 6 * s(3 * w + 1),
        )
        pose["head"] = turn(Y, 6 * s(w)) @ turn(X, 4 * s(3 * w))
    elif clip == "phone":
        arm(pose, figure, "r", low - 6, 76 + 2 * s(2 * w), 22 + 2 * s(w), 22)
        pose["head"] = turn(X, 16 + 2 * s(2 * w)) @ turn(Y, -4)
        pose["neck_01"] = turn(X, 8)
    elif clip == "wave":
        arm(pose, figure, "r", -46, 20, 16)
        pose["lowerarm_r"] = turn(Z, -88 + 20 * s(2 * w)) @ elbow(figure, "r", 8)
        pose["head"] = turn(X, -3)
    elif clip == "clap":
        for side in "lr":
            arm(pose, figure, side, low - 6, 48, 20, 24 + 9 * s(w))
    elif clip == "shake":
        arm(pose, figure, "r", low - 2, 14 + 8 * s(2 * w), 30 + 3 * s(2 * w), 8)
        pose["spine_01"] = turn(X, 4)
        pose["head"] = turn(X, 3 + 1.5 * s(w))
    elif clip == "point":
        arm(pose, figure, "r", low - 3, -16 + 2 * s(w), 72 + 2 * s(w), 2)
        pose["head"] = turn(Y, -5) @ turn(X, -2 + s(w))
    if clip in SEATED:
        for side, sign in (("l", 1), ("r", -1)):
            pose[f"thigh_{side}"] = turn(X, -84) @ turn(Y, sign * 5)
            pose[f"calf_{side}"] = turn(X, 84)
            arm(pose, figure, side, low, 26, 16, 10)
    if clip in ("applaud", "sit_applaud"):  # two claps a round, hands before the collar; the second is wider
        apart = 0.5 + 0.4 * s(2 * w) + 0.1 * s(w)
        for side in "lr":
            arm(pose, figure, side, low - 2, 53, 29 + 1.5 * s(w), (17 if is_man else 14) - 13 * apart)
        pose["head"] = turn(Y, 2 * s(w)) @ turn(X, 2 * s(2 * w) - 2)
    return pose


def solve(figure: Figure, pose: Pose, root: np.ndarray) -> np.ndarray:
    """World matrices of the bones, 20 × 4 × 4."""
    world = np.zeros((len(BONES), 4, 4))
    for at, bone in enumerate(BONES):
        own = np.eye(4)
        own[:3, :3] = pose.get(bone, np.eye(3))
        parent = PARENT[bone]
        own[:3, 3] = figure.at(bone) - (figure.at(parent) if parent else 0) + (0 if parent else root)
        world[at] = world[INDEX[parent]] @ own if parent else own
    return world


def soles(figure: Figure, world: np.ndarray) -> np.ndarray:
    """Toe and heel of both feet: 2 feet × 2 × 3."""
    out = np.zeros((2, 2, 3))
    for foot, bone in enumerate(("foot_l", "foot_r")):
        high = figure.at(bone)[1]
        for end, along in enumerate((TOE, HEEL)):
            out[foot, end] = (world[INDEX[bone]] @ np.array([0, -high, along, 1]))[:3]
    return out


def bake(figure: Figure, is_man: bool) -> tuple[np.ndarray, dict[str, float], dict[str, float]]:
    """All clips as rows × 20 × 3 × 4 matrices from the rest pose; metres per cycle; worst slide of a planted foot per step (m)."""
    rest = np.tile(np.eye(4), (len(BONES), 1, 1))
    rest[:, :3, 3] = -figure.joints
    rows, strides, slides = [], {}, {}
    for clip, frames, _ in CLIPS:
        worlds = []
        for frame in range(frames):
            phase = frame / frames
            is_gait = clip in ("walk", "run")
            pose = (
                pose_gait(figure, phase, is_man, clip == "run") if is_gait else pose_still(figure, phase, is_man, clip)
            )
            root = np.array([0.0, 0, 0])
            if not is_gait and clip not in SEATED:
                root[0] = -0.016 * np.sin(2 * np.pi * phase)
            world = solve(figure, pose, root)
            low = soles(figure, world)[:, :, 1].min()
            hop = 0.035 * max(0.0, np.sin(4 * np.pi * (phase - 0.18))) if clip == "run" else 0
            world[:, 1, 3] += hop - low
            worlds.append(world)
        if clip in ("walk", "run"):
            steady(figure, worlds)
            strides[clip], slides[clip] = stride_of(figure, np.array(worlds))
        rows += [(world @ rest)[:, :3, :] for world in worlds]
    return np.array(rows), strides, slides


def steady(figure: Figure, worlds: list[np.ndarray]) -> None:
    """Moves the body to and fro a little within the cycle so that the planted foot leaves evenly: no sliding."""
    steps = planted_steps(figure, np.array(worlds))
    late = np.concatenate([[0.0], np.cumsum(steps - steps.mean())[:-1]])
    for world, much in zip(worlds, late - late.mean(), strict=True):
        world[:, 2, 3] += much


def planted_steps(figure: Figure, worlds: np.ndarray) -> np.ndarray:
    """How far the lowest point of the soles goes back from each frame to the next (m)."""
    ends = np.array([soles(figure, world) for world in worlds]).reshape(len(worlds), 4, 3)
    following = np.roll(ends, -1, 0)
    lowest = np.argmin(ends[:, :, 1] + following[:, :, 1], 1)
    every = np.arange(len(worlds))
    return ends[every, lowest, 2] - following[every, lowest, 2]


def stride_of(figure: Figure, worlds: np.ndarray) -> tuple[float, float]:
    """Metres a cycle at which planted feet slide least, and what slide is left in one step."""
    steps = planted_steps(figure, worlds)
    left = steps - steps.mean()
    drift = np.cumsum(np.concatenate([left, left]))
    return float(steps.sum()), float(drift.max() - drift.min())
