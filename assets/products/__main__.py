"""`python -m assets.products`: writes the sample goods as GLB files into the sample fair's data."""

from pathlib import Path

from assets.products.glb import Writer
from assets.products.goods import GOODS

TARGET = Path(__file__).parents[2] / "src/yunzhan/demo/data/models"
MOST_BYTES = 300_000


def make_goods(folder=TARGET):
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in GOODS.items():
        writer = Writer()
        triangles = 0
        for surface, paint in draw():
            writer.primitive(surface, paint)
            triangles += len(surface[3])
        content = writer.file(name)
        assert len(content) <= MOST_BYTES, f"{name}: {len(content)} bytes"
        (folder / f"{name}.glb").write_bytes(content)
        print(f"  {name}: {triangles} triangles, {len(content)} bytes", flush=True)


if __name__ == "__main__":
    make_goods()
