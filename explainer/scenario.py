"""Everything a reader has chosen, in one frozen value that a link can carry.

The link writes every value out, defaults included, with a version: an old link then means the same
when a default changes. Reading a link never fails. A value that cannot be used is replaced by its
default, and the replacement is named so that the page can say so. The page is the link's path.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, NamedTuple, Self

from explainer import catalog

VERSION = "1"
UNCHOSEN_LOAD = "semimembranosus"  # the strongest tendon behind the knee; a chart needs some load
SHOWN_CHARACTERS = 40  # of a value that could not be used: enough to recognise it


class Replaced(NamedTuple):
    """A value of a link that could not be used, and what was used instead."""

    field: str
    given: str
    used: str


class Camera(NamedTuple):
    """Where the reader looks from in the 3-D picture, in the scene's own units."""

    x: float
    y: float
    z: float


CAMERA_REACH = 6.0  # beyond this the knee is a dot
CAMERA_NEAR = 0.2  # closer than this the view is inside the bone


class Mark(NamedTuple):
    """Where it hurts, on the back of the knee: mm to the outer side and up, in frame K."""

    z_mm: float
    y_mm: float


MARK_REACH_MM = 250.0  # from low on the thigh to mid calf: what the pictures of the back hold


class Day(NamedTuple):
    """One day's run of a planned week; no run is 0 miles."""

    miles: float
    surface: str
    speed_m_s: float


DAYS_A_WEEK = 7


def _default(name: str) -> Any:
    """A field that starts at the catalog's default, looked up when a scenario is made.

    Looked up with the class, a file that cannot be read would keep the server from starting.
    """
    return field(default_factory=lambda: catalog.choices()[name].default)


@dataclass(frozen=True)
class Scenario:
    """One reader's choices. Limits and defaults: assets/data/scenario.toml."""

    view: str = _default("view")
    language: str = _default("language")
    register: str = _default("register")
    units: str = _default("units")
    layer: str = _default("layer")
    dress: str = _default("dress")
    measure: str = _default("measure")
    depth: str = _default("depth")
    structure: str = ""
    mark: Mark | None = None  # None: the reader has not shown where it hurts
    emphasis: str = _default("emphasis")
    cut: str = _default("cut")
    lesson_step: float = _default("lesson_step")
    flexion_deg: float = _default("flexion_deg")
    camera: Camera | None = None  # None: where the picture starts from
    limb_moved_by: str = _default("limb_moved_by")
    cycle_percent: float = _default("cycle_percent")
    hip_flexion_deg: float = _default("hip_flexion_deg")
    ankle_dorsiflexion_deg: float = _default("ankle_dorsiflexion_deg")
    miles: float = _default("miles")
    surface: str = _default("surface")
    speed_m_s: float = _default("speed_m_s")
    step_rate_change: float = _default("step_rate_change")
    slope_deg: float = _default("slope_deg")
    mass_kg: float = _default("mass_kg")
    height_m: float = _default("height_m")
    foot_strike: str = _default("foot_strike")
    longest_miles: float = _default("longest_miles")
    recent_longest_miles: float = _default("recent_longest_miles")
    after_miles: float = _default("after_miles")
    after_surface: str = _default("after_surface")
    after_speed_m_s: float = _default("after_speed_m_s")
    after_step_rate_change: float = _default("after_step_rate_change")
    after_slope_deg: float = _default("after_slope_deg")
    guide_miles: float = _default("guide_miles")
    surface_sensitive: str = _default("surface_sensitive")
    ground_force: str = _default("ground_force")
    fatigue_law: str = _default("fatigue_law")
    days: tuple[Day, ...] = ()  # seven, Monday first; (): the week is not planned day by day

    @property
    def load(self) -> str:
        """The load that charts show: the chosen structure's, or the deep inner hamstring's."""
        chosen = catalog.structures().get(self.structure)
        return chosen.load if chosen and chosen.load else UNCHOSEN_LOAD

    def to_query(self) -> dict[str, str]:
        """Every value as link text, with the version; `from_query` restores it exactly."""
        written = {name: _write(getattr(self, name)) for name in names()}
        return {"v": VERSION} | written

    def choosing(self, **values: object) -> Self:
        """This scenario with other choices; one that no link could hold keeps what stood before.

        A browser reports what its reader moved; a browser out of order may report anything.
        """
        usable: dict[str, Any] = {}
        for name, value in values.items():
            try:
                usable[name] = _read(name, _write(value))
            except (ValueError, TypeError, AttributeError):
                continue
        return replace(self, **usable)

    @classmethod
    def from_query(cls, query: Mapping[str, str | list[str]]) -> tuple[Self, tuple[Replaced, ...]]:
        """The scenario a link stands for, and each value of it that could not be used.

        Never raises. Keys that are not ours are left alone; of a repeated key the last one counts.
        """
        values: dict[str, Any] = {}
        replaced = []
        version = _last(query.get("v", VERSION))
        if version != VERSION:
            replaced.append(Replaced("v", version[:SHOWN_CHARACTERS], VERSION))
        for name in names():
            if name not in query:
                continue
            text = _last(query[name])
            try:
                values[name] = _read(name, text)
            except ValueError:
                used = _write(getattr(cls(), name))
                replaced.append(Replaced(name, text[:SHOWN_CHARACTERS], used))
        return cls(**values), tuple(replaced)


