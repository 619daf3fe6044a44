"""The HTML document of a link: Streamlit's index page with the prerendered page in it."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import Any

from explainer.ui.components import connection_status, help_dialog
from explainer.ui.html_markup import Markup, element, json_script
from explainer.ui.prerender import bundles, openings
from explainer.ui.prerender.body import render_body
from explainer.ui.prerender.head import render_head
from explainer.ui.prerender.openings import OpeningDiagram
from explainer.ui.prerender.page_request import PageRequest
from explainer.ui.streamlit_internals import names
from explainer.ui.streamlit_internals.index_html import preload_elements, read_index

CACHED_PAGES = 128  # pages; one is about 90 kB


@lru_cache(maxsize=CACHED_PAGES)
def render_page(request: PageRequest) -> bytes:
    """The document of a requested page, encoded as UTF-8."""
    diagrams = openings.opening_diagrams(request.page, request.scenario, request.words)
    page = element(
        "html",
        element("head", render_head(request, diagrams), *_streamlit_inline_scripts()),
        element(
            "body",
            render_body(request, diagrams),
            connection_status.render_note(request.words),
            element("div", id=names.ROOT_ID),
            # After Streamlit's skip link, which has to be the first of the page.
            help_dialog.render_dialog(request.words),
            *_scripts(request, diagrams),
        ),
        lang=request.scenario.language,
    )
    return f"<!DOCTYPE html>\n{page}\n".encode()


def policy_hashes() -> str:
    """Hashes of all inline scripts, as sources for the content security policy."""
    scripts = (*read_index().inline_scripts, *_inline_scripts())
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _inline_scripts() -> tuple[str, ...]:
    """Our inline scripts, which must work even if every other file fails to load."""
    own = (bundles.source(name) for name in ("address.js", "boot.js"))
    return help_dialog.script(), connection_status.script(), *own


def _streamlit_inline_scripts() -> list[Markup]:
    return [element("script", Markup(script)) for script in read_index().inline_scripts]


def _scripts(request: PageRequest, diagrams: list[OpeningDiagram]) -> list[Markup]:
    """The scripts that hydrate the prerendered page and then load Streamlit."""
    return [
        json_script("prerendered-data", _client_data(request, diagrams)),
        *(element("script", Markup(script)) for script in _inline_scripts()),
        element("script", type="module", src=bundles.url("prerender.js")),
    ]


def _client_data(request: PageRequest, diagrams: list[OpeningDiagram]) -> dict[str, Any]:
    """Data for boot.js and prerender.js: elements to insert later, and the diagrams' payloads."""
    elements = (*read_index().frontend_elements, *preload_elements(request.page))
    deferred = [{"tag": tag, "attributes": dict(attributes)} for tag, attributes in elements]
    links = [("modulepreload", bundles.url("after_handover.js"))]
    links += [("prefetch", url) for url in openings.prefetch_urls(request.page, request.scenario)]
    deferred += [{"tag": "link", "attributes": {"rel": rel, "href": url}} for rel, url in links]
    # "thrifty": do not prefetch other bend angles, the bandwidth is needed for Streamlit's bundles.
    hydrated = [diagram for diagram in diagrams if diagram.hydrates]
    payloads = [
        {"key": diagram.key, "data": diagram.data | {"thrifty": True}} for diagram in hydrated
    ]
    return {"deferred": deferred, "diagrams": payloads}
