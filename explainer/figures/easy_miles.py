"""Two weeks in easy miles, tissue by tissue, with the range of each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go

from explainer import describe
from explainer.figures import look
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import METRES_PER_MILE, Words


def draw(scenario: Scenario, weeks: tuple[Sweep, Sweep], words: Words) -> go.Figure:
    """Bars for now and after the change in the reader's unit; whiskers are the 80 % bands."""
    unit = 1.0 if words.units == "miles" else METRES_PER_MILE / 1000
    figure = look.blank(words.text("load.easy_miles"), "", height_px=520)
    changed = replace(scenario, miles=scenario.after_miles, surface=scenario.after_surface)
    both = (("load.now", look.NOW, scenario), ("load.after", look.AFTER, changed))
    for (label, ink, week), table in zip(both, weeks, strict=True):
        central, low, high = (
            unit * np.array([describe.at(table, name, load, week) for load in table.loads])
            for name in ("easy_miles", "easy_miles_low", "easy_miles_high")
        )
        figure.add_bar(
            y=[words.text(f"common.loads.{load}") for load in table.loads], x=central,
            orientation="h", name=words.text(label), marker_color=ink, opacity=look.BAR_OPACITY,
            error_x=look.whisker(central, low, high), hovertemplate="%{x:.1f}",
        )  # fmt: skip
    figure.update_layout(barmode="group", bargap=0.3, hovermode="y")
    figure.update_yaxes(autorange="reversed")
    return figure
