"""The state of a diagram, and which reported values it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from explainer.ui.components.shared.reports import is_number

MEASURES = ("week", "step")
LENGTHS = {"camera": 3, "mark": 2}  # fields that hold so many numbers, or none


@dataclass(frozen=True)
class DiagramState:
    """One reader's diagram, or two that differ in the week alone.

    Distances are miles a week whatever unit is shown.
    """

    miles: float = 20.0
    surface: str = "asphalt"
    flexion_deg: float = 0.0
    knee_view: str = ""  # "": the first view offered
    dress: str = "load"
    measure: str = "week"
    structure: str = ""  # "": none; the reading then names the most loaded one
    rendering: str = "flat"  # flat: the plate; turned: the knee in three dimensions
    camera: tuple[float, ...] = ()  # eye x, y, z in the scene's own units; (): the view's preset
    mark: tuple[float, ...] = ()  # the sore spot, mm to the outer side and up; (): none
    emphasis: str = "all"  # how the chosen structure stands among the others: all, ghost, alone
    cut: str = "whole"  # the turning knee: whole, or cut along its middle
    after_miles: float = 15.0  # of the second of two weeks, where both are shown
    after_surface: str = "asphalt"

    def for_browser(self) -> dict[str, Any]:
        """The same as plain values that JSON holds."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return plain | {name: list(getattr(self, name)) for name in LENGTHS}


def usable_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The reported values that are of their field's kind; names that are no fields are dropped."""
    good: dict[str, Any] = {}
    for field in fields(DiagramState):
        if field.name not in values:
            continue
        value = values[field.name]
        if field.name in LENGTHS:
            fits = isinstance(value, list) and len(value) in (0, LENGTHS[field.name])
            if fits and all(map(is_number, value)):
                good[field.name] = tuple(float(part) for part in value)
        elif isinstance(field.default, bool | str):
            if type(value) is type(field.default):
                good[field.name] = value
        elif is_number(value):
            good[field.name] = float(value)
    return good
