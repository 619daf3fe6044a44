"""Where the browser finds the leg's files. Every address changes when one of its files does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.anatomy import limb
from explainer.ui import hashed, url_paths
from explainer.ui.joined import Joined, joined, sheets
from explainer.ui.stage import served as stage

DIRECTORY = Path(__file__).resolve().parent / "web"
SHAPES_URL = "/assets/limb"


@cache
def script() -> Joined:
    """All scripts in one file with those of the stage's that they use: what a page asks for."""
    return joined("leg", "limb.js", {"": DIRECTORY, "stage": stage.DIRECTORY})


@cache
def style() -> Joined:
    """What the leg wears above the stage's own style."""
    return sheets("leg", DIRECTORY, ("limb",))


def shape_url(name: str) -> str:
    """The address of a baked file."""
    path = f"{SHAPES_URL}/{name}?v={limb.digest(name)[: hashed.HASH_LENGTH]}"
    return url_paths.relative(path)
