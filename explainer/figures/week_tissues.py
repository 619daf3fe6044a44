"""The present week and the planned one in easy miles, tissue by tissue."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer.figures import pairs
from explainer.model import LOADS, Week
from explainer.scenario import Scenario
from explainer.words import Words

USES = ()


def draw(scenario: Scenario, weeks: tuple[Week, Week], words: Words) -> go.Figure:
    """Bars for both weeks in the reader's unit; whiskers are the 80 % bands."""
    per_mile = words.per_mile
    values = [
        per_mile
        * np.array(
            [
                [getattr(week.loads[load], f"easy_miles{end}") for load in LOADS]
                for end in pairs.ENDS
            ]
        )
        for week in weeks
    ]
    return pairs.bars(words, words.text("load.easy_miles"), LOADS, values)
