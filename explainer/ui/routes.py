"""Routes besides Streamlit's own: bundles, payloads, static files, icons, robots.txt."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from explainer import catalog, clinic
from explainer.ui import development, prerender, session, url_paths
from explainer.ui.components import (
    exercise_drawing,
    form_fields,
    help_dialog,
    home_care,
    knee_diagram,
    running_leg,
)
from explainer.ui.components.shared import asset_urls
from explainer.ui.prerender import preview_image
from explainer.ui.streamlit_internals import names, subset_fonts
from explainer.words import calm

FOR_A_DAY = "public, max-age=86400"  # fonts: no revalidation within a visit
ICONS = catalog.ASSETS / "icons"
PNG, ICO = "image/png", "image/vnd.microsoft.icon"
ICON_TYPES = {  # favicon.png is requested by Streamlit's own page
    "favicon.ico": ICO, "favicon.png": PNG,
    "apple-touch-icon.png": PNG, "apple-touch-icon-precomposed.png": PNG,
}  # fmt: skip
# Links with choices send `noindex` instead (prerender): disallowed here, messengers could not fetch
# their previews.
ROBOTS = f"""\
User-agent: *
Disallow: {{prefix}}/{names.ENDPOINT_PREFIX}
"""


_log = logging.getLogger(__name__)


class CacheableFiles(StaticFiles):
    """Static files, cached without revalidation where the URL contains a content hash."""

    def __init__(
        self, directory: Path, *, immutable: bool = False, default: str = asset_urls.REVALIDATE
    ) -> None:
        super().__init__(directory=directory, check_dir=False)
        self.immutable = immutable
        self.default = default

    async def check_config(self) -> None:
        """Skip Starlette's check: in a missing folder every file is a 404, not a 500."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file with the Cache-Control that its URL allows."""
        response = await super().get_response(path, scope)
        immutable = self.immutable or scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = asset_urls.IMMUTABLE if immutable else self.default
        return response


def routes() -> list[BaseRoute]:
    """All routes of the app, under `server.baseUrlPath`."""
    clinic.own()  # logs what is wrong with the clinic's file at start-up
    url_paths.check_base_path()
    routes: list[Route | Mount] = [
        knee_diagram.script().route(),
        knee_diagram.style().route(),
        knee_diagram.CACHED_PAYLOAD.route(),
        running_leg.script().route(),
        running_leg.script_3d().route(),
        running_leg.style().route(),
        running_leg.CACHED_PAYLOAD.route(),
        exercise_drawing.style().route(),
        exercise_drawing.route(),
        form_fields.script().route(),
        home_care.script().route(),
        home_care.style().route(),
        home_care.control_style().route(),
        home_care.CACHED_PAYLOAD.route(),
        help_dialog.route(),
        Mount(prerender.static_url(), CacheableFiles(prerender.DIRECTORY, immutable=True)),
        Mount(subset_fonts.URL, CacheableFiles(subset_fonts.DIRECTORY, default=FOR_A_DAY)),
        Mount("/assets/atlas", CacheableFiles(catalog.ASSETS / "atlas")),
        Mount("/assets/skin", CacheableFiles(catalog.ASSETS / "skin")),
        Mount(running_leg.SHAPES_URL, CacheableFiles(catalog.ASSETS / "limb")),
        Route(f"{preview_image.URL}/{{view}}.jpg", preview_image.respond),
        *(Route(f"/{name}", _icon) for name in ICON_TYPES),
        Route("/robots.txt", _robots),
        Route("/assets/{path:path}", _not_found),  # last: else Streamlit answers with its page
    ]
    return [_with_prefix(url_paths.base_path(), route) for route in routes]


def _with_prefix(prefix: str, route: Route | Mount) -> Route | Mount:
    if isinstance(route, Mount):
        return Mount(prefix + route.path, route.app)
    return Route(prefix + route.path, route.endpoint)


async def _icon(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    file = ICONS / ("favicon.ico" if name == "favicon.ico" else "apple-touch-icon.png")
    if not file.is_file():
        return Response(status_code=404)
    return FileResponse(file, media_type=ICON_TYPES[name], headers={"Cache-Control": FOR_A_DAY})


async def _not_found(_: Request) -> Response:
    return PlainTextResponse("Not Found", 404, headers={"Cache-Control": asset_urls.REVALIDATE})


async def _robots(request: Request) -> Response:
    """robots.txt; crawlers read it at the root of a host only."""
    text = ROBOTS.format(prefix=url_paths.public_prefix(request.scope))
    return PlainTextResponse(text, headers={"Cache-Control": FOR_A_DAY})


def handle_script_error(error: Exception) -> bool:
    """Log an error of the script with its traceback; show the reader one plain line.

    Returns whether it is handled; in development it is not, and Streamlit shows the traceback.
    """
    _log.error("a page could not be shown", exc_info=error)
    if development.shows_errors():
        return False
    st.error(calm.page_error(_language()))
    return True


def _language() -> str:
    """The reader's language; from the query or the browser where the scenario fails."""
    try:
        return session.scenario().language
    except Exception:  # whatever broke the page may have broken this too
        queried = st.query_params.get("l") or st.query_params.get("language")
        return queried or (st.context.locale or "")[:2]
