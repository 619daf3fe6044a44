"""The rules of the model: in plain words, as formulas, what goes in now, and how sure."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer import describe
from explainer.model import SURFACES
from explainer.model.explain.provenance import RULE_KEYS, surface_keys
from explainer.ui import session
from explainer.ui.lesson import prose, sources


def show() -> None:
    """All rules in plain words, then one of them with its formula, inputs, limits and sources."""
    words = session.words()
    rules = {rule["id"]: rule for rule in words.tables("model.equations")}
    plain = [f"**{rule['heading']}:** {rule['plain']}" for rule in rules.values()]
    text = f"{words.text('model.equations_note')}\n\n{prose.bullets(plain)}"
    st.markdown(text, width=prose.TEXT_WIDTH_PX)
    chosen = st.selectbox(
        words.text("model.formula"),
        options=list(rules),
        format_func=lambda rule: rules[rule]["heading"],
        key="model_rule",
    )
    with st.container(width=prose.TEXT_WIDTH_PX):
        _render_rule(rules[chosen])


def grounds() -> None:
    """What is known of each ground to run on."""
    sources.constants(key for surface in SURFACES for key in surface_keys(surface))


def left_out() -> None:
    """Home care that is known and not shown, each with the reason."""
    for item in session.words().tables("model.left_out.items"):
        st.markdown(item["text"])
        sources.cite(item["sources"])


def review() -> None:
    """Whether a clinician has reviewed the texts; patients' pages say nothing of it."""
    words = session.words()
    st.caption(describe.review(words) or words.text("common.review.open"))


def _render_rule(rule: dict[str, Any]) -> None:
    words, keys = session.words(), RULE_KEYS[rule["id"]]
    st.code(rule["formula"], language=None, wrap_lines=True)
    st.markdown(rule["technical"])
    st.markdown(f"*{rule['limits']}*")
    if keys:
        sure = words.text("model.sure_line", counted=sources.count_evidence_kinds(keys))
        st.markdown(f"**{words.text('model.inputs')}** {sure}")
        sources.table(keys)
    sources.cite(rule["sources"])
