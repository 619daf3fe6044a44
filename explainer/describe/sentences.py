"""Builds a text alternative sentence by sentence, and formats the names and values in it."""

from __future__ import annotations

from explainer.describe import readings
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words


class Sentences:
    """Collects filled-in sentences of one table of describe.toml; `str()` joins them."""

    def __init__(self, words: Words, part: str) -> None:
        self.words = words
        self._part = f"describe.{part}"
        self._sentences: list[str] = []

    def add(self, key: str, **values: object) -> None:
        """Append the sentence at a key; `values` fill its placeholders."""
        self._sentences.append(self.words.text(f"{self._part}.{key}", **values))

    def __str__(self) -> str:
        return " ".join(self._sentences)


def load_name(words: Words, load: str) -> str:
    """The display name of a load."""
    return words.text(f"common.loads.{load}")


def ground(words: Words, surface: str) -> str:
    """The surface as a phrase, such as "on grass"."""
    return words.text(f"common.surfaces.{surface}.on")


def steps(words: Words, table: Sweep, scenario: Scenario) -> str:
    """Steps on each leg in the scenario's week."""
    return words.step_count(readings.steps_per_leg(table, scenario))


def compared(words: Words, scenario: Scenario, *, after: bool = False) -> str:
    """The week that a week is compared with, as a phrase such as "your week now"."""
    return words.text(f"describe.compared.{scenario.compared_with(after=after)}")


def times_with_band(words: Words, ratio: float, low: float, high: float) -> str:
    """How many times as much, with the range of the comparison where there is one to see."""
    ends = words.ratio(low), words.ratio(high)
    if ends[0] == ends[1]:
        return words.times(ratio)
    band = words.text("describe.diagram.band", low=ends[0], high=ends[1])
    return words.text("describe.compared.with_band", times=words.times(ratio), band=band)
