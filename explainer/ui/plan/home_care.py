"""What to do: the plan's steps, care at home and in the clinic, surgery, help today."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from explainer import describe
from explainer.describe.get_help import build_get_help
from explainer.ui import layout, session
from explainer.ui.lesson import get_help, prose, reassurance, sources
from explainer.ui.plan import aggravating_activity


def steps() -> None:
    """That most people get better and what brings the pain; beside them the plan's four steps."""
    words = session.words()
    with layout.side_by_side("plan_steps"):
        with st.container():
            reassurance.render()
            aggravating_activity.show()
        listed = prose.numbered(describe.plan_steps(words, session.scenario()))
        prose.section(words.text("plan.steps_title"), listed)


def home_and_clinic() -> None:
    """Care at home has a page of its own; here what the clinic does."""
    words = session.words()
    with layout.side_by_side("plan_care"):
        with st.container():
            prose.section(*_block("care.home"))
            layout.render_page_link("care", words.text("care.home.link"))
        your_part = f"**{words.text('care.you.heading')}.** {words.text('care.you.body')}"
        prose.section(*_block("care.clinic"), your_part)


def surgery_and_help() -> None:
    """When surgery is a question, and the signs that cannot wait in a drawer of the page."""
    words = session.words()
    with layout.side_by_side("plan_help"):
        prose.section(*_block("care.surgery"), prose.bullets(words.items("care.surgery.signs")))
        with st.container():
            prose.section(words.text("get_help.title"), words.text("get_help.routine.body"))
            with st.expander(words.text("get_help.button.hint")):
                st.html(get_help.markup(words))
            label = words.text("get_help.clinicians.sources_title")
            layout.lazy_drawer(label, "get_help_sources", _help_sources)


def _help_sources() -> None:
    """What clinicians check, and the sources of that and of every sign of the get-help lists."""
    words = session.words()
    lists = build_get_help(words)
    heading, body = _block("get_help.clinicians")
    lines = [f"**{heading}**", body]
    for tier in lists.tiers:
        lines.append(f"**{tier.heading}**")
        for group in tier.groups:
            lines += [_with_sources(sign.text, sign.sources) for sign in group.signs]
            if group.risks:
                lines.append(_with_sources(group.risks.heading, group.risks.sources))
    lines += [_with_sources(f"**{note.heading}.**", note.sources) for note in lists.notes]
    checks = words.text("get_help.clinicians.heading")
    lines.append(_with_sources(f"**{checks}.**", words.items("get_help.clinicians.sources")))
    st.markdown("\n\n".join(lines))


def _with_sources(text: str, keys: Iterable[str]) -> str:
    """A text, and under it its sources in small type."""
    return f"{text}  \n{prose.small('; '.join(sources.links(keys)))}"


def _block(key: str) -> tuple[str, str]:
    """The heading at a key and the text under it."""
    words = session.words()
    return words.text(f"{key}.heading"), words.text(f"{key}.body")
