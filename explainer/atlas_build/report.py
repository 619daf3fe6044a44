"""How the drawn knee compares with what was measured: `make atlas-report`.

Prints bones section by section, then attachments, levers, volumes, crossings, what lies inside a
muscle and how sharply nerves bend, and writes the section figures to assets/data/atlas_report.csv,
which the model page draws. Nothing here shapes the atlas.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

import numpy as np

from explainer import catalog
from explainer.atlas_build import posed_solids
from explainer.atlas_build.bones import bone_meshes, bone_sections
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.soft_tissue import overlap, rigid_distance, soft_solids

FILE = catalog.DATA / "atlas_report.csv"
COLUMNS = ("bone", "level_mm", "measure", "built", "low", "high", "unit", "source", "where")
BENDS_DEG = (0.0, 30.0, 60.0, 90.0, 120.0)
LEVER_STEP_DEG = 5.0  # the change of length over this bend gives a lever
CUT_MM = 0.3  # shallower cuts are within the error of the distances


def section_rows() -> Iterator[dict[str, str]]:
    """Built against measured at every measured level: breadth, depth, centroid, area."""
    areas = {(r["bone"], r["level_mm"]): r for r in catalog.table("bone_areas")}
    for row in catalog.table("anatomy/bone_sections"):
        cut = bone_sections.section(bone_meshes.field(row["bone"]), float(row["level_mm"]))
        area = areas[row["bone"], row["level_mm"]]
        for measure, built, low, high, unit in (
            ("ml", cut.ml_mm, row["ml_low_mm"], row["ml_high_mm"], "mm"),
            ("ap", cut.ap_mm, row["ap_low_mm"], row["ap_high_mm"], "mm"),
            ("centroid_x", cut.centroid_x_mm, row["centroid_x_low_mm"], row["centroid_x_high_mm"],
             "mm"),
            ("centroid_z", cut.centroid_z_mm, row["centroid_z_low_mm"], row["centroid_z_high_mm"],
             "mm"),
            ("area", cut.area_mm2, area["area_low_mm2"], area["area_high_mm2"], "mm2"),
        ):  # fmt: skip
            yield {
                "bone": row["bone"], "level_mm": row["level_mm"], "measure": measure,
                "built": f"{built:.1f}", "low": low, "high": high, "unit": unit,
                "source": row["source"], "where": row["where"],
            }  # fmt: skip


def outside(row: dict[str, str]) -> float:
    """How far a built value lies outside the range of the specimens; 0 within it."""
    built, low, high = (float(row[name]) for name in ("built", "low", "high"))
    return max(low - built, built - high, 0.0)


def write(rows: Sequence[dict[str, str]]) -> None:
    """The section figures as a table of assets/data."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def attachments() -> Iterator[str]:
    """How far each drawn end lies from the cited point."""
    for name, record in catalog.structures().items():
        for cited in record.attachments if name in soft_solids.structures() else ():
            end = soft_solids.path(name, 0.0)[0 if cited.role == "origin" else -1]
            off = float(np.linalg.norm(end - np.array(cited.point_mm)))
            yield f"{name:34} {cited.role:10} {off:5.1f} mm from {cited.source}"


def levers() -> Iterator[str]:
    """Levers from the change of length with the bend, beside the published ones."""
    for row in catalog.table("anatomy/soft_levers"):
        name, bend = row["structure"], float(row["flexion_deg"])
        low, high = max(bend - LEVER_STEP_DEG, 0.0), bend + LEVER_STEP_DEG
        lengths = [arc_length(soft_solids.path(name, f))[-1] for f in (low, high)]
        built = -(lengths[1] - lengths[0]) / np.radians(high - low)
        yield f"{name:24} {bend:4.0f} deg  built {built:5.1f}  published {row['lever_mm']} mm"


def volumes() -> Iterator[str]:
    """Volumes of the bellies in the straight and the bent knee, as shares of the expected ones."""
    height, mass = (catalog.parameter(f"template_{n}").value for n in ("height", "mass"))
    table = catalog.table("anatomy/soft_volumes")
    columns = zip(table, table.floats("slope"), table.floats("offset_cm3"), strict=True)
    for row, slope, offset in columns:
        wanted = slope * (47.0 * height * mass + 1285.0) + offset
        shares = [
            posed_solids.soft_at(bend)[row["structure"]].mesh.volume_mm3() / 1000.0 / wanted
            for bend in (0.0, 90.0)
        ]
        yield f"{row['structure']:24} {shares[0]:.2f} straight  {shares[1]:.2f} at 90 deg"


def crossings() -> Iterator[str]:
    """Every structure that cuts into bone, cartilage or meniscus, and how deep."""
    for bend in BENDS_DEG:
        for name, solid in sorted(posed_solids.soft_at(bend).items()):
            if name != "skin":
                surface = solid.mesh.vertices_mm.astype(float)
                depth = -float(rigid_distance.distance_mm(surface, bend).min())
                if depth > CUT_MM:
                    yield f"{bend:4.0f} deg  {name:34} {depth:4.1f} mm"


def packing() -> Iterator[str]:
    """What muscles share with one another and with vessels and nerves; how nerves bend."""
    kinds = {name: record.kind for name, record in catalog.structures().items()}
    for bend in BENDS_DEG:
        meshes = {name: solid.mesh for name, solid in posed_solids.soft_at(bend).items()}
        muscles = [name for name in meshes if kinds[name] == "muscle"]
        slender = [name for name in meshes if kinds[name] in ("artery", "vein", "nerve")]
        shared, sunk = (
            sum(pairs.values()) for pairs in overlap.overlaps_cm3(meshes, muscles, slender)
        )
        radius = min(
            float(overlap.bend_radii_mm(soft_solids.path(name, bend)).min())
            for name in slender
            if kinds[name] == "nerve"
        )
        yield (
            f"{bend:4.0f} deg  muscle in muscle {shared:4.1f} cm3  vessel or nerve in muscle"
            f" {sunk:4.2f} cm3  sharpest bend of a nerve {radius:4.1f} mm"
        )


def main() -> None:
    """Print every comparison and write the figures of the sections."""
    rows = list(section_rows())
    write(rows)
    print(f"bones, {len(rows)} figures of sections; those outside the two specimens:")
    for row in rows:
        if outside(row):
            print(f"  {row['bone']:7} {row['level_mm']:>6} {row['measure']:10} built {row['built']}"
                  f"  measured {row['low']}..{row['high']} {row['unit']}")  # fmt: skip
    for title, lines in (
        ("attachments", attachments()), ("levers", levers()), ("volumes", volumes()),
        ("cut into something rigid", crossings()), ("packing", packing()),
    ):  # fmt: skip
        print(f"{title}:")
        for line in lines:
            print(f"  {line}")


if __name__ == "__main__":
    main()
