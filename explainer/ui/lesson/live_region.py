"""A polite live region of the page: a screen reader hears what a press has changed."""

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
    parentElement.append(line);
    return; // the first text is read with the page
  }
  if (line.textContent !== data.text) line.textContent = data.text;
}
"""


def announce(text: str) -> None:
    """Announce a text in the live region when it differs from the last one."""
    with st.container(key="spoken"):
        _component()(key="spoken_line", data={"text": text})


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_spoken", js=SCRIPT, isolate_styles=False)
