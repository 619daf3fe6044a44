"""A polite live region of the page: a screen reader hears what a press has changed."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

SCRIPT = """
export default function ({ parentElement, data }) {
  let line = parentElement.querySelector("p");
  const isFirst = !line; // the first text is read with the page
  if (isFirst) {
    line = Object.assign(document.createElement("p"), { className: "sr-only" });
    line.setAttribute("role", "status");
    parentElement.append(line);
  }
  const { text, screen } = data;
  if (line.dataset.announced === screen + text) return;
  line.dataset.announced = screen + text;
  if (isFirst) return;
  line.textContent = text;
  if (!screen) return;
  let box = parentElement;
  while (box && box.scrollTop === 0) box = box.parentElement;
  box?.scrollTo({ top: 0 });
}
"""


def announce(text: str, screen: str = "") -> None:
    """Announce a text when it or the screen differs from the last; a new screen starts at its top.

    `screen` names what is shown in place of what was there before, "" where nothing is replaced.
    """
    with st.container(key="live_region"):
        _component()(key="live_region_line", data={"text": text, "screen": screen})


@cache
def _component() -> Any:
    return st.components.v2.component(
        "behind_the_knee_live_region", js=SCRIPT, isolate_styles=False
    )
