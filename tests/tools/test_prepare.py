"""A bare machine and its bad days: another Python, no network, an installation that was broken off."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import machine
import prepare
import pytest
import registry

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ("prepare", "running", "machine", "registry")
OTHER_PYTHON = """
import runpy, sys
sys.version_info = (3, {minor}, 0, "final", 0)
sys.argv = ["tools/prepare.py", "demo"]
sys.path.insert(0, "tools")
runpy.run_path("tools/prepare.py", run_name="__main__")
"""


@pytest.fixture
def clone(tmp_path):
    """The files a first start reads, in a folder of their own."""
    folder = tmp_path / "clone"
    (folder / "requirements").mkdir(parents=True)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(ROOT / "requirements/uv.txt", folder / "requirements")
    return folder


@pytest.mark.parametrize("name", BOOTSTRAP)
def test_bootstrap_parses_in_an_old_python(name):
    ast.parse((ROOT / "tools" / f"{name}.py").read_text(), feature_version=(3, 7))


@pytest.mark.parametrize("minor", [9, 12])
def test_another_python_gets_a_sentence(clone, minor):
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PYTHON.format(minor=minor)],
        cwd=clone, env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"Yunzhan runs on Python 3.11, this is 3.{minor}: install Python 3.11 and call `make PYTHON=python3.11 …`."
    )


def test_no_python_at_all_gets_a_sentence(clone):
    done = subprocess.run(
        ["make", "demo", "PYTHON=python3.999"], cwd=clone, capture_output=True, text=True, check=False
    )
    assert "python3.999 is not here: install Python 3.11" in done.stderr


@pytest.mark.slow
def test_first_start_without_network_gets_a_sentence_and_the_next_one_begins_anew(clone):
    environment = {
        **os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
    }  # fmt: skip
    for _ in range(2):  # the second meets the half-made environment of the first
        done = subprocess.run(
            [sys.executable, "tools/prepare.py", "demo"],
            cwd=clone, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert done.stderr.strip() == (
            "The installer (uv) could not be fetched: the package registry cannot be reached. "
            "Check the network and try again."
        )
        assert "Python environment in .venv …" in done.stdout


def test_second_make_waits_for_the_first(clone):
    with subprocess.Popen(
        [sys.executable, "-c", "import prepare, sys\nwith prepare.one_at_a_time():\n print('in', flush=True); sys.stdin.read()"],
        cwd=clone / "tools", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as first:  # fmt: skip
        assert first.stdout.readline() == "in\n"
        with subprocess.Popen(
            [sys.executable, "-c", "import prepare\nwith prepare.one_at_a_time(): print('in')"],
            cwd=clone / "tools", stdout=subprocess.PIPE, text=True,
        ) as second:  # fmt: skip
            assert "waiting for it" in second.stdout.readline()
            first.stdin.close()
            assert second.stdout.readline() == "in\n"


@pytest.fixture
def stamps(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    (tmp_path / "lock").write_text("six==1")
    return [tmp_path / "lock"]


def test_step_is_done_once_for_the_same_inputs(stamps):
    told = []
    for _ in range(2):
        prepare.with_stamp("x", stamps, "X", told.append)
    assert told == [False]
    stamps[0].write_text("six==2")
    prepare.with_stamp("x", stamps, "X", told.append)
    assert told == [False, False]


def test_step_that_was_broken_off_is_told_so(stamps):
    told = []

    def broken(again):
        told.append(again)
        raise KeyboardInterrupt

    for work in (broken, told.append, told.append):
        try:
            prepare.with_stamp("x", stamps, "X", work)
        except KeyboardInterrupt:
            continue
    assert told == [False, True]


def test_broken_off_step_does_not_pass_for_the_finished_one_of_before(stamps):
    """The old inputs come back (git checkout) after the new ones were half built."""
    told = []
    prepare.with_stamp("x", stamps, "X", told.append)
    stamps[0].write_text("six==2")
    with pytest.raises(ZeroDivisionError):
        prepare.with_stamp("x", stamps, "X", lambda again: 1 // 0)
    stamps[0].write_text("six==1")
    prepare.with_stamp("x", stamps, "X", told.append)
    assert told == [False, True]


@pytest.mark.parametrize(
    ("version", "enough"),
    [((0, 0), False), ((18, 19), False), ((20, 18), False), ((20, 19), True), ((21, 7), False), ((22, 11), False),
     ((22, 12), True), ((24, 0), True)],
)  # fmt: skip
def test_node_is_used_when_the_build_takes_it(version, enough):
    assert machine.node_is_new_enough(version) == enough


def test_node_that_is_absent_is_too_old():
    assert machine.node_version("/nowhere/node") == (0, 0)


def test_mirror_of_pip_is_handed_to_uv():
    listing = """:env:.cert='/etc/ca.pem'
global.index-url='https://mirror.test/simple'
global.trusted-host='mirror.test'
install.index-url='https://nearer.test/simple'
"""
    assert registry.translate(listing) == {
        "SSL_CERT_FILE": "/etc/ca.pem",
        "UV_DEFAULT_INDEX": "https://nearer.test/simple",
        "UV_INSECURE_HOST": "mirror.test",
    }


def test_what_the_person_set_for_uv_stays(monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mine.test/simple")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.test/simple")
    assert registry.environment(sys.executable)["UV_DEFAULT_INDEX"] == "https://mine.test/simple"
    monkeypatch.delenv("UV_DEFAULT_INDEX")
    assert registry.environment(sys.executable)["UV_DEFAULT_INDEX"] == "https://mirror.test/simple"


def test_user_without_a_home_gets_caches_in_the_environment(monkeypatch):
    monkeypatch.setenv("HOME", "/nowhere")
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    assert registry.environment()["UV_CACHE_DIR"] == str(ROOT / ".venv" / "cache" / "uv")
