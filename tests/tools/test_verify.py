"""A step that cannot even begin is a failed step: the ones after it still run."""

import subprocess
from contextlib import contextmanager

from verify import Step, run


@contextmanager
def no_cluster():
    subprocess.run(["false"], check=True)
    yield {}


def test_step_passes_and_fails_by_its_code():
    assert [run(Step("x", (name,))) for name in ("true", "false")] == [True, False]


def test_program_that_is_missing_fails_its_step(capfd):
    assert run(Step("x", ("/nowhere/ruff",))) is False
    assert "No such file" in capfd.readouterr().out


def test_surroundings_that_do_not_start_fail_their_step(capfd):
    assert run(Step("x", ("true",), around=no_cluster)) is False
    assert "FAILED" in capfd.readouterr().out
