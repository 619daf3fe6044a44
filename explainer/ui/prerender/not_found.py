"""The 404 page: words and links to every page, no scripts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from starlette.requests import Request

from explainer import catalog, clinic
from explainer.scenario import Scenario
from explainer.ui import query_string, url_paths
from explainer.ui.html_markup import Markup, element, join
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import bundles
from explainer.ui.prerender.head import theme_color_metas, theme_style
from explainer.ui.prerender.page_request import PageRequest

CACHED_PAGES = 32  # pages


def render_not_found(request: Request) -> bytes:
    """The page in the reader's language; its links keep the choices of the query."""
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    language = preferred_language(request.headers.get("accept-language", ""))
    preferred = {"language": language} if language else {}
    scenario, replaced = Scenario.from_query(query, clinic.own().defaults() | preferred)
    default, _ = query_string.read({})
    if replaced:
        query_to_keep = query_string.normalized(query, scenario, replaced)
    else:
        query_to_keep = "" if scenario == default else query_string.write(scenario)
    return _render(
        PageRequest("", scenario, (), "", query_to_keep), url_paths.relative_root_url(request.scope)
    )


def preferred_language(header: str) -> str:
    """The supported language that an Accept-Language header ranks first, "" for none."""
    ours: Sequence[str] = catalog.choices()["language"].options
    ranked = []
    for position, item in enumerate(header.split(",")):
        tag, _, weight = item.partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in ours and (rank := _quality(weight)) > 0:
            ranked.append((-rank, position, language))
    return min(ranked)[2] if ranked else ""


def _quality(text: str) -> float:
    """The value of `q=0.8`; 1 if missing, 0 if not a number."""
    try:
        return float(text.partition("=")[2]) if text.strip() else 1.0
    except ValueError:
        return 0.0


@lru_cache(maxsize=CACHED_PAGES)
def _render(request: PageRequest, root: str) -> bytes:
    words = request.words
    title = words.text("common.not_found.title")

    def link(name: str, label: str, **attributes: object) -> Markup:
        return element(
            "a", label, href=root + request.relative_url(name).removeprefix("./"), **attributes
        )

    start = link(PAGES[0], words.text("common.not_found.start"), class_="to-start")
    others = [element("li", link(name, words.text(f"common.nav.{name}"))) for name in PAGES[1:]]
    head = join(
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{title} · {words.text('common.app_name')}"),
        *theme_color_metas(),
        element("link", rel="icon", href=f"{root}favicon.ico"),
        element("style", Markup("\n".join((theme_style("body"), bundles.source("not_found.css"))))),
    )
    body = element(
        "main",
        element("h1", title),
        element("p", words.text("common.not_found.body")),
        element("p", start),
        element("nav", element("ul", *others), aria_label=words.text("common.nav.menu")),
    )
    page = element("html", element("head", head), element("body", body), lang=words.language)
    return f"<!DOCTYPE html>\n{page}\n".encode()
