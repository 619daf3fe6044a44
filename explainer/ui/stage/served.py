"""Where the browser finds the stage's own files: an address that changes when a file does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent / "web"
HASH_LENGTH = 12  # enough that two versions of a handful of files never share an address


@cache
def scripts() -> tuple[str, ...]:
    """The addresses of all scripts: asked for at once, not one import after the other."""
    return tuple(f"{static_url()}/{file.name}" for file in sorted(DIRECTORY.glob("*.js")))


@cache
def static_url() -> str:
    """The path under which the server mounts `DIRECTORY`, with a hash over every file in it."""
    digest = hashlib.sha256()
    for file in sorted(DIRECTORY.iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"/assets/stage-{digest.hexdigest()[:HASH_LENGTH]}"
