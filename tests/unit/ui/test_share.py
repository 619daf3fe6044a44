"""The share dialog: its paper, its link with every choice, its frame for a website."""

import html
import io
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import zxingcpp
from PIL import Image

from explainer import clinic
from explainer.clinic import Clinic
from explainer.handout.code import QUIET_MODULES, make_code
from explainer.scenario import Scenario
from explainer.ui import session
from explainer.ui.components import share
from explainer.words import LANGUAGES, Words
from tests.support.usual_links import USUAL

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
    assert share.default_paper(locale, units) == paper


@pytest.mark.parametrize(
    ("here", "page", "public", "shared"),
    [
        ("http://h:8501/", "start", "", "http://h:8501/"),
        ("http://h:8501/load", "load", "", "http://h:8501/load"),
        ("https://h/knee/", "start", "", "https://h/knee/"),
        ("https://h/knee", "start", "", "https://h/knee/"),
        ("https://h/knee/load", "load", "", "https://h/knee/load"),
        ("https://h/knee/", "start", f"{PUBLIC}/knee", f"{PUBLIC}/knee/"),
        ("http://10.0.0.1/knee/load", "load", f"{PUBLIC}/knee", f"{PUBLIC}/knee/load"),
        ("http://10.0.0.1/", "start", PUBLIC, f"{PUBLIC}/"),
    ],
)
def test_the_link_names_the_page_once_wherever_the_app_is_served(
    monkeypatch, here, page, public, shared
):
    monkeypatch.setattr(type(share.st.context), "url", here)
    monkeypatch.setattr(session, "page", lambda: page)
    monkeypatch.setattr(session, "scenario", lambda: Scenario(miles=25))
    monkeypatch.setattr(clinic, "own", lambda: Clinic(public_url=public))
    assert share.build_link() == f"{shared}?{urlencode(Scenario(miles=25).to_query())}"


def test_the_code_on_the_screen_has_large_modules():
    for page, scenario in USUAL.values():
        link = f"https://knee.example.com/{page}?{urlencode(scenario.to_query())}"
        with Image.open(io.BytesIO(share._qr_png(link))) as picture:
            assert picture.width >= 2 * share.CODE_WIDTH_PX
            across, _ = make_code(link).symbol_size(border=QUIET_MODULES)
            margin_px = QUIET_MODULES * picture.width // across
            top = picture.convert("L").crop((0, 0, picture.width, margin_px))
            assert top.getextrema() == (255, 255), "readers need the quiet margin"
            (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == link
        assert make_code(link).version <= 8
        assert make_code(link).error in ("M", "Q", "H")


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
    assert "&" not in frame.replace("&amp;", ""), "the address is escaped as HTML"
    assert app.text_input(key="share_clinic").value == "Secret Clinic"
    assert Words(language).text("share.privacy") in [line.value for line in app.caption]
