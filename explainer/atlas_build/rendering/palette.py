"""The painter's box: tissue colours and light from assets/data/dress.toml, as tone ramps.

A ramp turns a tone (0 deep shadow, 0.5 the tissue's own colour, 1 full light) into a colour. Ramps
are mixed in the OKLab space, where steps of equal size look equal (Ottosson 2020).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray, interpolate_columns

DRESS_FILE = catalog.DATA / "dress.toml"
RAMP_STEPS = 512

# Ottosson (2020), "A perceptual color space for image processing": linear sRGB to cone response,
# and its cube root to lightness and two colour axes.
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


@dataclass(frozen=True)
class Tissue:
    """How one tissue takes the light. `ramp` is (RAMP_STEPS, 3) linear light; the rest are shares
    of full tone (`gloss`, `fibre`, `grain`) and millimetres (`fibre_mm`, `grain_mm`)."""

    ramp: FloatArray
    gloss: float
    fibre: float
    fibre_mm: float
    grain: float
    grain_mm: float


@dataclass(frozen=True)
class Dress:
    """One way of painting all plates: tissues by name, contour, and the light they stand in."""

    tissues: Mapping[str, Tissue]
    line_rgb: FloatArray
    line_strength: float
    line: Mapping[str, Any]
    light: Mapping[str, Any]


@cache
def dress(name: str, file: Path = DRESS_FILE) -> Dress:
    """The dress called `natural` (tissue colours) or `clay` (one pale ramp, shading only).

    Raises ValueError for another name or when the file lacks an entry.
    """
    if name not in ("natural", "clay"):
        raise ValueError(f"no dress called {name!r}; there are natural and clay")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    clay = data["clay"] if name == "clay" else None
    try:
        tissues = {key: _tissue(row, clay) for key, row in data["tissue"].items()}
        line = clay["line"] if clay else data["line"]["colour"]
        strength = clay["line_strength"] if clay else data["line"]["strength"]
        return Dress(tissues, linear(line), strength, data["line"], data["light"])
    except KeyError as missing:
        raise ValueError(f"{file.name}: {missing} is missing") from missing


def _tissue(row: Mapping[str, Any], clay: Mapping[str, Any] | None) -> Tissue:
    """A tissue from its record, painted over with clay when that is the dress."""
    tones = clay or row
    keep = clay["texture"] if clay else 1.0
    return Tissue(
        ramp=ramp(tones["shadow"], tones["base"], tones["light"]),
        gloss=row["gloss"] * keep,
        fibre=row.get("fibre", 0.0) * keep,
        fibre_mm=row.get("fibre_mm", 1.0),
        grain=row.get("grain", 0.0) * keep,
        grain_mm=row.get("grain_mm", 1.0),
    )


def linear(colour: str) -> FloatArray:
    """A colour such as "#2b1714" in linear light, (3,)."""
    encoded = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255.0
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def encoded(light: FloatArray) -> FloatArray:
    """Linear light to sRGB values 0..1, any shape. The inverse of `linear`."""
    light = np.clip(light, 0.0, 1.0)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def ramp(shadow: str, base: str, light: str) -> FloatArray:
    """Linear colours (RAMP_STEPS, 3) running from shadow through base to light."""
    stops = np.stack([_lab(linear(colour)) for colour in (shadow, base, light)])
    tone = np.linspace(0.0, 1.0, RAMP_STEPS)
    lab = interpolate_columns(tone, np.array([0.0, 0.5, 1.0]), stops)
    cones = (lab @ np.linalg.inv(_TO_LAB).T) ** 3
    return np.clip(cones @ np.linalg.inv(_TO_CONES).T, 0.0, 1.0).astype(np.float32)


def _lab(light: FloatArray) -> FloatArray:
    """Linear light (3,) in OKLab."""
    return _TO_LAB @ np.cbrt(_TO_CONES @ light)
