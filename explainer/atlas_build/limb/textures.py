"""How the ribbons are painted: one strip of picture each, laid straight, in the atlas's palette.

A strip runs from origin (left) to insertion (right), from the front edge (top) to the back edge
(bottom). Form, light and fibres are drawn; colours and lamp are those of assets/data/dress.toml.
The natural picture holds colours, the clay one only light and shade, to lie over any colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.geometry.shapes import arc_length
from explainer.atlas_build.limb import ribbons
from explainer.atlas_build.rendering import palette

PX_PER_MM = 0.9
SPARE_PX = 1  # between strips, filled with their rims: smoothing takes in what lies beside
WIDTH_PX = 512  # of the sheet
LEAST_PX = 8  # height of a strip
ROUND = {"muscle": 0.93, "tendon": 0.6, "ligament": 0.6}  # how far a section's rim turns away
FRAY = 0.16  # share of the course over which tendon and belly reach into each other
FRAY_MM = 3.2  # breadth of one tooth
PENNATION = 0.11  # sideways way of a fibre for each mm along: about 6 degrees, as seen from aside
STRAIGHT_FIBRED = (
    "gluteus_maximus", "gluteus_medius", "sartorius", "gracilis", "tensor_fasciae_latae",
)  # fmt: skip
BULGE = 0.55  # how much of a belly's slope tips the surface
CLAY_NEUTRAL = 0.54  # the tone that leaves a colour as it is
CLAY_STRENGTH = 0.62


@dataclass(frozen=True)
class Strip:
    """Where a muscle's strip lies on the sheet: left, top, width, height in pixels."""

    muscle: str
    box_px: tuple[int, int, int, int]


@dataclass(frozen=True)
class Sheet:
    """All strips: their places, and the pictures (h, w, 4) uint8 by dress."""

    strips: tuple[Strip, ...]
    pictures: dict[str, NDArray[np.uint8]]


def sheet(records: list[dict[str, Any]]) -> Sheet:
    """Paint every ribbon of `ribbons.ribbons`; the highest strips come first."""
    drawn = [(record["id"], *_painted(record)) for record in records]
    drawn.sort(key=lambda one: (-one[1].shape[0], one[0]))
    strips, rows, at, top, deep = [], [], 0, 0, 0
    for name, natural, clay in drawn:
        height, width = natural.shape[:2]
        if at + width + 2 * SPARE_PX > WIDTH_PX:
            at, top, deep = 0, top + deep, 0
        strips.append(Strip(name, (at + SPARE_PX, top + SPARE_PX, width, height)))
        rows.append((at, top, natural, clay))
        at += width + 2 * SPARE_PX
        deep = max(deep, height + 2 * SPARE_PX)
    pictures = {
        dress: np.zeros((top + deep, WIDTH_PX, 4), np.uint8) for dress in ("natural", "clay")
    }
    for left, upper, natural, clay in rows:
        for dress, picture in (("natural", natural), ("clay", clay)):
            padded = np.pad(picture, ((SPARE_PX,) * 2, (SPARE_PX,) * 2, (0, 0)), mode="edge")
            high, wide = padded.shape[:2]
            pictures[dress][upper : upper + high, left : left + wide] = padded
    return Sheet(tuple(strips), pictures)


