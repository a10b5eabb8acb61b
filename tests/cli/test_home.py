"""The data folder: keys for this user only, one sentence when it cannot be used."""

import errno
import os
import stat

import pytest

from yunzhan.cli.home import FolderNotWritable, Home, HomeError
from yunzhan.cli.main import main


def test_keys_are_made_once_and_for_this_user_only(tmp_path):
    home = Home(tmp_path / "var")
    home.prepare()
    first = (home.secret_key, home.pass_key)
    home.prepare()
    assert (home.secret_key, home.pass_key) == first
    assert first[0] != first[1]
    assert [stat.S_IMODE((tmp_path / "var" / name).stat().st_mode) for name in ("secret.key", "pass.key")] == [
        0o600
    ] * 2


def test_folder_that_is_a_file_gets_a_sentence(tmp_path):
    (tmp_path / "var").write_text("x")
    with pytest.raises(FolderNotWritable, match="--data"):
        Home(tmp_path / "var").prepare()


def test_socket_path_is_short_enough_however_deep_the_folder(tmp_path):
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    home = Home(deep)
    home.prepare()
    assert len(os.fsencode(home.bus_path)) <= 107
    assert home.bus_path == home.bus_path


def test_environment_names_what_every_program_needs(tmp_path):
    home = Home(tmp_path)
    home.prepare()
    assert home.environment(9000)["YUNZHAN_PORT"] == "9000"
    assert bytes.fromhex(home.environment(9000)["YUNZHAN_PASS_KEY"])


def test_second_fair_on_one_folder_gets_a_sentence(tmp_path, capsys):
    home = Home(tmp_path)
    home.prepare()
    with home.held():
        assert main(["demo", "--port", "9", "--data", str(tmp_path)]) == 1
    assert f"Another Yunzhan runs on {tmp_path}" in capsys.readouterr().err
    with home.held():
        pass


def test_key_that_could_not_be_written_is_not_taken_for_one(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", full)
        with pytest.raises(HomeError):
            Home(tmp_path).prepare()
    assert [path.name for path in tmp_path.iterdir()] == []
    Home(tmp_path).prepare()
    assert len(bytes.fromhex(Home(tmp_path).pass_key)) == 32
