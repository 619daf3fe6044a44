"""The handout as a PDF of two pages: what the reader chose, what it means, what to do; get help."""

from __future__ import annotations

from dataclasses import replace

from explainer.describe.readings import ComparedWeek
from explainer.handout import content, picture
from explainer.handout.blocks import Print
from explainer.handout.layout import OverfullError, compose
from explainer.handout.names import UnprintableNameError, printable_name
from explainer.handout.sheet import PAPERS, Sheet
from explainer.plan import Return
from explainer.scenario import Scenario
from explainer.words import Words

__all__ = ["PAPERS", "OverfullError", "Print", "UnprintableNameError", "make"]


def make(
    words: Words, scenario: Scenario, weeks: tuple[ComparedWeek, ComparedWeek], view: str,
    given: Print, paper: str = "letter", back: Return | None = None,
) -> bytes:  # fmt: skip
    """The handout's PDF.

    `weeks` are the weeks now and after the change, `view` the picture on screen, `paper` one of
    PAPERS, `back` the way from the planned week up to the present one.
    Nothing of `given` is kept. OverfullError if the text does not fit on the pages,
    UnprintableNameError if a name has letters that the fonts do not hold.
    """
    clinic, patient = printable_name(given.clinic), printable_name(given.patient)
    given = replace(given, clinic=clinic, patient=patient)
    said = content.build_content(words, scenario, weeks, view, given.date, back)
    drawn = picture.draw(scenario, view, weeks[0])
    with Sheet(paper, words.language, said.title, words.text("handout.subject")) as sheet:
        sheet.set_date(given.date)
        compose(sheet, words, said, drawn, given)
        return sheet.to_pdf()
