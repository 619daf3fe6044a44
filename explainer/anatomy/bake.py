"""Writes assets/atlas: plates, regions, the 3-D knee and a manifest. Run it with
`python -m explainer.anatomy.bake` after anything it depends on has changed.

The same sources give the same bytes. The manifest holds a hash over those sources, so that a test
can tell whether the committed atlas is up to date.
"""

import hashlib
import json
import multiprocessing
from pathlib import Path
from typing import Any

from PIL import Image

from explainer import catalog
from explainer.anatomy import atlas, mesh_pack, plates, posed, regions

PROCESSES = 2
WEBP = {"lossless": False, "quality": 84, "alpha_quality": 92, "method": 6}
SOURCES = Path(__file__).resolve().parent
READERS = ("atlas.py",)  # modules that read the atlas and do not shape it
DATA_USED = ("dress.toml", "plates.toml", "anatomy/*", "parameters/bones*.toml",
             "parameters/soft_tissue*.toml", "parameters/muscle*.toml")


def source_hash() -> str:
    """A hash over every source the atlas is made from: code, data and the structures drawn."""
    digest = hashlib.sha256()
    code = [file for file in SOURCES.glob("*.py") if file.name not in READERS]
    data = [file for pattern in DATA_USED for file in catalog.DATA.glob(pattern)]
    for file in sorted({*code, *data}):
        digest.update(file.name.encode() + b"\0" + _plain(file.read_bytes()) + b"\0")
    for name, row in sorted(catalog.structures().items()):
        digest.update(f"{name} {row.kind} {row.attachments}".encode() + b"\0")
    return digest.hexdigest()


def _plain(content: bytes) -> bytes:
    """File content without the line ends that some systems add."""
    return content.replace(b"\r\n", b"\n")


def bake(directory: Path = atlas.DIRECTORY) -> None:
    """Write the whole atlas into `directory`, replacing what is there."""
    (directory / "plates").mkdir(parents=True, exist_ok=True)
    work = sorted(
        ((bend, view.id, str(directory)) for view in plates.views().values()
         for bend in view.flexions_deg),
    )
    posed.rigid_at_home()  # built once here and shared by the processes forked below
    posed.soft_at(0.0)
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        rows = pool.starmap(bake_plate, work, chunksize=1)
    table, data = mesh_pack.pack()
    (directory / atlas.KNEE_DATA).write_bytes(data)
    _write_json(directory / atlas.KNEE, table)
    _write_json(directory / atlas.PATHS, mesh_pack.paths())
    _finish(directory, sorted(rows, key=lambda row: (row["view"], row["flexion_deg"])))


def bake_plate(flexion_deg: float, view_id: str, directory: str) -> dict[str, Any]:
    """Draw one view at one bend, write its pictures and regions, and return its manifest row."""
    view = plates.views()[view_id]
    solids = posed.solids(float(flexion_deg))
    plate = plates.plate(view, flexion_deg, solids)
    stem = f"plates/{view_id}-{round(flexion_deg):03d}"
    pictures = []
    for (dress, density), pixels in plate.pictures.items():
        name = f"{stem}.{dress}@{density}x.webp"
        Image.fromarray(pixels, "RGBA").save(Path(directory) / name, "WEBP", **WEBP)
        pictures.append({"dress": dress, "density": density, "file": name})
    _write_json(Path(directory) / f"{stem}.regions.json", regions.regions(plate, solids))
    return {
        "view": view_id,
        "flexion_deg": flexion_deg,
        "width": view.camera.width,
        "height": view.camera.height,
        "regions": f"{stem}.regions.json",
        "pictures": pictures,
    }


def _finish(directory: Path, rows: list[dict[str, Any]]) -> None:
    """Remove files of plates that are no more, then write the manifest."""
    wanted = {row["regions"] for row in rows} | {p["file"] for row in rows for p in row["pictures"]}
    wanted |= {atlas.KNEE, atlas.KNEE_DATA, atlas.PATHS}
    for file in directory.rglob("*"):
        if file.is_file() and file.relative_to(directory).as_posix() not in wanted:
            file.unlink()
    files = {name: _entry(directory / name) for name in sorted(wanted)}
    manifest = {"source_hash": source_hash(), "files": files, "plates": rows}
    _write_json(directory / atlas.MANIFEST, manifest, indent=1)


def _entry(file: Path) -> dict[str, Any]:
    """The manifest's record of one file."""
    content = file.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def _write_json(file: Path, value: Any, indent: int | None = None) -> None:
    """JSON with a fixed layout, so that equal values give equal bytes."""
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, indent=indent, separators=separators, allow_nan=False)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    bake()
