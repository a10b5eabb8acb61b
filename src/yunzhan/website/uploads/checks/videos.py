"""Videos: MP4, its boxes read and written anew by ourselves. Not encoded again: what a browser plays has to be in it already.

Written so that it starts before it is whole (the table before the pictures), without place, maker and other notes.
Source: ISO/IEC 14496-12 (boxes), 14496-15 (codecs' names).
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.checks.kinds import is_also_zip
from yunzhan.website.uploads.checks.refused import Refused

NAME = "video.mp4"
INSIDE = {"moov", "trak", "mdia", "minf", "stbl", "dinf", "edts"}
NOTES = {"udta", "meta", "uuid", "free", "skip"}
PICTURES = {"avc1", "avc3", "av01", "vp09", "hvc1", "hev1"}
SOUND = {"mp4a", "Opus", "fLaC"}
DEEPEST = 12
SELF_CONTAINED = 1


@dataclass(frozen=True)
class Box:
    """A box of the file: its four letters, where it begins, where its content begins, and where it ends."""

    kind: str
    start: int
    inside: int
    end: int


@dataclass
class Film:
    """What the boxes say: `seconds` and `longest_side` the largest of all they say, `width` and `height` as it is shown.

    `ticks`, `ticks_a_second`: of the track that is being read, where it says several the longest.
    """

    seconds: float = 0.0
    width: int = 0
    height: int = 0
    longest_side: int = 0
    ticks: int = 0
    ticks_a_second: int = 0  # 0: not known yet
    has_pictures: bool = False


class Reader:
    """Goes through the boxes; `data` is the whole file."""

    def __init__(self, data: bytes) -> None:
        self.data, self._boxes = data, 0

    def number(self, at: int, size: int = 4) -> int:
        if at + size > len(self.data):
            raise Refused("VideoBroken")
        return int.from_bytes(self.data[at : at + size], "big")

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """Those that follow each other from start to end. Refuses VideoBroken when one goes beyond, and VideoTooManyParts."""
        while start < end:
            self._boxes += 1
            if self._boxes > limits.MOST_VIDEO_BOXES:
                raise Refused("VideoTooManyParts", limits.MOST_VIDEO_BOXES, self._boxes)
            if start + 8 > end:
                raise Refused("VideoBroken")
            size, inside = self.number(start), start + 8
            if size == 1:
                size, inside = self.number(start + 8, 8), start + 16
            elif size == 0 and end == len(self.data):
                size = end - start
            if size < inside - start or start + size > end:
                raise Refused("VideoBroken")
            yield Box(self.data[start + 4 : start + 8].decode("latin-1"), start, inside, start + size)
            start += size


def make_video(source: Path, folder: Path, tell: Callable[[int], None]) -> dict[str, Any]:
    """Writes video.mp4; answers its seconds, width and height.

    Refuses VideoBroken, VideoTooManyParts, VideoFragmented, VideoExternal, VideoCodec, VideoNoPictures, VideoTooLong,
    VideoTooLarge and FileTwoInOne.
    """
    reader = Reader(source.read_bytes())
    top = list(reader.boxes(0, len(reader.data)))
    kinds = [box.kind for box in top]
    if kinds[:1] != ["ftyp"] or kinds.count("moov") != 1 or "mdat" not in kinds:
        raise Refused("VideoFragmented" if "moof" in kinds else "VideoBroken")
    if "moof" in kinds:
        raise Refused("VideoFragmented")
    tell(20)
    moov = top[kinds.index("moov")]
    film = Film()
    tracks = _read(reader, moov, film, 0)
    if not film.has_pictures or not film.width or not film.height:
        raise Refused("VideoNoPictures")
    if film.seconds > limits.LONGEST_VIDEO_SECONDS:
        raise Refused("VideoTooLong", limits.LONGEST_VIDEO_SECONDS, film.seconds)
    if film.longest_side > limits.LONGEST_VIDEO_SIDE:
        raise Refused("VideoTooLarge", limits.LONGEST_VIDEO_SIDE, film.longest_side)
    tell(50)
    content = _written(reader, top, moov, tracks)
    if is_also_zip(content):
        raise Refused("FileTwoInOne")
    (folder / NAME).write_bytes(content)
    return {
        "levels": [{"file": NAME, "bytes": len(content), "width": film.width, "height": film.height}],
        "width": film.width, "height": film.height, "seconds": round(film.seconds, 2),
    }  # fmt: skip


def _read(reader: Reader, box: Box, film: Film, depth: int) -> list[Box]:
    """Checks what lies in a box; the tables of places that are in it (stco, co64)."""
    if depth > DEEPEST:
        raise Refused("VideoBroken")
    tables = []
    for inner in reader.boxes(box.inside, box.end):
        match inner.kind:
            case "mvhd" | "mdhd":
                _read_clock(reader, inner, film)
            case "tkhd":
                _read_shown_size(reader, inner, film)
            case "stsd":
                _check_codecs(reader, inner, film)
            case "stts":
                film.ticks = max(film.ticks, _ticks(reader, inner))
            case "dref":
                _check_references(reader, inner)
            case "mvex":
                raise Refused("VideoFragmented")
            case "stco" | "co64":
                tables.append(inner)
            case kind if kind in INSIDE:
                tables += _read(reader, inner, film, depth + 1)
    if box.kind == "mdia":  # the head of a film may say less than its pictures last
        film.seconds = max(film.seconds, film.ticks / max(1, film.ticks_a_second))
        film.ticks = film.ticks_a_second = 0
    return tables


def _read_clock(reader: Reader, box: Box, film: Film) -> None:
    """How long the film, or a track of it, says to be."""
    long = reader.number(box.inside, 1) == 1
    at, size = box.inside + (20 if long else 12), 8 if long else 4
    ticks_a_second = max(1, reader.number(at))
    film.seconds = max(film.seconds, reader.number(at + 4, size) / ticks_a_second)
    if box.kind == "mdhd":
        film.ticks_a_second = min(film.ticks_a_second or ticks_a_second, ticks_a_second)


def _read_shown_size(reader: Reader, box: Box, film: Film) -> None:
    """Width and height as the track is shown: what a telephone has filmed upright lies on its side and is turned by a matrix."""
    if box.end - box.inside < 84:
        raise Refused("VideoBroken")
    width, height = (reader.number(box.end - at) >> 16 for at in (8, 4))
    a, b, _u, c, d = (reader.number(box.end - 44 + at) for at in (0, 4, 8, 12, 16))
    if b and c and not a and not d:
        width, height = height, width
    film.width, film.height = max(film.width, width), max(film.height, height)
    film.longest_side = max(film.longest_side, width, height)


def _ticks(reader: Reader, box: Box) -> int:
    """How long a track's samples last together, by their own table."""
    end = box.inside + 8 + 8 * reader.number(box.inside + 4)
    if end > box.end:
        raise Refused("VideoBroken")
    return sum(count * each for count, each in struct.iter_unpack(">II", reader.data[box.inside + 8 : end]))


