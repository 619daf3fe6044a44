"""The push of the ground over one step: two shapes of it beside the measured points."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from explainer.figures import look
from explainer.model.explain.ground_force_fit import DRAWN, Fit, measured
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("ground_force",)
PERCENT = 100.0
STYLES = (("two_mass", look.NOW, "solid"), ("half_sine", look.AFTER, "dash"))


def draw(scenario: Scenario, fits: Mapping[str, Fit], words: Words) -> go.Figure:
    """Measured points and both shapes, body weights over stance; the chosen one is thick."""
    figure = look.empty_figure(
        words.text("figures.on_ground"), words.text("figures.ground_push_bw")
    )
    for shape, ink, dash in STYLES:
        chosen = scenario.ground_force == shape
        figure.add_scatter(
            x=PERCENT * DRAWN, y=fits[shape].force_bw, mode="lines",
            name=words.text(f"common.options.ground_force.{shape}"),
            line={"color": ink, "width": 4 if chosen else 2, "dash": dash},
        )  # fmt: skip
    points = measured()
    figure.add_scatter(
        x=PERCENT * points.share, y=points.force_bw, mode="markers",
        name=words.text("figures.measured"), marker={"color": look.QUIET, "size": 10},
    )  # fmt: skip
    figure.update_traces(hovertemplate="%{y:.2f}")
    figure.update_xaxes(ticksuffix=" %", range=[-2, 102])
    return figure
