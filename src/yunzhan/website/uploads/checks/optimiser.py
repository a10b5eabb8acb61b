"""meshopt, as a node process beside the check: triangles in, three levels of detail out. Where there is no node, there is none.

It is started before the check limits its own memory: node reserves more address space than that. Its own limits are on what it
really uses and on CPU time. It sees numbers that were checked already, never the file.
"""

import json
import resource
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.glb import SIGNED_BYTE, UNSIGNED_INT, UNSIGNED_SHORT, Stream
from yunzhan.website.uploads.checks.meshes import Floats, Mesh

SCRIPT = Path(__file__).parent / "made" / "optimise.mjs"
MEMORY = "--max-old-space-size=512"
STEPS = 65_535
KINDS = {
    "POSITION": (UNSIGNED_SHORT, "VEC3", True), "NORMAL": (SIGNED_BYTE, "VEC3", True),
    "TEXCOORD_0": (UNSIGNED_SHORT, "VEC2", True), "indices": (UNSIGNED_INT, "SCALAR", False),
}  # fmt: skip


def is_here() -> bool:
    """Whether this server can make models lighter: node is installed, and the client was built."""
    return bool(shutil.which("node")) and SCRIPT.is_file()


@dataclass
class Level:
    """One level: for each mesh its streams, compressed; and how many triangles all have."""

    meshes: list[list[Stream]]
    triangles: int


class OptimiserFailed(Exception):
    """node ended, or said what it should not."""


class Optimiser:
    """The running node process."""

    def __init__(self, node: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            [node, MEMORY, str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            preexec_fn=limit_itself,  # noqa: PLW1509 - no thread has begun yet
        )

    @classmethod
    def start(cls) -> "Optimiser | None":
        node = shutil.which("node")
        return cls(node) if node and is_here() else None

    def levels(self, meshes: Sequence[Mesh], low: Floats, side: float, targets: Sequence[int]) -> list[Level]:
        """The finest first; each of them has at most about so many triangles as its target. Raises OptimiserFailed."""
        packed = [quantised(mesh, low, side) for mesh in meshes]
        head = {
            "targets": list(targets),
            "meshes": [{name: list(values.shape) for name, values in one.items()} for one in packed],
        }
        content = b"".join(values.tobytes() for one in packed for values in one.values())
        with suppress(subprocess.TimeoutExpired):
            said, _ = self._process.communicate(json.dumps(head).encode() + b"\n" + content, timeout=limits.JOB_SECONDS)
            try:
                return [_level(row) for row in _rows(said, len(targets))]
            except (ValueError, KeyError, IndexError) as error:
                raise OptimiserFailed from error
        self._process.kill()
        raise OptimiserFailed

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


def limit_itself() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (limits.JOB_MEMORY_BYTES,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.JOB_CPU_SECONDS,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def quantised(mesh: Mesh, low: Floats, side: float) -> dict[str, np.ndarray[Any, Any]]:
    """Rows of whole numbers, each padded to four bytes: that is what meshopt packs."""
    count = len(mesh.positions)
    positions = np.zeros((count, 4), "<u2")
    positions[:, :3] = np.clip(np.rint((mesh.positions - low) / side * STEPS), 0, STEPS)
    found = {"POSITION": positions}
    if mesh.normals is not None:
        normals = np.zeros((count, 4), "i1")
        normals[:, :3] = np.clip(np.rint(mesh.normals * 127), -127, 127)
        found["NORMAL"] = normals
    if mesh.uv is not None:
        if fits(mesh.uv):
            found["TEXCOORD_0"] = np.rint(mesh.uv * STEPS).astype("<u2")
        else:
            found["TEXCOORD_1"] = np.ascontiguousarray(mesh.uv, "<f4")  # the script's name for floats
    return {**found, "indices": np.ascontiguousarray(mesh.indices, "<u4")}


def fits(uv: Floats) -> bool:
    """Whether a picture is not repeated: then its coordinates are shares from 0 to 1."""
    return bool(uv.min(initial=0) >= 0 and uv.max(initial=0) <= 1)


def _rows(said: bytes, count: int) -> list[tuple[dict[str, Any], bytes]]:
    rows = []
    for _ in range(count):
        line, _, said = said.partition(b"\n")
        head = json.loads(line)
        size = sum(stream["bytes"] for mesh in head["meshes"] for stream in mesh.values())
        if size > len(said):
            raise ValueError(size)
        rows.append((head, said[:size]))
        said = said[size:]
    return rows


def _level(row: tuple[dict[str, Any], bytes]) -> Level:
    head, content = row
    meshes, triangles, at = [], 0, 0
    for mesh in head["meshes"]:
        streams = []
        for name, told in mesh.items():
            component, kind, is_normalised = KINDS[name]
            if told.get("floats"):
                component, is_normalised = 5126, False
            streams.append(
                Stream(
                    name, content[at : at + told["bytes"]], told["count"], told["stride"], component, kind, is_normalised,
                    tuple(told.get("low", ())), tuple(told.get("high", ())),
                )
            )  # fmt: skip
            at += told["bytes"]
            triangles += told["count"] // 3 if name == "indices" else 0
        meshes.append(streams)
    return Level(meshes, triangles)
