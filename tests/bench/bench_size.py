"""Install size, from the installed packages' own lists of files; and start to first picture.

Run: python -m tests.bench.bench_size. Start is that of a warm environment: packages installed and
compiled, files in the system's cache.
"""

from __future__ import annotations

import importlib.metadata
import re
import statistics
import time
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from packaging.requirements import Requirement

from tests.bench.table import Row, show
from tests.support.server import ROOT, start, wait

BARE = ("streamlit", "plotly", "pillow")
MOST_PERCENT = 15
STARTS = 3


def rows() -> Iterator[Row]:
    """Both sizes, what is added, and the start."""
    bare, ours = size_mb(BARE), size_mb(asked_for())
    yield "packages of bare streamlit + plotly + pillow", f"{bare:.0f} MB", ""
    yield "packages of requirements.txt", f"{ours:.0f} MB", ""
    yield "added to the bare ones", f"{100 * (ours / bare - 1):.1f} %", f"{MOST_PERCENT} %"
    taken = statistics.median(first_picture_s() for _ in range(STARTS))
    yield "start to first picture", f"{taken:.1f} s", "5 s"


def asked_for() -> list[str]:
    """The packages that requirements.txt names."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [name for line in lines if (name := re.match(r"[\w.-]*", line.strip())[0])]


def size_mb(names: Iterable[str]) -> float:
    """What these packages and all that they need take on the disk."""
    todo, sizes = list(names), {}
    while todo:
        package = importlib.metadata.distribution(todo.pop())
        key = package.metadata["Name"].lower()
        if key in sizes:
            continue
        files = (Path(package.locate_file(file)) for file in package.files or ())
        sizes[key] = sum(file.stat().st_size for file in files if file.is_file())
        needed = map(Requirement, package.requires or ())
        todo += [r.name for r in needed if not r.marker or r.marker.evaluate({"extra": ""})]
    return sum(sizes.values()) / 1e6


def first_picture_s() -> float:
    """From starting the server to the last byte of the first page's picture."""
    begun_s = time.monotonic()
    address, server = start()
    try:
        wait(server, f"{address}/_stcore/health")
        page = urllib.request.urlopen(address).read().decode()
        image = re.search(r'<img src="([^"]+)"', page)[1]
        urllib.request.urlopen(urljoin(f"{address}/", image)).read()
        return time.monotonic() - begun_s
    finally:
        server.terminate()
        server.wait(timeout=10)


if __name__ == "__main__":
    show(__doc__.splitlines()[0], rows())
