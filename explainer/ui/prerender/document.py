"""The whole served page of a link: Streamlit's shell, filled with the link's own beginning."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import Any

from explainer.ui.components import connection_status, help_dialog
from explainer.ui.html_markup import Markup, data, element
from explainer.ui.prerender import bundles, openings
from explainer.ui.prerender.body import body
from explainer.ui.prerender.head import head
from explainer.ui.prerender.openings import Picture
from explainer.ui.prerender.page_request import Asked
from explainer.ui.streamlit_internals.index_html import shell, soon

KEPT = 128  # pages; one is about 90 kB


@lru_cache(maxsize=KEPT)
def document(asked: Asked) -> bytes:
    """The page that a link asks for, as it is sent."""
    shown = openings.pictures(asked.lesson, asked.scenario, asked.words)
    page = element(
        "html",
        element("head", head(asked, shown), *_inline()),
        element(
            "body",
            body(asked, shown),
            connection_status.note(asked.words),
            element("div", id="root"),
            # after Streamlit's own link past its navigation, which has to be the page's first
            help_dialog.dialog(asked.words),
            *_scripts(asked, shown),
        ),
        lang=asked.scenario.language,
    )
    return f"<!DOCTYPE html>\n{page}\n".encode()


def policy_hashes() -> str:
    """The inline scripts that may run, by their hash, as the content-security policy wants it."""
    scripts = (*shell().inline, *_early())
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _early() -> tuple[str, ...]:
    """Our own inline scripts: what has to work whatever file does not come."""
    named = (bundles.text(name) for name in ("address.js", "boot.js"))
    return help_dialog.script(), connection_status.script(), *named


def _inline() -> list[Markup]:
    return [element("script", Markup(script)) for script in shell().inline]


def _scripts(asked: Asked, shown: list[Picture]) -> list[Markup]:
    """What brings the first copy to life, and then Streamlit in."""
    return [
        data("prerendered-data", _facts(asked, shown)),
        *(element("script", Markup(script)) for script in _early()),
        element("script", type="module", src=bundles.address("prerender.js")),
    ]


def _facts(asked: Asked, shown: list[Picture]) -> dict[str, Any]:
    """For the scripts: Streamlit's own elements, and each live diagram with what it gets."""
    elements = (*shell().later, *soon(asked.lesson))
    later = [{"tag": tag, "attributes": dict(named)} for tag, named in elements]
    staying = {"rel": "modulepreload", "href": bundles.address("after_handover.js")}
    later.append({"tag": "link", "attributes": staying})  # asked for at the end, at once there
    for address in openings.ahead(asked.lesson, asked.scenario):
        later.append({"tag": "link", "attributes": {"rel": "prefetch", "href": address}})
    # No bends ahead: the line is needed for what brings the page.
    lives = [one for one in shown if one.lives]
    stages = [{"key": one.key, "data": one.data | {"thrifty": True}} for one in lives]
    return {"later": later, "stages": stages}
