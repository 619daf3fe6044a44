"""Stations: where each soft structure runs in the straight knee, how broad and deep it is.

Read from two tables: `anatomy/soft_stations` (one row per station, from origin to insertion) and
`anatomy/soft_forms` (one row per structure: what kind of body it is and how finely it is drawn).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray

LINE = "line"  # the kind of a form that is one thread of a sheet, drawn with its neighbours
SPAN = "span"  # the body of a station that hangs between two bones and finds its own way


@dataclass(frozen=True)
class Stations:
    """The stations of one structure at 0 degrees, in K, origin first; arrays are (k,) or (k, 3)."""

    structure: str
    body: tuple[str, ...]  # femur (and pelvis), tibia (and fibula, foot), patella, or span
    point_mm: FloatArray
    width_mm: FloatArray  # full long axis of the section
    depth_mm: FloatArray  # full short axis
    angle_deg: FloatArray  # of the long axis, from lateral towards anterior; unwrapped
    tendon: FloatArray  # 0 belly, 1 tendon
    bow_mm: FloatArray  # how far the middle stands in front of the edges, for sheets that curve


@dataclass(frozen=True)
class Form:
    """How a structure is drawn."""

    structure: str
    kind: str  # belly: shares walls with its neighbours; cord: round; strap: flat; line: of a sheet
    rings: int
    sides: int
    reference: str  # the axis that the section angle is counted from: z lateral or y up
    tail_mm: float  # draw this much of the distal end only; nan draws all
    power: float  # 2 an ellipse, more a squarer strap
    under: str  # bands that hold it in when it bulges, with blanks between, or ""
    beneath: str  # muscles that hold it in with their flesh too, likewise
    over: str  # bands and cords that lie between it and the bone, likewise
    round_mm: float  # over which its line rounds off the corner where it comes to lie on the shin


@cache
def stations(structure: str) -> Stations:
    """The stations of a structure; KeyError when there are none."""
    rows = catalog.table("anatomy/soft_stations").where(structure=structure)
    if not rows.rows:
        raise KeyError(structure)
    angle = np.degrees(np.unwrap(np.radians(2 * rows.floats("angle_deg")))) / 2
    return Stations(
        structure,
        tuple(row["body"] for row in rows),
        np.stack([rows.floats(f"{axis}_mm") for axis in "xyz"], axis=1),
        rows.floats("width_mm"),
        rows.floats("depth_mm"),
        angle,
        rows.floats("tendon"),
        rows.floats("bow_mm"),
    )


@cache
def forms() -> Mapping[str, Form]:
    """Every swept soft structure, in the order of the table."""
    table = catalog.table("anatomy/soft_forms")
    tails, rounds = table.floats("tail_mm"), table.floats("round_mm")
    return MappingProxyType(
        {
            row["structure"]: Form(
                row["structure"],
                row["kind"],
                int(row["rings"]),
                int(row["sides"]),
                row["reference"],
                float(tail),
                float(row["power"]),
                row["under"],
                row["beneath"],
                row["over"],
                float(round_mm),
            )
            for row, tail, round_mm in zip(table, tails, rounds, strict=True)
        }
    )
