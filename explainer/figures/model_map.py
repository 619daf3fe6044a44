"""The model as a picture: each box feeds the next, and none of them knows who gets hurt."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer.figures import look
from explainer.scenario import Scenario
from explainer.words import Words

USES = ()
# Box id -> (column, row) of its middle; the chain runs downwards, the inputs stand side by side.
PLACES = {
    "runner": (0.5, 5.0), "running": (1.5, 5.0), "step": (1.0, 4.0), "forces": (1.0, 3.0),
    "stress": (1.0, 2.0), "week": (1.0, 1.0), "band": (1.0, 0.0),
}  # fmt: skip
ARROWS = (
    ("runner", "step"), ("running", "step"), ("step", "forces"), ("forces", "stress"),
    ("stress", "week"), ("week", "band"),
)  # fmt: skip
HALF_WIDTH, HALF_HEIGHT = 0.46, 0.3


def draw(scenario: Scenario, result: None, words: Words) -> go.Figure:
    """Boxes and arrows; it shows the chain of the model and needs no result."""
    figure = look.blank("", "", height_px=480)
    for box, (x, y) in PLACES.items():
        figure.add_shape(
            type="rect", x0=x - HALF_WIDTH, x1=x + HALF_WIDTH, y0=y - HALF_HEIGHT,
            y1=y + HALF_HEIGHT, line={"width": 0}, fillcolor=look.BOX,
        )  # fmt: skip
        figure.add_annotation(
            x=x, y=y, text=words.text(f"model.boxes.{box}"), showarrow=False,
            font={"color": look.BOX_TEXT, "size": 15},
        )  # fmt: skip
    for start, end in ARROWS:
        (x0, y0), (x1, y1) = PLACES[start], PLACES[end]
        figure.add_annotation(
            x=x1 + (x0 - x1) * 0.3, y=y1 + HALF_HEIGHT, ax=x0, ay=y0 - HALF_HEIGHT,
            xref="x", yref="y", axref="x", ayref="y", text="", arrowhead=2, arrowwidth=1.5,
            arrowcolor=look.QUIET,
        )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, 2])
    figure.update_yaxes(visible=False, range=[-0.5, 5.5])
    return figure
