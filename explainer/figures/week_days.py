"""Seven days: what each run adds for one tissue, against its whole week now."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer.figures import look
from explainer.model import Week
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure", "days", "miles", "usual_miles")


def draw(scenario: Scenario, week: Week, words: Words) -> go.Figure:
    """Bars of each day's part of the ratio to the present week; above each, the run's distance."""
    figure = look.empty_figure("", look.times_axis(words, scenario, after=True), height_px=280)
    figure.add_bar(
        x=words.items("plan.days_short"),
        y=week.loads[scenario.load].ratio_by_run,
        marker_color=look.NOW,
        opacity=look.BAR_OPACITY,
        text=[words.distance(day.miles) if day.miles else "" for day in scenario.days],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{y:.2f}<extra></extra>",
    )
    figure.update_layout(showlegend=False, bargap=0.35, margin={"t": 28})
    return figure
