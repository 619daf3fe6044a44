"""The body of the prerendered page: title, message, diagrams, and a fallback without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.ui.components import help_dialog
from explainer.ui.html_markup import Markup, bold, element
from explainer.ui.lesson import header_switches, link_notice, patient_steps
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.model_page import model_diagram
from explainer.ui.prerender import static_diagram
from explainer.ui.prerender.openings import OpeningDiagram
from explainer.ui.prerender.page_request import PageRequest

PAGES_WITH_MODEL_DIAGRAM = ("model",)


def render_body(request: PageRequest, diagrams: Sequence[OpeningDiagram]) -> Markup:
    """The top of the page, shown until Streamlit has rendered its own."""
    words, page = request.words, request.page
    view = request.scenario.view
    is_framed = len(diagrams) == 1 and bool(diagrams[0].data["title"])  # it holds the message too
    opening = [*_render_link_notice(request), *_render_diagrams(request, diagrams)]
    if not is_framed:
        title = element("h1", words.text(f"{page}.title"))
        message = element("p", element("strong", bold(_main_message(request))))
        opening = [
            title,
            message,
            *_render_link_notice(request),
            *_render_diagrams(request, diagrams),
        ]
    return element(
        "div",
        _render_header(request),
        element(
            "main",
            *opening,
            element("noscript", element("p", words.text("common.errors.no_script"))),
            element("p", words.text("common.disclaimer"), class_="prerendered-small"),
        ),
        id="prerendered",
        class_=f"prerendered-{view}{' prerendered-framed' if is_framed else ''}",
    )


def _main_message(request: PageRequest) -> str:
    """The page's main message, or what its first step at home says."""
    if patient_steps.is_patient_view(request.scenario):
        return patient_steps.opening_text(request.words, request.page)
    return request.words.text(f"{request.page}.message")


def _render_header(request: PageRequest) -> Markup:
    """Navigation and help as plain links that work without scripts."""
    words = request.words
    links = [
        element(
            "a",
            words.text(f"common.nav.{name}"),
            href=request.relative_url(name),
            aria_current="page" if name == request.page else None,
        )
        for name in PAGES
    ]
    nav = element("nav", *links, aria_label=words.text("common.nav.menu"))
    link = help_dialog.render_link(words.text("common.buttons.help_today"))
    to_help = element("p", link, class_="prerendered-help-link")
    return element("header", nav, _render_switches(request), to_help)


def _render_switches(request: PageRequest) -> Markup:
    """Which knee, and the other languages, as links that work without scripts."""
    words, now = request.words, request.scenario
    sides = [
        element(
            "a",
            words.text(f"common.sides.{side}"),
            href=request.relative_url(request.page, side=side),
            aria_current="true" if side == now.side else None,
        )
        for side in header_switches.sides()
    ]
    languages = [
        element("a", name, href=request.relative_url(request.page, language=code), lang=code)
        for code, name in header_switches.other_languages(words).items()
    ]
    return element("div", element("span", *sides), *languages, class_="prerendered-switches")


def _render_link_notice(request: PageRequest) -> list[Markup]:
    """One box that says what of the link was lost or could not be used."""
    lines = [element("p", line) for line in link_notice.lines(request.words, request.replaced)]
    return [element("div", *lines, class_="prerendered-link-notice")] if lines else []


def _render_diagrams(request: PageRequest, diagrams: Sequence[OpeningDiagram]) -> list[Markup]:
    """What the page begins with: a diagram, two weeks, the model's flow chart, or text alone."""
    words, page = request.words, request.page
    if not diagrams and page not in PAGES_WITH_MODEL_DIAGRAM:
        return []
    title, notice = words.text(f"{page}.picture_title"), words.text(f"{page}.notice")
    if not diagrams:
        flow_chart = element(
            "div", model_diagram.markup(words), class_="prerendered-diagrams prerendered-chain"
        )
        return [element("h2", title), element("p", bold(notice)), flow_chart]
    notice_line = element("p", element("strong", f"{title}."), " ", bold(notice))
    if patient_steps.is_patient_view(request.scenario):
        notice_line = element("p", words.text(f"{page}.lead"))
    return [_render_slots(diagrams), notice_line]


def _render_slots(diagrams: Sequence[OpeningDiagram]) -> Markup:
    """A slot for each diagram."""
    sections = [
        element(
            "section",
            element(
                "div",
                static_diagram.render_diagram(diagram),
                class_="prerendered-slot",
                data_diagram=diagram.key,
            ),
        )
        for diagram in diagrams
    ]
    return element("div", *sections, class_="prerendered-diagrams")
