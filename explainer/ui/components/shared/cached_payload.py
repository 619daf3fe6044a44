"""The lasting part of a component's data, at an address of its own.

A change of the sliders brings the page a few hundred bytes instead of whole tables again; the
browser fetches them once and keeps them. The address holds the choices that the part was worked
out from, so every replica can answer it, and a digest of the content, so that it never goes stale.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.scenario import Scenario
from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls

# The choices that words, a step and a table of weeks depend on; a table is looked up by the rest.
CHOICES = (
    "language", "register", "units", "speed_m_s", "step_rate_change", "slope_deg", "mass_kg",
    "height_m", "foot_strike", "surface_sensitive", "ground_force", "fatigue_law",
)  # fmt: skip
KEPT = 128

Asked = tuple[tuple[str, str], ...]  # name and value of each choice, as a link writes them


class CachedPayload:
    """One component's lasting parts: `made` gives the part of a scenario and of `also`.

    `also` is what an address asks besides the choices; a value that is none of `known()` is
    dropped. It is asked late: a data file that is broken must not keep the server from starting.
    """

    def __init__(
        self,
        name: str,
        made: Callable[[Scenario, tuple[str, ...]], Mapping[str, Any]],
        known: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self.url = f"/assets/lasting-{name}"
        self.made = made
        self.known = known
        self.packed = lru_cache(maxsize=KEPT)(self._packed)

    def address(self, scenario: Scenario, also: Sequence[str] = ()) -> str:
        """Where the browser finds the part."""
        asked = _asked(scenario)
        digest, _ = self.packed(asked, tuple(also))
        path = f"{self.url}/{digest}?{urlencode([('also', ','.join(also)), *asked])}"
        return url_paths.relative(path)

    def route(self) -> Route:
        """Answers at every address that `address` gives."""
        return Route(f"{self.url}/{{digest}}", self._answer)

    async def _answer(self, request: Request) -> Response:
        """The part; what cannot be used in its address is replaced by its default."""
        known = self.known()
        also = tuple(v for v in request.query_params.get("also", "").split(",") if v in known)
        scenario = Scenario.from_text(dict(request.query_params))
        also = also[: len(known)] or tuple(known[:1])
        digest, body = await run_in_threadpool(self.packed, _asked(scenario), also)
        same = request.path_params["digest"] == digest  # another version of the app may have asked
        headers = {"Cache-Control": asset_urls.FOR_EVER if same else asset_urls.ASK_AGAIN}
        return Response(body, media_type="application/json", headers=headers)

    def _packed(self, asked: Asked, also: tuple[str, ...]) -> tuple[str, bytes]:
        """Digest and content."""
        scenario = Scenario.from_text(dict(asked))
        part = self.made(scenario, also)
        body = json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
        return asset_urls.short(body), body


def _asked(scenario: Scenario) -> Asked:
    query = scenario.to_text()
    return tuple((name, query[name]) for name in CHOICES)
