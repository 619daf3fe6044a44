"""Two weeks side by side, tissue by tissue, with the range of each: the bars of several charts."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from explainer.figures import look
from explainer.words import Words

HEIGHT_PX = 520  # eleven tissues, two bars each, still a finger apart
ENDS = ("", "_low", "_high")  # how a result names a value and its 80 % band


def bars(
    words: Words, axis: str, loads: Sequence[str], weeks: Sequence[look.FloatArray]
) -> go.Figure:
    """Bars for now and after; `weeks` are two arrays (3, loads) of central, low and high."""
    layout = look.layout(axis, "", height_px=HEIGHT_PX)
    layout |= {"barmode": "group", "bargap": 0.3, "hovermode": "y"}
    layout["yaxis"]["autorange"] = "reversed"
    names = [words.text(f"common.loads.{load}") for load in loads]
    labels = zip(("load.now", "load.after"), (look.NOW, look.AFTER), weeks, strict=True)
    traces = [
        {
            "type": "bar", "y": names, "x": central, "orientation": "h", "name": words.text(label),
            "marker": {"color": ink}, "opacity": look.BAR_OPACITY,
            "error_x": look.whisker(central, low, high), "hovertemplate": "%{x:.1f}",
        }
        for label, ink, (central, low, high) in labels
    ]  # fmt: skip
    return look.unchecked_figure(traces, layout)
