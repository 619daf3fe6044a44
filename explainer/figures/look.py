"""What all charts share: quiet axes, room for large type, no trap for a scrolling finger."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio

from explainer.arrays import FloatArray
from explainer.scenario import Scenario
from explainer.words import Words

# Three inks that stay apart for every kind of colour vision, on white and on dark paper alike.
NOW = "#3b8fc4"
AFTER = "#d98a1f"
QUIET = "#8796a1"
INKS = (NOW, AFTER, "#5aa469", "#a679c4", QUIET)
WHISKER = "#6b7a85"
BAR_OPACITY = 0.75  # lets a whisker show where it lies within its bar
CLEAR = "rgba(0,0,0,0)"
BAND_OPACITY = 0.22
LINE_CHARACTERS = 12  # of a title below bars
GRID = "rgba(135, 150, 161, 0.25)"


def empty_figure(x_title: str, y_title: str, height_px: int = 340) -> go.Figure:
    """An empty chart to be added to."""
    return go.Figure(layout=layout(x_title, y_title, height_px))


def unchecked_figure(traces: list[dict[str, Any]], layout_options: dict[str, Any]) -> go.Figure:
    """A chart of what is given, unchecked: for charts that many sliders move.

    Plotly's check of every property takes ten times as long as the rest; the tests make it instead.
    """
    template = pio.templates[pio.templates.default]
    return go.Figure(
        {"data": traces, "layout": layout_options | {"template": template}}, _validate=False
    )


def layout(x_title: str, y_title: str, height_px: int = 340) -> dict[str, Any]:
    """The layout of a chart; dragging scrolls the page, because charts here need no zoom."""
    axis = {"gridcolor": GRID, "zeroline": False, "fixedrange": True, "automargin": True}
    return {
        "height": height_px,
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "dragmode": False,
        "hovermode": "x",
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        "font": {"size": 15},
        "xaxis": axis | {"title": {"text": x_title}},
        "yaxis": axis | {"title": {"text": y_title}, "rangemode": "tozero"},
    }


def times_axis(words: Words, scenario: Scenario, *, after: bool = False) -> str:
    """The title of an axis of ratios: times the week that a week is compared with."""
    return words.text(f"figures.times_{scenario.compared_with(after=after)}")


def in_short_lines(title: str) -> str:
    """A title in several lines: below bars with long names a phone has no room for it in one."""
    return "<br>".join(textwrap.wrap(title, LINE_CHARACTERS))


def mark_line(*, x: float | None = None, y: float | None = None) -> dict[str, Any]:
    """A dashed line across the chart at one value of one axis."""
    along, across, at = ("x", "y", x) if y is None else ("y", "x", y)
    return {
        "type": "line", "line": {"color": QUIET, "dash": "dash"},
        f"{along}ref": along, f"{along}0": at, f"{along}1": at,
        f"{across}ref": f"{across} domain", f"{across}0": 0, f"{across}1": 1,
    }  # fmt: skip


def translucent(ink: str) -> str:
    """The same ink as a see-through filling for bands."""
    red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{BAND_OPACITY})"


def band(figure: go.Figure, x: FloatArray, low: FloatArray, high: FloatArray, ink: str) -> None:
    """The 80 % band as a pale area; all arrays (n,)."""
    figure.add_scatter(
        x=np.concatenate([x, x[::-1]]),
        y=np.concatenate([high, low[::-1]]),
        fill="toself",
        fillcolor=translucent(ink),
        line={"width": 0},
        hoverinfo="skip",
        showlegend=False,
    )


def whisker(values: FloatArray, low: FloatArray, high: FloatArray) -> dict:
    """Error bars from low to high round the values; all arrays (n,)."""
    return {
        "type": "data",
        "array": high - values,
        "arrayminus": values - low,
        "color": WHISKER,
        "thickness": 2,
        "width": 4,
    }
