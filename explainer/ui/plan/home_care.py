"""What to do: the plan's steps, care at home and in the clinic, surgery, help today."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from explainer.describe.get_help import build_get_help
from explainer.ui import layout, session
from explainer.ui.lesson import get_help, patient_steps, prose, reassurance, sources


def steps() -> None:
    """First that most people get better; then the plan's four steps."""
    patient_steps.begin_part()
    words = session.words()
    with layout.side_by_side("plan_steps"):
        reassurance.render()
        parts = words.tables("plan.steps")
        listed = prose.numbered(f"**{part['name']}.** {part['text']}" for part in parts)
        prose.section(words.text("plan.steps_title"), listed)


def home_and_clinic() -> None:
    """Care at home, in short, and what the clinic does."""
    patient_steps.begin_part()
    words = session.words()
    with layout.side_by_side("plan_care"):
        with st.container():
            prose.section(*_block("home"))
            names = ", ".join(part["name"] for part in words.tables("care.home.steps"))
            layout.lazy_drawer(names.capitalize(), "home_care", _home_care)
        your_part = f"**{words.text('care.you.heading')}.** {words.text('care.you.body')}"
        prose.section(*_block("clinic"), your_part)


def surgery_and_help() -> None:
    """When surgery is a question, and the signs that cannot wait in a drawer of the page."""
    patient_steps.begin_part()
    words = session.words()
    with layout.side_by_side("plan_help"):
        prose.section(*_block("surgery"), prose.bullets(words.items("care.surgery.signs")))
        with st.container():
            prose.section(words.text("care.title"), words.text("care.routine.body"))
            with st.expander(words.text("care.button.hint")):
                st.html(get_help.markup(words))
            label = words.text("care.clinicians.sources_title")
            layout.lazy_drawer(label, "get_help_sources", _help_sources)


def _home_care() -> None:
    """What to do at home, and what research says of it."""
    words, lines = session.words(), []
    for part in words.tables("care.home.steps"):
        lines.append(f"**{part['name']}.** {part['do']}")
        lines.append(prose.small(f":material/menu_book: {part['research']}"))
    lines.append(prose.small(words.text("care.home.unknown")))
    st.markdown("\n\n".join(lines))


def _help_sources() -> None:
    """What clinicians check, and the sources of that and of every sign of the get-help lists."""
    words = session.words()
    lists = build_get_help(words)
    heading, body = _block("clinicians")
    lines = [f"**{heading}**", body]
    for tier in lists.tiers:
        lines.append(f"**{tier.heading}**")
        for group in tier.groups:
            lines += [_with_sources(sign.text, sign.sources) for sign in group.signs]
            if group.risks:
                lines.append(_with_sources(group.risks.heading, group.risks.sources))
    lines += [_with_sources(f"**{note.heading}.**", note.sources) for note in lists.notes]
    checks = words.text("care.clinicians.heading")
    lines.append(_with_sources(f"**{checks}.**", words.items("care.clinicians.sources")))
    st.markdown("\n\n".join(lines))


def _with_sources(text: str, keys: Iterable[str]) -> str:
    """A text, and under it its sources in small type."""
    return f"{text}  \n{prose.small('; '.join(sources.links(keys)))}"


def _block(part: str) -> tuple[str, str]:
    """The heading of a part and the text under it."""
    words = session.words()
    return words.text(f"care.{part}.heading"), words.text(f"care.{part}.body")
