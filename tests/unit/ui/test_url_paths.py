"""Where the app answers and how pages ask for files: at a root, under a path, behind proxies."""

import json
import re
from urllib.parse import urljoin, urlsplit

import pytest
from streamlit import config

from explainer import clinic
from explainer.http import forwarded_headers
from explainer.scenario import Scenario
from explainer.ui import routes, url_paths
from explainer.ui.components import form_fields, knee_diagram, running_leg
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import DeferredCharts, PreconnectCache, PrerenderedPages, SubsetFonts
from explainer.ui.streamlit_internals import subset_fonts
from explainer.words import Words
from tests.support.addresses import scenario_of
from tests.support.asgi_client import get, passed_on
from tests.support.websocket_client import complete

OUTSIDE = "203.0.113.7"  # an address of the open net
OTHERS = {"x_forwarded_proto": "https, http", "x_forwarded_host": "knee.clinic.example"}
META = re.compile(r'(?:property="og:(?:url|image)" content|rel="canonical" href)="([^"]+)"')


async def well(scope, receive, send):
    """Stands behind the middleware: what it was asked for, as a good answer."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


async def empty_page(scope, receive, send):
    """Streamlit's answer to any address that it does not know."""
    kind = (b"content-type", b"text/html; charset=utf-8")
    await send({"type": "http.response.start", "status": 200, "headers": [kind]})
    await send({"type": "http.response.body", "body": b"<title>Streamlit</title>"})


@pytest.fixture
def under_knee(monkeypatch):
    monkeypatch.setattr(url_paths, "base_path", lambda: "/knee")


def named(app, path, client=None, **headers):
    """The absolute addresses that a page says of itself."""
    _, body = get(forwarded_headers.ForwardedHeaders(app), path, client=client, **headers)
    return META.findall(body.decode())


@pytest.mark.parametrize("lesson", PAGES)
def test_every_address_of_a_page_is_relative_to_it(lesson):
    path = "/" if lesson == PAGES[0] else f"/{lesson}"
    _, body = get(PrerenderedPages(passed_on), path)
    text = body.decode()
    assert "./assets/" in text
    assert re.findall(r"""["'( ,]/(?:assets|static|media|_stcore|favicon)[^"' ]*""", text) == []


def test_what_is_fetched_later_is_relative_too():
    for part, also in (
        (knee_diagram.CACHED_PAYLOAD, ("lateral", "posterior_joint")),
        (running_leg.CACHED_PAYLOAD, ()),
    ):
        _, body = part.serialise(tuple(Scenario().to_query().items()), also)
        found = re.findall(r'"([^"]*/assets/[^"]*)"', body.decode())
        assert found
        assert all(address.startswith("./assets/") for address in found)
    later = (
        *running_leg.prefetch_urls(Scenario()),
        *form_fields.prefetch_urls(),
        knee_diagram.CACHED_PAYLOAD.url_for(Scenario()),
    )
    assert all(address.startswith("./assets/") for address in later)


@pytest.mark.usefixtures("under_knee")
def test_every_route_and_middleware_answers_under_a_base_path():
    assert all(route.path.startswith("/knee/") for route in routes.routes())
    assert get(PrerenderedPages(passed_on), "/knee/tendons")[0]["status"] == "200"
    charts = "/knee/static/js/PlotlyChart.a.js"
    assert b"nearViewport()" in get(DeferredCharts(passed_on), charts)[1]
    assert "cache-control" in get(PreconnectCache(well), "/knee/_stcore/health")[0]
    requested = get(
        SubsetFonts(passed_on), f"/knee{subset_fonts.streamlit_url(subset_fonts.TEXT)}"
    )[1]
    assert requested == f"/knee{subset_fonts.URL}/text.woff2".encode()
    for outside in ("/tendons", "/kneetendons", "/"):
        found, body = get(PrerenderedPages(passed_on), outside)
        assert found["status"] == "404"
        assert 'href="/knee/"' in body.decode()


def test_the_base_path_is_streamlits_own_setting():
    before = config.get_option("server.baseUrlPath")
    try:
        for given in ("knee", "/knee/", "knee/"):
            config.set_option("server.baseUrlPath", given)
            assert url_paths.base_path() == "/knee"
    finally:
        config.set_option("server.baseUrlPath", before)
    assert url_paths.base_path() == ""


# address asked for, query -> the address that it leads to
MEANT = [
    ("/Tendons", "miles=22", "/tendons?miles=22"),
    ("/tendons/", "miles=22&miles=23", "/tendons?miles=22&miles=23"),
    ("/HAMSTRINGS-calf/", "", "/hamstrings_calf"),
    ("/start", "language=es", "/?language=es"),
    ("/Start/", "", "/"),
    ("/index.html", "a=b", "/?a=b"),
    ("/load.", "", "/load"),
    ("/plan)", "", "/plan"),
    ("/plan%3Fv=1%26miles=22", "", "/plan?v=1&miles=22"),
    ("/%3Fv=1%26miles=22", "", "/?v=1&miles=22"),
]


@pytest.mark.parametrize("prefix", ["", "/knee"])
@pytest.mark.parametrize(("path", "query", "leads_to"), MEANT)
def test_an_address_that_means_a_page_leads_to_it(path, query, leads_to, prefix, monkeypatch):
    monkeypatch.setattr(url_paths, "base_path", lambda: prefix)
    found, _ = get(PrerenderedPages(passed_on), prefix + path, query)
    assert found["status"] == "301"
    assert not found["location"].startswith("/")  # a proxy may strip what stands before it
    whole = urljoin(f"https://knee.example{prefix}{path}", found["location"])
    assert whole == f"https://knee.example{prefix}{leads_to}"


