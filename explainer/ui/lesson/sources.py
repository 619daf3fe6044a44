"""Where numbers come from: citations, and constants with value, range, unit and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from explainer import catalog
from explainer.ui import session
from explainer.ui.lesson import prose
from explainer.words import constants as named


def constants(keys: Iterable[str]) -> None:
    """A table of constants under the line that says how to read it."""
    st.markdown(session.words().text("model.constants_note"))
    table(keys)


def table(keys: Iterable[str]) -> None:
    """Constants with value, range, how sure, source and place."""
    st.table([_row(named.record(key)) for key in dict.fromkeys(keys)], border="horizontal")


def count_evidence_kinds(keys: Iterable[str]) -> str:
    """How many of some constants were measured, modelled, worked out, or are a choice of ours."""
    words = session.words()
    kinds = Counter(named.record(key).kind for key in keys)
    known = [kind for kind in catalog.PARAMETER_KINDS if kinds[kind]]
    parts = [words.text(f"constants.counted.{kind}", count=str(kinds[kind])) for kind in known]
    return ", ".join(parts)


def cite(sources: Iterable[str]) -> None:
    """The sources as a list; a choice of our own cites nobody."""
    st.markdown(prose.bullets(links(sources)))


def links(sources: Iterable[str]) -> list[str]:
    """Each source in Markdown, with its link; a choice of our own cites nobody."""
    cited = [catalog.sources()[key] for key in dict.fromkeys(sources) if key != catalog.OWN_SOURCE]
    return [f"[{one.citation}]({one.link})" if one.link else one.citation for one in cited]


def _row(parameter: catalog.Parameter) -> dict[str, str]:
    words = session.words()
    own = parameter.source == catalog.OWN_SOURCE
    citation = parameter.note if own else catalog.sources()[parameter.source].citation
    kind = words.text(f"constants.kinds.{parameter.kind}")
    return {
        words.text("figures.columns.constant"): named.name(words, parameter.key),
        words.text("figures.columns.value"): named.format_with_range(words, parameter),
        words.text("figures.columns.source"): f"*{kind}.* {citation}. {parameter.where}",
    }
