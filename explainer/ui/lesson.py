"""The parts of a lesson, in the order a page calls them: open, predict, choose, show, teach.

A page reads like a lesson plan because everything it needs stands here under its plain name. The
words of a page come from assets/text/<language>/<page>.toml, all pages sharing one skeleton.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

import numpy as np
import streamlit as st

from explainer import catalog
from explainer.model import SURFACES, Runner, Running
from explainer.model.sweep import Sweep, sweep
from explainer.scenario import Camera, Scenario
from explainer.ui import controls, frame, session
from explainer.ui.stage import StageState, stage
from explainer.words import Words

PAGES = ("start", "hinge", "tendons", "hamstrings_calf", "load", "plan", "model")
VOICE_ICONS = {"clinic": ":material/stethoscope:", "research": ":material/menu_book:"}


@dataclass(frozen=True)
class Lesson:
    """One page in the reader's words."""

    page: str

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
        return self.words.text(f"{self.page}.{part}", **values)

    def compute(self, *, after: bool = False) -> Sweep:
        """The model over every distance and surface the sliders reach, for this reader."""
        return _sweep(*runner_and_running(self.scenario, after=after))

    def choose(self, *names: str) -> None:
        """Controls beside the picture's own sliders."""
        controls.side_by_side(*names)

    def show(
        self,
        result: Sweep | None,
        views: Sequence[str],
        sliders: Sequence[str] = ("miles", "surface"),
    ) -> None:
        """The live diagram with its sliders; what the reader settles on becomes the scenario."""
        st.subheader(self.text("picture_title"), anchor=False)
        st.markdown(self.text("notice"))
        now = self.scenario
        settled = stage(
            f"{self.page}_stage",
            views=tuple(views),
            table=result,
            state=stage_state(now, views),
            words=self.words,
            controls=tuple(sliders),
            measures=("week", "step", "easy") if result is not None else (),
            turnable=True,
            guide_miles=now.guide_miles,
        )
        session.choose(**scenario_values(settled))
        if result is not None:
            st.caption(self.words.text("common.high_load"))

    def figure(self, drawing: ModuleType, result: object, spoken: str) -> None:
        """One chart with its title, its notice and its spoken alternative."""
        name = drawing.__name__.rpartition(".")[2]
        st.markdown(f"**{self.words.text(f'figures.{name}.title')}**")
        st.caption(self.words.text(f"figures.{name}.notice"))
        st.plotly_chart(
            drawing.draw(self.scenario, result, self.words),
            key=f"{self.page}_{name}",
            config={"displayModeBar": False, "scrollZoom": False},
            alt=spoken,
        )

    def predict(self) -> None:
        """Ask before showing: the reader's guess is answered at once and not kept."""
        if self.scenario.view == "consult" or not self.words.has(f"{self.page}.predict"):
            return
        for number, ask in enumerate(self.words.tables(f"{self.page}.predict")):
            with st.container(border=True):
                guess = st.radio(
                    f"{self.words.text('common.lesson.guess_first')} · {ask['question']}",
                    options=range(len(ask["choices"])),
                    format_func=lambda i, ask=ask: ask["choices"][i],
                    index=None,
                    key=f"{self.page}_predict_{number}",
                )
                if guess is not None:
                    right = "right" if guess == ask["answer_index"] else "not_quite"
                    st.markdown(f"**{self.words.text(f'common.lesson.{right}')}** {ask['explain']}")

    def teach(self) -> None:
        """The page's sections: in the clinic none, at home one at a time, else all."""
        if self.scenario.view == "consult":
            return
        sections = self.words.tables(f"{self.page}.sections")
        if self.scenario.view == "patient":
            sections = [self._current_part(sections)]
        for section in sections:
            with st.container(width=frame.TEXT_WIDTH_PX):
                self._section(section)

    def summary(self) -> None:
        """Three lines to keep."""
        if self.scenario.view != "consult":
            with st.container(width=frame.TEXT_WIDTH_PX):
                st.subheader(self.words.text("common.lesson.summary"), anchor=False)
                st.markdown(
                    "\n".join(f"- {line}" for line in self.words.items(f"{self.page}.summary"))
                )

    def limits(self) -> None:
        """How sure we are: measured, modelled, not known."""
        with st.container(width=frame.TEXT_WIDTH_PX):
            st.subheader(self.words.text("common.lesson.sure"), anchor=False)
            st.markdown(self.text("sure"))

    def sources(self, *used: str) -> None:
        """Every source the page names, with its place to read it; `used` are catalog keys."""
        keys = dict.fromkeys(self.words.items(f"{self.page}.sources"))
        keys |= dict.fromkeys(catalog.parameter(key).source for key in used)
        with st.expander(self.words.text("common.lesson.sources")):
            for key in keys:
                if key != catalog.OWN_SOURCE:
                    st.markdown(f"- {_citation(catalog.sources()[key])}")
            reviewed = self.words.date(self.text("reviewed"))
            st.caption(self.words.text("common.lesson.reviewed", date=reviewed))

    def next(self) -> None:
        """Where to go from here."""
        place = PAGES.index(self.page) + 1
        if place < len(PAGES):
            frame.page_link(PAGES[place], self.text("next"))

    def _section(self, section: dict) -> None:
        st.subheader(section["heading"], anchor=False)
        voice = section.get("voice")
        if voice in VOICE_ICONS:
            st.caption(f"{VOICE_ICONS[voice]} {self.words.text(f'common.voice.{voice}')}")
        st.markdown(section["body"])

    def _current_part(self, sections: list[dict]) -> dict:
        total = len(sections)
        number = st.segmented_control(
            self.words.text("common.lesson.picture"),
            options=range(total),
            format_func=lambda i: str(i + 1),
            default=0,
            label_visibility="collapsed",
            key=f"{self.page}_part",
        )
        number = number or 0
        st.caption(self.words.text("common.lesson.step_of", number=number + 1, total=total))
        return sections[number]


