"""The model beside published results: reads tests/published, writes assets/data/checks.csv.

Run with `python -m tests.support.published_report` after a change of the model or of a row.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from explainer import catalog
from explainer.model.inputs import Runner, Running
from explainer.model.uncertainty import BAND
from tests.support.published_quantities import quantities

FOLDER = Path(__file__).parents[1] / "published"
REPORT = catalog.DATA / "checks.csv"
CALIBRATION = (
    FOLDER / "calibration.csv"
)  # published results that set a constant: they judge nothing
TOPICS = ("timing", "ground", "surface", "knee", "cadence", "speed", "strike", "mass")
COMPARED = ("level", "difference", "change_percent", "direction")
COLUMNS = (
    "id", "topic", "quantity", "condition", "compare", "published", "published_low",
    "published_high", "spread", "unit", "model",
    "low", "high", "agrees", "judged_by", "reason", "people", "source", "where", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One published result and what the model says to it."""

    row: Mapping[str, str]
    model: float
    low: float
    high: float

    @property
    def judged_by(self) -> str:
        """What the source gives to judge by: "spread", "direction", or "" where it gives neither.

        The model's own band never judges: a wide band would pass everything. A change without a
        printed spread is judged by its direction alone; a level, or "no difference", without one
        cannot be judged.
        """
        row = self.row
        if row["low"]:
            return "spread"
        if row["compare"] == "level" or float(row["value"]) == 0.0:
            return ""
        return "direction"

    @property
    def verdict(self) -> str:
        """ "yes" or "no": inside the published spread, or the same direction; else "unjudged"."""
        published, by = float(self.row["value"]), self.judged_by
        if not by:
            return "unjudged"
        if by == "direction":
            agrees = np.sign(self.model) == np.sign(published)
        else:
            agrees = float(self.row["low"]) <= self.model <= float(self.row["high"])
        return "yes" if agrees else "no"


def rows() -> Iterator[Mapping[str, str]]:
    """Every published result, topic by topic."""
    for topic in TOPICS:
        with (FOLDER / f"{topic}.csv").open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def table_of(where: str) -> str:
    """The table or condition set of a source that a place belongs to: "Table 2", "abstract"."""
    return re.split(r"[:,]", where)[0].strip().lower()


def scenarios(row: Mapping[str, str]) -> list[tuple[Runner, Running]]:
    """The condition of a row and, for a comparison, the one it is compared with."""
    runner, running = Runner(), Running()

    def one(prefix: str) -> tuple[Runner, Running]:
        def cell(name: str) -> str:
            return row[prefix + name] or row[name]

        return (
            Runner(mass_kg=float(cell("mass_kg") or runner.mass_kg)),
            Running(
                speed_m_s=float(cell("speed_m_s") or running.speed_m_s),
                step_rate_change=float(cell("step_rate_change") or 0.0),
                slope_deg=float(cell("slope_deg") or 0.0),
                surface=cell("surface") or running.surface,
                foot_strike=cell("foot_strike") or running.foot_strike,
            ),
        )

    compared = any(value for name, value in row.items() if name.startswith("vs_"))
    return [one(""), one("vs_")] if compared else [one("")]


def check(row: Mapping[str, str]) -> Check:
    """What the model says to one row, with its 80 % band from paired draws."""
    found = quantities(scenarios(row), row["quantity"])
    here = found[0]
    if len(found) == 2:
        relative = row["compare"] == "change_percent"
        here = 100.0 * (here / found[1] - 1.0) if relative else here - found[1]
    low, high = np.quantile(here[1:], BAND)
    return Check(row, float(here[0]), float(low), float(high))


def condition(row: Mapping[str, str]) -> str:
    """The condition in one line, as it stands in the table."""
    names = ("speed_m_s", "step_rate_change", "slope_deg", "surface", "foot_strike", "mass_kg")
    parts = []
    for name in names:
        here, there = row[name], row[f"vs_{name}"]
        if here or there:
            parts.append(f"{name} {here}" + (f" against {there}" if there else ""))
    return "; ".join(parts) or "default"


def report() -> list[dict[str, str]]:
    """Every check as a row of assets/data/checks.csv."""
    return [_reported(check(row)) for row in rows()]


def _reported(one: Check) -> dict[str, str]:
    row = one.row
    same = ("id", "topic", "quantity", "compare", "spread", "unit", "people", "source", "where")
    return {name: row[name] for name in (*same, "note")} | {
        "condition": condition(row),
        "published": row["value"],
        "published_low": row["low"],
        "published_high": row["high"],
        "model": f"{one.model:.4g}",
        "low": f"{one.low:.4g}",
        "high": f"{one.high:.4g}",
        "agrees": one.verdict,
        "judged_by": one.judged_by,
        "reason": row["disagrees"],
    }


def main() -> None:
    """Writes the table."""
    with REPORT.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(report())


if __name__ == "__main__":
    main()
