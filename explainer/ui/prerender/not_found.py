"""The page for an address that leads nowhere: words and the way to every lesson, no script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from starlette.requests import Request

from explainer import catalog, clinic
from explainer.scenario import Scenario
from explainer.ui import query_string, url_paths
from explainer.ui.html_markup import Markup, element, joined
from explainer.ui.lesson.lesson import PAGES
from explainer.ui.prerender import bundles
from explainer.ui.prerender.head import tone_style, tones
from explainer.ui.prerender.page_request import Asked

KEPT = 32  # pages


def not_found(request: Request) -> bytes:
    """The page in the reader's language; its links keep the choices that the address holds."""
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    language = accepted(request.headers.get("accept-language", ""))
    preferred = {"language": language} if language else {}
    scenario, replaced = Scenario.from_query(query, clinic.own().defaults() | preferred)
    usual, _ = query_string.read({})
    if replaced:
        kept = query_string.kept(query, scenario, replaced)
    else:
        kept = "" if scenario == usual else query_string.written(scenario)
    return _page(Asked("", scenario, (), "", kept), url_paths.to_root(request.scope))


def accepted(header: str) -> str:
    """The language of ours that a browser asks for first, "" for none."""
    ours: Sequence[str] = catalog.choices()["language"].options
    ranked = []
    for place, item in enumerate(header.split(",")):
        tag, _, weight = item.partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in ours and (rank := _weight(weight)) > 0:
            ranked.append((-rank, place, language))
    return min(ranked)[2] if ranked else ""


def _weight(text: str) -> float:
    """The number of `q=0.8`; 1 where none is given, 0 for one that is none."""
    try:
        return float(text.partition("=")[2]) if text.strip() else 1.0
    except ValueError:
        return 0.0


@lru_cache(maxsize=KEPT)
def _page(asked: Asked, root: str) -> bytes:
    words = asked.words
    title = words.text("common.not_found.title")

    def link(name: str, label: str, **attributes: object) -> Markup:
        return element("a", label, href=root + asked.address(name).removeprefix("./"), **attributes)

    start = link(PAGES[0], words.text("common.not_found.start"), class_="to-start")
    others = [element("li", link(name, words.text(f"common.nav.{name}"))) for name in PAGES[1:]]
    head = joined(
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{title} · {words.text('common.app_name')}"),
        *tones(),
        element("link", rel="icon", href=f"{root}favicon.ico"),
        element("style", Markup("\n".join((tone_style("body"), bundles.text("not_found.css"))))),
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
