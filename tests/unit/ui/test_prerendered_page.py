"""The served page: what a link's HTML holds before any script, whatever the link says."""

import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image

from explainer import catalog, clinic
from explainer.anatomy import atlas
from explainer.catalog import exercises
from explainer.describe import home_care
from explainer.http import security_headers
from explainer.scenario import SKIN_VIEW, PickedExercise, Scenario, names
from explainer.ui.html_markup import Markup, bold, element, json_script
from explainer.ui.lesson import diagram, link_notice
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import (
    DeferredCharts,
    PreconnectCache,
    PrerenderedPages,
    SubsetFonts,
    openings,
    policy_hashes,
    preview_image,
)
from explainer.ui.streamlit_internals import index_html, subset_fonts
from explainer.ui.streamlit_internals import names as streamlit_names
from explainer.ui.streamlit_internals.bake_fonts import icons_named
from explainer.words import LANGUAGES, Words
from tests.support.asgi_client import get, passed_on

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><!--",
    "' onload='x",
    "${7*7}{{7*7}}\x00‮",
)
EMPTY = {"img", "link", "meta"}
AT_A_TIME = 6  # files that a browser asks of one server together


class Page(HTMLParser):
    """The tags of a page, their attributes and the text in them; a broken nesting fails."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.said: dict[str, str] = {}
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        for tag in self.open:
            self.said[tag] = self.said.get(tag, "") + text

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        found = [attributes for name, attributes in self.tags if name == tag]
        return [one for one in found if wanted.items() <= one.items()]

    def meta(self, name: str) -> str:
        both = self.all("meta", name=name) + self.all("meta", property=name)
        return both[0]["content"]


def page(lesson: str, **query: str) -> Page:
    path = "/" if lesson == PAGES[0] else f"/{lesson}"
    found, body = get(PrerenderedPages(passed_on), path, urlencode(query))
    assert found["status"] == "200", body
    return Page(body.decode())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("lesson", PAGES)
def test_the_page_says_what_it_is_in_the_links_language(lesson, language):
    words, shown = Words(language), page(lesson, language=language)
    title, message = words.text(f"{lesson}.title"), words.text(f"{lesson}.message")
    assert shown.all("html") == [{"lang": language}]
    assert shown.said["title"] == f"{title} · {words.text('common.app_name')}"
    assert shown.said["h1"] == title
    assert message in shown.said["main"]
    assert shown.meta("description") == shown.meta("og:description") == message
    assert shown.meta("og:title").startswith(title)
    assert shown.meta("twitter:card") == "summary_large_image"
    assert shown.all("link", rel="canonical")[0]["href"].startswith("https://knee.example/")
    assert words.text("get_help.today.heading") in shown.said["dialog"]
    assert len(shown.all("a", href="tel:911")) == 1
    assert words.text("common.errors.no_script") in shown.said["noscript"]


@pytest.mark.parametrize("lesson", openings.OPENINGS)
def test_static_diagram_is_the_plate_of_the_scenario(lesson):
    natural = page(lesson, dress="natural")
    loaded = page(lesson, dress="load", measure="step")  # in a week, all may be alike
    views = openings.OPENINGS[lesson].views
    first = {"natural": views[0], "clay": next(view for view in views if view != SKIN_VIEW)}
    for shown, dress in ((natural, "natural"), (loaded, "clay")):
        view = first[dress]
        image = shown.all("img")[0]
        assert f"/{view}-" in image["src"]
        assert f".{dress}@1x" in image["src"]
        assert f".{dress}@2x" in image["srcset"]
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
        assert len(image["alt"]) > 40
    assert natural.all("path", fill_rule="evenodd") == []
    fills = {one["fill"] for one in loaded.all("path") if "fill" in one}
    assert len(fills) > 3
    assert any(fill.startswith("url(#hatch-") for fill in fills), "what has no known load"
    assert shown.meta("og:image").startswith("https://knee.example/assets/")


@pytest.mark.parametrize("flexion_deg", ["0", "19", "22", "23", "99"])
def test_static_diagram_shows_the_nearest_bend(flexion_deg):
    image = page("hinge", flexion_deg=flexion_deg).all("img")[0]
    view, shown_deg = re.search(r"/(\w+)-(\d{3})\.", image["src"]).groups()
    baked = [one for one in atlas.plates() if one.view == view]
    nearest = min(baked, key=lambda one: abs(one.flexion_deg - float(flexion_deg)))
    assert float(shown_deg) == nearest.flexion_deg
    assert image["srcset"].count("webp") == len(nearest.by_density("natural"))


def test_open_graph_image_is_the_linked_plate():
    for lesson in PAGES:
        shown = page(lesson, language="es")
        view = shown.meta("og:image").removesuffix(".jpg").rsplit("/", 1)[1]
        with Image.open(io.BytesIO(preview_image.render_jpeg(view))) as card:
            assert card.format == "JPEG"
            assert [str(side) for side in card.size] == [
                shown.meta("og:image:width"), shown.meta("og:image:height"),
            ]  # fmt: skip
            assert len(card.getcolors(2**20)) > 1000
    assert preview_image.url("../../app") == ""


def test_a_left_knee_is_the_mirror_image_in_previews_and_before_any_script():
    usual, left = page("tendons"), page("tendons", side="left")
    assert not usual.all("div", **{"class": "prerendered-plate left straight"})
    assert left.all("div", **{"class": "prerendered-plate left straight"})
    view = left.meta("og:image").removesuffix(".jpg").rsplit("/", 1)[1]
    assert usual.meta("og:image") == left.meta("og:image").replace(".left.jpg", ".jpg")
    cards = [
        np.asarray(Image.open(io.BytesIO(preview_image.render_jpeg(*name.split(".")))), int)
        for name in (view, view.removesuffix(".left"))
    ]
    mirrored, same = (np.abs(cards[0] - one).mean() for one in (cards[1][:, ::-1], cards[1]))
    assert mirrored < same / 4  # one pixel off the middle, and compressed


def test_more_miles_are_deeper_colours():
    def shades(miles):
        text = " ".join(one.get("fill", "") for one in page("tendons", miles=miles).all("path"))
        return [sum(map(int, rgb)) for rgb in re.findall(r"rgb\((\d+),(\d+),(\d+)\)", text)]

    few, many = shades("5"), shades("50")
    assert len(few) == len(many) > 5
    assert all(pale > deep for pale, deep in zip(few, many, strict=True))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_value_in_every_field_stays_text(hostile):
    calm = page("load")
    fields = ("v", *names())
    shown = page("load", **dict.fromkeys((*fields, "nonsense", hostile), hostile))
    lines = link_notice.lines(Words(), Scenario.from_query(dict.fromkeys(fields, hostile))[1])
    assert len(shown.tags) == len(calm.tags) + 1 + len(lines)  # one box says what was replaced
    assert len(shown.all("script")) == len(calm.all("script"))
    assert not any(key.startswith("on") for _, attributes in shown.tags for key in attributes)


def test_a_hostile_host_names_no_address():
    _, body = get(PrerenderedPages(passed_on), "/tendons", host='evil"><script>')
    assert b"evil" not in body
    assert b"og:image" not in body


def test_missing_asset_falls_back_to_streamlits_page(monkeypatch):
    def broken(_):
        raise OSError("gone")

    monkeypatch.setattr("explainer.ui.prerender.middleware.render_page", broken)
    assert get(PrerenderedPages(passed_on), "/tendons")[1] == b"/tendons"


def test_other_paths_pass_untouched():
    for path in ("/_stcore/stream", "/assets/x", "/media/x.html", "/component/x/index.html"):
        assert get(PrerenderedPages(passed_on), path)[1] == path.encode()


@pytest.mark.parametrize("view", ["lesson", "patient"])
@pytest.mark.parametrize("lesson", openings.OPENINGS)
def test_prerendered_diagrams_get_the_payload_of_the_page(lesson, view, open_page, monkeypatch):
    requested = []
    real = diagram.render_knee_diagram
    monkeypatch.setattr(
        diagram, "render_knee_diagram", lambda **given: requested.append(given) or real(**given)
    )
    open_page(lesson, miles="33", view=view)
    scenario = Scenario(miles=33.0, view=view)
    ours = openings.opening_diagrams(lesson, scenario, Words())
    assert [one.data["key"] for one in ours] == [given["key"] for given in requested]
    assert ours
    for one, given in zip(ours, requested, strict=True):
        assert one.data["state"] == given["state"].for_browser()
        assert [view["id"] for view in one.data["views"]] == list(given["views"])
        for name in ("alt", "guide_miles"):
            assert one.data[name] == given[name]
        assert one.data["controls"] == list(given.get("controls", diagram.WEEK_CHOICES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_care_begins_with_the_exercises_of_its_first_stage(language):
    words, shown = Words(language), page("care", language=language)
    core = [one for one in home_care.offered_in(exercises.STAGES[0]) if one.is_core]
    assert core
    for exercise in core:
        assert home_care.text(words, exercise).name in shown.said["article"]
        assert home_care.daily_dose(words, exercise) in shown.said["article"]
    assert len(shown.all("img", **{"data-pose": "start"})) == len(core)


@pytest.mark.parametrize("view", ["lesson", "patient"])
def test_home_care_begins_with_what_was_picked_in_the_link(view):
    words, picked = Words(), (PickedExercise("calf", amount=20), PickedExercise("hold"))
    shown = page("care", **Scenario(home_care=picked, view=view).to_query())
    known = [exercises.exercises()[one.id] for one in picked]
    names = [home_care.text(words, one).name for one in known]
    said = shown.said["article"]
    assert said.startswith(names[0])
    assert home_care.daily_dose(words, known[0], picked[0]) in said
    assert (names[1] in said) == (view == "lesson"), "at home one exercise is one step"
    assert len(shown.all("article", **{"class": "hc-card picked"})) == (
        2 if view == "lesson" else 1
    )


def test_the_model_page_begins_with_its_chain_and_what_it_is_for():
    words = Words()
    shown, at_home = page("model"), page("model", view="patient")
    for section in words.tables("model.sections"):
        assert section["heading"] in shown.said["h2"]
        assert section["heading"] not in at_home.said["h2"]
    for box in ("runner", "band"):
        assert words.text(f"model.boxes.{box}") in shown.said["b"]
    assert words.text("model.lead") in at_home.said["p"]
    assert words.text("model.lead") not in shown.said["p"]


def test_at_home_the_message_stands_at_the_first_step_alone():
    message = Words().text("care.message")
    second = Scenario(view="patient", lesson_step=1)
    assert message in page("care", view="patient").said["p"]
    assert message not in page("care", **second.to_query()).said["p"]


@pytest.mark.parametrize("lesson", PAGES)
def test_preloaded_scripts_exist_and_are_requested_once(lesson):
    static = subset_fonts.STREAMLIT.parent
    both = [
        dict(named)
        for _, named in (
            *index_html.read_index().frontend_elements,
            *index_html.preload_elements(lesson),
        )
    ]
    requested = [named.get("href", named.get("src")) for named in both]
    assert len(requested) == len(set(requested))
    assert all((static / address).is_file() for address in requested)
    for name in (*streamlit_names.PRELOADED_BUNDLES, *index_html.PAGE_BUNDLES.get(lesson, ())):
        assert any(f"/{name}." in address for address in requested), name
    held = {address.rpartition("/")[2] for address in requested}
    for address in requested:
        if address.endswith(".js"):
            text = (static / address).read_text(encoding="utf-8")
            assert set(index_html.IMPORTED.findall(text)) <= held, address


@pytest.mark.parametrize("lesson", PAGES)
def test_large_scripts_are_interleaved_with_small_ones(lesson):
    """A browser asks for six at a time: were they all long, the way of the rest would come last."""
    frontend = index_html.read_index().frontend_elements
    for group in (frontend, index_html.preload_elements(lesson)):
        sizes = [index_html.compressed_bytes(element) for element in group]
        assert sizes[0] == max(sizes), "the longest is asked for first"
        for n in range(len(sizes) - AT_A_TIME + 1):
            together = sizes[n : n + AT_A_TIME]
            assert sum(size > index_html.LARGE_BYTES for size in together) <= AT_A_TIME / 2


def test_text_is_escaped():
    assert element("p", "<b>", title='"x') == '<p title="&quot;x">&lt;b&gt;</p>'
    assert bold("**a<b** c") == "<strong>a&lt;b</strong> c"
    assert element("p", Markup("<i></i>")) == "<p><i></i></p>"
    written = json_script("x", {"a": "</script><script>"})
    assert written.count("</script>") == 1
    assert json.loads(Page(written).said["script"])["a"] == "</script><script>"


def test_content_security_policy_has_every_inline_script_and_frame_ancestors():
    policy = security_headers.content_security_policy(policy_hashes())
    _, body = get(PrerenderedPages(passed_on), "/tendons")
    inline = re.findall(r"<script>(.*?)</script>", body.decode(), flags=re.DOTALL)
    assert len(inline) == policy.count("'sha256-")
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "frame-ancestors 'self'" in policy


def test_a_clinics_website_may_frame_the_app(monkeypatch):
    own = clinic.Clinic(embed_on=("https://clinic.example",))
    monkeypatch.setattr(clinic, "own", lambda: own)
    assert (
        "frame-ancestors 'self' https://clinic.example"
        in security_headers.content_security_policy("")
    )


def test_font_requests_are_rewritten_to_subset_fonts():
    for family, file in subset_fonts.FAMILIES.items():
        address = subset_fonts.streamlit_url(family)
        assert address.endswith(".woff2")
        assert get(SubsetFonts(passed_on), address)[1] == f"{subset_fonts.URL}/{file}".encode()
        ours, theirs = (
            subset_fonts.DIRECTORY / file,
            subset_fonts.STREAMLIT.parent / address.lstrip("/"),
        )
        assert ours.stat().st_size < theirs.stat().st_size / 3


def test_subset_icon_font_has_every_named_icon():
    held = set(subset_fonts.ICON_LIST.read_text(encoding="utf-8").split())
    assert icons_named() - held <= {"star_filled"}  # Streamlit's whole font lacks it too


def test_chart_bundle_is_deferred_and_still_available():
    path = "/static/js/PlotlyChart.abc.js"
    assert b"nearViewport()" in get(DeferredCharts(passed_on), path)[1]
    assert get(DeferredCharts(passed_on), path, "bundle")[1] == path.encode()


def test_only_200_responses_are_cacheable():
    async def well(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    kept, _ = get(PreconnectCache(well), "/_stcore/health")
    assert int(kept["cache-control"].partition("max-age=")[2]) <= 30, "a lost line is found out"
    for app, path in ((passed_on, "/_stcore/health"), (well, "/_stcore/stream")):
        assert "cache-control" not in get(PreconnectCache(app), path)[0]


@pytest.mark.parametrize(
    "sheet", ["site", "consult", "lesson/patient_view", "lesson/sections", "lesson/charts"]
)
def test_no_has_selector_on_the_root_of_a_page(sheet):
    """Such a rule makes the browser style all of the page anew at each change of any part of it."""
    rules = (catalog.ASSETS.parent / "explainer" / "ui" / f"{sheet}.css").read_text(
        encoding="utf-8"
    )
    assert not re.search(r"(?:\.stApp|html|body|:root)[^\s{,]*:has\(", rules)
