"""The parts of a lesson, in the order a page calls them: open, predict, choose, show, teach.

A page reads like a lesson plan because everything it needs stands here under its plain name. The
words of a page come from assets/text/<language>/<page>.toml, all pages sharing one skeleton.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from explainer.scenario import Scenario
from explainer.ui import layout, session
from explainer.ui.components import share
from explainer.ui.lesson import (
    calculation,
    choice_controls,
    clinic_branding,
    guided_steps,
    live_region,
    patient_steps,
    prose,
    quiz,
    sources,
)
from explainer.words import Words

PAGES = ("start", "hinge", "tendons", "hamstrings_calf", "load", "plan", "care", "model")
PARTS_AFTER = 3  # what follows the sections at home: check yourself, summary, how sure we are
VOICE_ICONS = {"clinic": ":material/stethoscope:", "research": ":material/menu_book:"}


@dataclass(frozen=True)
class Lesson:
    """One page in the reader's words."""

    name: str

    @property
    def words(self) -> Words:
        """The reader's words."""
        return session.words()

    @property
    def scenario(self) -> Scenario:
        """The reader's choices as they stand now."""
        return session.scenario()

    def text(self, part: str, **values: object) -> str:
        """A sentence of this page."""
        return self.words.text(f"{self.name}.{part}", **values)

    def live(self, part: Callable[[], None]) -> None:
        """A part that depends on the sliders, as a fragment: a change reruns it alone.

        The patient view numbers its parts from top to bottom, so there the whole page reruns.
        """
        if patient_steps.is_patient_view():
            part()
            return

        def run_part() -> None:
            part()
            session.write_link()
            share.refresh_open_dialog()

        st.fragment(run_part, key=f"{self.name}_live")()

    def choose(self, *names: str) -> None:
        """Controls beside the picture's own sliders."""
        choice_controls.render_controls(*names)

    def guide(self) -> None:
        """The lesson step by step: look, guess, understand; the step is also said aloud."""
        guided_steps.render_step(self.name)
        step, parts = guided_steps.current_step(self.name), self.words.tables(f"{self.name}.guide")
        if not patient_steps.is_patient_view():
            live_region.announce(parts[min(step, len(parts)) - 1]["title"] if step else "")

    def explain_bend(self) -> None:
        """What the knee does at the bend that the picture shows."""
        bend_deg = self.scenario.flexion_deg
        for part in self.words.tables(f"{self.name}.bends"):
            if part["from_deg"] <= bend_deg < part["to_deg"]:
                st.markdown(f"**{self.words.angle(bend_deg)}** — {part['text']}")

    def predict(self) -> None:
        """Ask before showing: the reader's guess is answered at once and not kept."""
        if self.scenario.view == "consult" or not self.words.has(f"{self.name}.predict"):
            return
        patient_steps.begin_part()
        for number, ask in enumerate(self.words.tables(f"{self.name}.predict")):
            with st.container(border=True):
                choices: list[str] = ask["choices"]
                guess = st.radio(
                    f"{self.words.text('common.lesson.guess_first')} · {ask['question']}",
                    options=range(len(choices)),
                    format_func=choices.__getitem__,
                    index=None,
                    key=f"{self.name}_predict_{number}",
                )
                if guess is not None:
                    right = "right" if guess == ask["answer_index"] else "not_quite"
                    st.markdown(f"**{self.words.text(f'common.lesson.{right}')}** {ask['explain']}")

    def teach(self) -> None:
        """The page's sections: in the clinic none, at home step by step, else side by side."""
        if self.scenario.view == "consult":
            return
        sections = self.words.tables(f"{self.name}.sections")
        if patient_steps.is_patient_view():
            self._render_in_steps(sections)
            return
        with st.container(key="sections"):  # the style sheet sets two beside each other
            for section in sections:
                self._render_section(section)

    def check_yourself(self) -> None:
        """A few questions that are answered on the picture; in the clinic people talk instead."""
        if self.scenario.view != "consult":
            patient_steps.begin_part()
            quiz.render_invitation(self.name)

    def summary(self) -> None:
        """Three lines to keep."""
        if self.scenario.view != "consult":
            patient_steps.begin_part()
            lines = prose.bullets(self.words.items(f"{self.name}.summary"))
            heading = self.words.text("common.lesson.summary")
            prose.section(heading, lines, width=prose.TEXT_WIDTH_PX)

    def limits(self) -> None:
        """How sure we are: measured, modelled, not known."""
        patient_steps.begin_part()
        heading = self.words.text("common.lesson.sure")
        prose.section(heading, self.text("sure"), width=prose.TEXT_WIDTH_PX)

    def show_calculation(self, load: str = "", used: Sequence[str] = ()) -> None:
        """A drawer with the calculation of each number of a load, by default the chosen one."""
        calculation.show(self.scenario, load or self.scenario.load, used)

    def sources(self) -> None:
        """Every source the page names, with its place to read it, and the date of the text."""

        def cited() -> None:
            sources.cite(self.words.items(f"{self.name}.sources"))
            reviewed = self.words.date(self.text("reviewed"))
            st.caption(self.words.text("common.lesson.reviewed", date=reviewed))

        label = self.words.text("common.lesson.sources")
        layout.lazy_drawer(label, f"{self.name}_sources", cited)

    def next(self) -> None:
        """Where to go from here."""
        place = PAGES.index(self.name) + 1
        following = PAGES[place] if place < len(PAGES) else ""
        if patient_steps.is_patient_view():
            patient_steps.render_navigation(
                layout.lesson_page(following) if following else None, self.text("next")
            )
        elif following:
            layout.render_page_link(following, self.text("next"))

    def _render_section(self, section: dict[str, Any]) -> None:
        voice = section.get("voice")
        voice_key = f"common.voice.{voice}"
        by = f"{VOICE_ICONS[voice]} {self.words.text(voice_key)}" if voice in VOICE_ICONS else ""
        prose.section(section["heading"], by and prose.small(by), section["body"])

    def _render_in_steps(self, sections: list[dict[str, Any]]) -> None:
        """In the patient view: distribute the sections over the steps that are left for them."""
        count = min(len(sections), max(patient_steps.count_parts_left() - PARTS_AFTER, 1))
        for number in range(count):
            patient_steps.begin_part()
            ends = (
                _first_section(number, count, sections),
                _first_section(number + 1, count, sections),
            )
            for section in sections[slice(*ends)]:
                self._render_section(section)


def open(page: str, *, titled: bool = True) -> Lesson:
    """Render title, main message, and the notice of link values that could not be used.

    A page that opens with one knee is not `titled`: its diagram shows title and message in the
    column beside the picture, so that they move with it from the prerendered page to Streamlit's.
    """
    lesson = Lesson(page)
    patient_steps.begin_page(page)
    if titled:
        clinic_branding.render_header()
        st.title(lesson.text("title"), anchor=False)
        st.markdown(f"**{lesson.text('message')}**")
    layout.render_link_notice(session.replaced())
    return lesson


def _first_section(number: int, count: int, parts: list[dict[str, Any]]) -> int:
    """Where the part of that number starts when all are shared out among `count`."""
    return number * len(parts) // count
