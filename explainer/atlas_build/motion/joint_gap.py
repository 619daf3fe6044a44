"""Where cartilage meets cartilage: gaps at any bend, and the shifts that close them.

`python -m explainer.atlas_build.motion.joint_gap` works the shifts out anew after a bone, a
thickness or a pose has changed, and writes table anatomy/contact_shift, which `poses` reads.
"""

from __future__ import annotations

import csv
from functools import cache

import numpy as np
from scipy.spatial import cKDTree

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.atlas_build.bones import bone_meshes, cartilage
from explainer.atlas_build.motion import poses

PLATES = {
    "tibia": ("tibial_cartilage_medial", "tibial_cartilage_lateral"),
    "patella": ("patellar_cartilage",),
}
ANGLES_DEG = tuple(range(0, 141, 10))
WANTED_GAP_MM = 0.1  # just not touching, so that drawn surfaces do not flicker through each other
# The shin's shift begins at 0 mm, as the bones are measured. Closing the gap wholly at 10 degrees
# would lift it 1 mm within that step and then no further; so the gap is closed bit by bit.
EASED_DEG, EASED_GAP_MM = 30.0, 0.53
ROUNDS = 6  # each round closes most of what is left; six leave less than 0.05 mm


@cache
def _femoral() -> tuple[cKDTree, FloatArray]:
    """Bone surface points of the thigh bone and the cartilage thickness on each."""
    bone = bone_meshes.mesh("femur")
    points = bone.vertices_mm.astype(float)
    reach = cartilage.reach_mm("femoral_cartilage", points, bone.normals())
    return cKDTree(points), np.maximum(cartilage.thickness_mm("femoral_cartilage", reach), 0.0)


def gap_mm(plate: str, flexion_deg: float) -> float:
    """Smallest distance between a plate and the femoral cartilage; negative where they overlap."""
    shell = bone_meshes.build()[plate].mesh.vertices_mm.astype(float)
    outer = shell[: len(shell) // 2]
    placed = poses.moved(outer, poses.pose(poses.BODY_OF[plate], flexion_deg))
    tree, thickness = _femoral()
    _, nearest = tree.query(placed)
    return float((bone_meshes.distance_mm("femur", placed) - thickness[nearest]).min())


def wanted_gap_mm(body: str) -> FloatArray:
    """The gap (n,) to leave at ANGLES_DEG, mm."""
    wanted = np.full(len(ANGLES_DEG), WANTED_GAP_MM)
    eased = np.interp(ANGLES_DEG, [0.0, EASED_DEG], [EASED_GAP_MM, WANTED_GAP_MM])
    return eased if body == "tibia" else wanted


def solve(body: str) -> FloatArray:
    """Shifts (n,) in mm at ANGLES_DEG that bring each gap to the wanted one; 0 at 0 degrees."""
    away = 1.0 if body == "patella" else -1.0
    rows = catalog.table("anatomy/contact_shift").where(body=body)
    start = np.interp(ANGLES_DEG, rows.floats("flexion_deg"), rows.floats("shift_mm"))
    gaps = np.array([min(gap_mm(p, q) for p in PLATES[body]) for q in ANGLES_DEG])
    shift = start + away * (wanted_gap_mm(body) - gaps)
    shift[0] = 0.0
    return shift


def main() -> None:
    """Close the gaps round by round and write the table."""
    for _ in range(ROUNDS):
        rows = [
            [body, q, f"{s + 0.0:.2f}", "ours",
             "closes the gap between the cartilage surfaces drawn here"]
            for body in PLATES
            for q, s in zip(ANGLES_DEG, solve(body), strict=True)
        ]  # fmt: skip
        path = catalog.DATA / "anatomy" / "contact_shift.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["body", "flexion_deg", "shift_mm", "source", "where"])
            writer.writerows(rows)
        catalog.table.cache_clear()
        poses.forget()


if __name__ == "__main__":
    main()
