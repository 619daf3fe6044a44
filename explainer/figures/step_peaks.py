"""What one step asks, now and after the change, tissue by tissue, with the range of each."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer import describe
from explainer.figures import pairs
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("surface", "after_surface")


def draw(scenario: Scenario, weeks: tuple[Sweep, Sweep], words: Words) -> go.Figure:
    """Bars of peak force in body weights for now and after the change, with their 80 % bands."""
    week_pairs = zip(weeks, (scenario, describe.scenario_after_change(scenario)), strict=True)
    values = [
        np.array(
            [
                [describe.read_value(table, f"peak_bw{end}", load, week) for load in table.loads]
                for end in pairs.ENDS
            ]
        )
        for table, week in week_pairs
    ]
    return pairs.bars(words, words.text("figures.body_weights"), weeks[0].loads, values)
