"""The exercise drawings on the page: figures with alternatives, files that are served."""

import json
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from explainer.catalog.exercises import exercises
from explainer.describe import exercise as spoken
from explainer.figures import exercise as drawing
from explainer.ui.components import exercise_drawing
from explainer.words import LANGUAGES, Words
from tests.support import asgi_client

ALL = tuple(exercises().values())
every = pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)


class Elements(HTMLParser):
    """The attributes of every element, by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, list[dict[str, str]]] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.setdefault(tag, []).append(dict(attrs))


APP = Starlette(routes=[exercise_drawing.route()])


def fetch(address: str) -> tuple[dict[str, str], str]:
    """Headers and text of what an address relative to a page serves."""
    url = urlsplit(address.removeprefix("."))
    headers, body = asgi_client.get(APP, url.path, url.query)
    return headers, body.decode()


@every
@pytest.mark.parametrize("side", exercise_drawing.SIDES)
def test_every_figure_names_files_that_are_served(one, side):
    elements = Elements(exercise_drawing.figures(one, Words(side=side))).found
    pictures = elements["img"]
    poses = [picture["data-pose"] for picture in pictures if picture["data-pose"] != "where"]
    assert poses == (["start"] if drawing.is_still(one) else ["start", "end"])
    assert ("where" in {p["data-pose"] for p in pictures}) == drawing.is_mapped(one)
    for picture in pictures:
        headers, text = fetch(picture["src"])
        assert headers["content-type"].startswith("image/svg+xml")
        assert "immutable" in headers["cache-control"]
        assert f'width="{picture["width"]}"' in text
        assert f"-{side}-" in picture["src"]
    url = elements["div"][0].get("data-movement-url")
    assert bool(url) != drawing.is_still(one)
    if url:
        movement = json.loads(fetch(url)[1])
        assert len(movement["paths"]) == len(movement["counts"])


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_has_its_alternative_and_every_ink_its_word(one, language):
    words = Words(language)
    html = exercise_drawing.figures(one, words)
    alternatives = [picture["alt"] for picture in Elements(html).found["img"]]
    assert alternatives[0] == spoken.pose(words, one, "start")
    assert all(alternatives)
    for role in drawing.key_roles(one):
        assert words.text(f"exercise_drawing.live.{role}") in html


@pytest.mark.parametrize(
    "name",
    ["calf-right-middle.svg", "calf-up.json", "nothing-left.json", "calf-left-where.svg", "..json"],
)
def test_other_names_are_not_found(name):
    assert fetch(f"{exercise_drawing.URL}/{name}")[0]["status"] == "404"


def test_a_url_changes_with_what_it_names():
    html = {side: exercise_drawing.figures(exercises()["calf"], Words(side=side))
            for side in exercise_drawing.SIDES}  # fmt: skip
    versions = {
        urlsplit(picture["src"]).query
        for one in html.values()
        for picture in Elements(one).found["img"]
    }
    assert len(versions) == 4
