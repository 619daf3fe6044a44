"""The lasting part of a diagram: pictures, structures, words, and the table of the model."""

from __future__ import annotations

from typing import Any

from explainer import catalog
from explainer.scenario import Scenario
from explainer.ui.lasting import Lasting
from explainer.ui.results import week_table
from explainer.ui.stage import payload
from explainer.words import Words


def _part(scenario: Scenario, views: tuple[str, ...]) -> dict[str, Any]:
    words = Words(scenario.language, scenario.register, scenario.units)
    return payload.lasting(views, week_table(scenario), words)


LASTING = Lasting("stage", _part, known=lambda: catalog.choices()["layer"].options)
