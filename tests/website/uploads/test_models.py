"""Models: hostile ones are refused by name, good ones are written anew; the reader ends in a refusal or in a model."""

import json
import shutil
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from website.uploads.gltf_files import MODELS, ball, embedded, good_model, square, with_picture
from website.uploads.hostile import PICTURES
from yunzhan.website.uploads.checks import limits, optimiser
from yunzhan.website.uploads.checks.gltf import read_document
from yunzhan.website.uploads.checks.meshes import flatten
from yunzhan.website.uploads.checks.models import make_model
from yunzhan.website.uploads.checks.optimiser import Optimiser
from yunzhan.website.uploads.checks.refused import Refused
from yunzhan.website.uploads.checks.surfaces import read_pictures, read_surfaces

BOMB = next(content for name, content, _ in PICTURES if name == "zip-bomb.png")


def made(tmp_path, content, **options):
    (tmp_path / "source").write_bytes(content)
    (tmp_path / "out").mkdir()
    return make_model(tmp_path / "source", tmp_path / "out", lambda progress: None, **options)


def json_of(content):
    return json.loads(content[20 : 20 + int.from_bytes(content[12:16], "little")])


@pytest.mark.parametrize(("name", "content", "code"), MODELS, ids=[row[0] for row in MODELS])
def test_hostile_model_is_refused_by_name(name, content, code, tmp_path):
    with pytest.raises(Refused) as refused:
        made(tmp_path, with_picture(BOMB) if content is None else content)
    assert refused.value.code == code
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("form", [lambda content: content, embedded], ids=["GLB", "glTF"])
def test_model_is_written_anew_without_what_is_not_shown(form, tmp_path):
    document, _ = square()
    document["materials"][0]["extras"] = document["nodes"][0]["name"] = "made by a person on a machine"
    result = made(tmp_path, form(good_model(**document)))
    assert (result["size"], result["triangles"], result["optimised"]) == ([1.0, 1.0, 0.0], 2, False)
    assert [level["file"] for level in result["levels"]] == ["plain.glb"]
    written = (tmp_path / "out" / "plain.glb").read_bytes()
    assert b"a person" not in written
    (mesh,) = flatten(read_document(written))
    (before,) = flatten(read_document(good_model()))
    assert np.array_equal(mesh.positions, before.positions)
    assert np.array_equal(mesh.indices, before.indices)
    material = json_of(written)["materials"][0]["pbrMetallicRoughness"]
    assert (material["roughnessFactor"], material["baseColorTexture"]) == (0.5, {"index": 0})


def test_tree_is_flattened_turned_and_mirrored_as_it_stands(tmp_path):
    nodes = [{"children": [1], "translation": [0, 2, 0]}, {"mesh": 0, "scale": [-1, 1, 1], "rotation": [0, 0, 0, 1]}]
    (mesh,) = flatten(read_document(good_model(nodes=nodes)))
    assert mesh.positions.min(0).tolist() == [-1, 2, 0]
    a, b, c = mesh.positions[mesh.indices[:3]]
    assert np.cross(b - a, c - a)[2] > 0  # the front is still the front


def test_three_levels_of_falling_detail_where_there_is_node(tmp_path):
    assert optimiser.is_here(), "node and a built client are part of the test machine"
    result = made(tmp_path, ball(), optimiser=Optimiser.start())
    triangles = [level["triangles"] for level in result["levels"]]
    assert triangles[0] <= limits.LEVEL_TRIANGLES[0]
    assert triangles == sorted(triangles, reverse=True)
    assert triangles[2] < 1.5 * limits.LEVEL_TRIANGLES[2]
    assert (result["optimised"], result["plain"]) == (True, "plain.glb")
    for level in result["levels"]:
        content = (tmp_path / "out" / level["file"]).read_bytes()
        assert (len(content), int.from_bytes(content[8:12], "little")) == (level["bytes"],) * 2
        document = json_of(content)
        assert "EXT_meshopt_compression" in document["extensionsRequired"]
        node = document["nodes"][0]
        assert node["translation"] == pytest.approx([-0.25, 0.75, -0.25])
        for accessor in document["accessors"]:
            assert accessor["count"] > 0
    assert result["levels"][0]["bytes"] < (tmp_path / "out" / "plain.glb").stat().st_size / 3


def test_without_node_a_model_is_checked_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert Optimiser.start() is None
    assert made(tmp_path, good_model(), optimiser=Optimiser.start())["optimised"] is False


def test_heavy_model_that_cannot_be_made_lighter_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_PLAIN_BYTES", 1_000)
    with pytest.raises(Refused, match="ModelTooHeavy"):
        made(tmp_path, ball())


def read_all(content):
    document = read_document(content)
    meshes = flatten(document)
    surfaces = read_surfaces(document, [mesh.material for mesh in meshes])
    read_pictures(document, {index for surface in surfaces for index in surface.pictures.values()})


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.long)])
def test_changed_bytes_end_in_a_refusal_or_a_model(count):
    @given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=12), st.integers(0, 1 << 20))
    @settings(max_examples=count, deadline=None)
    def changed(changes, cut):
        content = bytearray(good_model())
        for at, value in changes:
            content[at % len(content)] = value
        with suppress(Refused):
            read_all(bytes(content[: cut % (2 * len(content))]))

    changed()


values = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 1 << 45) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.long)])
def test_any_value_in_any_place_ends_in_a_refusal_or_a_model(count):
    @given(st.data())
    @settings(max_examples=count, deadline=None)
    def changed(data):
        document, _ = square()
        row, key = document, data.draw(st.sampled_from(sorted(document)))
        while True:  # walk down by chance, then put something there
            inner = row[key]
            if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
                break
            row, key = (
                inner,
                data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner)))),
            )
        row[key] = data.draw(values)
        with suppress(Refused):
            read_all(good_model(**document))

    changed()
