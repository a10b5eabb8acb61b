"""Runs one command to its end for tools/prepare.py, and turns what it says when it fails into a sentence for a person.

What is run, and in which order, is not decided here. Standard library and old syntax only, like prepare.py.
"""

import contextlib
import errno
import os
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAST_LINES = 25
STOP_SECONDS = 5
BREAKS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}

# A sign in the output (lower case), and what to do about it. The first that is found counts.
TROUBLES = (
    (("no space left on device", "enospc", "you don't have enough free space"),
     "the disk is full. Free some space and try again."),
    (("could not get lock", "unable to lock", "unable to acquire the dpkg"),
     "another package installation is running. Wait until it has ended and try again."),
    (("certificate verify failed", "self-signed certificate", "self signed certificate", "unable_to_get_issuer_cert",
      "unable to get local issuer", "unknownissuer", "invalid peer certificate"),
     "the package registry's certificate is not trusted here. If a proxy stands in between, set SSL_CERT_FILE and "
     "NODE_EXTRA_CA_CERTS to its certificate and try again."),
    (("temporary failure in name resolution", "temporary failure resolving", "network is unreachable", "connection refused",
      "newconnectionerror", "connecttimeout", "readtimeout", "error sending request", "dns error", "enotfound", "eai_again",
      "econnrefused", "econnreset", "etimedout", "enetunreach", "could not connect to", "could not resolve",
      "unable to connect", "client network socket disconnected", "(from versions: none)"),
     "the package registry cannot be reached. Check the network and try again."),
    (("permission denied", "eacces", "read-only file system", "erofs", "operation not permitted"),
     "a folder here cannot be written to. Was this once run by another user, as root? Give the clone to the user who runs it, "
     "and try again."),
)  # fmt: skip


class CannotPrepare(Exception):
    """One sentence that says what is wrong and what to do about it."""


def run(command, problem, environment=None, to_its_end=False):
    """Runs it in a process group of its own, so that nothing it started outlives us. Raises CannotPrepare when it fails.

    `to_its_end`: Ctrl-C is obeyed only after it has ended. Half of dpkg's work leaves a machine without a Python.
    """
    # A Ctrl-C between the start and the `try` below would leave it running: the signals wait until somebody looks after it.
    signal.pthread_sigmask(signal.SIG_BLOCK, BREAKS)
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=environment,
            cwd=str(ROOT),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=listen_to_breaks,  # noqa: PLW1509 - nothing here has threads
        )
    except OSError as error:
        listen_to_breaks()
        raise CannotPrepare(sentence_for_error(error)) from error
    try:
        listen_to_breaks()
        output = process.communicate()[0].strip()
    except BaseException:
        if to_its_end:
            await_end(process)
        else:
            end_group(process)
        raise
    if process.returncode:
        raise CannotPrepare(sentence_for(problem, output))


def listen_to_breaks():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, BREAKS)


def await_end(process):
    """However often somebody presses Ctrl-C."""
    print("  Stopping as soon as this step is done …", flush=True)
    while process.poll() is None:
        with contextlib.suppress(KeyboardInterrupt):
            process.communicate()


def end_group(process):
    """Ends a command and all it started: asks first, then does not."""
    signal_group(process, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=STOP_SECONDS)
    signal_group(process, signal.SIGKILL)
    process.wait()


def signal_group(process, number):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def sentence_for(problem, output):
    """The sentence for a failed command; what it said itself, when that means nothing known."""
    said = output.lower()
    for signs, sentence in TROUBLES:
        if any(sign in said for sign in signs):
            return "%s: %s" % (problem, sentence)
    return problem + ":\n" + "\n".join(output.splitlines()[-LAST_LINES:])


def sentence_for_error(error):
    """The sentence for an error of the operating system that we met ourselves."""
    where = error.filename or ROOT
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: free some space and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            "%s cannot be written to. Was this once run by another user, as root? Give the clone to the user who runs it, "
            "and try again." % where
        )
    if error.errno == errno.ENOENT:
        return "%s is missing although it was installed: remove the folder .venv and try again." % where
    return "%s: %s." % (where, error.strerror)