@pytest.mark.usefixtures("under_knee")
def test_the_base_path_without_its_slash_leads_into_it():
    found, _ = get(PrerenderedPages(passed_on), "/knee", "miles=22")
    assert urljoin("https://knee.example/knee", found["location"]) == (
        "https://knee.example/knee/?miles=22"
    )


@pytest.mark.parametrize("path", ["/nothere", "/tendons/x", "/a/b/c", "/tendons2", "/robots.html"])
@pytest.mark.parametrize("behind", [empty_page, passed_on])
def test_an_unknown_address_is_not_found_and_leads_on(path, behind):
    found, body = get(PrerenderedPages(behind), path, "miles=22")
    assert found["status"] == "404"
    assert found["content-type"].startswith("text/html")
    text = body.decode()
    assert "Streamlit" not in text
    links = [
        urljoin(f"https://knee.example{path}", one) for one in re.findall('<a href="([^"]+)', text)
    ]
    assert [urlsplit(one).path for one in links] == ["/", *(f"/{name}" for name in PAGES[1:])]
    assert all(scenario_of(one).miles == 22 for one in links)


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "fr-FR,fr;q=0.9,en;q=0.3,es;q=0.5", "es"),
        ("", "en-US,en;q=0.9,es;q=0.8", "en"),
        ("", "es;q=0,en", "en"),
        ("", "es;q=0", "en"),
        ("", "de", "en"),
        ("", "", "en"),
        ("", "es;q=x, ;,en", "en"),
        ("language=es", "en-US", "es"),
        ("language=en", "es", "en"),
        ("language=xx", "es", "es"),
    ],
)
def test_it_speaks_the_readers_language(query, header, language):
    _, body = get(PrerenderedPages(empty_page), "/nothere", query, accept_language=header)
    words, text = Words(language), body.decode()
    assert f'<html lang="{language}">' in text
    title = words.text("common.not_found.title")
    assert f"<title>{title} · {words.text('common.app_name')}</title>" in text
    assert f"<h1>{title}</h1>" in text


def test_a_script_that_is_not_there_gets_no_page():
    for path in ("/static/js/nothing.js", "/_stcore/nothing"):
        found, body = get(PrerenderedPages(empty_page), path)
        assert (found["status"], body) == ("404", b"Not Found")


def test_broken_words_still_answer_not_found(monkeypatch):
    def broken(_):
        raise OSError("gone")

    monkeypatch.setattr("explainer.ui.prerender.middleware.render_not_found", broken)
    assert get(PrerenderedPages(empty_page), "/nothere")[0]["status"] == "404"


def test_only_links_with_choices_ask_not_to_be_listed():
    assert "x-robots-tag" not in get(PrerenderedPages(passed_on), "/tendons")[0]
    assert get(PrerenderedPages(passed_on), "/tendons", "miles=22")[0]["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(
    "client", [None, ("10.0.0.3", 40000), ("::ffff:172.18.0.2", 40000), (OUTSIDE, 0)]
)
def test_a_proxy_of_our_own_says_where_readers_are(client):
    found = named(
        PrerenderedPages(passed_on), "/load", client, x_forwarded_prefix="/knee/", **OTHERS
    )
    assert len(found) == 3
    assert all(one.startswith("https://knee.clinic.example/knee/") for one in found)


def test_nobody_else_is_believed():
    claimed = dict(OTHERS, x_forwarded_proto="http", x_forwarded_prefix="/evil")
    found = named(PrerenderedPages(passed_on), "/load", (OUTSIDE, 40000), **claimed)
    assert len(found) == 3
    assert all(
        one.startswith(("https://knee.example/load", "https://knee.example/assets"))
        for one in found
    )


@pytest.mark.parametrize(
    "claimed",
    [
        {"x_forwarded_host": "evil.example/<script>"},
        {"x_forwarded_prefix": "/../evil"},
        {"x_forwarded_prefix": "//evil.example"},
        {"x_forwarded_proto": "javascript"},
    ],
)
def test_what_cannot_stand_in_an_address_is_left_out(claimed):
    found = named(PrerenderedPages(passed_on), "/load", **claimed)
    assert {urlsplit(one)[:2] for one in found} == {("https", "knee.example")}
    assert all("evil" not in one for one in found)


@pytest.mark.usefixtures("under_knee")
def test_the_base_path_stands_in_public_addresses():
    assert named(PrerenderedPages(passed_on), "/knee/load")[0] == "https://knee.example/knee/load"


def test_the_clinics_own_address_goes_over_all(monkeypatch):
    own = clinic.Clinic(public_url="https://clinic.example/app")
    monkeypatch.setattr(clinic, "own", lambda: own)
    found = named(PrerenderedPages(passed_on), "/load", x_forwarded_prefix="/knee", **OTHERS)
    assert all(one.startswith("https://clinic.example/app/") for one in found)


def test_a_websocket_is_told_the_same():
    scopes = []

    async def app(scope, receive, send):
        scopes.append(scope)

    scope = {
        "type": "websocket", "scheme": "ws", "client": ("10.0.0.3", 40000),
        "headers": [(b"host", b"app-1:8501"), (b"x-forwarded-host", b"knee.example"),
                    (b"x-forwarded-proto", b"https, http")],
    }  # fmt: skip
    complete(forwarded_headers.ForwardedHeaders(app)(scope, None, None))
    assert scopes[0]["scheme"] == "wss"
    assert dict(scopes[0]["headers"])[b"host"] == b"knee.example"
    assert json.dumps(scope["headers"], default=str).count("app-1") == 1  # the original stays
