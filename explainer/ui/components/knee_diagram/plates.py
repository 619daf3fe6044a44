"""URLs of the pictures that the diagram may fetch: a view's plates, by bend and dress.

Every address carries the file's hash, so a browser keeps the file for ever and never shows an old
one. An atlas that is not there leaves a view without frames: the diagram then says so in words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from explainer import catalog
from explainer.anatomy import atlas
from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls

ASSETS_URL = "/assets"
ATLAS_URL = f"{ASSETS_URL}/{atlas.DIRECTORY.name}"


def view_frames(views: Sequence[str]) -> list[dict[str, Any]]:
    """For each view its frames, straight to bent, with their files' addresses, and its span."""
    return [_view(view) for view in views]


def _view(view: str) -> dict[str, Any]:
    directory = atlas.directory_of(view)
    try:
        baked, digests = atlas.plates(directory), atlas.digests(directory)
    except atlas.AtlasError:
        baked, digests = (), {}
    plates = [plate for plate in baked if plate.view == view]
    base = f"{ASSETS_URL}/{directory.name}"
    frames = [_frame(plate, digests, base) for plate in plates]
    span = _span(directory / plates[0].regions) if plates else [0.0, 1.0]
    return {"id": view, "frames": frames, "span": span}


@cache
def _span(file: Path) -> list[float]:
    """[from, to] of what a plate shows, shares of its width: it has room for a bent leg."""
    sheet = json.loads(file.read_text(encoding="utf-8"))
    numbers = (re.findall(r"-?[\d.]+", region["path"]) for region in sheet["regions"])
    across = [float(x) for found in numbers for x in found[::2]]
    return [round(x / sheet["width"], 4) for x in (min(across), max(across))]


def preload_urls(frames: Sequence[Mapping[str, Any]], flexion_deg: float) -> list[str]:
    """What the first picture needs beside its image, to be fetched while the scripts come in."""
    if not frames:
        return []
    return [min(frames, key=lambda frame: abs(frame["flexion_deg"] - flexion_deg))["regions"]]


def knee3d_urls() -> dict[str, str]:
    """Addresses of the 3-D set: what lies where, and the meshes themselves."""
    try:
        digests = atlas.digests()
    except atlas.AtlasError:
        digests = {}
    return {
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


def picture_urls(plate: atlas.Plate, dress: str) -> list[str]:
    """Addresses of one plate's picture, at single and, where there is one, double density."""
    digests = atlas.digests()
    return [_address(file, digests) for file in plate.by_density(dress)]


def srcset(urls: Sequence[str]) -> str:
    """`picture_urls` as an image's srcset attribute."""
    return ", ".join(f"{url} {density}x" for density, url in enumerate(urls, 1))


def _frame(plate: atlas.Plate, digests: Mapping[str, str], base: str) -> dict[str, Any]:
    """The addresses of a plate's files; the skin has no clay."""
    pictures = {
        dress: [_address(file, digests, base) for file in plate.by_density(dress)]
        for dress in ("natural", "clay")
        if (dress, 1) in plate.pictures
    }
    regions = _address(plate.regions, digests, base)
    return {"flexion_deg": plate.flexion_deg, "regions": regions} | pictures


def _address(file: str, digests: Mapping[str, str], base: str = ATLAS_URL) -> str:
    digest = digests.get(file, "")[: asset_urls.HASH_LENGTH]
    return url_paths.relative_url(f"{base}/{file}" + (f"?v={digest}" if digest else ""))
