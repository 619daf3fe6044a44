"""A file that is missing or broken, at the start or later: one calm line, and the app goes on."""

import asyncio
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from explainer.words import calm
from tests.support.hostile_links import PAGES
from tests.support.server import ROOT, healthy, running_app
from tests.support.websocket_client import complete, opened

ASSETS = ROOT / "assets"
NOT_TEXT = b"broken = [\n\xff"  # neither TOML nor CSV nor a picture, and no UTF-8
TRACES = ("Traceback", "Error:", ".py", str(ROOT))


@pytest.fixture
def copy():
    """The project's running parts, free to be broken; gone afterwards, for there are many."""
    with TemporaryDirectory() as folder:
        for name in ("app.py", "explainer", "pages", "assets", ".streamlit"):
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(folder, name))
        yield Path(folder)


def read(url, pages=PAGES, language="en"):
    """Every page as a reader hears it: whole, or stopped by one calm line; which, by page."""

    async def all_pages():
        link = [("language", language)]
        return await asyncio.gather(*(opened(url, page, link) for page in pages))

    calmly = {}
    for page, reader in zip(pages, complete(all_pages()), strict=True):
        stopped = [line for line in reader.said if line in calm.FALLBACK_LINES.values()]
        assert not reader.errors, (page, reader.errors)
        assert not any(trace in line for line in reader.said for trace in TRACES), page
        assert len(stopped) <= 1, page
        assert stopped or reader.whole, (page, reader.said)
        calmly[page] = stopped
    assert healthy(url)
    return calmly


def test_a_start_without_choices_or_words_gives_one_calm_line_in_the_readers_language(copy):
    (copy / "assets/data/scenario.toml").write_bytes(NOT_TEXT)
    (copy / "assets/text/en/common.toml").write_bytes(NOT_TEXT)
    (copy / "assets/text/es/common.toml").unlink()
    with running_app(copy) as url:
        for language in ("en", "es"):
            calmly = read(url, ("", "load", "model"), language)
            assert list(calmly.values()) == [[calm.FALLBACK_LINES[language]]] * 3


def test_files_that_break_while_running_stop_their_pages_until_they_are_mended(copy):
    with running_app(copy) as url:
        for name in ("data/parameters", "data/curves", "text/en"):
            (copy / "assets" / name).rename(copy / "assets" / f"{name} away")
        (copy / "assets/text/en").mkdir()
        (copy / "assets/text/en/hinge.toml").write_bytes(NOT_TEXT)
        assert all(read(url, ("hinge", "load")).values())
        shutil.rmtree(copy / "assets/text/en")
        for name in ("data/parameters", "data/curves", "text/en"):
            (copy / "assets" / f"{name} away").rename(copy / "assets" / name)
        assert not any(read(url, ("hinge", "load")).values())


def every_file():
    """Each file of assets; of pictures, which no page reads itself, one a folder is enough."""
    files = [file for file in sorted(ASSETS.rglob("*.*")) if file.is_file()]
    pictures = {(file.parent, file.suffix): file for file in files if file.suffix == ".webp"}
    chosen = [f for f in files if f.suffix != ".webp" or f in pictures.values()]
    return [str(file.relative_to(ASSETS)) for file in chosen]


@pytest.mark.soak
@pytest.mark.parametrize("name", every_file())
def test_no_single_file_takes_the_app_down(copy, name):
    file = copy / "assets" / name
    file.unlink()
    with running_app(copy) as url:
        read(url)
        file.write_bytes(NOT_TEXT)
        read(url)
