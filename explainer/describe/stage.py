"""The live diagram in words."""

from __future__ import annotations

import numpy as np

from explainer import catalog
from explainer.describe import readings
from explainer.describe.sentences import (
    Sentences,
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


def stage(words: Words, table: Sweep | None, scenario: Scenario, structure: str = "") -> str:
    """The live diagram: what it is coloured by, its extremes, the chosen structure, the bend.

    `structure` is the chosen structure's id, or "" for none; `table` is None on a picture that
    shows no load.
    """
    said = Sentences(words, "stage")
    if table is None or scenario.dress == "natural":
        said.add("natural", count=len(catalog.structures()))
    else:
        said.add("title")
        _add_load(said, table, scenario, structure)
    bend = scenario.flexion_deg
    said.add("bend" if bend else "straight", angle=words.angle(bend))
    return str(said)


def _add_load(said: Sentences, table: Sweep, scenario: Scenario, structure: str) -> None:
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
    values = {load: readings.read_value(table, name, load, scenario) for load in table.loads}
    known = [load for load in table.loads if np.isfinite(values[load])]
    for key, extreme in (("highest", max), ("lowest", min)):
        load = extreme(known, key=values.__getitem__)
        said.add(key, name=load_name(words, load), value=value(words, table, load, scenario))
    said.add("unknown", count=_count_unknown())
    if structure:
        _add_chosen(said, table, scenario, structure)
    said.add("meaning")


def _add_chosen(said: Sentences, table: Sweep, scenario: Scenario, structure: str) -> None:
    words, load = said.words, catalog.structures()[structure].load
    name = words.full_name(structure)
    if load in table.loads and np.isfinite(
        readings.read_value(table, "stress_mpa", load, scenario)
    ):
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


def _count_unknown() -> int:
    return sum(record.load_is_unknown for record in catalog.structures().values())
