"""Charts that are kept: many readers look at the same one, and drawing it takes long.

A chart depends on the scenario, the words and the model's result; what only moves the picture above
it (camera, bend on the plate, sore spot) is left out of what it is known by.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from types import ModuleType

import plotly.graph_objects as go

from explainer.scenario import Scenario
from explainer.words import Words

KEPT = 512  # charts of some 75 kB: at most 40 MB


class _Result:
    """A result known by its parts themselves: the model keeps its results and gives them again."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.parts = value if isinstance(value, tuple) else (value,)

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Result) or len(self.parts) != len(other.parts):
            return False
        return all(one is two for one, two in zip(self.parts, other.parts, strict=True))


def drawn(drawing: ModuleType, scenario: Scenario, result: object, words: Words) -> go.Figure:
    """The chart that `drawing.draw` makes: one object for the same choices, never changed."""
    still = replace(
        scenario, camera=None, mark=None, emphasis="all", cut="whole", depth="flat",
        lesson_step=0.0,
    )  # fmt: skip
    return _drawn(drawing, still, _Result(result), words)


@lru_cache(maxsize=KEPT)
def _drawn(drawing: ModuleType, scenario: Scenario, result: _Result, words: Words) -> go.Figure:
    return drawing.draw(scenario, result.value, words)
