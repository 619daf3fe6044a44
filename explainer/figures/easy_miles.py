"""Two weeks in easy miles, tissue by tissue, with the range of each."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer import describe
from explainer.figures import pairs
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("miles", "surface", "after_miles", "after_surface")


def draw(scenario: Scenario, weeks: tuple[Sweep, Sweep], words: Words) -> go.Figure:
    """Bars for now and after the change in the reader's unit; whiskers are the 80 % bands."""
    per_mile = words.per_mile
    held = zip(weeks, (scenario, describe.scenario_after_change(scenario)), strict=True)
    values = [
        per_mile
        * np.array(
            [
                [describe.read_value(table, f"easy_miles{end}", load, week) for load in table.loads]
                for end in pairs.ENDS
            ]
        )
        for table, week in held
    ]
    return pairs.bars(words, words.text("load.easy_miles"), weeks[0].loads, values)