def open(page: str) -> Lesson:
    """Title and main message, before anything else; then what the link could not say."""
    lesson = Lesson(page)
    st.title(lesson.text("title"), anchor=False)
    st.markdown(f"**{lesson.text('message')}**")
    frame.replaced_lines(session.replaced())
    return lesson


def runner_and_running(scenario: Scenario, *, after: bool = False) -> tuple[Runner, Running]:
    """The model's inputs for the week as it is, or as it would be after the change."""
    prefix = "after_" if after else ""
    names = ("surface", "speed_m_s", "step_rate_change", "slope_deg")
    chosen = {name: getattr(scenario, prefix + name) for name in names}
    runner = Runner(mass_kg=scenario.mass_kg, height_m=scenario.height_m)
    return runner, Running(**chosen, foot_strike=scenario.foot_strike)


def stage_state(scenario: Scenario, views: Sequence[str]) -> StageState:
    """What the diagram starts from; a view that this page does not offer becomes its first."""
    return StageState(
        miles=scenario.miles,
        surface=scenario.surface,
        bend_deg=scenario.flexion_deg,
        view=scenario.layer if scenario.layer in views else views[0],
        dress=scenario.dress,
        measure=scenario.measure,
        structure=scenario.structure,
        turned=scenario.depth == "turned",
        camera=tuple(scenario.camera or ()),
    )


def scenario_values(settled: StageState) -> dict[str, object]:
    """What the reader settled on in the diagram, under the scenario's names."""
    return {
        "miles": settled.miles,
        "surface": settled.surface,
        "flexion_deg": settled.bend_deg,
        "layer": settled.view,
        "dress": settled.dress,
        "measure": settled.measure,
        "structure": settled.structure,
        "depth": "turned" if settled.turned else "flat",
        "camera": Camera(*settled.camera) if settled.camera else None,
    }


@lru_cache(maxsize=256)  # readers share common scenarios; one entry is about 0.2 MB
def _sweep(runner: Runner, running: Running) -> Sweep:
    span = catalog.choices()["miles"]
    return sweep(runner, running, miles=np.arange(span.low, span.high + 1), surfaces=SURFACES)


def _citation(source: catalog.Source) -> str:
    return f"[{source.citation}]({source.link})" if source.link else source.citation
