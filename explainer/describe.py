"""What each picture shows, in words to be spoken, from the same result that the picture draws.

Every function returns whole sentences of assets/text/<language>/describe.toml, filled in; it reads
numbers from the result it is handed and computes no physiology.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from explainer import catalog
from explainer.scenario import Scenario
from explainer.words import Words

if TYPE_CHECKING:
    from explainer.model import Step
    from explainer.model.sweep import Sweep

LOADED_KINDS = frozenset({"cartilage", "meniscus", "ligament", "tendon", "muscle", "capsule"})
TABLES = {"week": "week_stress_mpa_steps", "step": "stress_mpa", "easy": "easy_miles"}
SAME = 0.005  # a change that would be written as 0 % is no change
LIMB_LOADS = ("semimembranosus", "biceps_femoris_long", "gastrocnemius_medial", "soleus")


def stage(words: Words, table: Sweep | None, scenario: Scenario, structure: str = "") -> str:
    """The live diagram: what it is coloured by, its extremes, and the chosen structure."""
    said = _Said(words, "describe.stage")
    if table is None or scenario.dress == "natural":
        said.add("natural", count=len(catalog.structures()))
        return said.with_bend(scenario.flexion_deg)
    said.add("title")
    if scenario.miles == 0 and scenario.measure != "step":
        said.add("none")
        return said.with_bend(scenario.flexion_deg)
    said.add(
        "step" if scenario.measure == "step" else "week",
        distance=words.distance(scenario.miles),
        pace=words.pace(scenario.speed_m_s),
        surface=_ground(words, scenario.surface),
        steps=_steps(words, table, scenario),
    )
    values = {load: at(table, TABLES[scenario.measure], load, scenario) for load in table.loads}
    known = {load: value for load, value in values.items() if np.isfinite(value)}
    for key, extreme in (("highest", max), ("lowest", min)):
        load = extreme(known, key=known.get)
        said.add(key, name=_load(words, load), value=_value(words, table, load, scenario))
    said.add("unknown", count=sum(map(_is_unknown, catalog.structures())))
    if structure:
        _add_chosen(said, table, scenario, structure)
    said.add("meaning")
    return said.with_bend(scenario.flexion_deg)


def change(words: Words, now: Sweep, after: Sweep, scenario: Scenario) -> str:
    """Two weeks side by side, as the scenario holds them: what each load does in the week."""
    changed = _after(scenario)
    said = _Said(words, "describe.change")
    said.add("title")
    said.add(
        "weeks",
        now=words.distance(scenario.miles),
        after=words.distance(changed.miles),
        now_surface=_ground(words, scenario.surface),
        after_surface=_ground(words, changed.surface),
    )
    before_steps, after_steps = steps(now, scenario), steps(after, changed)
    said.add(
        _way("steps_fewer", "steps_same", "steps_more", _ratio(before_steps, after_steps)),
        before=words.number(before_steps, 0),
        after=words.number(after_steps, 0),
    )
    ratios = week_ratios(now, after, scenario)
    said.add(_verdict(list(ratios.values())), percent=words.percent(0.01))
    for load, ratio in ratios.items():
        key = "new" if np.isinf(ratio) else _way("less", "same", "more", ratio)
        size = "" if np.isinf(ratio) else words.percent(abs(ratio - 1))
        said.add(key, name=_load(words, load), percent=size)
    return str(said)


def force_curve(words: Words, step: Step) -> str:
    """The push of the ground through one step."""
    said = _Said(words, "describe.force_curve")
    said.add("title")
    peak = int(np.argmax(step.vertical_force_bw))
    share = step.time_s[peak] / step.contact_time_s
    said.add("peak", force=words.force(step.active_peak_bw), percent=words.percent(share))
    if np.isfinite(step.impact_peak_bw) and step.impact_peak_bw > 0:
        said.add("impact", force=words.force(step.impact_peak_bw))
    else:
        said.add("no_impact")
    said.add("length", milliseconds=words.number(1000 * step.contact_time_s, 0))
    said.add("rate", rate=words.number(step.step_rate_spm, 0))
    return str(said)


def load_curve(words: Words, step: Step, load: str) -> str:
    """One muscle's, tendon's or joint's force from one contact of the foot to the next."""
    said, curve = _Said(words, "describe.load_curve"), step.loads[load]
    peak = int(np.argmax(curve.force_n))
    said.add("title", name=_load(words, load))
    share = curve.percent_stride[peak] / 100
    said.add("peak", force=words.force(curve.peak_bw), percent=words.percent(share))
    said.add("moment_stance" if curve.peak_stance_n >= curve.peak_swing_n else "moment_swing")
    said.add("band", band=words.band(curve.peak_bw_low, curve.peak_bw_high, 1))
    return str(said)


