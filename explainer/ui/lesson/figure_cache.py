"""Cached charts: many readers look at the same one, and drawing takes long.

A chart is known by the words, the model's result and the choices that its file says it uses. It
gets to see no others, so that none can go into it unnoticed.
"""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import Any

import plotly.graph_objects as go

from explainer.scenario import Scenario
from explainer.words import Words

CACHE_SIZE = 512  # charts of some 75 kB: at most 40 MB


class _IdentityKey:
    """A result known by its parts themselves: the model keeps its results and gives them again."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.parts = value if isinstance(value, tuple) else (value,)

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _IdentityKey) or len(self.parts) != len(other.parts):
            return False
        return all(one is two for one, two in zip(self.parts, other.parts, strict=True))


class SerializedFigure(go.Figure):
    """A chart in the form it is sent in, made once: Plotly would make it at every sending."""

    def __init__(self, chart: go.Figure) -> None:
        super().__init__()
        self._sent = chart.to_dict()

    def to_dict(self) -> dict[str, Any]:
        """The chart as it is sent."""
        return self._sent


def cached_figure(
    drawing: ModuleType, scenario: Scenario, result: object, words: Words
) -> SerializedFigure:
    """The chart that `drawing.draw` makes: one object for the same choices, never changed."""
    seen = Scenario(**{name: getattr(scenario, name) for name in drawing.USES})
    return _draw(drawing, seen, _IdentityKey(result), words)


@lru_cache(maxsize=CACHE_SIZE)
def _draw(
    drawing: ModuleType, scenario: Scenario, result: _IdentityKey, words: Words
) -> SerializedFigure:
    return SerializedFigure(drawing.draw(scenario, result.value, words))
