"""The weeks on the way back up: miles, and what they count for one tissue with its range."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from explainer.figures import look
from explainer.plan import Return
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure",)


def draw(scenario: Scenario, back: Return, words: Words) -> go.Figure:
    """Bars of miles by week, easy miles with their 80 % band, and where the way ends as a line."""
    per_mile = words.per_mile
    layout = look.layout(
        words.text("figures.week"), words.text(f"figures.distance_{words.units}"), height_px=320
    )
    layout["xaxis"]["dtick"] = 1
    layout["shapes"] = [_level(per_mile * back.goal_miles)]
    weeks = [week.number for week in back.weeks]
    easy_miles = np.array([week.easy_miles[scenario.load] for week in back.weeks])
    low, central, high = per_mile * easy_miles.T
    name = words.text("figures.counts_as", name=words.text(f"common.loads.{scenario.load}"))
    miles = {
        "type": "bar", "x": weeks, "y": [per_mile * week.miles for week in back.weeks],
        "name": words.text("figures.run"), "marker": {"color": look.NOW},
        "opacity": look.BAR_OPACITY, "hovertemplate": "%{y:.1f}",
    }  # fmt: skip
    counted = {
        "type": "scatter", "x": weeks, "y": central, "mode": "lines+markers", "name": name,
        "line": {"color": look.AFTER, "width": 3}, "marker": {"size": 9},
        "error_y": look.whisker(central, low, high), "hovertemplate": "%{y:.1f}",
    }  # fmt: skip
    return look.unchecked_figure([miles, counted], layout)


def _level(miles: float) -> dict[str, Any]:
    """A dashed line across the chart."""
    return {
        "type": "line", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y", "y0": miles, "y1": miles,
        "line": {"color": look.QUIET, "dash": "dash"},
    }  # fmt: skip
