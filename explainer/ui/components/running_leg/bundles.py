"""URLs of the leg's files; each contains a content hash."""

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
    """The component's scripts with the shared ones that they import."""
    return bundle_scripts("running-leg", DIRECTORY / "running_leg.js")


@cache
def script_3d() -> Bundle:
    """The scripts that draw the leg in 3-D, fetched when it is first looked at from behind."""
    return bundle_scripts("running-leg-3d", DIRECTORY / "leg3d" / "leg3d.js")


@cache
def style() -> Bundle:
    """The leg's own style sheet, used together with the knee diagram's."""
    return bundle_sheets("running-leg", DIRECTORY, ("running_leg",))


def shape_url(name: str) -> str:
    """The URL of a baked file, relative to a page."""
    path = f"{SHAPES_URL}/{name}?v={limb.digest(name)[: asset_urls.HASH_LENGTH]}"
    return url_paths.relative_url(path)
