"""The model's own page: its rules, its constants, and where it meets and misses measurements."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from explainer import catalog
from explainer.figures import checks as drawing
from explainer.model import SURFACES
from explainer.model.used import ALL_KEYS, surface_keys
from explainer.ui import charts, frame, session, sources
from explainer.ui.lesson import Lesson
from explainer.words.choices import condition


def rules() -> None:
    """Each rule in plain words; its formula, limits and sources open at a tap."""
    words = session.words()
    st.header(words.text("model.equations_title"), anchor=False)
    st.markdown(words.text("model.equations_note"))
    for rule in words.tables("model.equations"):
        with st.container(width=frame.TEXT_WIDTH_PX):
            st.markdown(f"**{rule['heading']}** — {rule['plain']}")
            with st.expander(words.text("model.formula")):
                st.code(rule["formula"], language=None, wrap_lines=True)
                st.markdown(rule["technical"])
                st.markdown(f"*{rule['limits']}*")
                sources.cite(rule["sources"])


def all_constants() -> None:
    """Every constant of the model, those of the surfaces included."""
    words = session.words()
    surfaces = (key for surface in SURFACES for key in surface_keys(surface))
    sources.constants((*ALL_KEYS, *surfaces), words.text("model.constants_title"))


def checks(page: Lesson) -> None:
    """The model beside published results: two charts, the reasons of each miss, and every row."""
    words, rows = session.words(), catalog.table("checks").rows
    agree = sum(row["agrees"] == "yes" for row in rows)
    st.header(words.text("model.checks_title"), anchor=False)
    st.markdown(words.text("model.checks_note"))
    st.markdown(words.text("figures.checks.count", agree=str(agree), all=str(len(rows))))
    st.markdown(words.text("model.checks_notice"))
    for compare in ("level", "change_percent"):
        charts.bare(page, drawing, compare, words.text(f"figures.checks.{compare}"))
    with st.expander(words.text("figures.checks.reasons")):
        missed = [row for row in rows if row["agrees"] != "yes"]
        lines = (f"- **{_checked(row)}.** {row['reason']}." for row in missed)
        st.markdown("\n".join(lines))
    with st.expander(words.text("figures.checks.all")):
        st.table([_check_row(row) for row in rows], border="horizontal")


def unknown() -> None:
    """What nobody knows, and where studies do not agree."""
    words = session.words()
    for part in ("unknown", "disagree"):
        with st.container(width=frame.TEXT_WIDTH_PX):
            st.header(words.text(f"model.{part}_title"), anchor=False)
            lines = [entry["text"] for entry in words.tables(f"model.{part}")]
            st.markdown("\n".join(f"- {line}" for line in lines))


def _checked(row: Mapping[str, str]) -> str:
    words = session.words()
    said = condition(words, row["condition"])
    return drawing.quantity(row["quantity"], words) + (f" ({said})" if said else "")


def _way(change: str) -> str:
    size = float(change)
    return "rises" if size > 0 else "falls" if size < 0 else "unchanged"


def _check_row(row: Mapping[str, str]) -> dict[str, str]:
    words = session.words()
    if row["compare"] == "direction":
        published, model = (words.text(f"figures.{_way(row[name])}") for name in ("published", "model"))
    else:
        published = f"{row['published']} {row['unit']} {row['spread']}".strip()
        model = f"{row['model']} ({words.band(float(row['low']), float(row['high']))})"
    return {
        words.text("figures.columns.checked"): _checked(row),
        words.text("figures.columns.published"): published,
        words.text("figures.columns.model"): model,
        words.text("figures.columns.agrees"): words.text(f"figures.{row['agrees']}"),
        words.text("figures.columns.source"): (
            f"{catalog.sources()[row['source']].citation}. {row['where']}"
        ),
    }
