"""Which constants make the band wide: one bar for each, the longest on top."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from explainer.figures import look
from explainer.model.explain.tornado import Swing
from explainer.scenario import Scenario
from explainer.words import Words, constants

USES = ()
MOST = 8  # bars; the rest move the figure by little
ROW_PX, FRAME_PX = 58, 90
LABEL_SHIFT_PX = 22  # a label stands above its bar, so that it may be long on a phone


def draw(scenario: Scenario, result: tuple[float, Sequence[Swing]], words: Words) -> go.Figure:
    """Bars from a constant's low to its high end round the load's central peak, body weights."""
    central, swings = result[0], list(result[1])[:MOST]
    height = FRAME_PX + ROW_PX * len(swings)
    figure = look.empty_figure(words.text("figures.body_weights"), "", height_px=height)
    for side, ink in (("low", look.AFTER), ("high", look.NOW)):
        ends = [one.at_low if side == "low" else one.at_high for one in swings]
        figure.add_bar(
            x=[end - central for end in ends], y=list(range(len(swings))), base=central,
            orientation="h", marker_color=ink, width=0.36,
            name=words.text(f"figures.constant_{side}"),
            customdata=ends, hovertemplate="%{customdata:.1f}",
        )  # fmt: skip
    for row, one in enumerate(swings):
        figure.add_annotation(
            x=0, xref="paper", y=row, yshift=LABEL_SHIFT_PX, showarrow=False, xanchor="left",
            text=constants.name(words, one.key), font={"size": 13},
        )  # fmt: skip
    figure.add_scatter(
        x=[central] * len(swings), y=list(range(len(swings))), mode="markers", showlegend=False,
        marker={"symbol": "line-ns", "size": 24, "line": {"width": 2, "color": look.QUIET}},
        hovertemplate="%{x:.1f}",
    )  # fmt: skip
    figure.update_layout(barmode="overlay", hovermode="closest")
    figure.update_yaxes(visible=False, range=[len(swings) - 0.4, -0.9], rangemode="normal")
    return figure
