"""What a reader is told of a damaged link: alike before and after Streamlit, in their own words."""

import re
from urllib.parse import parse_qs, urlencode

import pytest

from explainer import catalog
from explainer.scenario import names
from explainer.ui import query_string
from explainer.ui.lesson import link_notice
from explainer.ui.prerender import PrerenderedPages
from explainer.words import LANGUAGES, Words
from tests.support.usual_links import first_version
from tests.unit.test_link import PLANNED
from tests.unit.ui.test_prerendered_page import Page, get, passed_on

LINK = urlencode(PLANNED.to_query())
FIRST = first_version(PLANNED)
DAMAGED = {
    "cut": LINK[: LINK.index("&guide")],
    "mark cut": LINK[:-2],
    "changed": LINK.replace("m=28", "m=29"),
    "unreadable": LINK.replace("grass", "lava"),
    "a key lost": LINK.replace("&kg=", "&xx="),
    "version 1 cut": FIRST[: FIRST.index("&surface") - 1],
    "version 1 unreadable": FIRST.replace("&surface=grass", "&surface=lava"),
    "another version": "v=99&miles=3&language=es",
    "nothing but a version": "v=",
    "all unreadable": urlencode(dict.fromkeys(names(), "zz")),
}
MOST_LINES = 6
# Words of the scenario's that no reader of ours knows.
INTERNAL = {
    option
    for choice in catalog.choices().values()
    for option in choice.options
    if choice.name != "language"
} | {"whole", *names()}


def notice_lines(text: str, language: str) -> list[str]:
    _, replaced = query_string.read(parse_qs(text, keep_blank_values=True))
    return link_notice.lines(Words(language), replaced)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DAMAGED)
def test_the_notice_is_short_whole_and_in_the_readers_words(name, language):
    lines = notice_lines(DAMAGED[name], language)
    assert 1 <= len(lines) <= MOST_LINES
    for line in lines:
        assert re.search(r"[.:]$", line)
        assert not re.search(r"“”|[:=] ?\.|\s[.,]|\{|  ", line), line
        ours = re.sub(r"“.*?”", "", line)  # what the link said stands in quotes
        spanish = set(re.findall(r"[a-z_]+", ours))
        if language == "es":
            assert not spanish & INTERNAL - {"no", "a"}, line
        assert "_" not in ours


def test_a_whole_link_is_opened_without_a_word():
    for text in (LINK, FIRST, "miles=25", "", LINK.replace("&", "&amp;")):
        assert notice_lines(text, "en") == []


def test_what_is_missing_is_named():
    words = Words("es")
    lines = notice_lines(DAMAGED["cut"], "es")
    assert lines[0] == words.text("common.replaced.link_cut")
    for field in ("guide_miles", "mark", "days"):
        assert words.text(f"common.fields.{field}") in lines[1]
    assert words.text("common.fields.miles") not in " ".join(lines)
    changed = notice_lines(DAMAGED["changed"], "es")
    assert changed[0] == words.text("common.replaced.link_changed")
    assert words.text("common.replaced.compare") in changed


@pytest.mark.parametrize("name", DAMAGED)
def test_the_served_page_and_the_app_read_alike(name, open_page):
    text = DAMAGED[name]
    query = parse_qs(text, keep_blank_values=True)
    scenario, replaced = query_string.read(query)
    lines = link_notice.lines(Words(scenario.language, units=scenario.units), replaced)
    found, body = get(PrerenderedPages(passed_on), "/plan", text)
    assert found["status"] == "200"
    served = Page(body.decode())
    assert served.all("html") == [{"lang": scenario.language}]
    assert "".join(lines) in served.said["p"]
    app = open_page("plan", **{key: values[-1] for key, values in query.items()})
    assert not app.exception
    (box,) = app.warning
    plain = box.value.replace("\\", "")
    assert plain == "  \n".join(lines)
    assert app.session_state["scenario"] == scenario


@pytest.mark.parametrize("name", ["cut", "changed", "unreadable"])
def test_a_damaged_link_is_passed_on_as_it_came(name):
    """Written anew it would pass for what was sent."""
    _, body = get(PrerenderedPages(passed_on), "/plan", DAMAGED[name])
    served = Page(body.decode())
    as_it_came = parse_qs(DAMAGED[name])
    addresses = [served.all("link", rel="canonical")[0]["href"], served.meta("og:url")]
    # Not the header's switches, with which the reader changes something: they lead to this page.
    links = [one for one in served.all("a") if one.get("aria-current") == "page"]
    links += [one for one in served.all("a") if not one["href"].startswith("./plan")]
    addresses += [one["href"] for one in links if one["href"].startswith("./")]
    assert len(addresses) > 2
    for one in addresses:
        assert parse_qs(one.partition("?")[2]) == as_it_came


def test_the_address_that_is_passed_on_holds_the_choices():
    for text in (LINK, FIRST, LINK.replace("&", "&amp;"), f"utm_source=x&{LINK}"):
        _, body = get(PrerenderedPages(passed_on), "/plan", text)
        served = Page(body.decode())
        whole = f"https://knee.example/plan?{LINK}"
        assert served.all("link", rel="canonical")[0]["href"] == whole
        assert served.meta("og:url") == whole
    _, body = get(PrerenderedPages(passed_on), "/plan", "")
    assert Page(body.decode()).meta("og:url") == "https://knee.example/plan"
