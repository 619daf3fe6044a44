"""The first screen of home care as static HTML: stages, first exercises, pictures and doses.

It has the component's own classes (home_care/web/home_care.js, exercise_card.js), so that a reader
finds everything in the same place when the component replaces it. Its controls are inactive until
then; the pictures and what to do need no script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from explainer.scenario import Scenario
from explainer.ui.components import exercise_drawing, home_care
from explainer.ui.html_markup import Markup, element
from explainer.ui.lesson import patient_steps
from explainer.words import Words

PAGE = "care"
NO_TIME = "\N{NO-BREAK SPACE}"


def render_exercises(scenario: Scenario, words: Words) -> list[Markup]:
    """What the page shows of its exercises first; at home the one of the current step."""
    if not patient_steps.is_patient_view(scenario):
        parts = _render_group(_Card(scenario, words))
    elif exercise := _exercise_of_step(scenario, words):
        parts = [_Card(scenario, words).render(exercise, is_open=True)]
    else:
        return []
    root = element("div", *parts, class_="component compact hc")
    return [element("div", root, class_="prerendered-exercises")]


@cache
def style() -> str:
    """The rules of the component's own style sheets."""
    sheets = (home_care.control_style(), home_care.style(), exercise_drawing.style())
    return "\n".join(sheet.text for sheet in sheets)


def _exercise_of_step(scenario: Scenario, words: Words) -> str:
    """The exercise that the current step at home shows, "" where it shows none."""
    steps = patient_steps.steps(PAGE, words, scenario)
    return steps[min(int(scenario.lesson_step), len(steps) - 1)].exercise


def _render_group(card: _Card) -> list[Markup]:
    """The switch between stages, and the exercises of the one that is shown first."""
    data, picked = card.data, list(card.picks)
    stages = {stage["id"]: stage["name"] for stage in data["stages"]}
    shown = data["stages"][0]
    ids, others, lead = shown["first"], shown["others"], shown["lead"]
    if picked:
        stages = {"": data["labels"]["for_you"]} | stages
        ids, others, lead = picked, [], data["labels"]["for_you_lead"]
    pick = element("button", data["texts"]["pick"], type="button", class_="hc-button")
    tools = (_render_choice(list(stages.values())), element("div", pick, class_="hc-row"))
    more = data["labels"]["other_ways"].replace("{count}", str(len(others)))
    cards = element("div", *map(card.render, ids), class_="hc-grid")
    group = [element("p", lead, class_="hc-lead"), cards]
    if others:
        group.append(_render_closed(more, "hc-more"))
    parts = [
        element("div", *tools, class_="hc-tools", aria_hidden="true", inert=True),
        element("div", *group),
    ]
    if demo := data["straight_knee"]:
        heading, body = element("h2", demo["heading"]), element("p", demo["body"])
        parts.append(element("section", heading, body, class_="hc-demo"))
    return parts


def _render_choice(names: Sequence[str]) -> Markup:
    """Pills, the first of them chosen."""
    pills = [
        element("span", element("span", name), class_="pill" if number else "pill chosen")
        for number, name in enumerate(names)
    ]
    return element("div", element("div", *pills, class_="pills"), class_="choice")


def _render_closed(summary: str, class_: str) -> Markup:
    """A drawer that nothing is in yet."""
    return element("details", element("summary", summary), class_=class_, inert=True)


class _Card:
    """Draws the exercises of one scenario."""

    def __init__(self, scenario: Scenario, words: Words) -> None:
        self.data: Mapping[str, Any] = home_care.CACHED_PAYLOAD.payload(scenario)
        self.doses = home_care.doses(words, scenario)
        self.picks = {one.id: one for one in scenario.home_care}

    def render(self, id: str, *, is_open: bool = False) -> Markup:
        """An exercise with picture and dose; an open one also with what its first screen says."""
        exercise, how_to = self.data["exercises"][id], self.data["labels"]["how_to"]
        details = _render_closed(how_to, "hc-details")
        if is_open:
            details = element(
                "details",
                element("summary", how_to),
                *self._render_how_to(exercise, self.doses[id]),
                class_="hc-details",
                open=True,
            )
        return element(
            "article",
            element("h2", exercise["name"]),
            Markup(exercise["drawing"]),
            element("p", self.doses[id], class_="hc-dose"),
            details,
            class_="hc-card picked" if id in self.picks else "hc-card",
        )

    def _render_how_to(self, exercise: Mapping[str, Any], dose: str) -> list[Markup]:
        """Purpose, dose and steps; when to stop; for whom it is not."""
        labels = self.data["labels"]
        whole_dose = ", ".join(part for part in (dose, exercise["weeks"]) if part)
        parts = [element("p", whole_dose, class_="hc-whole-dose")]
        if exercise["purpose"]:
            parts.insert(0, element("p", exercise["purpose"], class_="hc-purpose"))
        parts.append(_render_list("ol", exercise["steps"], "hc-steps"))
        if exercise["intervals"]:
            parts.append(_render_list("ul", exercise["intervals"]))
        if exercise["has_timer"]:
            parts.append(_render_timer(self.data["texts"]))
        parts += [
            element("h3", labels["stop"]),
            _render_list("ul", exercise["stop"], "hc-stop"),
            element("h3", labels["avoid"]),
            _render_list("ul", exercise["avoid"]),
        ]
        return parts


def _render_timer(texts: Mapping[str, str]) -> Markup:
    """The timer's box; it shows its time once it can run."""
    buttons = (
        element("button", texts["timer_start"], type="button", class_="hc-button strong"),
        element("span", texts["timer_sound"], class_="hc-check"),
    )
    return element(
        "section",
        element("p", class_="hc-timer-phase"),
        element("p", NO_TIME, class_="hc-timer-time"),
        element("div", *buttons, class_="hc-row"),
        element("p", texts["timer_screen"], class_="hc-small"),
        class_="hc-timer",
        aria_hidden="true",
        inert=True,
    )


def _render_list(kind: str, lines: Sequence[str], class_: str | None = None) -> Markup:
    return element(kind, *(element("li", line) for line in lines), class_=class_)
