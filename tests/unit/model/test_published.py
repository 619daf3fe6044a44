"""The model beside published results that never feed it.

A row whose `disagrees` column gives a reason is expected to disagree: it fails here the moment it
agrees, so that a change of the model cannot pass unseen in either direction.
"""

import csv
import re

import pytest

from explainer import catalog
from explainer.model.explain.ground_force_fit import FITTED_KEYS
from explainer.model.explain.provenance import ALL_KEYS
from tests.support.published_report import (
    CALIBRATION,
    COLUMNS,
    COMPARED,
    REPORT,
    TOPICS,
    Check,
    check,
    report,
    rows,
    table_of,
)

ROWS = list(rows())


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_model_beside_a_published_result(row: dict[str, str]):
    found = check(row)
    said = f"published {row['value']} ({row['spread']}), model {found.model:.4g}"
    band = f"[{found.low:.4g}, {found.high:.4g}]"
    if found.verdict == "unjudged":
        return
    assert (found.verdict == "yes") == (row["disagrees"] == ""), f"{said} {band} {row['disagrees']}"


def judge(model: float, band: tuple[float, float], **row: str) -> Check:
    """A check with a made-up row and answer."""
    blank = {"compare": "level", "value": "1", "low": "", "high": "", "spread": ""}
    return Check(blank | row, model, *band)


def test_a_check_passes_inside_its_own_spread_and_never_by_the_models_band():
    wide, spread = (0.0, 100.0), {"low": "9", "high": "11", "spread": "sd 1"}
    assert judge(10.5, wide, value="10", **spread).verdict == "yes"
    assert judge(12.0, wide, value="10", **spread).verdict == "no"
    assert judge(12.0, wide, value="10").verdict == "unjudged"
    assert judge(0.1, wide, value="0", compare="change_percent").verdict == "unjudged"
    assert judge(3.0, wide, value="14", compare="change_percent").verdict == "yes"
    assert judge(-3.0, wide, value="14", compare="change_percent").verdict == "no"


def test_there_are_checks_on_every_side_of_the_model():
    assert {row["topic"] for row in ROWS} == set(TOPICS)
    assert len(ROWS) >= 40


def feeding() -> tuple[set[tuple[str, str]], set[str]]:
    """What sets a constant: (source, table) pairs, and sources that a record's place names.

    A place that names a source, "runner-weighted mean of fukuchi_2017 and ...", says no table that
    can be told from another, so it holds the whole source.
    """
    records = [catalog.parameter(key) for key in (*ALL_KEYS, *FITTED_KEYS)]
    for surface in catalog.surfaces().values():
        records += surface.properties.values()
    places = [(one.source, one.where) for one in records]
    for name in ("knee_flexion", "stance_moments", "stride_forces", "levers", "quadriceps_lever",
                 "kneecap_force_ratio", "kneecap_contact_area"):  # fmt: skip
        places += [(row["source"], row["where"]) for row in catalog.table(f"curves/{name}")]
    named = {key for _, where in places for key in re.findall(r"[a-z]+[a-z0-9_]*", where)}
    return {(source, table_of(where)) for source, where in places}, named & set(catalog.sources())


def test_no_number_that_checks_the_model_feeds_it():
    """A table of a source stands on one side only, whichever of its rows or columns is meant."""
    tables, sources = feeding()
    both = [
        row["id"]
        for row in ROWS
        if (row["source"], table_of(row["where"])) in tables or row["source"] in sources
    ]
    assert not both


def test_a_row_that_left_the_checks_shares_its_table_with_a_constant():
    """So that no miss can be put away: what is not judged any more is what sets the model."""
    tables, sources = feeding()
    with CALIBRATION.open(encoding="utf-8", newline="") as lines:
        left = list(csv.DictReader(lines))
    assert left
    for row in left:
        shares = (row["source"], table_of(row["where"])) in tables
        assert shares or row["source"] in sources, row["id"]
        assert row["id"] not in {one["id"] for one in ROWS}


def test_rows_are_complete_and_were_seen():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row["seen"] == "yes", row["id"]
        assert row["compare"] in COMPARED, row["id"]
        assert row["source"] in catalog.sources(), row["id"]
        assert row["where"], row["id"]
        assert bool(row["low"]) == bool(row["high"]) == bool(row["spread"]), row["id"]
        if row["compare"] == "direction":
            assert row["value"] in ("-1", "1"), row["id"]


def test_the_printed_table_is_up_to_date():
    with REPORT.open(encoding="utf-8", newline="") as lines:
        printed = list(csv.DictReader(lines))
    fresh = report()
    assert [row["id"] for row in printed] == [row["id"] for row in fresh]
    for old, new in zip(printed, fresh, strict=True):
        for name in COLUMNS:
            if name in ("model", "low", "high"):
                assert float(old[name]) == pytest.approx(float(new[name]), rel=2e-3, abs=1e-9)
            else:
                assert old[name] == new[name], old["id"]
