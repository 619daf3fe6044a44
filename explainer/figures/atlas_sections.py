"""A drawn bone beside two measured ones: breadth and depth at every level."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer import catalog
from explainer.figures import look
from explainer.scenario import Scenario
from explainer.words import Words

USES = ()
BONES = ("femur", "tibia", "fibula")
MEASURES = (("ml", look.NOW), ("ap", look.AFTER))


def draw(scenario: Scenario, bone: str, words: Words) -> go.Figure:
    """Breadth and depth in mm against the level in mm; bands are the range of the specimens."""
    rows = catalog.table("atlas_report").where(bone=bone)
    figure = look.empty_figure(words.text("atlas.level"), words.text("atlas.size"))
    for measure, ink in MEASURES:
        chosen = sorted(
            (row for row in rows if row["measure"] == measure),
            key=lambda row: float(row["level_mm"]),
        )
        level, built, low, high = (
            np.array([float(row[name]) for row in chosen])
            for name in ("level_mm", "built", "low", "high")
        )
        look.band(figure, level, low, high, ink)
        figure.add_scatter(
            x=level, y=built, mode="lines+markers", name=words.text(f"atlas.measures.{measure}"),
            line={"color": ink, "width": 2}, marker={"size": 6}, hovertemplate="%{y:.1f}",
        )  # fmt: skip
    return figure
