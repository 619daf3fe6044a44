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
from explainer.ui import fields, first, hashed, help_dialog, limb, session, stage, url_paths
from explainer.ui.first import fonts, preview
from explainer.words import calm

FOR_A_DAY = "public, max-age=86400"  # a font asked for twice in a visit must not wait twice
ICONS = catalog.ASSETS / "icons"
PNG, ICO = "image/png", "image/vnd.microsoft.icon"
ICON_KINDS = {  # favicon.png is what Streamlit's own page asks for
    "favicon.ico": ICO, "favicon.png": PNG,
    "apple-touch-icon.png": PNG, "apple-touch-icon-precomposed.png": PNG,
}  # fmt: skip
# A link that holds somebody's choices asks by itself not to be listed (first/pages.py): kept out by
# this file, messengers could not show what a link leads to.
ROBOTS = """\
User-agent: *
Disallow: {prefix}/_stcore/
"""


_log = logging.getLogger(__name__)


class LastingFiles(StaticFiles):
    """Files that a browser keeps for ever when their address carries their hash."""

    def __init__(
        self, directory: Path, *, for_ever: bool = False, otherwise: str = hashed.ASK_AGAIN
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
        response.headers["Cache-Control"] = hashed.FOR_EVER if lasting else self.otherwise
        return response


def routes() -> list[BaseRoute]:
    """The folders that the stage fetches from, and what browsers and robots ask of any website."""
    plotly_files = Path(plotly.__file__).parent / "package_data"
    clinic.own()  # what is wrong with the clinic's file stands in the log from the start
    url_paths.check_base_path()
    ours = [
        stage.script().route(),
        stage.style().route(),
        stage.LASTING.route(),
        limb.script().route(),
        limb.style().route(),
        limb.LASTING.route(),
        fields.script().route(),
        help_dialog.route(),
        Mount(first.static_url(), LastingFiles(first.DIRECTORY, for_ever=True)),
        Mount("/assets/plotly", LastingFiles(plotly_files)),
        Mount(fonts.URL, LastingFiles(fonts.DIRECTORY, otherwise=FOR_A_DAY)),
        Mount("/assets/atlas", LastingFiles(catalog.ASSETS / "atlas")),
        Mount(limb.SHAPES_URL, LastingFiles(catalog.ASSETS / "limb")),
        Route(f"{preview.URL}/{{view}}.jpg", preview.answer),
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
    return PlainTextResponse("Not Found", 404, headers={"Cache-Control": hashed.ASK_AGAIN})


async def _robots(request: Request) -> Response:
    """What robots may fetch; they read it at the root of a host only."""
    text = ROBOTS.format(prefix=url_paths.public_prefix(request.scope))
    return PlainTextResponse(text, headers={"Cache-Control": FOR_A_DAY})


def calm_error(error: Exception) -> bool:
    """Log what went wrong for the clinic; show the reader one plain line and no trace."""
    _log.error("a page could not be shown", exc_info=error)
    st.error(calm.line(_language()))
    return True


def _language() -> str:
    """The reader's language, told without the scenario when that cannot be made."""
    try:
        return session.scenario().language
    except Exception:  # whatever broke the page may have broken this too
        told = st.query_params.get("l") or st.query_params.get("language")
        return told or (st.context.locale or "")[:2]
