"""Where numbers come from: citations, and constants with value, range, unit and place."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from explainer import catalog
from explainer.ui import session


def constants(keys: Iterable[str], title: str) -> None:
    """A table of constants: value, range, unit, source and place."""
    words = session.words()
    with st.expander(title):
        st.markdown(words.text("model.constants_note"))
        st.table([_row(_record(key)) for key in dict.fromkeys(keys)], border="horizontal")


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
