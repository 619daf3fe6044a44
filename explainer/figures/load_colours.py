"""The colours of load: one scale for load, and what a scale's numbers mean.

Pale to deep through green and blue, no red (red never means harm here). The stops lie at equal
steps of OKLab lightness, 0.945 to 0.30, hue 112 to 272 degrees, so that equal steps of load look
equal and the order survives every kind of colour blindness and a grey print.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from explainer.model import Runner, Running
from explainer.model.sweep import sweep

STOPS = (
    "#eef3b1", "#b4e2a7", "#77cda9", "#41b4ac", "#1497ac",
    "#0079a4", "#0e599e", "#1b3e83", "#1c2466",
)  # fmt: skip
CLAY = "#e4e0da"  # tissue without a load, in three dimensions: the plates' own clay
ROUND_ENDS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)  # where a scale may end
TICKS_AT = (0.0, 0.25, 0.5, 0.75, 1.0)  # places along the legend's bar
SQUARE_ROOT_KNOTS = 9  # straight lines between so many places come within 2 % of the ramp


@dataclass(frozen=True)
class Scale:
    """How a measure becomes a colour: straight lines between `values` and their `places`, 0 to 1.

    `ticks` are values to write under the bar. A value at the end or beyond has the end's colour.
    """

    values: tuple[float, ...]
    places: tuple[float, ...]
    ticks: tuple[float, ...]

    @property
    def full(self) -> float:
        """The value at the end of the bar."""
        return self.values[-1]

    def place(self, value: float) -> float:
        """The position of a value on the bar: 0 at no load, 1 at its end and beyond."""
        return float(np.interp(value, self.values, self.places))

    def colour(self, value: float) -> tuple[int, int, int]:
        """The value's red, green and blue, 0 to 255."""
        return _interpolate_colour(self.place(value))


def colour_ramp(steps: int) -> list[tuple[int, int, int]]:
    """The colours from one end of the bar to the other, red, green and blue from 0 to 255."""
    return [_interpolate_colour(step / (steps - 1)) for step in range(steps)]


def _interpolate_colour(place: float) -> tuple[int, int, int]:
    """The colour at a place of the bar, 0 to 1, between its two neighbouring stops."""
    at = place * (len(STOPS) - 1)
    left = min(int(at), len(STOPS) - 2)
    pairs = zip(read_rgb(STOPS[left]), read_rgb(STOPS[left + 1]), strict=True)
    red, green, blue = (round(low + (high - low) * (at - left)) for low, high in pairs)
    return red, green, blue


def read_rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#rrggbb", 0 to 255."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


@cache
def scales() -> dict[str, Scale]:
    """The two measures' scales: the same on every page, so that any two pictures compare.

    A week is compared with its reference week, at 1: half the ramp lies below it and most of that
    between a half and the whole, where a reader's choices are. One step ends at the highest central
    force that the ordinary runner reaches on any ground.
    """
    usual = sweep(Runner(), Running())
    return {"week": WEEK_SCALE, "step": force_scale(float(np.nanmax(usual.peak_bw)))}


def force_scale(most_bw: float) -> Scale:
    """A scale of forces that ends at a round number; its square root keeps small forces apart."""
    full = _round_up(most_bw)
    places = tuple(float(place) for place in np.linspace(0, 1, SQUARE_ROOT_KNOTS))
    inner = (_near_round(full * place**2) for place in TICKS_AT[1:-1])
    return Scale(tuple(full * place**2 for place in places), places, (0.0, *inner, full))


def _round_up(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return power * next(end for end in ROUND_ENDS if end * power >= value * (1 - 1e-9))


def _near_round(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return power * min(ROUND_ENDS, key=lambda end: abs(end - value / power))


WEEK_SCALE = Scale(
    values=(0.0, 0.5, 1.0, 2.0, 3.0), places=(0.0, 0.2, 0.5, 0.8, 1.0), ticks=(0.0, 1.0, 2.0, 3.0)
)
