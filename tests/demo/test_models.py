"""The sample models pass the check that exhibitors' models must pass, and their points lie on them."""

from importlib.resources import files

import numpy as np
import pytest

from yunzhan.demo.models import MODEL_OF_CATEGORY, sample_model
from yunzhan.website.products.rules import MOST_HOTSPOTS
from yunzhan.website.uploads.checks.gltf import read_document
from yunzhan.website.uploads.checks.meshes import box_of, flatten
from yunzhan.website.uploads.checks.models import make_model

NAMES = sorted(set(MODEL_OF_CATEGORY.values()))
MOST_BYTES = 300_000
NEAR_SHARE = 0.05  # of the longest side


def test_every_model_that_ships_is_shown_by_some_category():
    folder = files("yunzhan.demo").joinpath("data/models")
    assert sorted(path.name.removesuffix(".glb") for path in folder.iterdir() if path.name.endswith(".glb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_model_is_small_whole_and_of_real_size(name, tmp_path):
    model = sample_model(name)
    assert len(model.content) <= MOST_BYTES
    (tmp_path / "model.glb").write_bytes(model.content)
    made = make_model(tmp_path / "model.glb", tmp_path, lambda _: None)
    assert made["triangles"] == model.triangles
    assert 0.04 < max(made["size"]) < 1.2
    low, _ = box_of(flatten(read_document(model.content)))
    assert low[1] == pytest.approx(0, abs=0.003)  # it stands on the floor


def points_over(meshes, steps=9):
    """Points spread over every triangle."""
    shares = [(i / steps, j / steps) for i in range(steps + 1) for j in range(steps + 1 - i)]
    a, b = np.array(shares).T[:, :, None, None]
    corners = [mesh.positions[np.asarray(mesh.indices).reshape(-1, 3)] for mesh in meshes]
    return np.concatenate([(a * t[:, 0] + b * t[:, 1] + (1 - a - b) * t[:, 2]).reshape(-1, 3) for t in corners])


@pytest.mark.parametrize("name", NAMES)
def test_points_of_a_sample_model_lie_on_it(name):
    model = sample_model(name)
    meshes = flatten(read_document(model.content))
    surface = points_over(meshes)
    away = [float(np.linalg.norm(surface - np.array(point.position), axis=1).min()) for point in model.points]
    assert 1 <= len(away) <= MOST_HOTSPOTS
    low, high = box_of(meshes)
    assert max(away) < NEAR_SHARE * float((high - low).max()), away
    assert all(point.title.zh_hant and point.title.en for point in model.points)
