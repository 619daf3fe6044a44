"""This week's longest run beside the longest of the past 30 days, and where a jump begins."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer import catalog
from explainer.figures import look
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("longest_miles", "recent_longest_miles")


def draw(scenario: Scenario, _: None, words: Words) -> go.Figure:
    """Two bars in the reader's unit; the dashed line is a tenth over the past 30 days."""
    per_mile = words.per_mile
    figure = look.empty_figure(words.text(f"figures.one_run_{words.units}"), "", height_px=190)
    runs = per_mile * scenario.recent_longest_miles, per_mile * scenario.longest_miles
    figure.add_bar(
        y=[words.text("figures.past_30_days"), words.text("figures.this_week")], x=runs,
        orientation="h", marker_color=[look.QUIET, look.AFTER], opacity=look.BAR_OPACITY,
        hovertemplate="%{x:.1f}<extra></extra>",
    )  # fmt: skip
    if scenario.recent_longest_miles:
        jump_from = 1.0 + catalog.parameter("long_run_jump_small_from").value
        figure.add_vline(
            x=jump_from * runs[0], line={"color": look.NOW, "dash": "dash", "width": 3}
        )
    figure.update_layout(showlegend=False, hovermode="y", bargap=0.35)
    figure.update_yaxes(autorange="reversed")
    return figure
