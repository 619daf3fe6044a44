"""The region record of a skin plate: what a hand can find, and what lies hidden beneath.

Outlines are those of the plate of muscles at the same bend, so that a part lights up under the skin
exactly where it lies.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from explainer.anatomy import atlas
from explainer.arrays import BoolArray, FloatArray
from explainer.atlas_build.rendering import plates
from explainer.atlas_build.rendering.regions import SEEN_OPACITY, inner_point, outline, seated
from explainer.atlas_build.rendering.shading import averaged
from explainer.skin_build.surface import SKIN, Surface, drawn_on, on_skin, record

SKIN_TOLERANCE_PX = 0.5
LEAST_PX = 30.0
LEVEL_PX = 0.13  # off the corners of the outlines
IN_SIGHT_MM = 10.0  # a place this far under the surface seen has gone into a fold


def regions(surface: Surface, flexion_deg: float) -> dict[str, Any]:
    """The record of the skin plate at this bend, ready for JSON; `surface` may be finer than it."""
    below = _record_below(flexion_deg)
    seen = _seen(surface, flexion_deg)
    felt = record()["felt"]["structures"]
    rows = {row["id"]: row for row in below["regions"]}
    hidden = [_hidden(row) for row in below["regions"] if row["id"] not in felt]
    hidden += [row for row in below["hidden"] if row["id"] not in felt]
    head = {key: below[key] for key in _HEAD}
    return head | {
        "view": SKIN,
        "natural_only": True,
        "regions": [_skin(seen), *(_labelled(rows[name], flexion_deg) for name in felt)],
        "hidden": [row for row in hidden if row["hidden_path"]],
        "places": _places(surface, flexion_deg),
    }


_HEAD = ("flexion_deg", "rise_deg", "width", "height", "mm_per_px", "origin_mm", "axes")


def _record_below(flexion_deg: float) -> dict[str, Any]:
    """The region record of the plate that the skin lies over."""
    view = drawn_on().id
    plate = next(
        one for one in atlas.plates() if one.view == view and one.flexion_deg == flexion_deg
    )
    return json.loads((atlas.DIRECTORY / plate.regions).read_text(encoding="utf-8"))


def _hidden(row: dict[str, Any]) -> dict[str, Any]:
    """A part that shows on the plate below, as one that the skin hides as a whole."""
    path = row["path"] + (row["hidden_path"] or "")
    return {"id": row["id"], "hidden_path": path, "anchor": row["anchor"], "side": row["side"]}


def _labelled(row: dict[str, Any], flexion_deg: float) -> dict[str, Any]:
    """A felt part whose label points to it at the height where a hand finds it.

    Where the bent knee hides that height the anchor of the plate below stays.
    """
    view = drawn_on().bent(flexion_deg)
    height_mm = record()["felt"]["label_y_mm"][row["id"]]
    spot = on_skin(np.array([0.0]), np.array([height_mm]), flexion_deg)
    level = float(view.camera.to_pixels(spot)[0, 1])
    loops = [
        np.array([point.split() for point in loop.split("L")], float)
        for loop in row["path"][1:-1].split("ZM")
    ]
    spans = crossings(loops, level + LEVEL_PX)
    if not spans:
        return row
    low, high = max(spans, key=lambda span: span[1] - span[0])
    return row | {"anchor": [round((low + high) / 2, 1), round(level + LEVEL_PX, 2)]}


def crossings(loops: list[FloatArray], y: float) -> list[tuple[float, float]]:
    """Stretches (from, to) of the row at height y within loops (k, 2), by even-odd."""
    at: list[float] = []
    for start in loops:
        end = np.roll(start, -1, axis=0)
        met = (start[:, 1] > y) != (end[:, 1] > y)
        share = (y - start[met, 1]) / (end[met, 1] - start[met, 1])
        at.extend((start[met, 0] + share * (end[met, 0] - start[met, 0])).tolist())
    at.sort()
    return list(zip(at[::2], at[1::2], strict=True))


def _seen(surface: Surface, flexion_deg: float) -> FloatArray:
    """How much of each 1x pixel the skin covers where it has not faded out, (height, width)."""
    view, camera = drawn_on().bent(flexion_deg), surface.camera
    faded = plates.opacity(view, flexion_deg, camera, surface.depth_mm)
    mask: BoolArray = surface.shown & (faded >= SEEN_OPACITY)
    return averaged(mask.astype(np.float64), camera.width // view.camera.width)


def _skin(seen: FloatArray) -> dict[str, Any]:
    """The skin itself: tapped where nothing else is felt, and without a label."""
    path = outline(seen, SKIN_TOLERANCE_PX, LEAST_PX)
    anchor = seated(inner_point(seen), path)
    row = {"id": SKIN, "path": path, "anchor": anchor, "side": "left", "unlabelled": True}
    return row | {"area_px": round(float(seen.sum())), "hidden_path": None}


def _places(surface: Surface, flexion_deg: float) -> list[dict[str, Any]]:
    """What a hand finds that is no part of its own, where it can be seen at this bend."""
    rows = []
    scale = surface.camera.width // drawn_on().camera.width
    for name, row in record()["place"].items():
        spot = on_skin(np.array([row["z_mm"]]), np.array([row["y_mm"]]), flexion_deg)
        across, down, near = surface.camera.to_pixels(spot)[0]
        height, width = surface.shown.shape
        if not (0 <= across < width and 0 <= down < height):
            continue
        if surface.depth_mm[int(down), int(across)] - near > IN_SIGHT_MM:
            continue
        anchor = [round(float(across) / scale, 1), round(float(down) / scale, 1)]
        side = "left" if row["z_mm"] < 0 else "right"
        rows.append({"id": name, "anchor": anchor, "side": side})
    return rows
