"""Where the browser finds the leg's files. Every address changes when one of its files does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.anatomy import limb
from explainer.ui import hashed, stage

DIRECTORY = Path(__file__).resolve().parent / "web"
SHAPES_URL = "/assets/limb"
# The stage's own scripts that the leg's import, under ./stage/.
BORROWED = ("controls.js", "dom.js", "legend.js", "scale.js", "store.js", "words.js")


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
def scripts() -> tuple[str, ...]:
    """The addresses of all scripts: asked for at once, not one import after the other."""
    own = [f"{static_url()}/{file.name}" for file in sorted(DIRECTORY.glob("*.js"))]
    return (*own, *(f"{static_url()}/stage/{name}" for name in BORROWED))


def shape_url(name: str) -> str:
    """The address of a baked file."""
    return f"{SHAPES_URL}/{name}?v={limb.digest(name)[: hashed.HASH_LENGTH]}"
