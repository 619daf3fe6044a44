"""What the server sends beside Streamlit's pages: pictures, meshes, scripts and headers."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from pathlib import Path

import plotly
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer import catalog
from explainer.ui import session, stage

COMPRESS_FROM_BYTES = 1000  # below about one network packet, compressing gains nothing
FOR_EVER = "public, max-age=31536000, immutable"  # the address changes when the file does
ASK_AGAIN = "no-cache"


def _own_scripts() -> str:
    """Hashes of the scripts that stand inside Streamlit's own page, so that only those may run."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inside = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in inside)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


# What platform and 3-D drawing need and nothing more; no address outside this server.
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: {_own_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self' ws: wss: blob: data:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "base-uri 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

_log = logging.getLogger(__name__)


class LastingFiles(StaticFiles):
    """Files that a browser keeps for ever when their address carries their hash."""

    def __init__(self, directory: Path, *, hashed: bool = False) -> None:
        super().__init__(directory=directory, check_dir=False)
        self.hashed = hashed

    async def check_config(self) -> None:
        """A folder that is missing answers "not found" like a missing file, not with a failure."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with the caching its address allows."""
        response = await super().get_response(path, scope)
        lasting = self.hashed or scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = FOR_EVER if lasting else ASK_AGAIN
        return response


class Headers:
    """Adds the content-security policy and the usual protective headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers as the answer starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, text in HEADERS.items():
                    headers.setdefault(name, text)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def routes() -> list[BaseRoute]:
    """The folders that the stage fetches from: its scripts, plotly's script, and the atlas."""
    plotly_files = Path(plotly.__file__).parent / "package_data"
    return [
        Mount(stage.static_url(), LastingFiles(stage.DIRECTORY, hashed=True)),
        Mount("/assets/plotly", LastingFiles(plotly_files)),
        Mount("/assets/atlas", LastingFiles(catalog.ASSETS / "atlas")),
        Route("/start", _first_page),
    ]


async def _first_page(request: Request) -> Response:
    """The first lesson answers at the bare address; its own name leads there, choices and all."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def calm_error(error: Exception) -> bool:
    """Log what went wrong for the clinic; show the reader one plain line and no trace."""
    _log.error("a page could not be shown", exc_info=error)
    st.error(session.words().text("common.errors.page"))
    return True
