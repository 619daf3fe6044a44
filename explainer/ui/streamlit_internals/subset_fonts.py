"""Small fonts in place of Streamlit's: the same typefaces with the signs that this app shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

from explainer import catalog
from explainer.ui import url_paths
from explainer.ui.streamlit_internals import names

STREAMLIT = Path(st.__file__).parent / "static" / "static"
DIRECTORY = catalog.ASSETS / "fonts"
ICON_LIST = DIRECTORY / "icons.txt"
URL = "/assets/fonts"
TEXT, ICON = names.TEXT_FONT, names.ICON_FONT
FAMILIES = {  # Streamlit's file name up to its hash -> ours
    TEXT: "text.woff2",
    "SourceSansVF-Italic.ttf": "text-italic.woff2",
    "SourceCodeVF-Upright.ttf": "code.woff2",
    ICON: "icons.woff2",
}


class SubsetFonts:
    """ASGI middleware: an address of one of Streamlit's fonts leads to the small one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.ours = {address(family): f"{URL}/{file}" for family, file in FAMILIES.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, under our address where it asks for a font that we hold."""
        asked = url_paths.route_path(scope) if scope["type"] == "http" else ""
        if ours := self.ours.get(asked):
            path = scope["path"].removesuffix(asked) + ours
            scope = scope | {"path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)


@cache
def address(family: str) -> str:
    """Where Streamlit's page asks for a font, "" if this Streamlit has none of that name."""
    found = next(STREAMLIT.glob(f"media/{family}.*woff2"), None)
    return f"/static/media/{found.name}" if found else ""
