"""The whole leg, ready to be posed at hip, knee and ankle.

`explainer.atlas_build.limb.bake` writes assets/limb from the baked atlas. From the side: one shaded
picture for each rigid piece, one sheet of painted strips for the muscles and, for each muscle, its
middle line and breadth at every bend of the knee. From all round: the thinned surfaces. The app
reads those files here. Frame K (right knee, x anterior, y proximal, z lateral).
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from explainer import catalog

DIRECTORY = catalog.ASSETS / "limb"
SHAPES = "limb.json"
MESHES, MESH_DATA = "meshes.json", "meshes.bin"


@cache
def shapes(directory: Path = DIRECTORY) -> dict[str, Any]:
    """What `limb.json` holds. Raises FileNotFoundError when the leg has not been baked."""
    return json.loads((directory / SHAPES).read_text(encoding="utf-8"))


@cache
def digest(name: str, directory: Path = DIRECTORY) -> str:
    """SHA-256 of a baked file, so that its address can change when it does."""
    return hashlib.sha256((directory / name).read_bytes()).hexdigest()


def muscles(directory: Path = DIRECTORY) -> tuple[str, ...]:
    """Ids of the structures drawn as ribbons, farthest from the viewer first; a few of the hip are
    drawn here alone and are no structures of the catalog: they are left out."""
    return tuple(row["id"] for row in shapes(directory)["muscles"] if not row["only_drawn"])
