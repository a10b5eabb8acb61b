"""The wheel is enough: built, installed into an empty venv, it opens the sample fair. Needs the built client."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from cli.ports import two_free_ports

ROOT = Path(__file__).resolve().parents[2]
CHECK_SECONDS = 400  # patience on a busy machine, no measure

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    if not (ROOT / "src/yunzhan/website/static/client/manifest.json").exists():
        pytest.skip("the client is not built: `make demo` or `make test` builds it")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, ROOT / "tools/build_wheel.py", folder], check=True, capture_output=True, timeout=120
    )
    return next(folder.glob("yunzhan-*.whl"))


def test_wheel_carries_client_words_and_data(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    wanted = [
        "yunzhan/website/static/client/manifest.json",
        "yunzhan/website/locale/zh_Hant/LC_MESSAGES/django.mo",
        "yunzhan/website/products/data/categories.tsv",
        "yunzhan/website/exhibitors/data/industries.tsv",
        "yunzhan/demo/data/tw_listed_2026.tsv.gz",
        "yunzhan/demo/data/silhouettes.toml",
    ]
    assert [name for name in wanted if name not in names] == []
    assert not [name for name in names if name.startswith(("tests/", "client/"))]


def test_installed_wheel_opens_the_sample_fair(wheel, tmp_path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    zipfile.ZipFile(wheel).extractall(packages)
    # The dependencies are those of this run: no network is needed. A .pth comes after the venv's own packages,
    # and it is read without following the .pth files of that folder, so the source tree stays out of reach.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YUNZHAN_", "PYTHON", "COV_"))}
    command = [home / "bin/python", "-m", "yunzhan", "demo", "--check", "--crowd", "3", "--port", str(two_free_ports())]
    done = subprocess.run(
        [*command, "--data", tmp_path / "data"],
        cwd=tmp_path, env=kept, capture_output=True, text=True, timeout=CHECK_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "heard as message 1" in done.stdout
    assert done.stdout.splitlines()[-1].strip() == "A visitor finds everything as it should be."
