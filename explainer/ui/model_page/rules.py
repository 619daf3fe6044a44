"""The rules of the model: in plain words, as formulas, what goes in now, and how sure."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer import describe
from explainer.model import SURFACES
from explainer.model.explain.provenance import RULE_KEYS, surface_keys
from explainer.ui import session
from explainer.ui.components import form_fields
from explainer.ui.lesson import prose, sources

_CHOSEN_RULE = "model_rule"  # session key: its index


def show() -> None:
    """All rules in plain words, then one of them with its formula, inputs, limits and sources."""
    words = session.words()
    rules = words.tables("model.equations")
    plain = [f"**{rule['heading']}:** {rule['plain']}" for rule in rules]
    text = f"{words.text('model.equations_note')}\n\n{prose.bullets(plain)}"
    st.markdown(text, width=prose.TEXT_WIDTH_PX)
    headings = tuple(rule["heading"] for rule in rules)
    chosen: int = st.session_state.setdefault(_CHOSEN_RULE, 0)
    form_fields.render_menu("rule", words.text("model.formula"), headings, chosen, _choose)
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


def _choose(index: int) -> None:
    st.session_state[_CHOSEN_RULE] = index


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
