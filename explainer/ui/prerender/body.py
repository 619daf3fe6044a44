"""The served page's body: title, message, first picture, and what holds without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence

from explainer import clinic, describe
from explainer.ui.components import help_dialog
from explainer.ui.html_markup import Markup, element, marked
from explainer.ui.lesson import link_notice
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.load import presets
from explainer.ui.model_page import model_diagram
from explainer.ui.prerender import static_diagram
from explainer.ui.prerender.openings import WEEKS, Picture
from explainer.ui.prerender.page_request import Asked

CALLS_FOR_HELP = ("start", "plan")  # the pages that ask first for signs that cannot wait
WITH_MODEL_DIAGRAM = ("model",)  # the pages that open with the model's boxes


def body(asked: Asked, shown: Sequence[Picture]) -> Markup:
    """The copy of the page's beginning that stands until Streamlit's own is ready."""
    words, lesson = asked.words, asked.lesson
    view = asked.scenario.view
    return element(
        "div",
        _bar(asked),
        element(
            "main",
            element("h1", words.text(f"{lesson}.title")),
            element("p", element("strong", marked(words.text(f"{lesson}.message")))),
            *_replaced(asked),
            *_asks(asked),
            *_pictures(asked, shown),
            element("noscript", element("p", words.text("common.errors.no_script"))),
            element("p", words.text("common.disclaimer"), class_="prerendered-small"),
        ),
        id="prerendered",
        class_=f"prerendered-{view}",
    )


def _bar(asked: Asked) -> Markup:
    """The way to the other lessons and to help, as plain links that need no script."""
    words = asked.words
    links = [
        element(
            "a",
            words.text(f"common.nav.{name}"),
            href=asked.address(name),
            aria_current="page" if name == asked.lesson else None,
        )
        for name in PAGES
    ]
    nav = element("nav", *links, aria_label=words.text("common.nav.menu"))
    to_help = help_dialog.link(words.text("common.buttons.help_today"))
    return element("header", nav, element("p", to_help, class_="prerendered-help-link"))


def _replaced(asked: Asked) -> list[Markup]:
    """One box that says what of the link was lost or could not be used."""
    lines = [element("p", line) for line in link_notice.lines(asked.words, asked.replaced)]
    return [element("div", *lines, class_="prerendered-link-notice")] if lines else []


def _asks(asked: Asked) -> list[Markup]:
    """What the page offers above its picture, in the room it will take: it wakes with the page."""
    words, lesson = asked.words, asked.lesson
    if lesson in CALLS_FOR_HELP:
        hint = help_dialog.link(words.text("care.button.hint"))
        question = element("span", words.text("start.first_help"))
        return [element("div", question, hint, class_="prerendered-row")]
    if words.has(f"{lesson}.guide"):
        total = len(words.tables(f"{lesson}.guide"))
        return [_row(words.text("common.guide.start", total=total))]
    if lesson == "load":
        own = [one.name(words.language) for one in clinic.own().presets]
        names = (words.text(f"load.presets.{name}") for name in presets.shipped())
        return [_row(*own, *names, kind="prerendered-row prerendered-scroll")]
    return []


def _row(*labels: str, kind: str = "prerendered-row") -> Markup:
    buttons = (element("span", label, class_="prerendered-button") for label in labels)
    return element("div", *buttons, class_=kind, aria_hidden="true")


def _pictures(asked: Asked, shown: Sequence[Picture]) -> list[Markup]:
    """What the page opens with: a diagram, two weeks, the model's boxes, or words alone."""
    words, lesson = asked.words, asked.lesson
    if not shown and lesson not in WITH_MODEL_DIAGRAM:
        return []
    title, notice = words.text(f"{lesson}.picture_title"), words.text(f"{lesson}.notice")
    if not shown:
        chained = element(
            "div",
            Markup(model_diagram.markup(words)),
            class_="prerendered-diagrams prerendered-chain",
        )
        return [element("h2", title), element("p", marked(notice)), chained]
    told = element("p", element("strong", f"{title}."), " ", marked(notice))
    if len(shown) < len(WEEKS):
        return [told, _places(shown)]
    change = describe.headline(words, *(one.table for one in shown), asked.scenario)
    return [element("p", element("strong", marked(change))), _places(shown), told]


def _places(shown: Sequence[Picture]) -> Markup:
    """Each diagram in its place: alone, or two weeks side by side."""
    places = []
    for one in shown:
        heading = element("p", marked(one.heading)) if one.heading else ""
        place = element(
            "div", static_diagram.picture(one), class_="prerendered-slot", data_diagram=one.key
        )
        places.append(element("section", heading, place))
    return element("div", *places, class_="prerendered-diagrams")
