"""One tissue's week on each ground: the bars overlap more than readers expect."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer.figures import look
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure", "surface", "miles", "usual_miles")


def draw(scenario: Scenario, table: Sweep, words: Words) -> go.Figure:
    """The week's ratio to the reference by surface with its 80 % band; one's own stands out."""
    axis = look.in_short_lines(look.times_axis(words, scenario))
    figure = look.empty_figure(axis, "", height_px=380)
    row = table.loads.index(scenario.load)
    central, low, high = (
        np.array([np.interp(scenario.miles, table.miles, line) for line in figures[row]])
        for figures in (table.ratio, table.ratio_low, table.ratio_high)
    )
    figure.add_bar(
        y=[words.text(f"common.surfaces.{surface}.name") for surface in table.surfaces], x=central,
        orientation="h", opacity=look.BAR_OPACITY, hovertemplate="%{x:.2f}",
        error_x=look.whisker(central, low, high),
        marker_color=[
            look.AFTER if surface == scenario.surface else look.NOW for surface in table.surfaces
        ],
    )  # fmt: skip
    figure.update_layout(showlegend=False, hovermode="y", bargap=0.35)
    figure.update_yaxes(autorange="reversed")
    return figure
