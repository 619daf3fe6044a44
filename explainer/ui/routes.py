"""What the server sends beside Streamlit's pages: pictures, meshes and scripts."""

from __future__ import annotations

import logging
from pathlib import Path

import plotly
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from explainer import catalog, clinic
from explainer.ui import development, prerender, session, url_paths
from explainer.ui.components import form_fields, help_dialog, knee_diagram, running_leg
from explainer.ui.components.shared import asset_urls
from explainer.ui.prerender import preview_image
from explainer.ui.streamlit_internals import names, subset_fonts
from explainer.words import calm

FOR_A_DAY = "public, max-age=86400"  # a font asked for twice in a visit must not wait twice
ICONS = catalog.ASSETS / "icons"
PNG, ICO = "image/png", "image/vnd.microsoft.icon"
ICON_KINDS = {  # favicon.png is what Streamlit's own page asks for
    "favicon.ico": ICO, "favicon.png": PNG,
    "apple-touch-icon.png": PNG, "apple-touch-icon-precomposed.png": PNG,
}  # fmt: skip
# A link that holds somebody's choices asks by itself not to be listed (prerender): kept out by
# this file, messengers could not show what a link leads to.
ROBOTS = f"""\
User-agent: *
Disallow: {{prefix}}/{names.ENDPOINT_PREFIX}
"""


_log = logging.getLogger(__name__)


class CacheableFiles(StaticFiles):
    """Files that a browser keeps for ever when their address carries their hash."""

    def __init__(
        self, directory: Path, *, for_ever: bool = False, otherwise: str = asset_urls.REVALIDATE
    ) -> None:
        super().__init__(directory=directory, check_dir=False)
        self.for_ever = for_ever
        self.otherwise = otherwise

    async def check_config(self) -> None:
        """A folder that is missing answers "not found" like a missing file, not with a failure."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with the caching its address allows."""
        response = await super().get_response(path, scope)
        lasting = self.for_ever or scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = asset_urls.CACHE_FOR_EVER if lasting else self.otherwise
        return response


def routes() -> list[BaseRoute]:
    """The folders that the stage fetches from, and what browsers and robots ask of any website."""
    plotly_files = Path(plotly.__file__).parent / "package_data"
    clinic.own()  # what is wrong with the clinic's file stands in the log from the start
    url_paths.check_base_path()
    ours: list[Route | Mount] = [
        knee_diagram.script().route(),
        knee_diagram.style().route(),
        knee_diagram.CACHED_PAYLOAD.route(),
        running_leg.script().route(),
        running_leg.style().route(),
        running_leg.CACHED_PAYLOAD.route(),
        form_fields.script().route(),
        help_dialog.route(),
        Mount(prerender.static_url(), CacheableFiles(prerender.DIRECTORY, for_ever=True)),
        Mount("/assets/plotly", CacheableFiles(plotly_files)),
        Mount(subset_fonts.URL, CacheableFiles(subset_fonts.DIRECTORY, otherwise=FOR_A_DAY)),
        Mount("/assets/atlas", CacheableFiles(catalog.ASSETS / "atlas")),
        Mount(running_leg.SHAPES_URL, CacheableFiles(catalog.ASSETS / "limb")),
        Route(f"{preview_image.URL}/{{view}}.jpg", preview_image.respond),
        *(Route(f"/{name}", _icon) for name in ICON_KINDS),
        Route("/robots.txt", _robots),
        Route("/assets/{path:path}", _not_found),  # after all others: else Streamlit's page comes
    ]
    return [_below(url_paths.base_path(), one) for one in ours]


def _below(base: str, route: Route | Mount) -> Route | Mount:
    """The same route under a base path."""
    if isinstance(route, Mount):
        return Mount(base + route.path, route.app)
    return Route(base + route.path, route.endpoint)


async def _icon(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    file = ICONS / ("favicon.ico" if name == "favicon.ico" else "apple-touch-icon.png")
    if not file.is_file():
        return Response(status_code=404)
    return FileResponse(file, media_type=ICON_KINDS[name], headers={"Cache-Control": FOR_A_DAY})


async def _not_found(_: Request) -> Response:
    return PlainTextResponse("Not Found", 404, headers={"Cache-Control": asset_urls.REVALIDATE})


async def _robots(request: Request) -> Response:
    """What robots may fetch; they read it at the root of a host only."""
    text = ROBOTS.format(prefix=url_paths.public_prefix(request.scope))
    return PlainTextResponse(text, headers={"Cache-Control": FOR_A_DAY})


def calm_error(error: Exception) -> bool:
    """Log what went wrong for the clinic; show the reader one plain line and no trace.

    Returns whether that settles it; in development Streamlit goes on and shows the trace.
    """
    _log.error("a page could not be shown", exc_info=error)
    if development.shows_errors():
        return False
    st.error(calm.page_error(_language()))
    return True


def _language() -> str:
    """The reader's language, told without the scenario when that cannot be made."""
    try:
        return session.scenario().language
    except Exception:  # whatever broke the page may have broken this too
        told = st.query_params.get("l") or st.query_params.get("language")
        return told or (st.context.locale or "")[:2]
