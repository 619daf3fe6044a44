"""Serves subsets of Streamlit's fonts in place of the originals."""

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
FAMILIES = {  # Streamlit's file name up to its hash -> the subset font
    TEXT: "text.woff2",
    names.ITALIC_FONT: "text-italic.woff2",
    names.CODE_FONT: "code.woff2",
    ICON: "icons.woff2",
}


class SubsetFonts:
    """ASGI middleware: rewrites requests for Streamlit's fonts to the subset fonts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.subset_paths = {
            streamlit_url(family): f"{URL}/{file}" for family, file in FAMILIES.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the path replaced."""
        path = url_paths.route_path(scope) if scope["type"] == "http" else ""
        if subset := self.subset_paths.get(path):
            path = scope["path"].removesuffix(path) + subset
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)


@cache
def streamlit_url(family: str) -> str:
    """The path of one of Streamlit's fonts, "" if the installed version has none of that name."""
    file = next(STREAMLIT.glob(f"media/{family}.*woff2"), None)
    return f"/static/media/{file.name}" if file else ""
