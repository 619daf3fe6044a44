"""What to do: the plan's steps, care at home and in the clinic, surgery, help today."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from explainer.describe.get_help import build_get_help
from explainer.ui import layout, session
from explainer.ui.lesson import get_help, patient_steps, prose, reassurance, sources


def steps() -> None:
    """First that most people get better; then the plan's four steps, side by side (site.css)."""
    patient_steps.begin_part()
    words = session.words()
    reassurance.render()
    parts = words.tables("plan.steps")
    listed = prose.numbered(f"**{part['name']}**\n\n   {part['text']}" for part in parts)
    with st.container(key="care_steps"):
        prose.section(words.text("plan.steps_title"), listed)


def home() -> None:
    """Care at home: what to do, and what research says of it."""
    patient_steps.begin_part()
    lines = []
    for part in session.words().tables("care.home.steps"):
        lines.append(f"**{part['name']}.** {part['do']}")
        lines.append(prose.small(f":material/menu_book: {part['research']}"))
    lines.append(prose.small(session.words().text("care.home.unknown")))
    prose.section(*_block("home"), *lines, width=prose.TEXT_WIDTH_PX)


def pain_guide() -> None:
    """How much pain is all right, and where that guide was borrowed from."""
    words = session.words()
    guide = prose.bullets(words.items("care.pain_guide.steps"))
    note = prose.small(words.text("care.pain_guide.note"))
    prose.section(*_block("pain_guide"), guide, note, width=prose.TEXT_WIDTH_PX)


def clinic() -> None:
    """What the clinic does, and the part that only the reader can do."""
    patient_steps.begin_part()
    for part in ("clinic", "you"):
        prose.section(*_block(part), width=prose.TEXT_WIDTH_PX)


def surgery() -> None:
    """When surgery is a question; most pain behind the knee needs none."""
    patient_steps.begin_part()
    signs = prose.bullets(session.words().items("care.surgery.signs"))
    prose.section(*_block("surgery"), signs, width=prose.TEXT_WIDTH_PX)


def help_in_place() -> None:
    """The signs that cannot wait, on the page itself, and by what rules clinicians judge them."""
    words = session.words()
    with st.container(width=prose.TEXT_WIDTH_PX, border=True):
        prose.section(words.text("care.title"))
        st.html(get_help.markup(words))
        prose.section(*_block("clinicians"))
        label = words.text("care.clinicians.sources_title")
        layout.lazy_drawer(label, "get_help_sources", _help_sources)


def _help_sources() -> None:
    """Every sign of the get-help lists with its sources, and those of what clinicians check."""
    words = session.words()
    lists = build_get_help(words)
    lines = []
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
