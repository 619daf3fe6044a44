"""Draws fibres, tendons and contours of the natural plates into the clay ones.

Run it with `python -m explainer.plate_finish.clay_fibres` after the atlas has been baked. Both
dresses have the same light, so the natural picture divided by the clay one is the tissue's own
brightness. Only its local variation is used: within a few millimetres the clay keeps its mean, so
that a load colour multiplied onto it still reads as the scale says.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from explainer.anatomy import atlas
from explainer.arrays import FloatArray
from explainer.atlas_build import baked_files

LUMA = (0.2126, 0.7152, 0.0722)  # of red, green and blue: ITU-R BT.709
RADIUS_PX = 7.0  # at 1x, 2.3 mm: wider than a fibre bundle, narrower than a tendon
STRENGTH = 0.75  # 1 would show the tissue's whole contrast; colours would then read unevenly
STEP = (0.55, 1.5)  # the darkest and lightest that a pixel is drawn beside its surroundings
VISIBLE = 0.02  # opacity, and brightness, below which a pixel says nothing
WEBP = {"lossless": False, "quality": 84, "alpha_quality": 92, "method": 4}
PROCESSES = 2
DONE = "clay_fibres"  # the manifest's key: a plate is drawn over once only


def source_hash() -> str:
    """A hash over this step, which stands in the manifest."""
    return hashlib.sha256(Path(__file__).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def draw_fibres(
    clay: NDArray[np.uint8], natural: NDArray[np.uint8], density: int
) -> NDArray[np.uint8]:
    """The clay picture (height, width, 4) with the fine detail of the natural one.

    `density` is the number of pixels for each 1x pixel.
    """
    light, tissue = (_luma(picture) for picture in (clay, natural))
    shown = (clay[..., 3] > 255 * VISIBLE) & (light > VISIBLE)
    brightness = np.where(shown, tissue / np.maximum(light, VISIBLE), 0.0)
    weight = shown.astype(np.float32)
    around = _blurred(brightness, density) / np.maximum(_blurred(weight, density), 1e-3)
    step = np.clip(brightness / np.maximum(around, 1e-3), *STEP) ** STRENGTH
    drawn = clay.copy()
    painted = np.clip(clay[..., :3] * step[..., None], 0, 255).round().astype(np.uint8)
    drawn[..., :3] = np.where(shown[..., None], painted, clay[..., :3])
    return drawn


def finish(directory: Path = atlas.DIRECTORY) -> None:
    """Draw over every clay plate of the atlas and renew the manifest.

    Raises RuntimeError where that was done already: the untouched clay is then gone.
    """
    file = directory / atlas.MANIFEST
    manifest = json.loads(file.read_text(encoding="utf-8"))
    if DONE in manifest:
        raise RuntimeError(f"{file} has its fibres; bake the atlas first")
    jobs = [(row["pictures"], directory) for row in manifest["plates"]]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        for entries in pool.starmap(_draw_over, jobs):
            manifest["files"] |= entries
    manifest[DONE] = source_hash()
    baked_files.write_json(file, manifest, indent=1)


def _draw_over(pictures: list[dict[str, Any]], directory: Path) -> dict[str, dict[str, Any]]:
    """Draw over the clay pictures of one plate; their new entries in the manifest, by file."""
    names = {(one["dress"], one["density"]): one["file"] for one in pictures}
    entries = {}
    for density in sorted({density for _, density in names}):
        clay, natural = (directory / names[dress, density] for dress in ("clay", "natural"))
        drawn = draw_fibres(_pixels(clay), _pixels(natural), density)
        Image.fromarray(drawn, "RGBA").save(clay, "WEBP", **WEBP)
        entries[names["clay", density]] = baked_files.entry(clay)
    return entries


def _pixels(file: Path) -> NDArray[np.uint8]:
    with Image.open(file) as picture:
        return np.asarray(picture.convert("RGBA"))


def _luma(picture: NDArray[np.uint8]) -> FloatArray:
    return (picture[..., :3].astype(np.float32) / 255) @ np.array(LUMA, np.float32)


def _blurred(values: FloatArray, density: int) -> FloatArray:
    return gaussian_filter(values.astype(np.float32), RADIUS_PX * density)


if __name__ == "__main__":
    finish()
