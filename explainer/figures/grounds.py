"""One tissue's stress in one step on each ground: the bars overlap more than readers expect."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer.figures import look
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure", "surface")


def draw(scenario: Scenario, table: Sweep, words: Words) -> go.Figure:
    """Stress in MPa by surface with its 80 % band; the reader's own ground stands out."""
    figure = look.empty_figure(words.text("figures.step_stress"), "", height_px=380)
    row = table.loads.index(scenario.load)
    central, low, high = (
        table.stress_mpa[row],
        table.stress_mpa_low[row],
        table.stress_mpa_high[row],
    )
    figure.add_bar(
        y=[words.text(f"common.surfaces.{surface}.name") for surface in table.surfaces], x=central,
        orientation="h", opacity=look.BAR_OPACITY, hovertemplate="%{x:.1f}",
        error_x=look.whisker(central, low, high),
        marker_color=[
            look.AFTER if surface == scenario.surface else look.NOW for surface in table.surfaces
        ],
    )  # fmt: skip
    figure.update_layout(showlegend=False, hovermode="y", bargap=0.35)
    figure.update_yaxes(autorange="reversed")
    return figure
