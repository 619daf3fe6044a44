"""The model beside published results that never feed it.

A row whose `disagrees` column gives a reason is expected to disagree: it fails here the moment it
agrees, so that a change of the model cannot pass unseen in either direction.
"""

import csv

import pytest

from explainer import catalog
from explainer.model.explain.provenance import ALL_KEYS
from tests.published_report import (
    COLUMNS,
    COMPARED,
    REPORT,
    TOPICS,
    check,
    report,
    rows,
)

ROWS = list(rows())


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_model_beside_a_published_result(row: dict[str, str]):
    found = check(row)
    said = f"published {row['value']} ({row['spread']}), model {found.model:.4g}"
    band = f"[{found.low:.4g}, {found.high:.4g}]"
    assert found.agrees == (row["disagrees"] == ""), f"{said} {band} {row['disagrees']}"


def test_there_are_checks_on_every_side_of_the_model():
    assert {row["topic"] for row in ROWS} == set(TOPICS)
    assert len(ROWS) >= 40


def test_no_number_that_checks_the_model_feeds_it():
    """A place in a source stands on one side only."""
    feeding = {(r.source, r.where) for r in map(catalog.parameter, ALL_KEYS)}
    for surface in catalog.surfaces().values():
        feeding |= {(r.source, r.where) for r in surface.properties.values()}
    for name in ("knee_flexion", "stance_moments", "stride_forces", "levers",
                 "kneecap_force_ratio", "kneecap_contact_area"):  # fmt: skip
        feeding |= {(row["source"], row["where"]) for row in catalog.table(f"curves/{name}")}
    assert not {(row["source"], row["where"]) for row in ROWS} & feeding


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
