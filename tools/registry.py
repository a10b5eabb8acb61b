"""How uv and npm reach the package registries on this machine: by the mirror and certificates that pip and the system know.

uv reads no pip settings and node no system certificates, yet a machine behind a mirror or a proxy has only those set up.
Names no registry itself. Standard library and old syntax only, like prepare.py.
"""

import ast
import os
import subprocess
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".venv" / "cache"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# pip's setting, and uv's variable for the same
SETTINGS = (
    ("index-url", "UV_DEFAULT_INDEX"),
    ("trusted-host", "UV_INSECURE_HOST"),
    ("cert", "SSL_CERT_FILE"),
    ("proxy", "ALL_PROXY"),
)
SECTIONS = (":env:", "install", "global")  # the first that has a setting counts, as in pip


def environment(python=None):
    """A copy of the environment with what is missing for the registries; pip is only asked with `python`."""
    known = dict(os.environ)
    if SYSTEM_CERTIFICATES.exists():
        known.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
        known.setdefault("UV_SYSTEM_CERTS", "1")
    if not os.access(os.path.expanduser("~"), os.W_OK):  # noqa: PTH111 - a service's user may have no home at all
        known.setdefault("UV_CACHE_DIR", str(CACHE / "uv"))
        known.setdefault("npm_config_cache", str(CACHE / "npm"))
    if python:
        asked = subprocess.run([str(python), "-m", "pip", "config", "list"], capture_output=True, text=True)  # noqa: PLW1510
        for name, value in translate(asked.stdout).items():
            known.setdefault(name, value)
    return known


def translate(listing):
    """uv's variables for the lines of `pip config list` (section.name='value')."""
    told = {}
    for line in listing.splitlines():
        key, _, value = line.partition("=")
        section, _, name = key.rpartition(".")
        told[section, name] = ast.literal_eval(value) if value else ""
    found = {}
    for name, variable in SETTINGS:
        values = [told[section, name] for section in SECTIONS if told.get((section, name))]
        if values:
            found[variable] = values[0]
    return found
