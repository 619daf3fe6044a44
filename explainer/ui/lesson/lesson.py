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
    prose,
    quiz,
    sections,
    sources,
)
from explainer.words import Words

PAGES = ("start", "hinge", "tendons", "hamstrings_calf", "load", "plan", "care", "model")


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
        """A part that depends on the sliders, as a fragment: a change reruns it alone."""

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
        live_region.announce(parts[min(step, len(parts)) - 1]["title"] if step else "")

    def explain_bend(self) -> None:
        """What the knee does at the bend that the picture shows."""
        flexion_deg = self.scenario.flexion_deg
        for part in self.words.tables(f"{self.name}.bends"):
            if part["from_deg"] <= flexion_deg < part["to_deg"]:
                st.markdown(f"**{self.words.angle(flexion_deg)}** — {part['text']}")

    def predict(self) -> None:
        """A question to guess at, in a drawer; the guess is answered at once and not kept."""
        if self.scenario.view == "consult" or not self.words.has(f"{self.name}.predict"):
            return
        for number, ask in enumerate(self.words.tables(f"{self.name}.predict")):
            label = f"{self.words.text('common.lesson.guess_first')} · {ask['question']}"
            with st.expander(label):
                choices: list[str] = ask["choices"]
                guess = st.radio(
                    ask["question"],
                    options=range(len(choices)),
                    format_func=choices.__getitem__,
                    index=None,
                    label_visibility="collapsed",
                    key=f"{self.name}_predict_{number}",
                )
                if guess is not None:
                    right = "right" if guess == ask["answer_index"] else "not_quite"
                    st.markdown(f"**{self.words.text(f'common.lesson.{right}')}** {ask['explain']}")

    def section(self, *ids: str) -> None:
        """Some sections, beside the chart that they speak of; in the clinic people talk instead."""
        if self.scenario.view == "consult":
            return
        by_id = {one["id"]: one for one in self._sections()}
        with st.container():
            for section_id in ids:
                sections.render(self.name, by_id[section_id], with_picture=False)

    def teach(self, *, without: Sequence[str] = ()) -> None:
        """The page's sections, but for those that stand elsewhere; in the clinic none."""
        if self.scenario.view != "consult":
            shown = [one for one in self._sections() if one.get("id") not in without]
            sections.render_grid(self.name, shown)

    def check_yourself(self) -> None:
        """A few questions that are answered on the picture; in the clinic people talk instead."""
        if self.scenario.view != "consult":
            quiz.render_invitation(self.name)

    def summary(self) -> None:
        """Three lines to keep."""
        if self.scenario.view != "consult":
            lines = prose.bullets(self.words.items(f"{self.name}.summary"))
            heading = self.words.text("common.lesson.summary")
            prose.section(heading, lines, width=prose.TEXT_WIDTH_PX)

    def limits(self) -> None:
        """How sure we are: measured, modelled, not known."""
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
        if page := following(self.name):
            layout.render_page_link(page, self.text("next"))

    def _sections(self) -> list[dict[str, Any]]:
        return self.words.tables(f"{self.name}.sections")


def following(page: str) -> str:
    """The page after a page, "" after the last."""
    place = PAGES.index(page) + 1
    return PAGES[place] if place < len(PAGES) else ""


def open(page: str, *, titled: bool = True) -> Lesson:
    """Render title, main message, and the notice of link values that could not be used.

    A page that opens with one knee is not `titled`: its diagram shows title and message in the
    column beside the picture, so that they move with it from the prerendered page to Streamlit's.
    """
    lesson = Lesson(page)
    if titled:
        clinic_branding.render_header()
        st.title(lesson.text("title"), anchor=False)
        st.markdown(f"**{lesson.text('message')}**")
    layout.render_link_notice(session.replaced())
    return lesson
