"""URLs of the pictures that the diagram may fetch: a view's plates, by bend and dress.

Every address carries the file's hash, so a browser keeps the file for ever and never shows an old
one. An atlas that is not there leaves a view without frames: the diagram then says so in words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from explainer import catalog
from explainer.anatomy import atlas
from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls

ATLAS_URL = "/assets/atlas"
PLOTLY_URL = "/assets/plotly/plotly.min.js"


def view_frames(views: Sequence[str]) -> list[dict[str, Any]]:
    """For each view its frames, straight to bent, with their files' addresses, and its span."""
    try:
        baked, digests = atlas.plates(), atlas.digests()
    except atlas.AtlasError:
        baked, digests = (), {}
    found = []
    for view in views:
        plates = [plate for plate in baked if plate.view == view]
        frames = [_frame(plate, digests) for plate in plates]
        span = _span(plates[0].regions) if plates else [0.0, 1.0]
        found.append({"id": view, "frames": frames, "span": span})
    return found


@cache
def _span(file: str) -> list[float]:
    """[from, to] of what a plate shows, shares of its width: it has room for a bent leg."""
    sheet = json.loads((atlas.DIRECTORY / file).read_text(encoding="utf-8"))
    numbers = (re.findall(r"-?[\d.]+", region["path"]) for region in sheet["regions"])
    across = [float(x) for found in numbers for x in found[::2]]
    return [round(x / sheet["width"], 4) for x in (min(across), max(across))]


def preload_urls(frames: Sequence[Mapping[str, Any]], bend_deg: float) -> list[str]:
    """What the first picture needs beside its image, to be fetched while the scripts come in."""
    if not frames:
        return []
    return [min(frames, key=lambda frame: abs(frame["flexion_deg"] - bend_deg))["regions"]]


def knee3d_urls() -> dict[str, str]:
    """Addresses of the 3-D set and of the script that draws it."""
    try:
        digests = atlas.digests()
    except atlas.AtlasError:
        digests = {}
    return {
        "plotly": url_paths.relative_url(PLOTLY_URL),
        "meta": _address(atlas.KNEE, digests),
        "data": _address(atlas.KNEE_DATA, digests),
    }


def most_bend_deg() -> float:
    """How far the knee bends: as far as it was baked and as far as a link can say."""
    limit_deg = catalog.choices()["flexion_deg"].high
    try:
        return min(limit_deg, float(atlas.load().flexions_deg[-1]))
    except atlas.AtlasError:
        return limit_deg


def _frame(plate: atlas.Plate, digests: Mapping[str, str]) -> dict[str, Any]:
    pictures = {
        dress: [_address(plate.pictures[dress, density], digests) for density in (1, 2)]
        for dress in ("natural", "clay")
    }
    regions = _address(plate.regions, digests)
    return {"flexion_deg": plate.flexion_deg, "regions": regions} | pictures


def _address(file: str, digests: Mapping[str, str]) -> str:
    digest = digests.get(file, "")[: asset_urls.HASH_LENGTH]
    return url_paths.relative_url(f"{ATLAS_URL}/{file}" + (f"?v={digest}" if digest else ""))
