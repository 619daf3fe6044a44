"""Writes assets/limb: the leg from the side (bones as pictures, muscles as ribbons with painted
strips) and as meshes to look at from all round, and how both move.

Run `python -m explainer.atlas_build.limb.bake` after the atlas has been baked anew. The same
atlas gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from explainer.anatomy import atlas, limb
from explainer.atlas_build import baked_files
from explainer.atlas_build.geometry.shapes import Mesh, Solid
from explainer.atlas_build.limb import leg_packing, leg_solids, place, ribbons, textures
from explainer.atlas_build.motion import poses
from explainer.atlas_build.rendering import plates
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.whole_limb.bones import joined, sacrum

# The pieces that move as one, farthest first, with the structures of each. Cartilage and menisci
# close the joint: without them the bones stand apart.
PIECES = {
    "pelvis": ("pelvis",), "foot": ("foot",),
    "shank": ("tibia", "fibula", "tibial_cartilage_medial", "tibial_cartilage_lateral"),
    "femur": ("femur", "femoral_cartilage"), "menisci": ("medial_meniscus", "lateral_meniscus"),
    "patella": ("patella", "patellar_cartilage"),
}  # fmt: skip
POSED = {"tibia": "tibia", "patella": "patella", "menisci": "lateral_meniscus"}
MESH_BODIES = ("tibia", "patella")
PX_PER_MM = 1.0  # of the 1x picture; the 2x one serves dense screens
MARGIN_MM = 6.0  # room for the inked outline
POSE_STEP_DEG = 5.0
STRIP_WEBP = {"lossless": False, "quality": 80, "alpha_quality": 80, "method": 6}
WEBP = {"lossless": False, "quality": 84, "alpha_quality": 92, "method": 6}


def bake(directory: Path = limb.DIRECTORY) -> None:
    """Write everything into `directory`, replacing what is there."""
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.iterdir():
        old.unlink()
    knee = atlas.load()
    muscles = ribbons.ribbons()
    record = {
        "hip_mm": place.hip_mm(),
        "ankle_mm": place.ankle_mm(),
        "bends_deg": [float(bend) for bend in knee.flexions_deg],
        "pose_step_deg": POSE_STEP_DEG,
        "poses": {name: _poses(body) for name, body in POSED.items()},
        "pieces": [_piece(name, bones, directory) for name, bones in PIECES.items()],
        "strips": _strips(muscles, directory),
        "muscles": muscles,
    }
    baked_files.write_json(directory / limb.SHAPES, record)
    rows, data = leg_packing.pack(leg_solids.parts())
    (directory / limb.MESH_DATA).write_bytes(data)
    meshes = {
        "hip_mm": place.hip_mm(),
        "ankle_mm": place.ankle_mm(),
        "bends_deg": list(leg_solids.BENDS_DEG),
        "step_mm": leg_packing.STEP_MM,
        "pose_step_deg": POSE_STEP_DEG,
        "poses": {body: _space_poses(body) for body in MESH_BODIES},
        "parts": rows,
    }
    baked_files.write_json(directory / limb.MESHES, meshes)


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


def _space_poses(body: str) -> list[list[float]]:
    """For each step of bend a body's transform in K, 16 numbers row by row."""
    steps = np.arange(0.0, max(leg_solids.BENDS_DEG) + 1, POSE_STEP_DEG)
    return [np.round(poses.pose(body, float(step)), 5).ravel().tolist() for step in steps]


def _strips(muscles: list[dict[str, Any]], directory: Path) -> dict[str, Any]:
    """Write the strips of all muscles as one picture a dress; its place goes into its record."""
    painted = textures.sheet(muscles)
    boxes = {strip.muscle: list(strip.box_px) for strip in painted.strips}
    for muscle in muscles:
        muscle["strip_px"] = boxes[muscle["id"]]
    files = {}
    for dress, pixels in painted.pictures.items():
        files[dress] = f"muscles.{dress}.webp"
        Image.fromarray(pixels, "RGBA").save(directory / files[dress], "WEBP", **STRIP_WEBP)
    return {"pictures": files}


def _piece(name: str, bones: tuple[str, ...], directory: Path) -> dict[str, Any]:
    """Draw one piece from its outer side in both dresses, write the pictures, return its record."""
    knee = atlas.load()
    solids = {bone: _solid(knee.mesh(bone)) for bone in bones}
    if "pelvis" in solids:
        solids["pelvis"] = Solid(joined(solids["pelvis"].mesh, sacrum()))
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
