"""A new step at home starts at the top of the page, and a screen reader hears which one it is."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

SCRIPT = """
export default function ({ parentElement, data }) {
  let line = parentElement.querySelector("p");
  if (!line) {
    line = Object.assign(document.createElement("p"), { className: "spoken" });
    line.setAttribute("role", "status");
    line.dataset.step = data.step;
    parentElement.append(line);
    return; // the first step is read with the page
  }
  if (line.dataset.step === data.step) return;
  line.dataset.step = data.step;
  line.textContent = data.text;
  let box = parentElement;
  while (box && box.scrollTop === 0) box = box.parentElement;
  box?.scrollTo({ top: 0 });
}
"""


def announce(text: str, step: str) -> None:
    """Say the text and go to the top of the page when `step` differs from the last one."""
    with st.container(key="spoken"):
        _component()(key="step_change", data={"text": text, "step": step})


@cache
def _component() -> Any:
    return st.components.v2.component(
        "behind_the_knee_step_change", js=SCRIPT, isolate_styles=False
    )
