"""Each page and the handout keep a score sheet: 24 items, each with a reason, and their sum."""

import tomllib
from pathlib import Path

import pytest

from explainer import catalog
from explainer.ui.lesson.lesson import PAGES
from explainer.words import TEXT

LEAST_PERCENT = 70  # the cut-off in common use (pemat_cutoff)
FOR_WHO_ASKS = {"model"}  # explains formulas: it holds little to act on, and says so in its sheet
SHEETS = TEXT / "pemat"
SHEETED = (*PAGES, "handout")


def sheet_of(name: str) -> Path:
    return SHEETS / f"{name}.toml"


def read(name: str) -> dict:
    return tomllib.loads(sheet_of(name).read_text(encoding="utf-8"))


# A sheet without a score holds the facts alone: nobody outside has rated the page yet.
SCORED = [name for name in SHEETED if sheet_of(name).is_file() and "score" in read(name)]


def percent(scores: dict, part: str) -> float:
    counted = [score for item, score in scores.items() if item.startswith(part) and score != "na"]
    return 100 * sum(counted) / len(counted)


def test_the_tool_has_its_24_items_and_its_source():
    items = read("items")["items"]
    assert sum(item.startswith("u") for item in items) == 17
    assert sum(item.startswith("a") for item in items) == 7
    assert read("items")["source"] in catalog.sources()


@pytest.mark.parametrize("page", sorted({*SHEETED} - {*SCORED}))
def test_a_page_without_a_score_has_a_fact_for_every_item(page):
    sheet = read(page)
    assert list(sheet["facts"]) == list(read("items")["items"])
    assert all(sheet["facts"].values())
    assert "not rated" in sheet["rater"]


@pytest.mark.parametrize("page", SCORED)
def test_every_page_is_scored_on_every_item_with_a_reason(page):
    sheet, items = read(page), read("items")["items"]
    assert list(sheet["score"]) == list(items)
    assert list(sheet["why"]) == list(items)
    assert all(score in (0, 1, "na") for score in sheet["score"].values())
    for item, score in sheet["score"].items():
        assert sheet["why"][item].startswith("Not scored as met") == (score == 0), item


@pytest.mark.parametrize("page", SCORED)
def test_every_page_passes_on_both_scores(page):
    scores = read(page)["score"]
    understood, acted_on = percent(scores, "u"), percent(scores, "a")
    print(f"{page}: understandability {understood:.0f} %, actionability {acted_on:.0f} %")
    least = LEAST_PERCENT if page in FOR_WHO_ASKS else read("items")["aim_percent"]
    assert understood >= least
    assert acted_on >= least
