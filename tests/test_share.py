"""The share dialog: its paper, its link with every choice, its frame for a website."""

import html
from urllib.parse import parse_qs, urlsplit

import pytest

from explainer import clinic
from explainer.clinic import Clinic
from explainer.scenario import Scenario
from explainer.ui import share
from explainer.words import LANGUAGES, Words

PUBLIC = "https://knee.example.com"


@pytest.mark.parametrize(
    ("locale", "units", "paper"),
    [
        ("en-US", "km", "letter"),
        ("es-MX", "km", "letter"),
        ("en-GB", "miles", "a4"),
        ("es-ES", "miles", "a4"),
        ("es-419", "miles", "letter"),
        ("es", "km", "a4"),
        ("en", "miles", "letter"),
        (None, "km", "a4"),
    ],
)
def test_the_paper_is_the_one_of_the_readers_region_or_else_of_the_units(locale, units, paper):
    assert share.paper(locale, units) == paper


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_for_a_website_holds_every_choice_and_no_name(open_page, monkeypatch, language):
    monkeypatch.setattr(clinic, "own", lambda: Clinic(name="Secret Clinic", public_url=PUBLIC))
    app = open_page("plan", language=language, miles="25", mark="-22,5")
    app.button(key="share").click().run()
    assert not app.exception
    frame = app.code[0].value
    address = urlsplit(html.unescape(frame.split('"')[1]))
    assert f"{address.scheme}://{address.netloc}" == PUBLIC
    query = parse_qs(address.query, keep_blank_values=True)
    assert query.pop("embed") == ["true"]
    assert Scenario.from_query(query) == (app.session_state["scenario"], ())
    assert app.session_state["scenario"].miles == 25
    assert "Secret" not in frame
    assert app.text_input(key="share_clinic").value == "Secret Clinic"
    assert Words(language).text("share.privacy") in [line.value for line in app.caption]
