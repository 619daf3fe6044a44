"""Each rule of the model: in plain words, as a formula, what goes in now, and how sure."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from explainer import describe
from explainer.model import SURFACES
from explainer.model.explain.provenance import RULE_KEYS, surface_keys
from explainer.ui import layout, session
from explainer.ui.lesson import patient_steps, prose, sources


def show() -> None:
    """Rule by rule; formula, inputs, limits and sources open at a tap."""
    words = session.words()
    patient_steps.begin_part()
    prose.section(words.text("model.equations_title"), words.text("model.equations_note"))
    with st.container(width=prose.TEXT_WIDTH_PX):
        for rule in words.tables("model.equations"):
            st.markdown(f"**{rule['heading']}** — {rule['plain']}")
            name = f"model_rule_{rule['id']}"
            layout.lazy_drawer(words.text("model.formula"), name, partial(_render_rule, rule))


def grounds() -> None:
    """What is known of each ground to run on."""
    keys = [key for surface in SURFACES for key in surface_keys(surface)]
    title = session.words().text("model.grounds_title")
    layout.lazy_drawer(title, "model_grounds", partial(sources.constants, keys))


def left_out() -> None:
    """Home care that is known and not shown, each with the reason."""
    words = session.words()

    def render() -> None:
        for item in words.tables("model.left_out.items"):
            st.markdown(item["text"])
            sources.cite(item["sources"])

    layout.lazy_drawer(words.text("model.left_out.title"), "model_left_out", render)


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
