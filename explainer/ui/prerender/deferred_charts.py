"""Lazy loading of Streamlit's chart bundle: it is fetched when a chart nears the viewport.

The bundle is more than a megabyte, and most charts are far below the first diagram. In its place
the browser gets a small module (web/deferred_charts.js) that waits and then imports the bundle.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from explainer.ui import url_paths
from explainer.ui.prerender import bundles
from explainer.ui.streamlit_internals import names

PREFIX = f"/static/js/{names.CHART_BUNDLE}."
BUNDLE_QUERY = "bundle"  # deferred_charts.js requests the bundle itself with this query


class DeferredCharts:
    """ASGI middleware: answers the URL of the chart bundle."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send deferred_charts.js instead of the bundle, unless the query asks for the bundle."""
        is_chart_bundle = scope["type"] == "http" and url_paths.route_path(scope).startswith(PREFIX)
        if not is_chart_bundle or Request(scope).url.query == BUNDLE_QUERY:
            await self.app(scope, receive, send)
            return
        script = bundles.source("deferred_charts.js")
        headers = {"Cache-Control": "no-cache"}  # Streamlit's URL has no hash of our script
        response = Response(script, media_type="text/javascript", headers=headers)
        await response(scope, receive, send)
