"""How much more one step counts when stress rises: the tissue's own law beside fixed powers."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer import catalog
from explainer.figures import look
from explainer.model.one_week.fatigue import LawCurve
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("fatigue_law",)
PERCENT = 100.0
DASHES = ("dot", "dash", "dashdot")


def draw(scenario: Scenario, law: LawCurve, words: Words) -> go.Figure:
    """Steps of now that one step at more or less stress counts as, against that stress in %."""
    against = words.text("figures.stress_against_now")
    figure = look.empty_figure(against, words.text("figures.step_counts_as"))
    more = law.stress_ratio
    powers = [one for one in catalog.choices()["fatigue_law"].options if one.isdigit()]
    for power, dash in zip(powers, DASHES, strict=True):
        _line(figure, scenario, more, more ** float(power), power, words, (look.QUIET, dash))
    _line(figure, scenario, more, law.counts_as, "published", words, (look.NOW, "solid"))
    figure.add_scatter(
        x=[PERCENT], y=[1.0], mode="markers", marker={"color": look.AFTER, "size": 12},
        name=words.text("load.now"), hoverinfo="skip",
    )  # fmt: skip
    figure.update_traces(hovertemplate="%{y:.2g}", selector={"mode": "lines"})
    figure.update_xaxes(ticksuffix=" %")
    figure.update_yaxes(type="log", tickvals=[0.03, 0.1, 0.3, 1, 3, 10, 30], rangemode="normal")
    return figure


def _line(
    figure: go.Figure,
    scenario: Scenario,
    more: np.ndarray,
    counts: np.ndarray,
    law: str,
    words: Words,
    style: tuple[str, str],
) -> None:
    ink, dash = style
    figure.add_scatter(
        x=PERCENT * more, y=counts, mode="lines",
        name=words.text(f"common.options.fatigue_law.{law}"),
        line={"color": ink, "dash": dash, "width": 4 if scenario.fatigue_law == law else 2},
    )  # fmt: skip
