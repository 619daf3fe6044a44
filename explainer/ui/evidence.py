"""The model's own page: its rules, its constants, and where it meets and misses measurements."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from explainer import catalog
from explainer.model import SURFACES
from explainer.model.used import ALL_KEYS, surface_keys
from explainer.ui import frame, session


def rules() -> None:
    """Each rule in plain words; its formula, limits and sources open at a tap."""
    words = session.words()
    st.subheader(words.text("model.equations_title"), anchor=False)
    st.markdown(words.text("model.equations_note"))
    for rule in words.tables("model.equations"):
        with st.container(width=frame.TEXT_WIDTH_PX):
            st.markdown(f"**{rule['heading']}** — {rule['plain']}")
            with st.expander(words.text("model.formula")):
                st.code(rule["formula"], language=None, wrap_lines=True)
                st.markdown(rule["technical"])
                st.markdown(f"*{rule['limits']}*")
                cite(rule["sources"])


def constants(keys: Iterable[str], title: str) -> None:
    """A table of constants: value, range, unit, source and place."""
    words = session.words()
    with st.expander(title):
        st.markdown(words.text("model.constants_note"))
        st.table([_row(_record(key)) for key in dict.fromkeys(keys)], border="horizontal")


def all_constants() -> None:
    """Every constant of the model, those of the surfaces included."""
    words = session.words()
    surfaces = (key for surface in SURFACES for key in surface_keys(surface))
    constants((*ALL_KEYS, *surfaces), words.text("model.constants_title"))


def unknown() -> None:
    """What nobody knows, and where studies do not agree."""
    words = session.words()
    for part in ("unknown", "disagree"):
        with st.container(width=frame.TEXT_WIDTH_PX):
            st.subheader(words.text(f"model.{part}_title"), anchor=False)
            lines = [entry["text"] for entry in words.tables(f"model.{part}")]
            st.markdown("\n".join(f"- {line}" for line in lines))


def cite(sources: Iterable[str]) -> None:
    """The sources as a list; a choice of our own cites nobody."""
    for key in dict.fromkeys(sources):
        if key != catalog.OWN_SOURCE:
            source = catalog.sources()[key]
            line = f"[{source.citation}]({source.link})" if source.link else source.citation
            st.markdown(f"- {line}")


def _record(key: str) -> catalog.Parameter:
    """A constant by its key; a surface's own are written surface.property."""
    surface, dot, name = key.partition(".")
    return catalog.surfaces()[surface].properties[name] if dot else catalog.parameter(key)


def _row(parameter: catalog.Parameter) -> dict[str, str]:
    words = session.words()
    own = parameter.source == catalog.OWN_SOURCE
    citation = parameter.note if own else catalog.sources()[parameter.source].citation
    return {
        words.text("figures.columns.constant"): parameter.key.replace("_", " ").replace(".", ": "),
        words.text("figures.columns.value"): f"{words.number(parameter.value)} {parameter.unit}",
        words.text("figures.columns.range"): words.band(parameter.low, parameter.high),
        words.text("figures.columns.source"): f"{citation}. {parameter.where}",
    }
