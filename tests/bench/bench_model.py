"""The model: median / 95th percentile of one call, in milliseconds."""

import time
from collections.abc import Callable, Iterator

import numpy as np

from explainer.model import Runner, Running, step, week
from explainer.model.sweep import sweep
from tests.bench.table import Row, show

RUNNER = Runner()
SPEEDS_M_S = np.linspace(2.0, 5.0, 400)  # a new speed each time, so that nothing is remembered


def measure(work: Callable[[Running], object], times: int) -> str:
    """Median and 95th percentile of one call in milliseconds, after one call to warm up."""
    work(Running())
    spent_ms = []
    for speed_m_s in SPEEDS_M_S[:times]:
        running = Running(speed_m_s=float(speed_m_s))
        start = time.perf_counter()
        work(running)
        spent_ms.append(1000.0 * (time.perf_counter() - start))
    median, p95 = np.percentile(spent_ms, (50, 95))
    return f"{median:.2f} / {p95:.2f} ms"


def rows() -> Iterator[Row]:
    """Each function that the app calls, with its bands."""
    yield "one step", measure(lambda r: step(RUNNER, r), 400), ""
    yield "one week", measure(lambda r: week(RUNNER, r, 20.0), 200), ""
    yield "a diagram's table, 61 x 8 x 11", measure(lambda r: sweep(RUNNER, r), 100), ""


if __name__ == "__main__":
    show(__doc__, rows())
