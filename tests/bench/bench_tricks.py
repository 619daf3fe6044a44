"""The first page on a slow phone, with each part of its machinery taken away in turn; medians.

Run: python -m tests.bench.bench_tricks [lesson]. Not part of `make bench`: it takes a quarter of an
hour. The variants are opened in turn, so that a drift of the machine falls on all of them alike;
docs/architecture.md says what was kept for which figure.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.bench_link import CALM, NO_WEBGL, median, seconds
from tests.bench.slow_phone import Opened, opened
from tests.bench.table import Row, show
from tests.support import chromium
from tests.support.server import ROOT, running_app

RUNS = int(os.environ.get("RUNS", "5"))
COPIED = ("app.py", "requirements.txt", "pages", "assets", "explainer", ".streamlit")
UI = "explainer/ui"
BOOT = f"{UI}/prerender/web/boot.js"
INDEX_HTML = f"{UI}/streamlit_internals/index_html.py"

# What is taken away: the file, a text that stands in it once, and what stands there instead.
VARIANTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "all": (),
    "no prerendered page": (("app.py", "        Middleware(prerender.PrerenderedPages),\n", ""),),
    "charts not deferred": (("app.py", "        Middleware(prerender.DeferredCharts),\n", ""),),
    "fonts not subset": (("app.py", "        Middleware(prerender.SubsetFonts),\n", ""),),
    "no early questions": (
        (BOOT, "    preconnect();\n", ""),
        ("app.py", "        Middleware(prerender.PreconnectCache),\n", ""),
    ),
    "preloads as Streamlit has them": (
        (INDEX_HTML, "_interleaved_by_size(collector.elements)", "collector.elements"),
        (INDEX_HTML, "_interleaved_by_size(elements)", "elements"),
    ),
    "no preloads of our own": (
        (INDEX_HTML, "(*names.PRELOADED_BUNDLES, *PAGE", "(*(), *PAGE"),
    ),
}  # fmt: skip


def rows(lesson: str) -> Iterator[Row]:
    """What a reader waits for with and without each part."""
    flags = [*(flag for flag in chromium.FLAGS if "webgl" not in flag.lower()), NO_WEBGL]
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=flags)
        stack.callback(browser.close)
        pages = {}
        for name, edits in VARIANTS.items():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            _copy(folder, edits)
            pages[name] = f"{stack.enter_context(running_app(folder))}/{lesson}"
            opened(browser, pages[name], CALM)  # the server's first time is not a reader's
        runs: dict[str, list[Opened]] = {name: [] for name in VARIANTS}
        for _ in range(RUNS):
            for name, address in pages.items():
                runs[name].append(opened(browser, address, CALM))
    for name, found in runs.items():
        figures = ("largest_paint_s", "answers_s", "stands_s", "whole_s")
        times = " ".join(f"{seconds(found, figure):>7}" for figure in figures)
        yield name, f"{times} {median(found, 'kilobytes'):5.0f} kB", ""


def _copy(folder: Path, edits: tuple[tuple[str, str, str], ...]) -> None:
    """The app in a folder, edited; raises ValueError where a text does not stand once."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir() and name != "assets":
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_dir():
            (folder / name).symlink_to(source)
        else:
            shutil.copy(source, folder)
    for name, old, new in edits:
        text = (folder / name).read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise ValueError(f"{name} does not hold once: {old.strip()}")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")


if __name__ == "__main__":
    print("largest paint, sliders answer, Streamlit has taken over, whole page, bytes")
    show(__doc__.splitlines()[0], rows(sys.argv[1] if len(sys.argv) > 1 else "load"))
