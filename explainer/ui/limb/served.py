"""Where the browser finds the leg's files. Every address changes when one of its files does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.anatomy import limb
from explainer.ui import hashed, stage
from explainer.ui.joined import Joined, joined

DIRECTORY = Path(__file__).resolve().parent / "web"
SHAPES_URL = "/assets/limb"


@cache
def static_url() -> str:
    """The path of the leg's scripts, with a hash over them and over the stage's."""
    return hashed.folder_url("leg", DIRECTORY, stage.static_url())


def folders() -> list[tuple[str, Path, bool]]:
    """Addresses, the folders behind them, and whether the address itself holds the hash."""
    return [
        (f"{static_url()}/stage", stage.DIRECTORY, True),
        (static_url(), DIRECTORY, True),
        (SHAPES_URL, limb.DIRECTORY, False),
    ]


@cache
def script() -> Joined:
    """All scripts in one file with those of the stage's that they use: what a page asks for."""
    return joined("leg", "limb.js", {"": DIRECTORY, "stage": stage.DIRECTORY})


def shape_url(name: str) -> str:
    """The address of a baked file."""
    return f"{SHAPES_URL}/{name}?v={limb.digest(name)[: hashed.HASH_LENGTH]}"
