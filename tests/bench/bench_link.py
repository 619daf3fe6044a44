"""The shared link on a slow phone: 4 x slower processor, 1.6 Mbit/s, 150 ms; medians.

Run: python -m tests.bench.bench_link [lessons or links]. A bare Streamlit page with one Plotly
chart is measured in the same run: what it takes is what the same machine makes of Streamlit alone.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from explainer.ui.lesson.lesson import PAGES
from tests.bench.slow_phone import Opened, opened
from tests.bench.table import Row, show
from tests.support import chromium
from tests.support.server import running_app

RUNS = int(os.environ.get("RUNS", "3"))
NO_WEBGL = "--disable-gpu"
PRESSES = 12
NO_SLIDER = ("care", "model")  # pages without a picture of the week
AT_HOME = tuple(f"{page}?view=patient" for page in ("load", "plan", "care", "model"))
CALM = "body:not(:has(#prerendered)) [data-testid=stMain] h1"  # Streamlit's own page has taken over
CHART = ".js-plotly-plot .main-svg"
BARE = """import plotly.express as px
import streamlit as st
st.title("Bare")
st.plotly_chart(px.line(x=[1, 2, 3], y=[1, 3, 2]))
"""
BARE_APP = 'import streamlit as st\napp = st.App("script.py")\n'


def rows(lessons: Sequence[str] = (*PAGES, *AT_HOME)) -> Iterator[Row]:
    """The figures of every page, of some at home, and of the bare page."""
    flags = [*(flag for flag in chromium.FLAGS if "webgl" not in flag.lower()), NO_WEBGL]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=flags)
        with running_app() as address:
            for name in lessons:
                path = "" if name == PAGES[0] else name
                opened(browser, f"{address}/{path}", CALM)  # the server's first time is not ours
                presses = 0 if name in (*NO_SLIDER, *AT_HOME) else PRESSES
                yield from _page(name, _runs(browser, f"{address}/{path}", CALM, presses))
        yield from _bare(browser)
        browser.close()


def _runs(browser: Browser, address: str, stands: str, presses: int) -> list[Opened]:
    return [opened(browser, address, stands, presses) for _ in range(RUNS)]


def _page(name: str, runs: list[Opened]) -> Iterator[Row]:
    yield f"{name}: largest paint", seconds(runs, "largest_paint_s"), "2.5 s"
    if any(run.answers_s for run in runs):
        yield f"{name}: sliders answer", seconds(runs, "answers_s"), "5 s"
    if any(run.slowest_answer_ms for run in runs):
        yield (
            f"{name}: slowest answer to a key",
            f"{median(runs, 'slowest_answer_ms'):.0f} ms",
            "200 ms",
        )
    yield f"{name}: Streamlit has taken over", seconds(runs, "stands_s"), ""
    yield f"{name}: whole page", seconds(runs, "whole_s"), "9 s"
    yield f"{name}: layout shift", f"{median(runs, 'shift'):.3f}", "0.1"
    sent = f"{median(runs, 'kilobytes'):.0f} kB, {median(runs, 'requests'):.0f}"
    yield f"{name}: bytes, requests", sent, ""


def _bare(browser: Browser) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "script.py").write_text(BARE, encoding="utf-8")
        (Path(folder) / "app.py").write_text(BARE_APP, encoding="utf-8")
        with running_app(Path(folder), STREAMLIT_SERVER_HEADLESS="true") as address:
            runs = _runs(browser, address, CHART, presses=0)
    yield "bare Streamlit: largest paint", seconds(runs, "largest_paint_s"), ""
    yield "bare Streamlit: its one chart stands", seconds(runs, "stands_s"), ""
    yield "bare Streamlit: bytes", f"{median(runs, 'kilobytes'):.0f} kB", ""


def median(runs: list[Opened], name: str) -> float:
    """The middle of one figure of several openings."""
    return statistics.median(getattr(run, name) for run in runs)


def seconds(runs: list[Opened], name: str) -> str:
    """The same in words."""
    return f"{median(runs, name):.1f} s"


if __name__ == "__main__":
    show(__doc__.splitlines()[0], rows(sys.argv[1:] or (*PAGES, *AT_HOME)))
