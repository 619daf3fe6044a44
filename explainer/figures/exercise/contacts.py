"""Puts a body where it touches things: the nearest body to a wanted one that meets all contacts.

Each contact is a distance in mm that must be 0. The values may stray from the wanted ones at a
price: place and lean freely, the joints of the exercised leg hardly. Least change under exact
contacts, solved by Newton steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from explainer.figures.exercise.body import Body

Contact = Callable[[Body, float], float]  # (body, share of the way to the end) -> gap, mm

CLOSED_MM = 0.01
MOST_STEPS = 60
NUDGE = 1e-4
LONGEST_STEP = {"x": 400.0, "y": 400.0, "level_mm": 400.0, "wall_mm": 400.0}
TURN_DEG = 15.0  # the longest step of an angle


class ContactError(ValueError):
    """Contacts that no body near the wanted one can meet."""


def rests(disc: str, level: str = "") -> Contact:
    """The disc lies on the floor, or on the height that the body names."""

    def gap(body: Body, share: float) -> float:
        centre, radius = body.disc(disc)
        return centre.imag - radius - (getattr(body, level) if level else 0.0)

    return gap


def stays(disc: str, x_mm: float = 0.0) -> Contact:
    """The disc's centre keeps its place along the floor."""
    return lambda body, share: body.disc(disc)[0].real - x_mm


def at_height(disc: str, y_mm: float) -> Contact:
    """The disc's centre keeps its height."""
    return lambda body, share: body.disc(disc)[0].imag - y_mm


def rests_along(frame: str, ends: tuple[complex, complex], height_mm: float) -> Contact:
    """A point that moves along a part of the body from one end to the other lies on a height."""
    return lambda body, share: body.at(frame, along(ends, share)).imag - height_mm


def reaches(shoulder: complex, aim: Callable[[Body], complex], reach_mm: float) -> Contact:
    """A point lies as far from the shoulder as an arm reaches."""
    return lambda body, share: abs(aim(body) - body.at("chest", shoulder)) - reach_mm


def along(ends: tuple[complex, complex], share: float) -> complex:
    """The point part of the way from one end to the other."""
    return ends[0] + share * (ends[1] - ends[0])


def meet(
    wanted: Body, contacts: Sequence[Contact], leeway: Mapping[str, float], share: float
) -> Body:
    """The body nearest to the wanted one that meets all contacts; only `leeway`'s values move.

    Raises ContactError when there is none near.
    """
    if not contacts:
        return wanted
    names = list(leeway)
    weights = np.array([leeway[name] for name in names]) ** 2
    longest = np.array([LONGEST_STEP.get(name, TURN_DEG) for name in names])
    aim = np.array([getattr(wanted, name) for name in names])
    values, body = aim.copy(), wanted
    for _ in range(MOST_STEPS):
        gaps = np.array([contact(body, share) for contact in contacts])
        slopes = _slopes(body, names, contacts, gaps, share)
        weighted = slopes * weights
        pull = np.linalg.lstsq(weighted @ slopes.T, slopes @ (values - aim) - gaps, rcond=None)[0]
        step = aim + weighted.T @ pull - values
        if np.abs(gaps).max() < CLOSED_MM and np.abs(step).max() < CLOSED_MM:
            return body
        values = values + step / max(1.0, (np.abs(step) / longest).max())
        body = body.moved(**dict(zip(names, values.tolist(), strict=True)))
    gaps = np.array([contact(body, share) for contact in contacts])
    if np.abs(gaps).max() < 1.0:
        return body
    raise ContactError(f"gaps of {np.round(gaps, 1)} mm are left")


def _slopes(
    body: Body,
    names: Sequence[str],
    contacts: Sequence[Contact],
    gaps: np.ndarray,
    share: float,
) -> np.ndarray:
    """How each gap (rows) changes with each value (columns)."""
    columns = []
    for name in names:
        nudged = body.moved(**{name: getattr(body, name) + NUDGE})
        columns.append((np.array([contact(nudged, share) for contact in contacts]) - gaps) / NUDGE)
    return np.stack(columns, axis=1)
