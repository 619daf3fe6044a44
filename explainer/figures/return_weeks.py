"""The weeks on the way back up: what each asks of one tissue, against the week now."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer.figures import look
from explainer.plan import Return
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure", "miles", "usual_miles")
SAME = 1.0  # as much as the week now


def draw(scenario: Scenario, back: Return, words: Words) -> go.Figure:
    """Bars of the ratio by week with their 80 % bands, the distance above; the week now, a line."""
    layout = look.layout(
        words.text("figures.week"), look.times_axis(words, scenario, after=True), height_px=320
    )
    layout |= {"showlegend": False, "bargap": 0.35}
    layout["margin"] = layout["margin"] | {"t": 28}
    layout["xaxis"]["dtick"] = 1
    layout["shapes"] = [look.mark_line(y=SAME)]
    low, central, high = np.array([week.ratio[scenario.load] for week in back.weeks]).T
    bars = {
        "type": "bar", "x": [week.number for week in back.weeks], "y": central,
        "text": [words.distance(week.miles) for week in back.weeks],
        "textposition": "outside", "cliponaxis": False,
        "marker": {"color": look.NOW}, "opacity": look.BAR_OPACITY,
        "error_y": look.whisker(central, low, high), "hovertemplate": "%{y:.2f}<extra></extra>",
    }  # fmt: skip
    return look.unchecked_figure([bars], layout)
