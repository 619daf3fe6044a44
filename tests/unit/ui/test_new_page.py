"""A page that is being written: of words alone, or not right yet."""

import shutil

import pytest
from starlette.requests import Request
from streamlit import config

from explainer import words
from explainer.scenario import Scenario
from explainer.ui import routes
from explainer.ui.prerender import PrerenderedPages, middleware
from explainer.ui.prerender.document import render_page
from explainer.ui.prerender.page_request import PageRequest
from explainer.words import Words, calm
from tests.support.asgi_client import get, passed_on


@pytest.fixture
def text(tmp_path, monkeypatch):
    """The English words with one page more."""
    shutil.copytree(words.TEXT, tmp_path / "text")
    monkeypatch.setattr(words, "TEXT", tmp_path / "text")
    (tmp_path / "text/en/warmup.toml").write_text('title = "Warm up"\nmessage = "Start slow."\n')
    words._read_file.cache_clear()
    yield
    words._read_file.cache_clear()


@pytest.fixture
def development():
    """The app as `make dev` starts it."""
    before = config.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")
    yield
    config.set_option("client.showErrorDetails", before)


@pytest.mark.usefixtures("text")
def test_a_page_of_words_alone_is_prerendered_without_a_picture():
    page = render_page.__wrapped__(
        PageRequest("warmup", Scenario(), (), "https://knee.example")
    ).decode()
    assert "<h1>Warm up</h1>" in page
    assert 'property="og:image:alt" content="Warm up' in page
    assert "prerendered-diagrams" not in page.partition("<body>")[2]
    assert Words().text("model.picture_title") not in page


def broken(_: Request) -> PageRequest:
    raise ValueError("openings.py: no such view")


def test_a_page_that_cannot_be_prerendered_leaves_readers_streamlits_own(monkeypatch):
    monkeypatch.setattr(middleware.page_request, "read_request", broken)
    found, _ = get(PrerenderedPages(passed_on), "/")
    assert found["status"] == "404"  # what stands in for Streamlit here


@pytest.mark.usefixtures("development")
def test_in_development_it_shows_its_trace(monkeypatch):
    monkeypatch.setattr(middleware.page_request, "read_request", broken)
    found, body = get(PrerenderedPages(passed_on), "/")
    assert found["status"] == "500"
    assert b"ValueError: openings.py: no such view" in body


def test_a_reader_gets_the_calm_line(monkeypatch):
    shown = []
    monkeypatch.setattr(routes.st, "error", shown.append)
    assert routes.handle_script_error(ValueError("a key is missing"))
    assert shown == [calm.page_error("en")]


@pytest.mark.usefixtures("development")
def test_in_development_streamlit_shows_the_trace(monkeypatch):
    shown = []
    monkeypatch.setattr(routes.st, "error", shown.append)
    assert not routes.handle_script_error(ValueError("a key is missing"))
    assert shown == []
