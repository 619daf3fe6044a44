"""A changed week against the week now, tissue by tissue, with the range of each comparison."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer.figures import look
from explainer.model import LOADS, Week
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("miles", "usual_miles")
HEIGHT_PX = 380  # eleven tissues
SAME = 1.0  # as much as the week compared with
ENDS = ("", "_low", "_high")


def draw(scenario: Scenario, week: Week, words: Words) -> go.Figure:
    """Bars of the ratio to the present week with their 80 % bands; a line where nothing changes."""
    axis = look.in_short_lines(look.times_axis(words, scenario, after=True))
    layout = look.layout(axis, "", height_px=HEIGHT_PX)
    layout |= {"showlegend": False, "bargap": 0.3, "hovermode": "y"}
    layout["yaxis"]["autorange"] = "reversed"
    layout["shapes"] = [look.mark_line(x=SAME)]
    central, low, high = (
        np.array([getattr(week.loads[load], f"ratio{end}") for load in LOADS]) for end in ENDS
    )
    bars = {
        "type": "bar", "orientation": "h", "x": central,
        "y": [words.text(f"common.loads.{load}") for load in LOADS],
        "marker": {"color": look.AFTER}, "opacity": look.BAR_OPACITY,
        "error_x": look.whisker(central, low, high), "hovertemplate": "%{x:.2f}<extra></extra>",
    }  # fmt: skip
    return look.unchecked_figure([bars], layout)