def _check_references(reader: Reader, box: Box) -> None:
    for entry in reader.boxes(box.inside + 8, box.end):
        if entry.kind != "url " or reader.number(entry.inside + 1, 3) != SELF_CONTAINED:
            raise Refused("VideoExternal")


def _check_codecs(reader: Reader, box: Box, film: Film) -> None:
    """Refuses VideoCodec. The size of encoded pictures stands here too, and may be another than the one they are shown in."""
    for entry in reader.boxes(box.inside + 8, box.end):
        if entry.kind in PICTURES:
            film.has_pictures = True
            film.longest_side = max(film.longest_side, *(reader.number(entry.inside + at, 2) for at in (24, 26)))
        elif entry.kind not in SOUND:
            raise Refused("VideoCodec", found=entry.kind)


def _written(reader: Reader, top: list[Box], moov: Box, tables: list[Box]) -> bytes:
    """ftyp, moov, then the pictures and the sound; every place in the tables moved with what it points at."""
    data, head = reader.data, top[0]
    kept = [box for box in top if box.kind == "mdat"]
    size = len(_without_notes(reader, moov, {}))
    moves, at = [], head.end - head.start + size
    for box in kept:
        moves.append((box.inside, box.end, at - box.start))
        at += box.end - box.start
    places: dict[int, bytes] = {}
    for table in tables:
        width = 8 if table.kind == "co64" else 4
        count = reader.number(table.inside + 4)
        if table.inside + 8 + count * width > table.end:
            raise Refused("VideoBroken")
        fresh = bytearray(data[table.inside : table.inside + 8])
        for number in range(count):
            fresh += _moved(reader.number(table.inside + 8 + number * width, width), moves).to_bytes(width, "big")
        places[table.start] = bytes(fresh)
    front = data[head.start : head.end] + _without_notes(reader, moov, places)
    return b"".join([front, *(data[box.start : box.end] for box in kept)])


def _moved(place: int, moves: list[tuple[int, int, int]]) -> int:
    """Where it lies now. Refuses VideoBroken for a place outside of the pictures and the sound."""
    for start, end, by in moves:
        if start <= place < end:
            return place + by
    raise Refused("VideoBroken")


def _without_notes(reader: Reader, box: Box, places: dict[int, bytes]) -> bytes:
    """A box with what lies in it, without notes; tables as they are in `places`."""
    if box.start in places:
        content = places[box.start]
    elif box.kind in INSIDE:
        inner = [one for one in reader.boxes(box.inside, box.end) if one.kind not in NOTES]
        content = b"".join(_without_notes(reader, one, places) for one in inner)
    else:
        content = reader.data[box.inside : box.end]
        if box.kind in ("stco", "co64"):  # as long as it will be
            content = content[: 8 + reader.number(box.inside + 4) * (8 if box.kind == "co64" else 4)]
    return (8 + len(content)).to_bytes(4, "big") + box.kind.encode("latin-1") + content
