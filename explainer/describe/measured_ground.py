"""What was measured on each ground, in words: the strip below the ground slider.

It stands beside the model's load and says where there is no measurement, so that the ground always
has an answer and no load is made up for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainer import catalog
from explainer.catalog.ground_measurements import (
    QUANTITIES,
    GroundMeasurement,
    Ratio,
    ground_measurements,
)
from explainer.catalog.lists import SURFACES
from explainer.words import Words


@dataclass(frozen=True)
class MeasuredRow:
    """One quantity on one ground: its text and, where a study gives one, its ratio with its range.

    `ratio` is (central, low, high) against the firm, even ground of the studies, or empty;
    `way` is "less", "more", "alike", "comparison" or "none".
    """

    text: str
    way: str
    ratio: tuple[float, ...] = ()


@dataclass(frozen=True)
class MeasuredGround:
    """All quantities of one ground, in the order of QUANTITIES, and the studies behind them."""

    rows: tuple[MeasuredRow, ...]
    studies: str


def measured_grounds(words: Words) -> dict[str, MeasuredGround]:
    """What was measured on every ground, by surface."""
    return {surface: measured_ground(words, surface) for surface in SURFACES}


def measured_ground(words: Words, surface: str) -> MeasuredGround:
    """What was measured on one ground; a quantity without a record is "not measured"."""
    by_quantity = [ground_measurements().get((surface, name), ()) for name in QUANTITIES]
    rows = tuple(_row(words, records) for records in by_quantity)
    return MeasuredGround(rows, _studies(words, [one for some in by_quantity for one in some]))


def _row(words: Words, records: Sequence[GroundMeasurement]) -> MeasuredRow:
    """The studies of one quantity on one ground as one text; where they differ, it says so."""
    findings = {one.finding for one in records}
    ratios = [one.ratio for one in records if one.ratio]
    if ratios:
        return _sized(words, ratios, differs="alike" in findings)
    way = next((way for way in ("comparison", "more", "less", "alike") if way in findings), "none")
    differs = way in ("more", "less") and "alike" in findings
    text = words.text(f"ground.findings.{way}{'_or_alike' if differs else ''}")
    return MeasuredRow(text, way, (1.0, 1.0, 1.0) if way in ("comparison", "alike") else ())


def _sized(words: Words, ratios: Sequence[Ratio], *, differs: bool) -> MeasuredRow:
    """The ratio over all studies that give one; `differs`: another study found no difference."""
    low, high = min(one.low for one in ratios), max(one.high for one in ratios)
    value = ratios[0].value
    way = "less" if value < 1 else "more"
    least, most = sorted(100 * abs(end - 1) for end in (low, high))
    if differs:  # from none to the most
        ratio = value, min(low, 1.0), max(high, 1.0)
        percent = words.percent(most / 100)
        return MeasuredRow(words.text(f"ground.findings.{way}_up_to", percent=percent), way, ratio)
    percent = words.text("common.units.percent", value=words.band(least, most, 0))
    text = words.text(f"ground.findings.{way}_by", percent=percent)
    return MeasuredRow(text, way, (value, low, high))


def _studies(words: Words, records: Sequence[GroundMeasurement]) -> str:
    """The studies behind a ground's rows, each once, by first author and year."""
    if not records:
        return words.text("ground.studies.none")
    named = []
    for one in records:
        source = catalog.sources()[one.source]
        key = "ground.studies.one" if one.people else "ground.studies.one_unnumbered"
        author = source.authors.split()[0]
        named.append(words.text(key, author=author, year=source.year, people=one.people))
    return words.text("ground.studies.some", list="; ".join(dict.fromkeys(named)))
