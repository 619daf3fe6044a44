"""What the reader has settled on in the diagram, and who has the last word about it.

The browser holds the live state. Python may move it too (a preset, a loaded link, another page).
`reconcile` tells a deliberate move by Python from an echo of what Python knew before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from explainer.ui.heard import is_number

DRESSES = ("load", "natural")
MEASURES = ("week", "step", "easy")
LENGTHS = {"camera": 3, "mark": 2}  # fields that hold so many numbers, or none


@dataclass(frozen=True)
class StageState:
    """One reader's diagram. Distances are miles a week whatever unit is shown."""

    miles: float = 20.0
    surface: str = "asphalt"
    bend_deg: float = 0.0
    view: str = ""  # "": the first view offered
    dress: str = "load"
    measure: str = "week"
    structure: str = ""  # "": none; the reading then names the most loaded one
    turned: bool = False
    camera: tuple[float, ...] = ()  # eye x, y, z in the scene's own units; (): the view's preset
    mark: tuple[float, ...] = ()  # the sore spot, mm to the outer side and up; (): none
    emphasis: str = "all"  # how the chosen structure stands among the others: all, ghost, alone
    cut: str = "whole"  # the turning knee: whole, or cut along its middle

    def for_browser(self) -> dict[str, Any]:
        """The same as plain values that JSON holds."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return plain | {name: list(getattr(self, name)) for name in LENGTHS}


@dataclass(frozen=True)
class Memory:
    """What Python remembers between two runs of the page.

    `sent` is what the browser was last told, under the number `turn`; `passed` what the page last
    handed in; `returned` what it last got back.
    """

    turn: int
    sent: StageState
    passed: StageState
    returned: StageState


def reconcile(
    memory: Memory | None, passed: StageState, report: Mapping[str, Any] | None
) -> Memory:
    """The memory after this run; its `returned` is the state that holds now.

    A field is Python's deliberate move when it differs from what was passed last time and from
    what was returned last time. A move raises `turn`; reports made before it no longer count. A
    browser that has reported nothing yet (a fresh page) takes what Python passes.
    """
    turn = _turn(report)
    if memory is None:
        held = _read(report, passed)
        return Memory(max(turn, 0), held, passed, held)
    if turn < 0 and memory.returned != memory.sent:
        return Memory(memory.turn + 1, passed, passed, passed)
    held = _read(report, memory.returned) if turn >= memory.turn else memory.returned
    moved = {
        field.name: getattr(passed, field.name)
        for field in fields(StageState)
        if getattr(passed, field.name)
        not in (getattr(memory.passed, field.name), getattr(memory.returned, field.name))
    }
    if not moved:
        return replace(memory, passed=passed, returned=held)
    held = replace(held, **moved)
    return Memory(memory.turn + 1, held, passed, held)


def _turn(report: Mapping[str, Any] | None) -> int:
    turn = report.get("turn") if report else None
    return turn if isinstance(turn, int) else -1


def _read(report: Mapping[str, Any] | None, fallback: StageState) -> StageState:
    """The state in a browser's report; a value of the wrong kind keeps the fallback's."""
    if not report:
        return fallback
    good: dict[str, Any] = {}
    for field in fields(StageState):
        value, known = report.get(field.name), getattr(fallback, field.name)
        if field.name in LENGTHS:
            fits = isinstance(value, list) and len(value) in (0, LENGTHS[field.name])
            if fits and all(map(is_number, value)):
                good[field.name] = tuple(float(part) for part in value)
        elif isinstance(known, bool | str):
            if type(value) is type(known):
                good[field.name] = value
        elif is_number(value):
            good[field.name] = float(value)
    return replace(fallback, **good)
