"""What the server sends: files that last, headers that protect, nothing outside its folders."""

import json
from dataclasses import replace
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageChops, ImageStat

import app as entry
from explainer import catalog
from explainer.scenario import Scenario
from explainer.ui.components import knee_diagram, running_leg
from explainer.ui.components.shared import asset_urls
from tests.support import icons


@pytest.fixture
def get(app_url):
    """Asks the real server for a path exactly as written: no client tidies it up first.

    An address as a page asks for it is taken as from the first page.
    """
    connection = HTTPConnection(urlsplit(app_url).netloc, timeout=10)

    def ask(path: str) -> HTTPResponse:
        connection.request("GET", path.removeprefix("."))
        answer = connection.getresponse()
        answer.body = answer.read()
        return answer

    yield ask
    connection.close()


def test_the_entry_is_a_streamlit_app_whose_script_has_no_pages_folder_beside_it():
    assert type(entry.app).__name__ == "App"
    assert not (catalog.ASSETS.parent / "explainer" / "ui" / "pages").exists()


def test_the_diagrams_scripts_are_kept_for_ever_under_their_hash(get):
    for address in (knee_diagram.script().url, running_leg.script().url):
        answer = get(address)
        assert answer.status == 200
        assert answer.headers["cache-control"] == asset_urls.IMMUTABLE
        assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize(
    ("part", "also", "holds"),
    [
        (knee_diagram.CACHED_PAYLOAD, ("lateral",), "table"),
        (running_leg.CACHED_PAYLOAD, (), "forces"),
    ],
)
def test_cached_payloads_answer_under_the_choices_they_were_made_of(get, part, also, holds):
    scenario = Scenario(mass_kg=91.0, language="es")
    address = part.url_for(scenario, also)
    made = get(address)
    assert made.headers["cache-control"] == asset_urls.IMMUTABLE
    assert json.loads(made.body)[holds]
    assert part.url_for(replace(scenario, miles=3.0), also) == address  # no move fetches it again
    assert part.url_for(replace(scenario, mass_kg=60.0), also) != address
    odd = get(f"{part.url}/made-up?also=nothing,{'x' * 99}&mass_kg=heavy&language=xx")
    assert odd.status == 200
    assert odd.headers["cache-control"] == asset_urls.REVALIDATE
    assert json.loads(odd.body)[holds]


def test_a_picture_is_kept_for_ever_only_when_its_address_names_its_version(get):
    bare = get("/assets/atlas/manifest.json")
    named = get("/assets/atlas/manifest.json?v=abc")
    assert bare.headers["cache-control"] == asset_urls.REVALIDATE
    assert named.headers["cache-control"] == asset_urls.IMMUTABLE


@pytest.mark.parametrize(
    ("name", "kind", "sizes"),
    [
        ("favicon.ico", "image/vnd.microsoft.icon", {(16, 16), (32, 32), (48, 48)}),
        ("favicon.png", "image/png", {(180, 180)}),
        ("apple-touch-icon.png", "image/png", {(180, 180)}),
        ("apple-touch-icon-precomposed.png", "image/png", {(180, 180)}),
    ],
)
def test_icons_are_real_and_come_from_this_server(get, name, kind, sizes):
    answer = get(f"/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    with Image.open(BytesIO(answer.body)) as icon:
        assert icon.info.get("sizes", {icon.size}) == sizes


@pytest.mark.browser
def test_the_icons_are_the_drawing(browser):
    for name in ("favicon.ico", "apple-touch-icon.png"):
        with Image.open(icons.ICONS / name) as kept:
            baked = icons.on_ground(kept.convert("RGBA"))
        drawn = icons.on_ground(icons.draw(browser, baked.width))
        assert max(ImageStat.Stat(ImageChops.difference(baked, drawn)).mean) < 2


def test_robots_are_told_what_not_to_fetch(get):
    answer = get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.body == b"User-agent: *\nDisallow: /_stcore/\n"


def test_the_server_says_that_an_address_is_unknown(get):
    for path in ("/nothere", "/tendons/x", "/static/js/nothing.js", "/assets/nothing.js"):
        answer = get(path)
        assert answer.status == 404
        assert b"Streamlit" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/assets/atlas/../data/sources.csv",
        "/assets/atlas/%2e%2e/data/sources.csv",
        "/assets/atlas/..%2f..%2fapp.py",
        "/assets/atlas//etc/passwd",
        "/assets/atlas/nothing.webp",
    ],
)
def test_nothing_outside_the_served_folders_is_sent(get, path):
    assert get(path).status in (400, 404)


def test_every_answer_carries_the_policy(get):
    headers = get("/assets/atlas/nothing.webp").headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "'unsafe-eval'" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "http:" not in policy
    assert "https:" not in policy


def test_streamlits_own_error_dialogs_are_blocked(get):
    """They speak English and cover the page, which says itself what is wrong."""
    assert json.loads(get("/_stcore/host-config").body)["blockErrorDialogs"] is True
