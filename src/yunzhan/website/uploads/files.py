"""Where files lie: brought and being made in the data folder, seen by nobody; public ones are linked into the media folder.

Layout under UPLOADS_ROOT: `brought/<id>` until it is checked, `making/<id>.<attempt>/` while it is, `kept/<sha256>/` after.
Nothing here asks the database.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

TYPES = {
    ".webp": "image/webp", ".svg": "image/svg+xml", ".glb": "model/gltf-binary", ".pdf": "application/pdf",
    ".mp4": "video/mp4",
}  # fmt: skip
FOLDER_MODE = 0o750


def _folder(name: str) -> Path:
    path = Path(settings.UPLOADS_ROOT) / name
    path.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    return path


def brought_path(key: str) -> Path:
    return _folder("brought") / key


def kept_folder(sha256: str) -> Path:
    return _folder("kept") / sha256


def public_folder(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads" / sha256


def store_brought(key: str, chunks: Iterable[bytes]) -> str:
    """Writes what was brought; answers its SHA-256. Half a file is never found under the name."""
    digest = hashlib.sha256()
    path = brought_path(key)
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest()


def making_path(name: str) -> Path:
    return _folder("making") / name


def making_folder(key: str, attempt: int) -> Path:
    """An empty folder for one attempt."""
    path = making_path(f"{key}.{attempt}")
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=FOLDER_MODE)
    return path


def keep(making: Path, sha256: str) -> int:
    """Moves what was made to where it stays; answers its bytes in all."""
    target = kept_folder(sha256)
    shutil.rmtree(target, ignore_errors=True)
    making.rename(target)
    return sum(path.stat().st_size for path in target.iterdir())


def is_kept(sha256: str, names: Iterable[str]) -> bool:
    folder = kept_folder(sha256)
    return all((folder / name).is_file() for name in names)


def forget_brought(key: str) -> None:
    brought_path(key).unlink(missing_ok=True)


def forget_making(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)


def forget_kept(sha256: str) -> None:
    make_private(sha256)
    shutil.rmtree(kept_folder(sha256), ignore_errors=True)


def make_public(sha256: str, names: Iterable[str]) -> None:
    """Links the files to where the reverse proxy serves them by itself."""
    folder = public_folder(sha256)
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    for name in names:
        try:
            os.link(kept_folder(sha256) / name, folder / name)
        except FileExistsError:
            continue
        except OSError:  # another file system, or one without links
            shutil.copyfile(kept_folder(sha256) / name, folder / name)


def make_private(sha256: str) -> None:
    shutil.rmtree(public_folder(sha256), ignore_errors=True)


def names_in(folder: str) -> list[str]:
    """The names in one of the three folders, for tidying."""
    return sorted(path.name for path in _folder(folder).iterdir())
