"""The data folder of one installation: its keys, database, log and sockets. Which programs use them is not decided here."""

import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from yunzhan.cli.troubles import OTHER_FOLDER

FREE_BYTES_NEEDED = 200_000_000
SOCKET_PATH_BYTES = 100  # a Unix socket's path may have 107
KEY_BYTES = 32


class HomeError(Exception):
    """The data folder cannot be used; the text is the one sentence that the person reads.

    HomeError
    ├── FolderNotWritable
    ├── FolderTaken
    └── DiskFull
    """


class FolderNotWritable(HomeError):
    """Nothing can be written there."""


class FolderTaken(HomeError):
    """Another Yunzhan runs on it."""


class DiskFull(HomeError):
    """There is no room."""


@dataclass(frozen=True)
class Home:
    """The data folder and what is in it."""

    folder: Path

    def prepare(self) -> None:
        """Makes the folder (for this user only) and its keys. Raises HomeError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            free = shutil.disk_usage(self.folder).free
            if free < FREE_BYTES_NEEDED:
                raise DiskFull(
                    f"Only {free // 1_000_000} MB are free where {self.folder} is and {FREE_BYTES_NEEDED // 1_000_000} MB "
                    f"are needed: free some space, or {OTHER_FOLDER}."
                )
            for name in ("secret.key", "pass.key"):
                self._key(name)
        except OSError as error:
            raise FolderNotWritable(
                f"The data folder {self.folder} cannot be written to ({error.strerror}): {OTHER_FOLDER}."
            ) from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Two fairs on one folder would take each other's bus and log. Raises FolderTaken; the kernel lets go when we end."""
        with (self.folder / "held").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FolderTaken(f"Another Yunzhan runs on {self.folder}: end that one, or {OTHER_FOLDER}.") from error
            yield

    @property
    def secret_key(self) -> str:
        return self._key("secret.key")

    @property
    def pass_key(self) -> str:
        """Hexadecimal."""
        return self._key("pass.key")

    @property
    def log_path(self) -> Path:
        return self.folder / "groups.sqlite3"

    @property
    def bus_path(self) -> Path:
        """In the data folder, or in a private temporary folder when that path would be too long for a socket."""
        path = (self.folder / "bus.sock").resolve()
        if len(os.fsencode(path)) <= SOCKET_PATH_BYTES:
            return path
        private = Path(tempfile.gettempdir()) / f"yunzhan-{os.getuid()}-{secrets.token_hex(4)}"
        note = self.folder / "bus.path"
        if not note.exists():
            private.mkdir(mode=0o700)
            note.write_text(str(private / "bus.sock"))
        return Path(note.read_text())

    def environment(self, port: int) -> dict[str, str]:
        """What every program of this installation is started with."""
        return {
            "YUNZHAN_DATA": str(self.folder.resolve()),
            "YUNZHAN_SECRET_KEY": self.secret_key,
            "YUNZHAN_PASS_KEY": self.pass_key,
            "YUNZHAN_PORT": str(port),
            "YUNZHAN_BUS": f"local:{self.bus_path}",
            "DJANGO_SETTINGS_MODULE": "yunzhan.website.config.settings",
        }

    def _key(self, name: str) -> str:
        path = self.folder / name
        if not path.exists():
            # Written beside and moved: a disk that is full in this moment must not leave an empty key.
            beside = self.folder / f"{name}.{os.getpid()}"
            fresh = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(fresh, "w") as file:
                    file.write(secrets.token_hex(KEY_BYTES))
                with suppress(FileExistsError):  # another program of this folder was first
                    os.link(beside, path)
            finally:
                beside.unlink()
        return path.read_text().strip()
