"""What each mile adds to one tissue's week: an even line, and the clinic's guide beside it."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer import describe
from explainer.figures import look
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure", "surface", "miles", "guide_miles", "usual_miles")


def draw(scenario: Scenario, table: Sweep, words: Words) -> go.Figure:
    """The week's ratio to the reference over miles, band, guide line and present week."""
    per_mile = words.per_mile
    figure = look.empty_figure(
        words.text(f"figures.distance_{words.units}"),
        look.times_axis(words, scenario),
    )
    row, column = table.loads.index(scenario.load), table.surfaces.index(scenario.surface)
    miles = per_mile * table.miles
    low, central, high = (
        getattr(table, f"ratio{end}")[row, column] for end in ("_low", "", "_high")
    )
    look.band(figure, miles, low, high, look.NOW)
    figure.add_scatter(
        x=miles, y=central, mode="lines", line={"color": look.NOW, "width": 3},
        name=words.text(f"common.loads.{scenario.load}"), hovertemplate="%{y:.2f}",
    )  # fmt: skip
    now = describe.read_value(table, "ratio", scenario.load, scenario)
    figure.add_scatter(
        x=[per_mile * scenario.miles], y=[now], mode="markers",
        marker={"color": look.AFTER, "size": 14}, name=words.text("load.now"),
        hovertemplate="%{y:.2f}",
    )  # fmt: skip
    guide = words.text("load.guide_line", guide=words.distance(scenario.guide_miles))
    figure.add_vline(
        x=per_mile * scenario.guide_miles, line={"color": look.QUIET, "dash": "dash"},
        annotation_text=guide, annotation_position="bottom right",
    )  # fmt: skip
    figure.update_xaxes(range=[0, float(np.max(miles))])
    return figure
