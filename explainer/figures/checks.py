"""The model beside published results that never fed it, those that disagree included."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from explainer import catalog
from explainer.figures import look
from explainer.scenario import Scenario
from explainer.words import Words
from explainer.words.choices import format_condition

USES = ()
ROW_PX, FRAME_PX = 44, 120


def draw(scenario: Scenario, compare: str, words: Words) -> go.Figure:
    """Every check of one kind: "level" as a multiple of the published value, "change_percent" in %.

    A wide pale bar is the published spread, a point with whiskers the model and its 80 % band.
    """
    table = catalog.table("checks").where(compare=compare)
    title = words.text("figures.ratio" if compare == "level" else "figures.change")
    figure = look.empty_figure(title, "", height_px=FRAME_PX + ROW_PX * len(table.rows))
    unit = table.floats("published") if compare == "level" else np.ones(len(table.rows))
    published = table.floats("published") / unit
    low, high = table.floats("published_low") / unit, table.floats("published_high") / unit
    places = np.arange(len(table.rows))
    figure.add_scatter(
        x=published, y=places, mode="markers", name=words.text("figures.published"),
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 3, "color": look.QUIET}},
        error_x=_spread(published, low, high), hoverinfo="skip",
    )  # fmt: skip
    verdict = np.array([row["agrees"] for row in table])
    for chosen, key, ink, symbol in (
        (verdict == "yes", "model_agrees", look.NOW, "circle"),
        (verdict == "no", "model_differs", look.AFTER, "diamond"),
        (verdict == "unjudged", "model_unjudged", look.QUIET, "circle-open"),
    ):
        model, least, most = (
            table.floats(name)[chosen] / unit[chosen] for name in ("model", "low", "high")
        )
        figure.add_scatter(
            x=model, y=places[chosen], mode="markers", name=words.text(f"figures.{key}"),
            marker={"color": ink, "size": 10, "symbol": symbol},
            error_x=look.whisker(model, least, most), hovertemplate="%{x:.2f}",
        )  # fmt: skip
    labels = [label(row, words) for row in table]
    figure.update_yaxes(tickvals=places, ticktext=labels, autorange="reversed", rangemode="normal")
    figure.update_layout(hovermode="closest")
    return figure


def label(row: Mapping[str, str], words: Words) -> str:
    """What a check is about, and under which condition."""
    condition = format_condition(words, row["condition"])
    name = quantity(row["quantity"], words)
    return f"{name}<br><sub>{condition}</sub>" if condition else name


def quantity(text: str, words: Words) -> str:
    """The checked quantity by its everyday name; a load's own figure is written load.figure."""
    load, dot, measure = text.partition(".")
    if not dot:
        return words.text(f"figures.quantities.{text}")
    key = (
        f"figures.groups.{load}" if words.has(f"figures.groups.{load}") else f"common.loads.{load}"
    )
    return f"{words.text(key)}: {words.text(f'figures.quantities.{measure}')}"


def _spread(values: np.ndarray, low: np.ndarray, high: np.ndarray) -> dict:
    bars = look.whisker(values, low, high)
    bars |= {"array": np.nan_to_num(high - values), "arrayminus": np.nan_to_num(values - low)}
    return bars | {"thickness": 9, "width": 0, "color": look.translucent(look.QUIET)}
