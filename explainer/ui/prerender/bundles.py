"""Where the browser finds this package's own scripts: an address that changes when a file does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls

DIRECTORY = Path(__file__).resolve().parent / "web"


@cache
def static_url() -> str:
    """The path under which the server mounts `DIRECTORY`, with a hash over every file in it."""
    return asset_urls.folder_url("prerender", DIRECTORY)


def address(name: str) -> str:
    """How a page asks for one of the files."""
    return url_paths.relative(f"{static_url()}/{name}")


@cache
def text(name: str) -> str:
    """One of the files, to stand inside the page."""
    return (DIRECTORY / name).read_text(encoding="utf-8").strip()
