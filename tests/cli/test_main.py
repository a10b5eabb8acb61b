"""What is typed wrong, and what the machine refuses, ends in a sentence and a code, never in a traceback."""

import errno
import os
from pathlib import Path

import pytest

from yunzhan.cli.main import main
from yunzhan.cli.supervisor import PortReserved, check_port_is_free
from yunzhan.cli.troubles import sentence_for_error

ROOTS_PORT = 80
NOBODY = 65534


@pytest.mark.parametrize("port", ["0", "65535", "abc", "-1", "8000.5", ""])
def test_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["demo", "--port", port])
    assert "a port is a number from 1 to 65534" in capsys.readouterr().err


@pytest.mark.parametrize("crowd", ["-1", "5001", "many"])
def test_crowd_that_is_none_is_refused(crowd, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["demo", "--crowd", crowd])
    assert "a crowd is a number from 0 to 5000" in capsys.readouterr().err


def test_crowd_without_a_website_is_told_what_to_start(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(os, "environ", os.environ.copy())  # the command sets what is missing
    assert main(["crowd", "--port", "9", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.strip() == "No website answers on port 9: start `yunzhan demo` first."


def test_data_folder_that_cannot_be_made_gets_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["demo", "--port", "9", "--data", str(tmp_path / "file" / "var")]) == 1
    error = capsys.readouterr().err.strip()
    assert error.startswith(f"The data folder {tmp_path}/file/var cannot be written to")
    assert error.endswith("give another folder with YUNZHAN_DATA or --data.")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "/x cannot be written to"), (errno.EACCES, "/x cannot be written to")],
)  # fmt: skip
def test_errors_of_the_disk_get_a_sentence(number, sentence):
    assert sentence_for_error(OSError(number, os.strerror(number), "/x")).startswith(sentence)


def test_errors_nobody_can_mend_stay_errors():
    assert sentence_for_error(OSError(errno.EBADF, "Bad file descriptor")) is None


FREE_FOR_ALL = int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text())


@pytest.mark.skipif(FREE_FOR_ALL <= ROOTS_PORT, reason="this machine lets everybody listen on every port")
def test_port_for_root_gets_a_sentence():
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            check_port_is_free(ROOTS_PORT)
        except PortReserved as refusal:
            code = 0 if "from 1024 up" in str(refusal) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
