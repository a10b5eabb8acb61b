"""The worker: takes files that wait, checks each in a process of its own, writes how far it is. `yunzhan tasks` runs it.

A killed worker loses nothing: what it had claimed lapses and is taken up again, at most MOST_ATTEMPTS times. Several workers,
also on several machines with one data folder, do not disturb each other.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import close_old_connections
from django.utils import timezone

from yunzhan.website.uploads import files
from yunzhan.website.uploads.actions import finish_as_another, finish_upload, refuse_upload, renew_claim, take_next
from yunzhan.website.uploads.checks import limits
from yunzhan.website.uploads.choices import UploadState
from yunzhan.website.uploads.models import Upload

LOOK_SECONDS = 0.5
RENEW_SECONDS = 5.0
CHECKS = "yunzhan.website.uploads.checks"
READ_BYTES = 65_536
MOST_SAID_BYTES = 4_000_000
# numpy's threads would each ask for address space, which the job has a limit on
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


@dataclass
class Job:
    """A file being checked, and what its process has said so far."""

    upload: Upload
    folder: Path
    process: "subprocess.Popen[bytes]"
    due: float
    said: bytes = b""
    read: int = 0
    progress: int = 0
    state: str = UploadState.CHECKING
    renewed: float = 0.0
    answer: dict[str, Any] = field(default_factory=dict)

    def hear(self, content: bytes) -> None:
        """Takes in what the process said; a line that is none of ours is passed over."""
        self.read += len(content)
        *lines, self.said = (self.said + content).split(b"\n")
        for line in lines:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            self.progress = told.get("progress", self.progress)
            self.state = UploadState.OPTIMISING if told.get("state") == UploadState.OPTIMISING else self.state
            self.answer = {key: told[key] for key in ("ready", "refused") if key in told} or self.answer

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # also node, which it may have started
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


class Worker:
    """Runs up to `slots` jobs side by side; use it as a context, and no process outlives it."""

    def __init__(self, slots: int) -> None:
        self.slots = slots
        self.jobs: dict[int, Job] = {}  # by the file number of what the process says
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *problem: object) -> None:
        for job in self.jobs.values():
            job.end()
            files.forget_making(job.folder)
        self._selector.close()

    def turn(self, patience_seconds: float) -> bool:
        """Takes what waits, listens for a moment, writes what was heard. False when there was nothing to do."""
        while len(self.jobs) < self.slots and (upload := take_next(timezone.now())):
            self._begin(upload)
        if not self.jobs:
            return False
        for key, _events in self._selector.select(patience_seconds):
            job = self.jobs[key.fd]
            content = os.read(key.fd, READ_BYTES)
            job.hear(content)
            if not content or job.read > MOST_SAID_BYTES:
                self._finish(job)
        for job in list(self.jobs.values()):
            self._look_after(job)
        return True

    def _begin(self, upload: Upload) -> None:
        if finish_as_another(upload):
            return
        source = files.brought_path(upload.key)
        if not source.is_file():
            refuse_upload(upload, "FileLost")
            return
        folder = files.making_folder(upload.key, upload.attempts)
        process = subprocess.Popen(  # noqa: S603 - our own program; the paths are made of our own names
            [sys.executable, "-m", CHECKS, upload.kind, str(source), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | ENVIRONMENT,
            start_new_session=True,
        )
        assert process.stdout
        job = Job(upload, folder, process, due=time.monotonic() + limits.JOB_SECONDS, renewed=time.monotonic())
        self.jobs[process.stdout.fileno()] = job
        self._selector.register(process.stdout, selectors.EVENT_READ)

    def _look_after(self, job: Job) -> None:
        """Ends it when it takes too long or is wanted no more; else says how far it is, not too often."""
        now = time.monotonic()
        if now > job.due:
            self._finish(job)
        elif now - job.renewed > (LOOK_SECONDS if job.said or job.progress else RENEW_SECONDS):
            job.renewed = now
            if not renew_claim(job.upload, timezone.now(), progress=job.progress, state=job.state):
                self._drop(job)

    def _drop(self, job: Job) -> None:
        assert job.process.stdout
        self._selector.unregister(job.process.stdout)
        del self.jobs[job.process.stdout.fileno()]
        job.end()

    def _finish(self, job: Job) -> None:
        self._drop(job)
        if "ready" in job.answer:
            finish_upload(job.upload, job.answer["ready"], job.folder)
            return
        files.forget_making(job.folder)
        # A process that ended without a word was ended by a limit, or by what its decoder met.
        refused = job.answer.get("refused") or {"code": "TooHardToRead"}
        refuse_upload(job.upload, refused["code"], refused.get("limit", ""), refused.get("found", ""))


def work_off(slots: int = 1) -> None:
    """Until nothing waits any more; for tests and the sample fair."""
    with Worker(slots) as worker:
        while worker.turn(LOOK_SECONDS):
            pass


def run() -> None:
    """Until the process is ended."""
    with Worker(max(1, (os.cpu_count() or 1))) as worker:
        while True:
            close_old_connections()  # one that the server has ended is opened anew
            if not worker.turn(LOOK_SECONDS):
                time.sleep(LOOK_SECONDS)
