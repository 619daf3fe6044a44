"""Questions that a reader answers on the picture, with their answers and explanations.

The text files name what to tap where it is anatomy. What the model decides (which
joint presses harder, where the week is halved) is computed here from the model's own result, so
that no answer can go stale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from explainer import catalog
from explainer.anatomy.pointing import NOT_TO_PRESS
from explainer.describe import readings
from explainer.describe.sentences import load_name
from explainer.model import Step
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

JOINTS = ("tibiofemoral", "patellofemoral")
FIRM_GROUND = "asphalt"  # what every other ground is compared with
TIE = 0.0005  # changes that differ by less share the first place: a tenth of a per cent is shown
LEAST_CHANGE = 0.01  # a change below this is hardly one
LEAST_MILES = 2.0  # below this a week cannot be halved in whole miles
SLACK = {"miles": 0.6, "flexion_deg": 8.0}  # half a step of the slider, and a little
VALUES = ("angle", "distance", "name", "names", "percent", "steps")  # what an answer fills in

Facts = dict[str, Any]


@dataclass(frozen=True)
class Basis:
    """What the questions are asked about."""

    words: Words
    scenario: Scenario
    table: Sweep
    step: Step


def count(words: Words, page: str) -> int:
    """How many questions a page has."""
    return len(_written_questions(words, page)) if words.has(f"quiz.{page}") else 0


def questions(basis: Basis, page: str) -> list[Facts]:
    """The page's questions, ready for the browser.

    Each has id, view, ask, explain, sources, and either `answers` (structures that are right when
    tapped) or `field` with `low` and `high` (where a slider has to stand). A question that this
    week cannot ask is left out.
    """
    built = []
    for place, written in enumerate(_written_questions(basis.words, page)):
        computed = _KINDS[written["kind"]](basis, written)
        if computed:
            filled = _written_questions(basis.words, page, computed.pop("values", {}))[place]
            built.append(_build_question(basis.words, filled, computed))
    return built


def _written_questions(
    words: Words, page: str, values: Mapping[str, str] | None = None
) -> list[Facts]:
    return words.tables(f"quiz.{page}", **(dict.fromkeys(VALUES, "") | dict(values or {})))


def _build_question(words: Words, written: Facts, computed: Facts) -> Facts:
    explain = written[computed.pop("explain", "explain")]
    sources = [source for source in written["sources"] if source != catalog.OWN_SOURCE]
    fixed = {
        "id": written["id"],
        "view": written.get("view", ""),
        "ask": written["ask"],
        "explain": explain,
    }
    return fixed | computed | {"sources": [_format_source(words, source) for source in sources]}


def _format_source(words: Words, key: str) -> str:
    source = catalog.sources()[key]
    name = f"{source.authors} {source.year}".strip()
    return words.text("quiz.source", source=name)


def _tap(basis: Basis, one: Facts) -> Facts:
    return {"answers": one["structures"]}


def _unknown(basis: Basis, one: Facts) -> Facts:
    return {"answers": _structures_where(lambda part: part.load_is_unknown)}


def _no_press(basis: Basis, one: Facts) -> Facts:
    return {"answers": _structures_where(lambda part: part.kind in NOT_TO_PRESS)}


def _joint_more(basis: Basis, one: Facts) -> Facts:
    """The joint with the higher force in one step."""
    peak_bw = _peaks_bw(basis, basis.scenario.surface)
    load = max(JOINTS, key=peak_bw.__getitem__)
    values = {"name": load_name(basis.words, load)}
    return {"answers": _structures_with_loads([load]), "measure": "step", "values": values}


def _most_changed(basis: Basis, one: Facts) -> Facts:
    """The parts whose force in one step changes most from firm ground to the asked one."""
    firm, other = _peaks_bw(basis, FIRM_GROUND), _peaks_bw(basis, one["ground"])
    changes = {load: other[load] / firm[load] - 1 for load in firm}
    most = max(changes.values(), key=abs)
    loads = [load for load, change in changes.items() if abs(change - most) < TIE]
    direction = "little" if abs(most) < LEAST_CHANGE else "more" if most > 0 else "less"
    names = "; ".join(load_name(basis.words, load) for load in loads)
    percent = basis.words.percent(abs(most), digits=1 if direction == "little" else 0)
    values = {"names": names, "percent": percent}
    computed = {
        "answers": _structures_with_loads(loads),
        "measure": "step",
        "explain": f"explain_{direction}",
    }
    return computed | {"values": values}


def _swing(basis: Basis, one: Facts) -> Facts:
    """The parts whose force peaks while the foot is in the air."""
    curves = basis.step.loads
    loads = [name for name, one in curves.items() if one.peak_swing_n > one.peak_stance_n]
    names = "; ".join(load_name(basis.words, load) for load in loads)
    return {"answers": _structures_with_loads(loads), "values": {"names": names}}


def _half_week(basis: Basis, one: Facts) -> Facts | None:
    """The distance at which the week's load is half of what it is now."""
    words, scenario, table = basis.words, basis.scenario, basis.table
    if scenario.miles < LEAST_MILES:
        return None
    row = table.ratio[table.loads.index(scenario.load), table.surfaces.index(scenario.surface)]
    half = float(np.interp(np.interp(scenario.miles, table.miles, row) / 2, row, table.miles))
    steps = readings.steps_per_leg(table, scenario) / 2
    values = {"distance": words.distance(scenario.miles), "steps": words.step_count(steps)}
    return {"values": values} | _between("miles", half)


def _peak_bend(basis: Basis, one: Facts) -> Facts:
    """The greatest bend of the knee while the foot is on the ground."""
    peak_deg = basis.step.knee_flexion_peak_deg
    return {"values": {"angle": basis.words.angle(peak_deg)}} | _between("flexion_deg", peak_deg)


_KINDS: Mapping[str, Callable[[Basis, Facts], Facts | None]] = {
    "tap": _tap,
    "unknown": _unknown,
    "no_press": _no_press,
    "joint_more": _joint_more,
    "changed": _most_changed,
    "swing": _swing,
    "half_week": _half_week,
    "peak_bend": _peak_bend,
}


def _between(field: str, value: float) -> Facts:
    return {"field": field, "low": value - SLACK[field], "high": value + SLACK[field]}


def _peaks_bw(basis: Basis, surface: str) -> dict[str, float]:
    """Each load's peak force in one step on a ground, body weights."""
    column = basis.table.peak_bw[:, basis.table.surfaces.index(surface)]
    return dict(zip(basis.table.loads, column.tolist(), strict=True))


def _structures_with_loads(loads: list[str]) -> list[str]:
    """The structures that carry these loads."""
    return _structures_where(lambda part: part.load in loads)


def _structures_where(wanted: Callable[[catalog.Structure], bool]) -> list[str]:
    return [key for key, part in catalog.structures().items() if wanted(part)]