def stride(words: Words, step: Step, loads: tuple[str, ...] = LIMB_LOADS) -> str:
    """When in a stride the two-joint muscles and their neighbour work, one after the other."""
    return " ".join(load_curve(words, step, load) for load in loads)


def miles_chart(words: Words, table: Sweep, scenario: Scenario, load: str) -> str:
    """One load against weekly miles: an even line, with the clinic's guide beside it."""
    said = _Said(words, "describe.miles_chart")
    said.add("title", name=_load(words, load))
    said.add("line", distance=words.distance(float(table.miles[-1])))
    value = _value(words, table, load, scenario)
    said.add("now", distance=words.distance(scenario.miles), value=value)
    said.add("guide", guide=words.distance(scenario.guide_miles))
    return str(said)


def easy_chart(words: Words, table: Sweep, scenario: Scenario) -> str:
    """The week in easy miles, load by load, with the range of each."""
    said = _Said(words, "describe.easy_chart")
    said.add("title")
    said.add("real", distance=words.distance(scenario.miles))
    for load in table.loads:
        value = at(table, "easy_miles", load, scenario)
        if np.isfinite(value):
            band = _distance_band(words, table, load, scenario)
            said.add("row", name=_load(words, load), value=words.distance(value), band=band)
    return str(said)


def ground_chart(words: Words, table: Sweep, scenario: Scenario, load: str) -> str:
    """One load in one step on each ground."""
    said = _Said(words, "describe.ground_chart")
    said.add("title", name=_load(words, load))
    row = table.loads.index(load)
    for column, surface in enumerate(table.surfaces):
        value = words.stress(float(table.stress_mpa[row, column]))
        ends = (table.stress_mpa_low[row, column], table.stress_mpa_high[row, column])
        band = words.band(*map(float, ends), digits=1)
        name = words.text(f"common.surfaces.{surface}.name")
        said.add("row", surface=name, value=value, band=band)
    lowest, highest = np.max(table.stress_mpa_low[row]), np.min(table.stress_mpa_high[row])
    if lowest <= highest:
        said.add("overlap")
    return str(said)


def runs_chart(words: Words, scenario: Scenario) -> str:
    """This week's longest run beside the longest of the past 30 days."""
    said = _Said(words, "describe.runs_chart")
    said.add("title")
    run, recent = scenario.longest_miles, scenario.recent_longest_miles
    said.add("line", run=words.distance(run), recent=words.distance(recent))
    return str(said)


def model_map(words: Words) -> str:
    """The chain of the model's boxes, from the reader to the range."""
    boxes = words.table("model.boxes")
    return " ".join(f"{text}." for text in boxes.values())


def at(table: Sweep, name: str, load: str, scenario: Scenario) -> float:
    """One value of a table for the scenario's ground and miles; nan where there is none."""
    values = getattr(table, name)[table.loads.index(load), table.surfaces.index(scenario.surface)]
    if np.ndim(values) == 0:
        return float(values)
    return float(np.interp(scenario.miles, table.miles, values))


def steps(table: Sweep, scenario: Scenario) -> float:
    """Steps on each leg in the scenario's week."""
    row = table.steps_per_leg[table.surfaces.index(scenario.surface)]
    return float(np.interp(scenario.miles, table.miles, row))


