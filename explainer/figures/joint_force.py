"""The force in the knee joint while one foot is on the ground, beside the push of the ground."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer.figures import look
from explainer.model import Step
from explainer.scenario import Scenario
from explainer.words import Words

USES = ()
JOINT = "tibiofemoral"
HEIGHT_PX = 220
POINTS = 41  # every 2.5 % of stance: near enough for a finger to hit one


def draw(scenario: Scenario, step: Step, words: Words) -> go.Figure:
    """Joint force with its band, and ground force, in body weights over stance (0 to 100 %)."""
    figure = look.empty_figure(
        words.text("hinge.curve_axis_time"), words.text("hinge.curve_axis_force"), HEIGHT_PX
    )
    load, moments = step.loads[JOINT], stance_percent(step)
    percent = np.linspace(0.0, 100.0, POINTS)
    weight_n = load.peak_n / load.peak_bw
    low, central, high = (
        np.interp(percent, moments, curve) / weight_n
        for curve in (load.force_n_low, load.force_n, load.force_n_high)
    )
    look.band(figure, percent, low, high, look.NOW)
    figure.add_scatter(
        x=percent, y=central, name=words.text(f"common.loads.{JOINT}"),
        mode="lines+markers", line={"color": look.NOW, "width": 3}, marker={"size": 7},
    )  # fmt: skip
    figure.add_scatter(
        x=100 * step.time_s / step.contact_time_s, y=step.vertical_force_bw,
        name=words.text("figures.ground_push"),
        mode="lines", line={"color": look.QUIET, "width": 2, "dash": "dot"},
    )  # fmt: skip
    figure.update_traces(hovertemplate="%{y:.1f}")
    # Of several lines under one x, a tap would reach none: it must mean the point it is on.
    figure.update_layout(hovermode="closest")
    figure.update_xaxes(ticksuffix=" %", range=[0, 100])
    return figure


def stance_percent(step: Step) -> np.ndarray:
    """Each point of the stride curves as per cent of stance, shape (101,)."""
    duty_percent = 100 * step.contact_time_s * step.step_rate_spm / 120
    return step.loads[JOINT].percent_stride / duty_percent * 100
