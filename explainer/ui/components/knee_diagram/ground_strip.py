"""The strip below the ground slider as the browser gets it: every ground's rows and words."""

from __future__ import annotations

from typing import Any

from explainer import describe
from explainer.catalog.ground_measurements import QUANTITIES
from explainer.catalog.lists import SURFACES
from explainer.words import Words

LIVE = ("name", "percent", "rows", "surface", "text")  # placeholders that the browser fills in
SENT = (
    "title", "compared", "centre", "load", "same", "same_ground", "less_load", "more_load",
    "spoken", "spoken_row",
)  # fmt: skip


def pack_strip(words: Words) -> dict[str, Any]:
    """Plain values: words by key, the quantities' names, and by surface its rows and studies.

    A row is [text, way, central, low, high], without the ratios where no study gives one.
    """
    keep = {name: f"{{{name}}}" for name in LIVE}
    own = {key: words.text(f"ground.{key}", **keep) for key in SENT}
    grounds = describe.measured_grounds(words)
    return {
        "words": own | {"percent": words.text("common.units.percent", value="{value}")},
        "stops": {one: words.text(f"ground.stops.{one}") for one in SURFACES},
        "quantities": [words.text(f"ground.quantities.{name}") for name in QUANTITIES],
        "grounds": {
            surface: {
                "rows": [[row.text, row.way, *row.ratio] for row in ground.rows],
                "studies": ground.studies,
            }
            for surface, ground in grounds.items()
        },
    }
