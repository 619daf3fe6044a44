"""How some loads answer to one choice: a line each, in per cent of what they are without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go

from explainer.arrays import FloatArray
from explainer.figures import look
from explainer.scenario import Scenario
from explainer.words import Words
from explainer.words.choices import format_choice

USES = ("structure",)

PERCENT = 100.0
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


@dataclass(frozen=True)
class Response:
    """Peak force of some loads over the settings of one choice."""

    field: str  # the choice: step_rate_change or slope_deg
    settings: FloatArray  # (n,)
    peaks: Mapping[str, FloatArray]  # load -> (n,), against the middle setting
    measured: tuple[float, float]  # where studies measured


def draw(scenario: Scenario, response: Response, words: Words) -> go.Figure:
    """A line a load, the chosen one thick; the pale field is what was measured, if not all."""
    x_title = words.text(f"common.fields.{response.field}")
    figure = look.empty_figure(x_title, words.text("figures.change"))
    low, high = response.measured
    if low > response.settings[0] or high < response.settings[-1]:
        figure.add_vrect(
            x0=low, x1=high, line={"width": 0}, layer="below",
            fillcolor=look.translucent(look.QUIET),
        )  # fmt: skip
    for (load, peak), ink, dash in zip(response.peaks.items(), look.INKS, DASHES, strict=False):
        figure.add_scatter(
            x=response.settings, y=PERCENT * (peak - 1.0), mode="lines",
            name=words.text(f"common.loads.{load}"), hovertemplate="%{y:.1f} %",
            line={"color": ink, "dash": dash, "width": 4 if load == scenario.load else 2},
        )  # fmt: skip
    ticks = response.settings[::2]
    figure.update_xaxes(
        tickvals=ticks, ticktext=[format_choice(words, response.field, float(one)) for one in ticks]
    )
    figure.update_yaxes(ticksuffix=" %", rangemode="normal")
    return figure
