"""One plate's files opened: its picture, and its regions as rings of points on it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image

from explainer.anatomy import atlas

CACHE_SIZE = 8  # plates; one in 2x is about 8 MB
DENSITY = 2  # pixels of the picture that make one of the plate
Point = tuple[float, float]


@dataclass(frozen=True)
class Region:
    """One structure on a plate, in its 1x pixels; rings inside rings are holes."""

    structure: str
    rings: tuple[tuple[Point, ...], ...]
    anchor: Point
    side: str  # "left" or "right": where its label belongs
    area_px: float


@dataclass(frozen=True)
class Opened:
    """A plate with its regions, and how millimetres of frame K lie on it."""

    plate: atlas.Plate
    regions: tuple[Region, ...]
    mm_per_px: float
    origin_mm: Point  # the frame's place of the picture's left upper corner
    axes: tuple[str, str]

    def spot(self, right_mm: float, up_mm: float) -> Point:
        """A place given along the plate's two axes, in 1x pixels from the left upper corner."""
        left_mm, top_mm = self.origin_mm
        return (right_mm - left_mm) / self.mm_per_px, (top_mm - up_mm) / self.mm_per_px


def nearest(view: str, flexion_deg: float, directory: Path | None = None) -> Opened:
    """The plate of a view nearest to a bend, of those sharp enough to print or to enlarge.

    AtlasError when there is none.
    """
    directory = directory or atlas.directory_of(view)
    of_view = [plate for plate in atlas.plates(directory) if plate.view == view]
    baked = [plate for plate in of_view if ("natural", DENSITY) in plate.pictures]
    if not baked:
        raise atlas.AtlasError(f"no plate {view!r} in the atlas")
    plate = min(baked, key=lambda one: abs(one.flexion_deg - flexion_deg))
    sheet = _sheet(directory / plate.regions)
    left_mm, top_mm = sheet["origin_mm"]
    return Opened(
        plate,
        tuple(_region(row) for row in sheet["regions"]),
        sheet["mm_per_px"],
        (left_mm, top_mm),
        tuple(sheet["axes"]),
    )


@lru_cache(maxsize=CACHE_SIZE)
def picture(plate_file: str, directory: Path = atlas.DIRECTORY) -> Image.Image:
    """A plate's picture, red, green, blue and opacity. Not to be painted on: copy it first."""
    try:
        with Image.open(directory / plate_file) as image:
            return image.convert("RGBA")
    except OSError as error:
        raise atlas.AtlasError(f"{plate_file} is missing from the atlas; bake it again") from error


def _region(row: Mapping) -> Region:
    rings = tuple(_points(ring) for ring in row["path"].split("Z") if ring.strip())
    return Region(row["id"], rings, tuple(row["anchor"]), row["side"], row["area_px"])


def _points(ring: str) -> tuple[Point, ...]:
    numbers = [float(text) for text in re.findall(r"-?[\d.]+", ring)]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


@lru_cache(maxsize=CACHE_SIZE)
def _sheet(file: Path) -> Mapping:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise atlas.AtlasError(f"{file.name} cannot be read; bake the atlas again") from error
