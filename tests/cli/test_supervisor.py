"""Programs are started, watched and ended; none outlives the supervisor."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from yunzhan.cli.main import main
from yunzhan.cli.supervisor import PortTaken, Program, ProgramEnded, Supervisor, check_port_is_free, python

SLEEPER = python("-c", "import time; time.sleep(600)")
PARENT = """
import sys
from pathlib import Path
from yunzhan.cli.supervisor import Program, Supervisor, python
with Supervisor({}, Path(sys.argv[1])) as supervisor:
    program = Program("child", python("-c", "import time; time.sleep(600)"))
    supervisor.start(program)
    print(program.process.pid, flush=True)
    supervisor.watch()
"""


@pytest.fixture
def supervisor(tmp_path):
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    with Supervisor({"GREETING": "hello"}, tmp_path) as running:
        yield running
    for number, handler in before.items():
        signal.signal(number, handler)


def test_port_in_use_gets_a_sentence():
    with closing(socket.socket()) as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        with pytest.raises(PortTaken, match="PORT="):
            check_port_is_free(taken.getsockname()[1])


def test_demo_on_a_taken_port_ends_with_a_sentence(tmp_path, capsys):
    with closing(socket.socket()) as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        assert main(["demo", "--port", str(taken.getsockname()[1]), "--data", str(tmp_path)]) == 1
    assert "in use" in capsys.readouterr().err


def test_program_that_ends_at_once_is_named_with_its_last_words(supervisor):
    program = Program("cook", python("-c", "print('no salt'); raise SystemExit(3)"), ready=lambda: False)
    with pytest.raises(ProgramEnded, match="cook has ended: no salt"):
        supervisor.start(program)


def test_program_that_is_killed_is_named_with_the_signal(supervisor):
    program = Program("cook", SLEEPER)
    supervisor.start(program)
    program.process.kill()
    with pytest.raises(ProgramEnded, match="cook was ended from outside"):
        supervisor.watch()


def test_stop_ends_programs_that_do_not_listen(supervisor):
    stubborn = Program("mule", python("-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"))
    easy = Program("lamb", SLEEPER)
    supervisor.start(stubborn)
    supervisor.start(easy)
    numbers = [stubborn.process.pid, easy.process.pid]
    supervisor.stop()
    assert [psutil.pid_exists(number) for number in numbers] == [False, False]


def test_run_hands_over_every_line_and_the_environment(supervisor):
    heard = []
    supervisor.run("x", python("-c", "import os; print('a'); print(os.environ['GREETING'])"), heard.append)
    assert heard == ["a", "hello"]


def test_run_that_fails_is_named(supervisor):
    with pytest.raises(ProgramEnded, match="The oven failed: smoke"):
        supervisor.run("The oven", python("-c", "print('smoke'); raise SystemExit(1)"), lambda line: None)


class Swallower:
    """Asks for the end inside a destructor, where Python drops every exception."""

    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_signal_whose_exception_is_lost_is_heeded_all_the_same(supervisor):
    program = Program("cook", SLEEPER)
    supervisor.start(program)
    swallower = Swallower()
    del swallower
    with pytest.raises(KeyboardInterrupt):
        supervisor.watch()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_killed_supervisor_leaves_no_program_behind(tmp_path, number):
    command = [sys.executable, "-c", PARENT, str(tmp_path)]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    child = psutil.Process(int(parent.stdout.readline()))
    os.kill(parent.pid, number)
    parent.wait(20)
    parent.stdout.close()
    psutil.wait_procs([child], timeout=20)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    assert Path(tmp_path, "child.log").exists()
