"""The exercise drawings on the page: figures with alternatives, files that are served."""

import json
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explainer.catalog.exercises import exercises
from explainer.describe import exercise as spoken
from explainer.figures import exercise as drawing
from explainer.ui.components import exercise_drawing
from explainer.words import LANGUAGES, Words

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


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=[exercise_drawing.route()]))


@every
@pytest.mark.parametrize("side", exercise_drawing.SIDES)
def test_every_figure_names_files_that_are_served(one, side, client):
    elements = Elements(exercise_drawing.figures(one, Words(side=side))).found
    pictures = elements["img"]
    poses = [picture["data-pose"] for picture in pictures if picture["data-pose"] != "where"]
    assert poses == (["start"] if drawing.is_still(one) else ["start", "end"])
    assert ("where" in {p["data-pose"] for p in pictures}) == drawing.is_mapped(one)
    for picture in pictures:
        answer = client.get("/" + picture["src"].removeprefix("./"))
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert "immutable" in answer.headers["cache-control"]
        assert f'width="{picture["width"]}"' in answer.text
        assert f"-{side}-" in picture["src"]
    url = elements["div"][0].get("data-movement-url")
    assert bool(url) != drawing.is_still(one)
    if url:
        movement = json.loads(client.get("/" + url.removeprefix("./")).text)
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
def test_other_names_are_not_found(name, client):
    assert client.get(f"{exercise_drawing.URL}/{name}").status_code == 404


def test_a_url_changes_with_what_it_names():
    html = {side: exercise_drawing.figures(exercises()["calf"], Words(side=side))
            for side in exercise_drawing.SIDES}  # fmt: skip
    versions = {
        urlsplit(picture["src"]).query
        for one in html.values()
        for picture in Elements(one).found["img"]
    }
    assert len(versions) == 4
