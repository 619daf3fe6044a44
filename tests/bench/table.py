"""The one table of all measurements: what, how much, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterable

Row = tuple[str, str, str]  # what, measured, limit ("" where none is set)


def show(title: str, rows: Iterable[Row]) -> None:
    """Print a part of the table, each row as soon as it is measured."""
    print(f"\n{title}")
    for what, measured, limit in rows:
        bound = f"  (at most {limit})" if limit else ""
        print(f"{what:60} {measured:>20}{bound}", flush=True)
