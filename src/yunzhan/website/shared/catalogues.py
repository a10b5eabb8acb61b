"""The website's three message catalogues: compiling them, and saying what is missing or broken in them.

`python -m yunzhan.website.shared.catalogues` compiles; the .mo files are not in git.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WEBSITE = Path(__file__).resolve().parents[1]
LOCALE = WEBSITE / "locale"
LANGUAGES = ("zh_Hans", "zh_Hant", "en")
EXTRACT_SECONDS = 120
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


class GettextMissing(RuntimeError):
    """The gettext programs are not installed; only the check for missing strings needs them."""


def read_catalogue(language: str) -> Catalog:
    """The catalogue of zh_Hans, zh_Hant or en as it stands in the tree."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as source:
        return read_po(source, locale=language)


def compile_catalogues() -> list[Path]:
    """Writes django.mo beside each django.po; answers with the files written."""
    written = []
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.mo"
        with path.open("wb") as target:
            write_mo(target, read_catalogue(language))
        written.append(path)
    return written


def key_of(message: Message) -> tuple[str, str]:
    """What makes a message one: its context and its (singular) text."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", text


def texts_of(text: str | Sequence[str] | None) -> list[str]:
    """A message's text, or its texts when it has a plural."""
    return [text] if isinstance(text, str) else list(text or ())


def extract_messages() -> Catalog:
    """Every string marked in the website's Python and templates, by Django's makemessages. Refuses GettextMissing."""
    if not shutil.which("xgettext"):
        raise GettextMissing("xgettext is not installed: apt-get install gettext")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "website"
        shutil.copytree(WEBSITE, copy, ignore=shutil.ignore_patterns("static", "locale", "__pycache__", "data"))
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--no-location", "-l", "en"]
        # With our settings makemessages would write into the tree's own locale folder.
        plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, env=plain, check=True, capture_output=True, timeout=EXTRACT_SECONDS)  # noqa: S603
        with (copy / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as source:
            return read_po(source)


def missing_from(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """Texts of `wanted` that have no complete translation in `catalogue`."""
    have = {key_of(message): message for message in catalogue if message.id}
    missing = []
    for message in wanted:
        if not message.id:
            continue
        found = have.get(key_of(message))
        texts = texts_of(found.string) if found else []
        if not texts or not all(texts) or (found is not None and found.fuzzy):
            missing.append(key_of(message)[1])
    return missing


def broken_in(catalogue: Catalog) -> list[str]:
    """Texts whose translation names other places to fill than the text itself does."""
    broken = []
    for message in catalogue:
        if not message.id:
            continue
        ids, texts = texts_of(message.id), texts_of(message.string)
        wanted = {name for text in ids for name in PLACEHOLDER.findall(text)}
        if any(set(PLACEHOLDER.findall(text)) != wanted for text in texts if text):
            broken.append(ids[0])
    return broken


if __name__ == "__main__":
    compile_catalogues()
