"""Writes assets/limb: the pieces of bone as pictures, the muscles as ribbons, how they move.

Run `python -m explainer.atlas_build.limb.bake` after the atlas has been baked anew. The same
atlas gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from explainer import catalog
from explainer.anatomy import atlas, limb
from explainer.atlas_build import baked_files
from explainer.atlas_build.geometry.shapes import Mesh, Solid
from explainer.atlas_build.limb import ribbons
from explainer.atlas_build.motion import poses
from explainer.atlas_build.rendering import plates
from explainer.atlas_build.rendering.camera import Camera

# The pieces that move as one, farthest first, with the bones of each.
PIECES = {
    "pelvis": ("pelvis",), "foot": ("foot",), "shank": ("tibia", "fibula"), "femur": ("femur",),
    "patella": ("patella",),
}  # fmt: skip
PX_PER_MM = 1.0  # of the 1x picture; the 2x one serves dense screens
MARGIN_MM = 6.0  # room for the inked outline
POSE_STEP_DEG = 5.0
WEBP = {"lossless": False, "quality": 84, "alpha_quality": 92, "method": 6}


def bake(directory: Path = limb.DIRECTORY) -> None:
    """Write everything into `directory`, replacing what is there."""
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.iterdir():
        old.unlink()
    knee = atlas.load()
    points = {row["point"]: row for row in catalog.table("anatomy/limb_points")}
    record = {
        "hip_mm": _place(points["hip"]),
        "ankle_mm": _place(points["ankle"]),
        "bends_deg": [float(bend) for bend in knee.flexions_deg],
        "pose_step_deg": POSE_STEP_DEG,
        "poses": {body: _poses(body) for body in ("tibia", "patella")},
        "pieces": [_piece(name, bones, directory) for name, bones in PIECES.items()],
        "muscles": ribbons.ribbons(),
    }
    baked_files.write_json(directory / limb.SHAPES, record)


def _place(point: Any) -> list[float]:
    """A point of the path model's femur frame (origin: hip centre) in frame K, seen from the side.

    K's origin lies at (-4.5, -409.6) there: catalog parameters `knee_in_femur_x` and `_y`.
    """
    origin = [catalog.parameter(f"knee_in_femur_{axis}").value for axis in "xy"]
    return [round(float(point[f"{a}_mm"]) - o, 1) for a, o in zip("xy", origin, strict=True)]


def _poses(body: str) -> list[list[float]]:
    """For each step of bend a flat transform a to f: x' = ax + cy + e, y' = bx + dy + f.

    The body's turn in space, seen from the side; what a turn about the shin would add is left out.
    """
    steps = np.arange(0.0, max(atlas.load().flexions_deg) + 1, POSE_STEP_DEG)
    found = []
    for bend in steps:
        pose = poses.pose(body, float(bend))
        angle = np.arctan2(pose[1, 0] - pose[0, 1], pose[0, 0] + pose[1, 1])
        c, s = np.cos(angle), np.sin(angle)
        found.append([round(float(v) + 0.0, 5) for v in (c, s, -s, c, pose[0, 3], pose[1, 3])])
    return found


def _piece(name: str, bones: tuple[str, ...], directory: Path) -> dict[str, Any]:
    """Draw one piece from its outer side in both dresses, write the pictures, return its record."""
    knee = atlas.load()
    solids = {bone: _solid(knee.mesh(bone)) for bone in bones}
    points = np.concatenate([solid.mesh.vertices_mm for solid in solids.values()])
    left, bottom = np.floor(points.min(axis=0)[:2] - MARGIN_MM)
    right, top = np.ceil(points.max(axis=0)[:2] + MARGIN_MM)
    width, height = (
        round((far - near) * PX_PER_MM) for near, far in ((left, right), (bottom, top))
    )
    camera = Camera((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), left, top, 1 / PX_PER_MM, width, height)
    view = plates.View(
        id=name, camera=camera, axes=("x", "y"), flexions_deg=(0.0,), shows=bones, cut_back={},
        fills={}, whole=(), thigh_fade_mm=None, shank_fade_mm=None,
    )  # fmt: skip
    files: dict[str, list[str]] = {}
    for (dress, density), pixels in plates.plate(view, 0.0, solids).pictures.items():
        file = f"{name}.{dress}@{density}x.webp"
        Image.fromarray(pixels, "RGBA").save(directory / file, "WEBP", **WEBP)
        files.setdefault(dress, []).append(file)
    box = [left, top, width / PX_PER_MM, height / PX_PER_MM]
    return {"id": name, "box_mm": [round(float(v), 2) for v in box], "pictures": files}


def _solid(mesh: atlas.Mesh) -> Solid:
    return Solid(Mesh(mesh.vertices_mm, mesh.triangles.astype(np.int32)))


if __name__ == "__main__":
    bake()
