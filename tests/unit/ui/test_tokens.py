"""Design tokens: the style sheet and Streamlit's theme agree; no sheet repeats them."""

import re
import tomllib
from pathlib import Path

import pytest

from explainer import catalog
from explainer.catalog import theme
from explainer.handout import sheet
from explainer.ui.components.knee_diagram import TOKENS

ROOT = catalog.ASSETS.parent
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
VALUES = dict(re.findall(r"(--[\w-]+): ([^;]+);", TOKENS.read_text(encoding="utf-8")))
RADII = {"medium": 0.5}  # rem, by Streamlit's names
SHEETS = sorted((ROOT / "explainer" / "ui").rglob("*.css"))


def px(token: str) -> float:
    return float(VALUES[token].removesuffix("px"))


def test_the_radius_is_the_themes():
    assert px("--round-control") == RADII[THEME["baseRadius"]] * THEME["baseFontSize"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_the_themes_background(scheme):
    assert VALUES[f"--paper-{scheme}"] == THEME[scheme]["backgroundColor"]


def test_every_token_that_is_used_is_set_and_every_one_set_is_used():
    rules = {sheet: sheet.read_text(encoding="utf-8") for sheet in SHEETS}
    used = {name for text in rules.values() for name in re.findall(r"var\((--[\w-]+)", text)}
    named = (
        "--type-",
        "--space-",
        "--round-",
        "--paper-light",
        "--paper-dark",
        "--foot-",
        "--frame-",
        "--picture-",
    )
    tokens = {name for name in used if name.startswith(named)}
    assert tokens - VALUES.keys() <= {"--foot-end", "--frame-foot"}  # set by script and page
    assert VALUES.keys() <= used


@pytest.mark.parametrize("style", SHEETS, ids=lambda style: style.name)
def test_no_other_sheet_holds_the_dark_paper(style: Path):
    repeated = THEME["dark"]["backgroundColor"] in style.read_text(encoding="utf-8")
    assert repeated == (style == TOKENS)


def test_the_handout_is_printed_in_the_themes_colours():
    light = {name: tuple(bytes.fromhex(value[1:])) for name, value in THEME["light"].items()}
    assert light["textColor"] == sheet.INK
    assert light["primaryColor"] == sheet.ACCENT
    assert light["secondaryBackgroundColor"] == sheet.WASH
    assert theme.tint(1) == sheet.INK
    assert theme.tint(0) == light["backgroundColor"]
    written = [str(one) for one in light.values()]
    for source in (ROOT / "explainer" / "handout").glob("*.py"):
        repeated = [one for one in written if one in source.read_text(encoding="utf-8")]
        assert set(repeated) <= {"(255, 255, 255)"}, source  # white paper
