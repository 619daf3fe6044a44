"""The whole HTML document of a link: Streamlit's index page with the prerendered page in it."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import Any

from explainer.ui.components import connection_status, help_dialog
from explainer.ui.html_markup import Markup, data, element
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
            connection_status.note(request.words),
            element("div", id=names.ROOT_ID),
            # After Streamlit's skip link, which has to be the first of the page.
            help_dialog.dialog(request.words),
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
    named = (bundles.source(name) for name in ("address.js", "boot.js"))
    return help_dialog.script(), connection_status.script(), *named


def _streamlit_inline_scripts() -> list[Markup]:
    return [element("script", Markup(script)) for script in read_index().inline_scripts]


def _scripts(request: PageRequest, diagrams: list[OpeningDiagram]) -> list[Markup]:
    """The scripts that hydrate the prerendered page and then load Streamlit."""
    return [
        data("prerendered-data", _client_data(request, diagrams)),
        *(element("script", Markup(script)) for script in _inline_scripts()),
        element("script", type="module", src=bundles.url("prerender.js")),
    ]


def _client_data(request: PageRequest, diagrams: list[OpeningDiagram]) -> dict[str, Any]:
    """Data for boot.js and prerender.js: elements to insert later, and the diagrams' payloads."""
    elements = (*read_index().frontend_elements, *preload_elements(request.page))
    later = [{"tag": tag, "attributes": dict(named)} for tag, named in elements]
    after_handover = {"rel": "modulepreload", "href": bundles.url("after_handover.js")}
    later.append(
        {"tag": "link", "attributes": after_handover}
    )  # so that it is cached at the handover
    for url in openings.prefetch_urls(request.page, request.scenario):
        later.append({"tag": "link", "attributes": {"rel": "prefetch", "href": url}})
    # "thrifty": do not prefetch other bend angles, the bandwidth is needed for Streamlit's bundles.
    hydrated = [diagram for diagram in diagrams if diagram.hydrates]
    payloads = [
        {"key": diagram.key, "data": diagram.data | {"thrifty": True}} for diagram in hydrated
    ]
    return {"later": later, "diagrams": payloads}
