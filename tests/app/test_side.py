"""Left and right: a link of the other knee says so on every page, and never names the first."""

import json
import re
from urllib.parse import urlencode

import pytest

from explainer.scenario import Scenario
from explainer.ui import session
from explainer.ui.components import running_leg
from explainer.ui.components.knee_diagram import CACHED_PAYLOAD, LAYERS
from explainer.ui.lesson import header_switches
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import PrerenderedPages
from explainer.words import LANGUAGES, Words
from tests.support.asgi_client import get, passed_on
from tests.support.page_title import page_title

OTHER = {"left": "right", "right": "left"}
REGISTERS = ("plain", "clinical")


def knee(language: str, side: str) -> str:
    return Words(language).text(f"common.knees.{side}")


def served(page: str, **choices: str) -> str:
    path = "/" if page == PAGES[0] else f"/{page}"
    _, body = get(PrerenderedPages(passed_on), path, urlencode(Scenario(**choices).to_query()))
    return body.decode()


def protos(node) -> list[str]:
    """Everything that the server sends for a part of a page, components' data too."""
    children = [text for one in getattr(node, "children", {}).values() for text in protos(one)]
    return [str(getattr(node, "proto", "")).lower(), *children]


def without_switch(html: str) -> str:
    """The page without the switch itself, which names both knees."""
    cut, count = re.subn(r'<div class="prerendered-switches">.*?</div>', "", html)
    assert count == 1
    return cut


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_served_page_names_the_chosen_knee_only(page, language, register):
    for side, other in OTHER.items():
        html = served(page, side=side, language=language, register=register)
        assert knee(language, other) not in without_switch(html).lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_running_page_names_the_chosen_knee_only(open_page, page, language):
    app = open_page(page, **Scenario(side="left", language=language).to_query())
    assert not app.exception
    _, *elements = protos(app.main)
    (menu,) = (one for one in elements if knee(language, "right") in one)
    assert "fields:side" in menu  # the settings' own, which names both
    assert sum(knee(language, "left") in one for one in elements) > 1
    footer = Words(language, side="left").text("common.footer.side")
    assert any(footer in one.value for one in app.caption)


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_browsers_keep_names_no_knee_at_all(language, register):
    """It has one address for both knees: what depends on the side is sent with the state."""
    urls = []
    for side in OTHER:
        chosen = Scenario(side=side, language=language, register=register)
        urls.append(
            (CACHED_PAYLOAD.url_for(chosen, LAYERS), running_leg.CACHED_PAYLOAD.url_for(chosen))
        )
        for payload in (CACHED_PAYLOAD, running_leg.CACHED_PAYLOAD):
            kept = json.dumps(payload.build(chosen, LAYERS), ensure_ascii=False).lower()
            assert not any(knee(language, one) in kept for one in OTHER)
    assert urls[0] == urls[1]


def test_the_switch_changes_the_knee_and_nothing_else(open_page):
    chosen = Scenario(miles=33, surface="grass", structure="semimembranosus", dress="natural")
    app = open_page("start", **chosen.to_query())
    switch = app.main.get("button_group")[0]
    assert switch.value == "right"
    switch.set_value("left").run()
    assert app.session_state[session._SCENARIO] == chosen.choosing(side="left")
    assert app.query_params["k"] == "l"
    assert any("left knee" in one.value for one in app.markdown)


@pytest.mark.parametrize("page", PAGES)
def test_the_other_language_is_one_press_away_and_keeps_all_choices(open_page, page):
    chosen = Scenario(miles=33, side="left", view="patient", structure="semimembranosus")
    app = open_page(page, **chosen.to_query())
    app.button(key="language_es").click().run()
    assert not app.exception
    assert app.session_state[session._SCENARIO] == chosen.choosing(language="es")
    assert page_title(app) == Words("es", side="left").text(f"{page}.title")
    assert [one.label for one in app.button if one.key == "language_en"] == ["English"]


def test_every_language_is_offered_by_its_own_name():
    own = {"en": "English", "es": "Español"}
    for language in LANGUAGES:
        others = header_switches.other_languages(Words(language))
        assert others.keys() == set(LANGUAGES) - {language}
        assert all(others.get(one, name) == name for one, name in own.items())


@pytest.mark.parametrize("page", PAGES)
def test_the_served_switches_lead_to_the_same_choices(page):
    html = served(page, miles=33, dress="natural")
    links = re.search(r'<div class="prerendered-switches">.*?</div>', html)[0]
    found = [
        link.split("?", 1)[1].replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', links)
    ]
    usual = Scenario(miles=33, dress="natural")
    wanted = [usual.choosing(side="left"), usual, usual.choosing(language="es")]
    assert found == [urlencode(one.to_query()) for one in wanted]
    assert 'lang="es">Español<' in links
