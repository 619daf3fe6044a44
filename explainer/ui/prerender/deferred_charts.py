"""Holds Streamlit's chart script back until a chart comes near the screen.

The script is a megabyte and more, and most charts stand far below the first picture. In its place
the browser gets a few lines that wait (web/deferred_charts.js) and then fetch the script itself.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from explainer.ui import url_paths
from explainer.ui.prerender import bundles
from explainer.ui.streamlit_internals import names

PREFIX = f"/static/js/{names.CHART_BUNDLE}."
WHOLE = "whole"  # the query under which deferred_charts.js asks for the script itself


class DeferredCharts:
    """ASGI middleware: answers the chart script's address; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the waiting lines instead of the script, unless the script itself is meant."""
        early = scope["type"] == "http" and url_paths.route_path(scope).startswith(PREFIX)
        if not early or Request(scope).url.query == WHOLE:
            await self.app(scope, receive, send)
            return
        lines = bundles.text("deferred_charts.js")
        headers = {"Cache-Control": "no-cache"}  # the address is Streamlit's, the lines are ours
        await Response(lines, media_type="text/javascript", headers=headers)(scope, receive, send)
