"""Foreign keys may only point down the website's layers: import-linter cannot see the ones written as strings."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def layers() -> list[str]:
    """The website's apps from top to bottom, as the layer contract lists them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(c["layers"] for c in contracts if c.get("containers") == ["yunzhan.website"])


def test_foreign_keys_point_down():
    order = {name: height for height, name in enumerate(reversed(layers()))}
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models()
        if model._meta.app_label in order
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in order
        if order[field.related_model._meta.app_label] > order[model._meta.app_label]
    ]
    assert upward == []


def test_every_app_of_the_contract_is_installed():
    installed = {config.name.removeprefix("yunzhan.website.") for config in apps.get_app_configs()}
    assert set(layers()) <= installed
