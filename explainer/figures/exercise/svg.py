"""An exercise's pose as an SVG, for the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from explainer.figures.exercise.look import INKS
from explainer.figures.exercise.paths import Shape, grouped, same_way_round

Box = tuple[float, float, float, float]


def render(shapes: Sequence[Shape], box: Box, alt: str = "") -> str:
    """The shapes within left, bottom, right, top (mm); `alt` is the text alternative, if any."""
    left, bottom, right, top = (round(value) for value in box)
    width, height = right - left, top - bottom
    spoken = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {-top} {width} {height}"'
        f' width="{width}" height="{height}" {spoken}'
        ' stroke-linejoin="round" stroke-linecap="round" fill="none">'
        f"{''.join(_drawn(group) for group in grouped(shapes))}</svg>"
    )


def _drawn(group: Sequence[Shape]) -> str:
    """One path, or the shapes of a group as one outline: first all lines, then all fills."""
    ink = INKS[group[0].role]
    d = "".join(path(shape) for shape in group)
    fill = f' fill="{ink.fill}"' if ink.fill and group[0].closed else ""
    line = f' stroke="{ink.line}"' if ink.line else ""
    if not group[0].group:
        width = f' stroke-width="{ink.width_mm:g}"' if ink.line else ""
        return f'<path{fill}{line}{width} d="{d}"/>'
    return f'<path{line} stroke-width="{2 * ink.width_mm:g}" d="{d}"/><path{fill} d="{d}"/>'


def path(shape: Shape) -> str:
    """The path's data in whole millimetres, relative to the point before; y points down.

    Closed paths all turn the same way, so that those of a group add up where they overlap.
    """
    points = same_way_round(shape).points
    whole = np.round(np.stack([points.real, -points.imag], axis=1)).astype(int)
    start, steps = whole[0], np.diff(whole, axis=0)
    along = " ".join(f"{x} {y}" for x, y in steps.tolist())
    return f"M{start[0]} {start[1]}l{along}{'z' if shape.closed else ''}".replace(" -", "-")
