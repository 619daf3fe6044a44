"""The body of the prerendered page: title, message, diagrams, and a fallback without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from explainer import describe
from explainer.ui.components import help_dialog
from explainer.ui.html_markup import Markup, bold, element
from explainer.ui.lesson import header_switches, link_notice, patient_steps
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import static_diagram, static_exercises, static_model
from explainer.ui.prerender.openings import OpeningDiagram
from explainer.ui.prerender.page_request import PageRequest


def render_body(request: PageRequest, diagrams: Sequence[OpeningDiagram]) -> Markup:
    """The top of the page, shown until Streamlit has rendered its own."""
    words = request.words
    is_framed = len(diagrams) == 1 and bool(diagrams[0].data["title"])  # it holds the message too
    opening = _render_link_notice(request)
    if not is_framed:
        opening = [element("h1", words.text(f"{request.page}.title")), *_render_message(request)]
    return element(
        "div",
        _render_header(request),
        element(
            "main",
            *opening,
            *_render_first_screen(request, diagrams),
            element("noscript", element("p", words.text("common.errors.no_script"))),
            element("p", words.text("common.disclaimer"), class_="prerendered-small"),
        ),
        id="prerendered",
        class_=_classes(request, is_framed=is_framed),
    )


def _classes(request: PageRequest, *, is_framed: bool) -> str:
    """By which prerender.css knows the view, the frame, and how high a knee at home is."""
    scenario, step = request.scenario, patient_steps.first_step(request.page)
    names = [scenario.view, *(("framed",) if is_framed else ())]
    if patient_steps.is_patient_view(scenario) and step and step.picture in patient_steps.KNEES:
        names.append(patient_steps.container_key(step, patient_steps.as_shown(step, scenario)))
    return " ".join(f"prerendered-{name}" for name in names)


def _render_message(request: PageRequest) -> list[Markup]:
    """The page's main message and the link notice, as they stand in the view.

    At home the first step alone has a message.
    """
    words, notice = request.words, _render_link_notice(request)
    if not patient_steps.is_patient_view(request.scenario):
        return [_strong(words.text(f"{request.page}.message")), *notice]
    if int(request.scenario.lesson_step):
        return notice
    return [*notice, _strong(patient_steps.opening_text(words, request.page))]


def _strong(text: str) -> Markup:
    return element("p", element("strong", bold(text)))


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


def _render_first_screen(
    request: PageRequest, diagrams: Sequence[OpeningDiagram]
) -> Sequence[Markup]:
    """What the page begins with: a knee, two weeks, the model's flow chart, or exercises."""
    words, page = request.words, request.page
    if diagrams:
        title, notice = words.text(f"{page}.picture_title"), words.text(f"{page}.notice")
        below = element("p", element("strong", f"{title}."), " ", bold(notice))
        if patient_steps.is_patient_view(request.scenario):
            below = _render_first_step_text(request, diagrams[0])
        return [_render_slots(diagrams), below]
    if page == static_model.PAGE:
        return static_model.render_model(request.scenario, words)
    if page == static_exercises.PAGE:
        return static_exercises.render_exercises(request.scenario, words)
    return []


def _render_first_step_text(request: PageRequest, diagram: OpeningDiagram) -> Markup:
    """What the first step at home says below its picture: what the change does, or the lead."""
    words, step = request.words, patient_steps.first_step(request.page)
    if step is None or step.picture != patient_steps.PLANNED:
        return element("p", words.text(f"{request.page}.lead"))
    answer = describe.week_answer(words, request.page, diagram.compared, diagram.week)
    return element("p", element("strong", answer.headline), " ", " ".join(answer.sentences))


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
