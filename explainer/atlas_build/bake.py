"""Writes assets/atlas: plates, regions, the 3-D knee and a manifest. Run it with
`python -m explainer.atlas_build.bake` after anything it depends on has changed.

The same sources give the same bytes on one machine; another processor rounds differently, and lossy
pictures and outlines of some plates then differ a little. The manifest holds a hash over the
sources, so that a test can tell whether the committed atlas is up to date.
"""

import hashlib
import multiprocessing
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from explainer import catalog
from explainer.anatomy import atlas
from explainer.atlas_build import baked_files, mesh_packing, posed_solids
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.rendering import plates, regions
from explainer.atlas_build.whole_limb import solids as whole_limb

PROCESSES = 2
WEBP = {"lossless": False, "quality": 84, "alpha_quality": 92, "method": 4}
SOURCES = Path(__file__).resolve().parent
NOT_SHAPING = ("report.py", "limb/*")  # modules that read the atlas and do not shape it
DATA_USED = ("dress.toml", "plates.toml", "anatomy/*", "parameters/bones.toml")


def source_hash() -> str:
    """A hash over every source the atlas is made from: code, data and the structures drawn."""
    digest = hashlib.sha256()
    apart = {file for pattern in NOT_SHAPING for file in SOURCES.glob(pattern)}
    code = set(SOURCES.rglob("*.py")) - apart
    data = {file for pattern in DATA_USED for file in catalog.DATA.glob(pattern)}
    for root, files in ((SOURCES, code), (catalog.DATA, data)):
        for file in sorted(files):
            name = file.relative_to(root).as_posix()
            digest.update(name.encode() + b"\0" + _plain(file.read_bytes()) + b"\0")
    for name, row in sorted(catalog.structures().items()):
        digest.update(f"{name} {row.kind} {row.attachments}".encode() + b"\0")
    return digest.hexdigest()


def _plain(content: bytes) -> bytes:
    """File content without the line ends that some systems add."""
    return content.replace(b"\r\n", b"\n")


def bake(directory: Path = atlas.DIRECTORY) -> None:
    """Write the whole atlas into `directory`, replacing what is there."""
    made_from = source_hash()  # taken first: a source that changes meanwhile must show as stale
    (directory / "plates").mkdir(parents=True, exist_ok=True)
    posed_solids.rigid_at_home()  # built once here and shared by the processes forked below
    straight = Bend([], posed_solids.soft_at(0.0), mesh_packing.courses(0.0))
    drawn = plates.views().values()
    single = [(view.id, 0.0, directory) for view in drawn if 0 in view.flexions_deg]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        first = pool.starmap_async(bake_plate, single, chunksize=1)
        queue = sorted((b for b in _bends() if b), key=_pictures, reverse=True)
        rest = pool.starmap(bake_bend, [(bend, directory) for bend in queue], chunksize=1)
        rows = first.get() + [row for bend in rest for row in bend.rows]
    bends = dict(zip((0.0, *queue), (straight, *rest), strict=True))
    frames = [bends[float(flexion)] for flexion in mesh_packing.FLEXIONS_DEG]
    table, data = mesh_packing.pack([frame.soft for frame in frames])
    lines = {name: [frame.courses[name] for frame in frames] for name in straight.courses}
    (directory / atlas.KNEE_DATA).write_bytes(data)
    baked_files.write_json(directory / atlas.KNEE, table)
    baked_files.write_json(directory / atlas.PATHS, lines)
    rows.sort(key=lambda row: (row["view"], row["flexion_deg"]))
    others = (atlas.KNEE, atlas.KNEE_DATA, atlas.PATHS)
    baked_files.write_manifest(directory, rows, made_from, others)


def _bends() -> list[float]:
    """Every bend at which anything is baked, straight first."""
    asked = {b for view in plates.views().values() for b in view.flexions_deg}
    return sorted(float(b) for b in {0, *asked, *mesh_packing.FLEXIONS_DEG})


def _pictures(flexion_deg: float) -> int:
    """How much there is to draw at a bend: what takes longest goes first, so that no core waits."""
    views = (view for view in plates.views().values() if flexion_deg in view.flexions_deg)
    return sum(len(view.densities(flexion_deg)) for view in views)


@dataclass(frozen=True)
class Bend:
    """What one angle of bend yields: manifest rows of its plates, soft solids, centre lines.

    Solids and lines are kept only of bends that are frames of the 3-D knee.
    """

    rows: list[dict[str, Any]]
    soft: Mapping[str, Solid]
    courses: Mapping[str, list[list[float]]]


def bake_bend(flexion_deg: float, directory: Path) -> Bend:
    """Bake all plates of one bend; the solids are built once for them."""
    views = [view for view in plates.views().values() if flexion_deg in view.flexions_deg]
    rows = [bake_plate(view.id, flexion_deg, directory) for view in views]
    if flexion_deg not in mesh_packing.FLEXIONS_DEG:
        return Bend(rows, {}, {})
    return Bend(rows, posed_solids.soft_at(flexion_deg), mesh_packing.courses(flexion_deg))


def bake_plate(view_id: str, flexion_deg: float, directory: Path) -> dict[str, Any]:
    """Draw one view at one bend, write its pictures and regions, and return its manifest row."""
    view = plates.views()[view_id]
    solids = posed_solids.solids(flexion_deg)
    if any(not catalog.structures()[name].is_of_knee for name in view.shows):
        solids = whole_limb.with_limb(solids)
    plate = plates.plate(view, flexion_deg, solids)
    stem = f"plates/{view_id}-{round(flexion_deg):03d}"
    pictures = []
    for (dress, density), pixels in plate.pictures.items():
        name = f"{stem}.{dress}@{density}x.webp"
        Image.fromarray(pixels, "RGBA").save(directory / name, "WEBP", **WEBP)
        pictures.append({"dress": dress, "density": density, "file": name})
    baked_files.write_json(directory / f"{stem}.regions.json", regions.regions(plate))
    return {
        "view": view_id,
        "flexion_deg": flexion_deg,
        "width": view.camera.width,
        "height": view.camera.height,
        "regions": f"{stem}.regions.json",
        "pictures": pictures,
    }


if __name__ == "__main__":
    bake()
