"""Writes assets/skin: the skin at every bend of the plate it lies over, its regions, a manifest.

Run it with `python -m explainer.skin_build.bake` after the atlas, whose meshes and regions it
reads. The same sources give the same bytes on one machine, as those of the atlas.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from pathlib import Path
from typing import Any

from PIL import Image

from explainer.anatomy import atlas
from explainer.atlas_build import bake as atlas_bake
from explainer.atlas_build import baked_files
from explainer.skin_build import felt, painting, surface

SOURCES = Path(__file__).resolve().parent
SCALE = 2
WEBP = {"lossless": False, "quality": 82, "alpha_quality": 92, "method": 4}


def source_hash() -> str:
    """A hash over the skin's own code and data, and over what the atlas was made from."""
    digest = hashlib.sha256(atlas_bake.source_hash().encode())
    for file in (*sorted(SOURCES.glob("*.py")), surface.FILE):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(file.name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def bake(directory: Path = atlas.SKIN_DIRECTORY) -> None:
    """Write all skin plates into `directory`, replacing what is there."""
    made_from = source_hash()
    directory.mkdir(parents=True, exist_ok=True)
    bends = [(float(bend), directory) for bend in surface.drawn_on().flexions_deg]
    with multiprocessing.get_context("fork").Pool(atlas_bake.PROCESSES) as pool:
        rows = pool.starmap(bake_plate, bends, chunksize=1)
    baked_files.write_manifest(directory, rows, made_from)


def bake_plate(flexion_deg: float, directory: Path) -> dict[str, Any]:
    """Draw the skin at one bend, write its pictures and regions, return its manifest row."""
    drawn = surface.surface(flexion_deg, SCALE)
    stem = f"{surface.SKIN}-{round(flexion_deg):03d}"
    pictures = []
    for density, pixels in painting.pictures(drawn, flexion_deg, SCALE).items():
        name = f"{stem}.natural@{density}x.webp"
        Image.fromarray(pixels, "RGBA").save(directory / name, "WEBP", **WEBP)
        pictures.append({"dress": "natural", "density": density, "file": name})
    sheet = felt.regions(drawn, flexion_deg)
    baked_files.write_json(directory / f"{stem}.regions.json", sheet)
    size = {"width": sheet["width"], "height": sheet["height"]}
    head = {"view": surface.SKIN, "flexion_deg": flexion_deg, **size}
    return head | {"regions": f"{stem}.regions.json", "pictures": pictures}


if __name__ == "__main__":
    bake()
