"""The frame of a chart as plain HTML, in its place until the chart is drawn: axes and their titles.

Streamlit's chart bundle is large and comes late. The frame has the chart's own height, so that
nothing moves when the chart replaces it, and the text alternative stands beside it as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.ui.html_markup import Markup, element

DEFAULT_HEIGHT_PX = 450  # Plotly's own, of a chart that sets none


def markup(figure: go.Figure) -> Markup:
    """Axis lines, axis titles, and the labels that are known without drawing."""
    sent = figure.to_dict()
    layout, traces = sent["layout"], sent["data"]
    height_px = layout.get("height") or DEFAULT_HEIGHT_PX
    x, y = (layout.get(name, {}) for name in ("xaxis", "yaxis"))
    return element(
        "div",
        element("p", _title(y), class_="chart-frame-y"),
        _labels(_ends(y)[::-1] or _rows(traces, y), "chart-frame-rows"),
        element("div", class_="chart-frame-field"),
        _labels(_ends(x) or _categories(traces, "x"), "chart-frame-columns"),
        element("p", _title(x), class_="chart-frame-x"),
        class_="chart-frame",
        aria_hidden="true",
        style=f"height: {height_px:.0f}px",
    )


def _labels(labels: Sequence[str], css_class: str) -> Markup:
    return element("div", *(element("span", label) for label in labels), class_=css_class)


def _title(axis: dict[str, Any]) -> str:
    return (axis.get("title", {}).get("text") or "").replace("<br>", " ")


def _ends(axis: dict[str, Any]) -> list[str]:
    """Both ends of an axis whose range is fixed, or its own tick labels."""
    if texts := axis.get("ticktext"):
        return [str(text) for text in texts]
    ends = axis.get("range") or ()
    return [f"{end:g}{axis.get('ticksuffix', '')}" for end in ends]


def _rows(traces: Sequence[dict[str, Any]], axis: dict[str, Any]) -> list[str]:
    """The names of bars from the top down."""
    names = _categories(traces, "y")
    return names if axis.get("autorange") == "reversed" else names[::-1]


def _categories(traces: Sequence[dict[str, Any]], along: str) -> list[str]:
    """The names along an axis of bars, in their order."""
    names: dict[str, None] = {}
    for trace in traces:
        values = trace.get(along)
        if isinstance(values, list | tuple) and all(isinstance(one, str) for one in values):
            names |= dict.fromkeys(values)
    return list(names)