def week_ratios(now: Sweep, after: Sweep, scenario: Scenario) -> dict[str, float]:
    """For each known load, the week's stress after the change over that of now; inf from none."""
    name, changed = TABLES["week"], _after(scenario)
    pairs = {
        load: (at(now, name, load, scenario), at(after, name, load, changed)) for load in now.loads
    }
    return {load: _ratio(*pair) for load, pair in pairs.items() if np.isfinite(pair).all()}


class _Said:
    """The sentences said so far, all from one part of describe.toml."""

    def __init__(self, words: Words, part: str) -> None:
        self.words = words
        self._part = part
        self._sentences: list[str] = []

    def add(self, key: str, **values: object) -> None:
        """Say one more sentence."""
        self._sentences.append(self.words.text(f"{self._part}.{key}", **values))

    def with_bend(self, flexion_deg: float) -> str:
        """All of it, and how far the knee is bent."""
        key = "bend" if flexion_deg else "straight"
        self.add(key, angle=self.words.angle(flexion_deg))
        return str(self)

    def __str__(self) -> str:
        return " ".join(self._sentences)


def _add_chosen(said: _Said, table: Sweep, scenario: Scenario, structure: str) -> None:
    words, load = said.words, catalog.structures()[structure].load
    name = words.full_name(structure)
    if load in table.loads and np.isfinite(at(table, "stress_mpa", load, scenario)):
        band = (
            _distance_band(words, table, load, scenario)
            if scenario.measure == "easy"
            else _stress_band(words, table, load, scenario)
        )
        value = _value(words, table, load, scenario)
        said.add("chosen", name=name, value=value, band=band)
    elif _is_unknown(structure):
        said.add("chosen_unknown", name=name)
    else:
        said.add("chosen_unloaded", name=name)


def _is_unknown(structure: str) -> bool:
    """Whether running loads this part and no one has published how much."""
    record = catalog.structures()[structure]
    return record.kind in LOADED_KINDS and not record.load


def _value(words: Words, table: Sweep, load: str, scenario: Scenario) -> str:
    """One load as the picture's measure gives it."""
    if scenario.measure == "easy":
        easy = words.distance(at(table, "easy_miles", load, scenario))
        return words.text("describe.stage.value_easy", easy=easy)
    stress = words.stress(at(table, "stress_mpa", load, scenario))
    if scenario.measure == "step":
        return words.text("describe.stage.value_step", stress=stress)
    count = _steps(words, table, scenario)
    return words.text("describe.stage.value_week", stress=stress, steps=count)


def _stress_band(words: Words, table: Sweep, load: str, scenario: Scenario) -> str:
    low, high = (at(table, f"stress_mpa_{end}", load, scenario) for end in ("low", "high"))
    return words.text("describe.stage.band_stress", low=words.number(low), high=words.stress(high))


def _distance_band(words: Words, table: Sweep, load: str, scenario: Scenario) -> str:
    low, high = (at(table, f"easy_miles_{end}", load, scenario) for end in ("low", "high"))
    return words.text("describe.stage.band", low=words.distance(low), high=words.distance(high))


def _after(scenario: Scenario) -> Scenario:
    """The scenario as it would be after the change."""
    return replace(scenario, miles=scenario.after_miles, surface=scenario.after_surface)


def _steps(words: Words, table: Sweep, scenario: Scenario) -> str:
    return words.number(steps(table, scenario), 0)


def _load(words: Words, load: str) -> str:
    return words.text(f"common.loads.{load}")


def _ground(words: Words, surface: str) -> str:
    return words.text(f"common.surfaces.{surface}.on")


def _ratio(before: float, after: float) -> float:
    if before == 0:
        return 1.0 if after == 0 else np.inf
    return after / before


def _way(less: str, same: str, more: str, ratio: float) -> str:
    if abs(ratio - 1) < SAME:
        return same
    return less if ratio < 1 else more


def _verdict(ratios: list[float]) -> str:
    """One sentence over all loads: all less, all more, mixed, or no change."""
    ways = {_way("all_less", "all_same", "all_more", ratio) for ratio in ratios}
    return ways.pop() if len(ways) == 1 else "mixed"
