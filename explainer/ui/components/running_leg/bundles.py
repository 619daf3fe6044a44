"""Where the browser finds the leg's files. Every address changes when one of its files does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.anatomy import limb
from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls
from explainer.ui.components.shared.bundle import Bundle, bundle_scripts, bundle_sheets

DIRECTORY = Path(__file__).resolve().parent / "web"
SHAPES_URL = "/assets/limb"


@cache
def script() -> Bundle:
    """All scripts in one file with those of the stage's that they use: what a page asks for."""
    return bundle_scripts("running-leg", DIRECTORY / "running_leg.js")


@cache
def style() -> Bundle:
    """What the leg wears above the stage's own style."""
    return bundle_sheets("running-leg", DIRECTORY, ("running_leg",))


def shape_url(name: str) -> str:
    """The address of a baked file."""
    path = f"{SHAPES_URL}/{name}?v={limb.digest(name)[: asset_urls.HASH_LENGTH]}"
    return url_paths.relative(path)
