"""The handout: a PDF of scenario and advice, of the exercises, and of the get-help lists."""

from __future__ import annotations

from dataclasses import replace

from explainer.describe.readings import ComparedWeek
from explainer.handout import care_content, content, picture
from explainer.handout.blocks import Print
from explainer.handout.layout import OverfullError, compose
from explainer.handout.names import UnprintableNameError, printable_name
from explainer.handout.sheet import PAPERS, Sheet
from explainer.plan import Return
from explainer.scenario import Scenario
from explainer.words import Words

__all__ = ["PAPERS", "OverfullError", "Print", "UnprintableNameError", "render_pdf"]


def render_pdf(
    words: Words, scenario: Scenario, weeks: tuple[ComparedWeek, ComparedWeek], view: str,
    details: Print, paper: str = "letter", back: Return | None = None,
) -> bytes:  # fmt: skip
    """Render the handout.

    `weeks` are the weeks now and after the change, `view` the plate series on screen, `paper` one
    of PAPERS, `back` the graded return to the present week. `details` are not stored. Raises
    OverfullError if the text does not fit, UnprintableNameError if the fonts lack a letter of a
    name.
    """
    clinic, patient = printable_name(details.clinic), printable_name(details.patient)
    details = replace(details, clinic=clinic, patient=patient)
    texts = content.build_content(words, scenario, weeks, view, details.date, back)
    plate = picture.draw(scenario, view, weeks[0], details.drawing)
    if plate.is_drawn_on:
        note = words.text("handout.drawing")
        texts = replace(texts, drawing=note, picture_alt=f"{texts.picture_alt} {note}")
    with Sheet(paper, words.language, texts.title, words.text("handout.subject")) as sheet:
        sheet.set_date(details.date)
        care = care_content.build_care_sheet(words, scenario)
        compose(sheet, words, texts, care, plate, details)
        return sheet.to_pdf()
