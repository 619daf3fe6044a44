"""Seven days: how far each run goes, and in colour what it counts for one tissue."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer.figures import load_colours, look
from explainer.model import Week
from explainer.scenario import Scenario
from explainer.words import Words

USES = ("structure", "days")


def draw(scenario: Scenario, week: Week, words: Words) -> go.Figure:
    """Bars of miles a day in the reader's unit, on the picture's own scale of easy miles."""
    per_mile = words.per_mile
    figure = look.empty_figure("", words.text(f"figures.day_{words.units}"), height_px=280)
    scale = load_colours.scales(per_mile)["easy"]
    easy_miles = week.loads[scenario.load].easy_miles_by_run
    figure.add_bar(
        x=words.items("plan.days_short"),
        y=[per_mile * day.miles for day in scenario.days],
        marker_color=["rgb({},{},{})".format(*scale.colour(one)) for one in easy_miles],
        marker_line={"color": look.QUIET, "width": 1},
        text=[_label(words, per_mile * day.miles) for day in scenario.days],
        textposition="outside",
        cliponaxis=False,
        customdata=[words.distance(one) for one in easy_miles],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.update_layout(showlegend=False, bargap=0.35, margin={"t": 28})
    return figure


def _label(words: Words, distance: float) -> str:
    """A distance to a tenth where it has one; a day of rest says nothing."""
    shown = round(distance, 1)
    return words.number(shown) if shown else ""
