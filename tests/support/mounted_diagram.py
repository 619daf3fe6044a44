"""The diagram alone in a browser, fed as the app feeds it: for tests that walk through its states.

Opening the app takes seconds, moving a mounted diagram takes none.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from explainer import catalog
from explainer.describe import unchosen_subject
from explainer.scenario import Scenario
from explainer.ui.components.knee_diagram import DiagramState, payload, script
from explainer.ui.model_cache import compared_week
from explainer.words import Words

VIEWS = tuple(
    view for view in catalog.choices()["knee_view"].options if view not in ("page", "skin")
)
WEEK = compared_week(Scenario())
EVERYTHING = 2**53 - 1  # acknowledged: Python has the last word about every value
MARGIN_PX = 16  # what the page leaves free on either side
MOUNT = """async ([script, data, margin]) => {
  if (!window.place) {
    document.body.style.cssText = `margin: 0 ${margin}px`;
    document.body.replaceChildren();
    window.place = document.body.appendChild(document.createElement("div"));
    window.place.style.cssText = "--st-text-color: #14181d; --st-background-color: #ffffff;" +
      "--st-secondary-background-color: #f2f5f7; --st-primary-color: #1f5f8b;" +
      "--st-font: sans-serif";
  }
  const { mount } = await import(script);
  window.reports = [];
  mount({ parentElement: window.place, data, setStateValue: (_, one) => window.reports.push(one) });
}"""


class MountedDiagram:
    """One mounted diagram: `show` moves it as Python would."""

    def __init__(self, page: Page, address: str) -> None:
        page.goto(f"{address}/robots.txt")  # light, and as deep as a page: its files are relative
        self.page = page

    def show(self, language: str = "en", **state: Any) -> None:
        """Bring the diagram into a state; `rendering="turned"` shows the knee that turns."""
        data = payload.full_payload(
            views=VIEWS, compared=WEEK, words=Words(language), state=DiagramState(**state),
            subject=payload.subject(unchosen_subject(Words(language), "tendons", Scenario())),
            slot="walk", key="walk", controls=["bend", "miles"], measures=["week"], turnable=True,
            guide_miles=None, compact=False, alt="", title="", message="", foot="",
            labels=catalog.label_order("tendons"), overlay_settings={}, overlay_content={},
            acknowledged=EVERYTHING,
        )  # fmt: skip
        self.page.evaluate(MOUNT, [script().url, data, MARGIN_PX])
        self.page.locator(".host.ready").wait_for()
        if state.get("rendering") == "turned":
            self.page.locator(".knee .tag:visible").first.wait_for()
        elif "knee_view" in state:
            self.page.locator(f".picture[data-shows^='{state['knee_view']} ']").wait_for()
