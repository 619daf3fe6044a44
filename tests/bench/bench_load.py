"""Many readers at once: how long a change takes, what a reader costs, whether memory is flat.

Each reader opens a page, then moves a slider every few seconds, as a browser would report it.
`make load` runs the whole; READERS and MINUTES shorten it. `make bench` takes its short form.
The app runs as `deploy/` runs it: two servers that share the readers (REPLICAS).
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench.table import Row, show
from tests.support.server import start, wait
from tests.support.websocket_client import Reader

READERS = int(os.environ.get("READERS", "200"))
MINUTES = float(os.environ.get("MINUTES", "5"))
REPLICAS = int(os.environ.get("REPLICAS", "2"))
SHORT_MINUTES = 1.0  # in the table of all measurements; enough for some two thousand changes
EVERY_S = 5.0
VISITS_AN_HOUR = 60 / 5 * READERS  # a visit of five minutes, READERS of them at any time
WARM_UP = 60  # visits; caches fill, and what is left of them is not a reader's
AT_ONCE = 4
PAGES = ("", "hinge", "tendons", "hamstrings_calf", "load", "plan")
FORGOTTEN_AFTER_S = 130  # Streamlit keeps a closed page's session for 120 s, in case it returns
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class Costs:
    """What the servers' processes have used so far."""

    def __init__(self, pids: Sequence[int]) -> None:
        self.folders = [Path(f"/proc/{pid}") for pid in pids]

    def memory_mb(self) -> float:
        """Resident memory."""
        lines = [line for one in self.folders for line in (one / "status").read_text().splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def busy_s(self) -> float:
        """Processor time of all their threads."""
        texts = [(one / "stat").read_text() for one in self.folders]
        fields = [text.rsplit(")", 1)[1].split() for text in texts]
        return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS_PER_S


def address_of(urls: Sequence[str], number: int) -> tuple[str, str]:
    """The server and the page of a reader: every page is read on every server."""
    return urls[number // len(PAGES) % len(urls)], PAGES[number % len(PAGES)]


async def reads(urls: Sequence[str], number: int, until_s: float, took_s: list[float]) -> int:
    """One reader from opening to leaving; returns the number of errors it met."""
    chance = random.Random(number)
    async with Reader(*address_of(urls, number)) as reader:
        await reader.run()
        errors = len(reader.errors)
        await asyncio.sleep(chance.random() * EVERY_S)
        while time.monotonic() < until_s:
            begun = time.monotonic()
            await reader.move(miles=chance.randrange(61))
            took_s.append(time.monotonic() - begun)
            errors += len(reader.errors) + (not reader.said)
            await asyncio.sleep(max(0.0, EVERY_S - took_s[-1]))
    return errors


async def visits(urls: Sequence[str], count: int) -> None:
    """Pages opened and closed again, a few at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def visit(number: int) -> None:
        async with gate, Reader(*address_of(urls, number)) as reader:
            await reader.run()

    await asyncio.gather(*(visit(number) for number in range(count)))


async def many(urls: Sequence[str], costs: Costs, minutes: float) -> list[Row]:
    """All readers at once, opening over one period so that they do not act in step."""
    await visits(urls, WARM_UP)
    before_mb, took_s = costs.memory_mb(), []
    begun_s = time.monotonic()
    until_s = begun_s + EVERY_S * 2 + minutes * 60

    async def later(number: int) -> int:
        await asyncio.sleep(number / READERS * EVERY_S * 2)
        return await reads(urls, number, until_s, took_s)

    open_pages = [asyncio.create_task(later(number)) for number in range(READERS)]
    await asyncio.sleep(EVERY_S * 4)
    took_s.clear()  # the rush of opening is over
    busy_s = costs.busy_s()
    await asyncio.sleep(max(1.0, until_s - time.monotonic() - EVERY_S))
    each_mb = (costs.memory_mb() - before_mb) / READERS
    cost_ms = 1000 * (costs.busy_s() - busy_s) / max(len(took_s), 1)
    errors = sum(await asyncio.gather(*open_pages))
    cuts = statistics.quantiles(took_s, n=20)
    return [
        (
            f"{READERS} readers on {len(urls)} servers, a change every {EVERY_S:g} s: median",
            f"{1000 * cuts[9]:.0f} ms",
            "",
        ),
        (f"{READERS} readers: p95 of {len(took_s)} changes", f"{1000 * cuts[18]:.0f} ms", "300 ms"),
        ("errors", str(errors), "0"),
        ("server's processor time a change", f"{cost_ms:.1f} ms", ""),
        ("memory a reader", f"{each_mb:.2f} MB", "2 MB"),
    ]


async def flat(urls: Sequence[str], costs: Costs) -> list[Row]:
    """An hour's worth of visits, memory read after each half, when closed pages are forgotten."""
    half = int(VISITS_AN_HOUR * MINUTES / 5 / 2)
    await asyncio.sleep(FORGOTTEN_AFTER_S)
    read_mb = [costs.memory_mb()]
    for _ in range(2):
        await visits(urls, half)
        await asyncio.sleep(FORGOTTEN_AFTER_S)
        read_mb.append(costs.memory_mb())
    written = ", ".join(f"{mb:.0f}" for mb in read_mb)
    return [(f"memory before, after {half} and after {2 * half} visits", f"{written} MB", "")]


@contextmanager
def server() -> Iterator[tuple[str, int]]:
    """One server's address and process, for as long as the block lasts."""
    url, process = start()
    try:
        wait(process, f"{url}/_stcore/health")
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def served() -> Iterator[tuple[tuple[str, ...], Costs]]:
    """The servers' addresses and what they cost together."""
    with ExitStack() as running:
        urls, pids = zip(*(running.enter_context(server()) for _ in range(REPLICAS)), strict=True)
        yield urls, Costs(pids)


def rows() -> Iterator[Row]:
    """The short form: all readers for a minute."""
    with served() as (urls, costs):
        yield from asyncio.run(many(urls, costs, SHORT_MINUTES))


def whole() -> Iterator[Row]:
    """The long form: all readers for minutes, then visit after visit."""
    with served() as (urls, costs):
        yield from asyncio.run(many(urls, costs, MINUTES))
        yield from asyncio.run(flat(urls, costs))


if __name__ == "__main__":
    show(__doc__.splitlines()[0], whole())
