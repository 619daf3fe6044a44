"""How long the model takes: `python -m tests.bench.bench_model`, one line a figure."""

import time
from collections.abc import Callable

import numpy as np

from explainer.model import Runner, Running, step, week
from explainer.model.sweep import sweep

RUNNER = Runner()
SPEEDS_M_S = np.linspace(2.0, 5.0, 400)  # a new speed each time, so that nothing is remembered


def measure(name: str, work: Callable[[Running], object], times: int) -> str:
    """Median and 95th percentile of one call in milliseconds, after one call to warm up."""
    work(Running())
    spent_ms = []
    for speed_m_s in SPEEDS_M_S[:times]:
        running = Running(speed_m_s=float(speed_m_s))
        start = time.perf_counter()
        work(running)
        spent_ms.append(1000.0 * (time.perf_counter() - start))
    median, p95 = np.percentile(spent_ms, (50, 95))
    return f"{name}: median {median:.2f} ms, p95 {p95:.2f} ms"


def read_all(running: Running) -> None:
    """One step and every figure of it with its band: a page reads a few of them."""
    one = step(RUNNER, running)
    for part in (one, *one.loads.values()):
        dict(part.figures)


def main() -> None:
    """Prints the figures."""
    print(measure("model step", lambda r: step(RUNNER, r), 400))
    print(measure("model step, all figures with bands", read_all, 400))
    print(measure("model week with bands", lambda r: week(RUNNER, r, 20.0), 200))
    print(measure("model stage sweep 61 x 8 x 11 with bands", lambda r: sweep(RUNNER, r), 100))


if __name__ == "__main__":
    main()
