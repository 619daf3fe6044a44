"""Two weeks in easy miles, tissue by tissue, with the range of each."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer import describe
from explainer.figures import pairs
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import METRES_PER_MILE, Words

USES = ("miles", "surface", "after_miles", "after_surface")


def draw(scenario: Scenario, weeks: tuple[Sweep, Sweep], words: Words) -> go.Figure:
    """Bars for now and after the change in the reader's unit; whiskers are the 80 % bands."""
    unit = 1.0 if words.units == "miles" else METRES_PER_MILE / 1000
    held = zip(weeks, (scenario, describe.changed(scenario)), strict=True)
    values = [
        unit
        * np.array(
            [
                [describe.at(table, f"easy_miles{end}", load, week) for load in table.loads]
                for end in pairs.ENDS
            ]
        )
        for table, week in held
    ]
    return pairs.bars(words, words.text("load.easy_miles"), weeks[0].loads, values)
