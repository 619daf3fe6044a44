"""URLs and texts of this package's own browser files; the URL contains a content hash."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls

DIRECTORY = Path(__file__).resolve().parent / "web"


@cache
def static_url() -> str:
    """The path under which the server mounts `DIRECTORY`, with a hash over all its files."""
    return asset_urls.folder_url("prerender", DIRECTORY)


def url(name: str) -> str:
    """The URL of one of the files, relative to a page."""
    return url_paths.relative_url(f"{static_url()}/{name}")


@cache
def source(name: str) -> str:
    """The text of one of the files, for an inline script or style."""
    return (DIRECTORY / name).read_text(encoding="utf-8").strip()
