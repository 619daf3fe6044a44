"""Where the browser finds this package's own scripts: an address that changes when a file does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent / "web"
HASH_LENGTH = 12  # enough that two versions of a handful of files never share an address


@cache
def static_url() -> str:
    """The path under which the server mounts `DIRECTORY`, with a hash over every file in it."""
    digest = hashlib.sha256()
    for file in sorted(DIRECTORY.iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"/assets/first-{digest.hexdigest()[:HASH_LENGTH]}"


@cache
def text(name: str) -> str:
    """One of the files, to stand inside the page."""
    return (DIRECTORY / name).read_text(encoding="utf-8").strip()