@cache
def names() -> tuple[str, ...]:
    """The names of all choices, in the order of the link."""
    return tuple(one.name for one in fields(Scenario))


def _last(given: str | list[str]) -> str:
    if isinstance(given, str):
        return given
    return str(given[-1]) if given else ""


Chosen = float | str | Camera | Mark | tuple[Day, ...] | None


def _write(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Camera | Mark | Day):
        return ",".join(_write(part) for part in value)
    if isinstance(value, tuple):
        return ";".join(_write(day) for day in value)
    if isinstance(value, str):
        return value
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def _read(name: str, text: str) -> Chosen:
    if name == "structure":
        return _one_of(text, ("", *catalog.structures()))
    if name == "camera":
        return _camera(text) if text else None
    if name == "mark":
        return _mark(text) if text else None
    if name == "days":
        return _days(text) if text else ()
    choice = catalog.choices()[name]
    if choice.is_number:
        return _number(text, choice.low, choice.high)
    return _one_of(text, choice.options)


def _one_of(text: str, options: tuple[str, ...]) -> str:
    if text not in options:
        raise ValueError(text)
    return text


def _number(text: str, low: float, high: float) -> float:
    if not text.isascii() or "_" in text:  # float() reads both; a link of ours never holds them
        raise ValueError(text)
    number = float(text)
    if not low <= number <= high:  # refuses nan too
        raise ValueError(text)
    return number


def _camera(text: str) -> Camera:
    parts = [_number(part, -CAMERA_REACH, CAMERA_REACH) for part in text.split(",")]
    if len(parts) != len(Camera._fields) or math.hypot(*parts) < CAMERA_NEAR:
        raise ValueError(text)
    return Camera(*parts)


def _mark(text: str) -> Mark:
    parts = [_number(part, -MARK_REACH_MM, MARK_REACH_MM) for part in text.split(",")]
    if len(parts) != len(Mark._fields):
        raise ValueError(text)
    return Mark(*parts)


def _days(text: str) -> tuple[Day, ...]:
    days = tuple(_day(part) for part in text.split(";"))
    if len(days) != DAYS_A_WEEK:
        raise ValueError(text)
    return days


def _day(text: str) -> Day:
    parts = text.split(",")
    if len(parts) != len(Day._fields):
        raise ValueError(text)
    names = ("miles", "surface", "speed_m_s")
    read: dict[str, Any] = {n: _read(n, part) for n, part in zip(names, parts, strict=True)}
    return Day(**read)
