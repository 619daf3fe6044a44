"""Where the browser finds the stage's own files: an address that changes when a file does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui import hashed

DIRECTORY = Path(__file__).resolve().parent / "web"


@cache
def scripts() -> tuple[str, ...]:
    """The addresses of all scripts: asked for at once, not one import after the other."""
    return tuple(f"{static_url()}/{file.name}" for file in sorted(DIRECTORY.glob("*.js")))


@cache
def static_url() -> str:
    """The path under which the server mounts `DIRECTORY`, with a hash over every file in it."""
    return hashed.folder_url("stage", DIRECTORY)
