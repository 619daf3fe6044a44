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


@dataclass(frozen=True)
class Scale:
    """How a measure becomes a colour: place on the bar = (value / full) ** power, 0 to 1.

    `ticks` are values to write under the bar; `per` divides a value before it is written.
    """

    full: float
    power: float
    ticks: tuple[float, ...]
    per: float = 1.0

    def place(self, value: float) -> float:
        """Where a value stands on the bar: 0 at no load, 1 at its end and beyond."""
        return min(max(value / self.full, 0.0), 1.0) ** self.power

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
def scales(per_mile: float = 1.0) -> dict[str, Scale]:
    """The three measures' scales: the same on every page, so that any two pictures compare.

    They end at the highest central value that the ordinary runner reaches on any ground within the
    sliders' span. Values of a square-root scale keep the lesser loads apart, which a straight one
    would press into its pale end. `per_mile` shown units make a mile: distances end on round ones.
    """
    usual = sweep(Runner(), Running())
    return {
        "week": scale(usual.week_stress_mpa_steps, power=0.5, per=1000.0),
        "step": scale(usual.stress_mpa, power=0.5),
        "easy": scale(usual.easy_miles, power=0.5, per=1 / per_mile),
    }


def scale(values: np.ndarray, power: float, per: float = 1.0) -> Scale:
    """A scale from 0 to the values' maximum, ended and ticked at round numbers as written."""
    full = _round_up(float(np.nanmax(values)) / per)
    inner = [_near_round(full * place ** (1 / power)) for place in TICKS_AT[1:-1]]
    ticks = tuple(tick * per for tick in (0.0, *inner, full))
    return Scale(full=full * per, power=power, ticks=ticks, per=per)


def _round_up(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return power * next(end for end in ROUND_ENDS if end * power >= value * (1 - 1e-9))


def _near_round(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return power * min(ROUND_ENDS, key=lambda end: abs(end - value / power))
