"""The live diagram in words: one week, or two weeks side by side."""

from __future__ import annotations

import numpy as np

from explainer import catalog
from explainer.describe import readings
from explainer.describe.said import (
    Said,
    distance_band,
    ground,
    load_name,
    steps,
    stress_band,
    value,
)
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

SAME = 0.005  # a change that would be written as 0 % is no change


def stage(words: Words, table: Sweep | None, scenario: Scenario, structure: str = "") -> str:
    """The live diagram: what it is coloured by, its extremes, the chosen structure, the bend.

    `structure` is the chosen structure's id, or "" for none; `table` is None on a picture that
    shows no load.
    """
    said = Said(words, "stage")
    if table is None or scenario.dress == "natural":
        said.add("natural", count=len(catalog.structures()))
    else:
        said.add("title")
        _add_load(said, table, scenario, structure)
    bend = scenario.flexion_deg
    said.add("bend" if bend else "straight", angle=words.angle(bend))
    return str(said)


def change(words: Words, now: Sweep, after: Sweep, scenario: Scenario) -> str:
    """Two weeks side by side, as the scenario holds them: what each load does in the week."""
    second, said = readings.changed(scenario), Said(words, "change")
    said.add("title")
    said.add(
        "weeks",
        now=words.distance(scenario.miles),
        after=words.distance(second.miles),
        now_surface=ground(words, scenario.surface),
        after_surface=ground(words, second.surface),
    )
    counts = readings.steps(now, scenario), readings.steps(after, second)
    said.add(
        f"steps_{_way(readings.ratio(*counts))}",
        before=steps(words, now, scenario),
        after=steps(words, after, second),
    )
    _add_groups(said, readings.week_ratios(now, after, scenario))
    return str(said)


def _add_load(said: Said, table: Sweep, scenario: Scenario, structure: str) -> None:
    words, one_step = said.words, scenario.measure == "step"
    if scenario.miles == 0 and not one_step:
        said.add("none")
        return
    said.add(
        "step" if one_step else "week",
        distance=words.distance(scenario.miles),
        pace=words.pace(scenario.speed_m_s),
        surface=ground(words, scenario.surface),
        steps=steps(words, table, scenario),
    )
    name = readings.TABLES[scenario.measure]
    values = {load: readings.at(table, name, load, scenario) for load in table.loads}
    known = [load for load in table.loads if np.isfinite(values[load])]
    for key, extreme in (("highest", max), ("lowest", min)):
        load = extreme(known, key=values.__getitem__)
        said.add(key, name=load_name(words, load), value=value(words, table, load, scenario))
    said.add("unknown", count=_count_unknown())
    if structure:
        _add_chosen(said, table, scenario, structure)
    said.add("meaning")


def _add_chosen(said: Said, table: Sweep, scenario: Scenario, structure: str) -> None:
    words, load = said.words, catalog.structures()[structure].load
    name = words.full_name(structure)
    if load in table.loads and np.isfinite(readings.at(table, "stress_mpa", load, scenario)):
        band = distance_band if scenario.measure == "easy" else stress_band
        said.add(
            "chosen",
            name=name,
            value=value(words, table, load, scenario),
            band=band(words, table, load, scenario),
        )
    else:
        unknown = catalog.structures()[structure].load_is_unknown
        said.add("chosen_unknown" if unknown else "chosen_unloaded", name=name)


def _add_groups(said: Said, ratios: dict[str, float]) -> None:
    """What the loads do, those that change alike in one sentence."""
    words = said.words
    groups: dict[tuple[str, str], list[str]] = {}
    for load, ratio in ratios.items():
        size = "" if np.isinf(ratio) else words.percent(abs(ratio - 1))
        groups.setdefault((_way(ratio), size), []).append(load_name(words, load))
    if len(groups) == 1:
        ((way, size),) = groups
        said.add(f"every_{way}", percent=size)
        return
    ways = {way for way, _ in groups}
    if {"less", "more"} <= ways:
        said.add("mixed")
    elif ways in ({"less"}, {"more"}):
        said.add(f"all_{min(ways)}")
    for (way, size), names in groups.items():
        said.add(way, percent=size, names="; ".join(names))


def _count_unknown() -> int:
    return sum(record.load_is_unknown for record in catalog.structures().values())


def _way(ratio: float) -> str:
    if np.isinf(ratio):
        return "new"
    if abs(ratio - 1) < SAME:
        return "same"
    return "less" if ratio < 1 else "more"
