"""How the loads answer to quicker steps and to hills, with what was measured beside it."""

from __future__ import annotations

import numpy as np

from explainer import catalog
from explainer.figures import responses
from explainer.scenario import Scenario
from explainer.ui import model_cache
from explainer.ui.lesson import charts
from explainer.ui.lesson.lesson import Lesson
from explainer.words import Words
from explainer.words.choices import format_choice

SHOWN = ("patellofemoral", "tibiofemoral", "semimembranosus", "achilles")
# Each choice with how many settings of it are worked out: odd, so that its middle is among them.
CHOICES = {"rate": ("step_rate_change", 13), "hill": ("slope_deg", 9)}


def show(page: Lesson) -> None:
    """One chart for each choice."""
    for title, (field, count) in CHOICES.items():
        response = compute_response(page.scenario, field, count)
        spoken = _describe_response(page.words, response)
        charts.figure(page, responses, title, response, spoken)


def compute_response(scenario: Scenario, field: str, count: int) -> responses.Response:
    """Peaks over the span of a choice, all else unchanged."""
    span, reach = catalog.choices()[field], catalog.parameter(f"measured_{field}")
    settings = np.linspace(span.low, span.high, count)
    steps = [model_cache.one_step(scenario.choosing(**{field: float(one)})) for one in settings]
    middle = steps[count // 2]
    loads = dict.fromkeys((*SHOWN, scenario.load))
    peaks = {
        load: np.array([one.loads[load].peak_n for one in steps]) / middle.loads[load].peak_n
        for load in loads
    }
    return responses.Response(field, settings, peaks, (reach.low, reach.high))


def _describe_response(words: Words, response: responses.Response) -> str:
    """Each load at both ends of the choice, in words."""
    left, right = (
        format_choice(words, response.field, float(response.settings[i])) for i in (0, -1)
    )
    lines = [
        words.text(
            "model.response_line",
            load=words.text(f"common.loads.{load}"),
            low=words.percent(float(peak[0]) - 1.0, signed=True),
            high=words.percent(float(peak[-1]) - 1.0, signed=True),
            left=left,
            right=right,
        )
        for load, peak in response.peaks.items()
    ]
    return " ".join(lines)
