"""An exercise's pose as an image, for paper."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from explainer.figures.exercise.look import INKS, PAPER
from explainer.figures.exercise.paths import Shape, grouped

SUPERSAMPLING = 3  # drawn so much larger, then scaled down: smooth edges


def render(
    shapes: Sequence[Shape], box: tuple[float, float, float, float], height_px: int
) -> Image.Image:
    """The shapes within left, bottom, right, top (mm) on white."""
    left, bottom, right, top = box
    scale = height_px * SUPERSAMPLING / (top - bottom)
    size = round((right - left) * scale), height_px * SUPERSAMPLING
    image = Image.new("RGB", size, PAPER)
    pen = _Pen(ImageDraw.Draw(image), left, top, scale)
    for group in grouped(shapes):
        if group[0].group:
            for shape in group:
                pen.outline(shape, 2.0)
            for shape in group:
                pen.fill(shape)
        else:
            for shape in group:
                pen.fill(shape)
                pen.outline(shape, 1.0)
    return image.resize((size[0] // SUPERSAMPLING, height_px), Image.Resampling.LANCZOS)


class _Pen:
    def __init__(self, draw: ImageDraw.ImageDraw, left: float, top: float, scale: float) -> None:
        self._draw, self._left, self._top, self._scale = draw, left, top, scale

    def fill(self, shape: Shape) -> None:
        ink = INKS[shape.role]
        if ink.fill and shape.closed:
            self._draw.polygon(self._pixels(shape.points), fill=ink.fill)

    def outline(self, shape: Shape, times: float) -> None:
        ink = INKS[shape.role]
        if not ink.line:
            return
        width = max(1, round(ink.width_mm * times * self._scale))
        points = self._pixels(shape.points)
        if shape.closed:
            points = [*points, points[0], points[1]]
        self._draw.line(points, fill=ink.line, width=width, joint="curve")
        for x, y in () if shape.closed else (points[0], points[-1]):
            reach = width / 2
            self._draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=ink.line)

    def _pixels(self, points: np.ndarray) -> list[tuple[float, float]]:
        across = (points.real - self._left) * self._scale
        down = (self._top - points.imag) * self._scale
        return list(zip(across.tolist(), down.tolist(), strict=True))