def _painted(record: dict[str, Any]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The natural and the clay strip (h, w, 4) of a ribbon at the straight knee."""
    home = np.reshape(record["frames"][0], (-1, 4))
    arc = arc_length(home[:, :2])
    size = max(round(arc[-1] * PX_PER_MM), 24)
    size = min(size, WIDTH_PX - 2 * SPARE_PX)
    along = (np.arange(size) + 0.5) / size * arc[-1]
    half = np.interp(along, arc, home[:, 2:].mean(axis=1))
    tall = max(round(2 * half.max() * PX_PER_MM), LEAST_PX)
    across = 1.0 - 2.0 * (np.arange(tall)[:, None] + 0.5) / tall  # 1 front .. -1 back
    kind = _kind(record["id"])
    random = np.random.default_rng(sum(map(ord, record["id"])))
    tendon = _tendon(record, along / arc[-1], across, half, random)
    tone = _tone(home, arc, along, half, across, ROUND[kind])
    lines = _fibres(record, along, half, across, tendon, random)
    natural = palette.dress("natural").tissues
    tones = np.clip(tone + lines, 0.0, 1.0)
    colour = _ramped(natural["muscle"], tones)
    pale = _ramped(natural["tendon" if kind != "ligament" else "ligament"], tones)
    mixed = palette.encoded(colour + (pale - colour) * tendon[..., None])
    opaque = np.full((*mixed.shape[:2], 1), 255, np.uint8)
    return np.dstack([np.round(mixed * 255).astype(np.uint8), opaque]), _clay(tone + 0.7 * lines)


def _kind(name: str) -> str:
    """muscle, tendon or ligament."""
    if name in ribbons.of_hip():
        return "muscle"
    return str(catalog.structures()[name].kind)


def _tone(
    home: FloatArray, arc: FloatArray, along: FloatArray, half: FloatArray, across: FloatArray,
    turned: float,
) -> FloatArray:  # fmt: skip
    """Light on a rounded belly, 0 shadow .. 1 full light, (h, w); 0.5 is the tissue's own colour.

    The lamp stands at the upper left, as in the plates, over the straight leg.
    """
    light = palette.dress("natural").light
    key = np.asarray(light["key"], float)
    key /= np.linalg.norm(key)
    way = np.stack([np.interp(along, arc, np.gradient(home[:, k], arc)) for k in (0, 1)])
    way /= np.maximum(np.hypot(*way), 1e-6)
    front = np.stack([-way[1], way[0]])  # towards the front edge
    side = turned * across * np.abs(across) ** 0.25
    slope = -BULGE * np.gradient(half, along) * np.sqrt(np.clip(1.0 - across**2, 0.0, 1.0))
    slope = np.clip(slope, -0.7, 0.7)
    depth = np.sqrt(np.clip(1.0 - side**2, 0.02, 1.0))
    x, y = side * front[0] + slope * way[0], side * front[1] + slope * way[1]
    facing = (key[0] * x + key[1] * y + key[2] * depth) / np.sqrt(x**2 + y**2 + depth**2)
    lit = np.clip((facing + light["wrap"]) / (1.0 + light["wrap"]), 0.0, 1.0) ** light["key_power"]
    rim = 1.0 - depth
    return 0.14 + 0.62 * lit + 0.10 * np.clip(-facing, 0, 1) - 0.16 * rim**2


def _tendon(
    record: dict[str, Any], share: FloatArray, across: FloatArray, half: FloatArray, random: Any
) -> FloatArray:
    """How far each place is tendon, (h, w): belly and tendon reach into each other like teeth."""
    given = np.asarray(record["tendon"])
    at = np.linspace(0.0, 1.0, len(given))
    if given.min() > 0.99:
        return np.ones((len(across), len(share)))
    tooth = _noise(random, across[:, 0] * half.max() / FRAY_MM) - 0.5
    point = 0.30 * (1.0 - np.abs(across[:, 0]))  # a tendon comes out of the middle of its belly
    reach = FRAY * (1.4 * tooth + point)[:, None]
    middle = at[given <= given.min() + 0.02].mean()
    way = np.where(share < middle, 1.0, -1.0)  # from the belly a tendon lies to either side
    moved = np.interp(np.clip(share - reach * way, 0.0, 1.0), at, given)
    return smoothstep((moved - 0.32) / 0.36)


def _fibres(
    record: dict[str, Any], along: FloatArray, half: FloatArray, across: FloatArray,
    tendon: FloatArray, random: Any,
) -> FloatArray:  # fmt: skip
    """Fine lines, added to the tone: at a slant in a belly, along a tendon."""
    tissues = palette.dress("natural").tissues
    muscle, cord = tissues["muscle"], tissues["tendon"]
    slant = 0.0 if record["id"] in STRAIGHT_FIBRED else PENNATION
    place = across * (0.5 * half + 0.5 * half.max()) + slant * along  # they crowd where it narrows
    belly = _noise(random, place / (1.3 * muscle.fibre_mm))
    fine = _noise(random, place / (4.0 * muscle.fibre_mm))
    straight = _noise(random, across * half / (1.6 * cord.fibre_mm))
    red = 1.15 * muscle.fibre * (belly - 0.5) + 0.9 * muscle.fibre * (fine - 0.5)
    return red + (0.9 * cord.fibre * (straight - 0.5) - red) * tendon


def _noise(random: Any, place: FloatArray) -> FloatArray:
    """Smooth noise 0..1 with one value for each whole number of `place`."""
    low = np.floor(place.min())
    values = random.random(int(place.max() - low) + 3)
    at = place - low
    first = np.floor(at).astype(int)
    share = smoothstep(at - first)
    return values[first] + (values[first + 1] - values[first]) * share


def _ramped(tissue: palette.Tissue, tone: FloatArray) -> FloatArray:
    steps = len(tissue.ramp) - 1
    return tissue.ramp[np.round(tone * steps).astype(int)].astype(float)


def _clay(tone: FloatArray) -> NDArray[np.uint8]:
    """Shade and light as grey, (h, w, 4): half is neither, as the blend mode overlay reads it."""
    grey = np.clip(0.5 + CLAY_STRENGTH * (tone - CLAY_NEUTRAL), 0.06, 0.94)
    shade = np.round(255 * grey).astype(np.uint8)
    return np.dstack([shade, shade, shade, np.full_like(shade, 255)])
