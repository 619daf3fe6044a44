"""When in a stride each muscle of the back of the leg pulls, and how hard."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer.describe import LIMB_LOADS
from explainer.figures import look
from explainer.model import Step
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure",)


def draw(scenario: Scenario, step: Step, words: Words) -> go.Figure:
    """Force in body weights from one foot contact to the next; the time on the ground is shaded."""
    figure = look.empty_figure(
        words.text("figures.stride_time"), words.text("hinge.curve_axis_force")
    )
    for load_id, ink in zip(LIMB_LOADS, look.INKS, strict=False):
        load = step.loads[load_id]
        weight_n = load.peak_n / load.peak_bw
        if load_id == scenario.load:
            look.band(
                figure, load.percent_stride,
                load.force_n_low / weight_n, load.force_n_high / weight_n, ink,
            )  # fmt: skip
        figure.add_scatter(
            x=load.percent_stride, y=load.force_n / weight_n,
            name=words.text(f"common.loads.{load_id}"),
            mode="lines", line={"color": ink, "width": 3}, hovertemplate="%{y:.1f}",
        )  # fmt: skip
    foot_off = 100 * step.contact_time_s * step.step_rate_spm / 120
    figure.add_vrect(
        x0=0, x1=foot_off, fillcolor=look.GRID, line_width=0, layer="below",
        annotation_text=words.text("figures.on_ground"),
        annotation_position="top left",
    )  # fmt: skip
    figure.update_xaxes(ticksuffix=" %", range=[0, 100])
    return figure
