"""The cacheable part of a component's payload, at a URL of its own.

A slider's move then costs a few hundred bytes instead of whole tables. The URL contains the choices
that the part is computed from, so that every replica can answer it, and a content hash, so that a
cached response is never stale.
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

# The choices that texts, one step and the table of weeks depend on; the rest are looked up in it.
CHOICES = (
    "language", "register", "units", "speed_m_s", "step_rate_change", "slope_deg", "mass_kg",
    "height_m", "foot_strike", "usual_miles", "guide_miles", "surface_sensitive", "ground_force",
)  # fmt: skip
CACHE_SIZE = 128

ChoiceItems = tuple[tuple[str, str], ...]  # (name, text) as in `Scenario.to_text`


class CachedPayload:
    """The payloads of one component; `build` computes the one of a scenario and of `also`.

    `also` are further parameters of the URL; values not in `allowed()` are dropped. `allowed` is
    called per request: a broken data file must not keep the server from starting. `choices(also)`
    are the choices that a payload depends on.
    """

    def __init__(
        self,
        name: str,
        build: Callable[[Scenario, tuple[str, ...]], Mapping[str, Any]],
        allowed: Callable[[], Sequence[str]] = tuple,
        choices: Callable[[Sequence[str]], Sequence[str]] = lambda also: CHOICES,
    ) -> None:
        self.url = f"/assets/payload-{name}"
        self.build = build
        self.allowed = allowed
        self.choices = choices
        self.serialise = lru_cache(maxsize=CACHE_SIZE)(self._serialise)

    def url_for(self, scenario: Scenario, also: Sequence[str] = ()) -> str:
        """The URL of the payload, relative to a page."""
        choices = self._choice_items(scenario, also)
        digest, _ = self.serialise(choices, tuple(also))
        path = f"{self.url}/{digest}?{urlencode([('also', ','.join(also)), *choices])}"
        return url_paths.relative_url(path)

    def payload(self, scenario: Scenario, also: Sequence[str] = ()) -> Mapping[str, Any]:
        """The payload of a scenario as the browser reads it."""
        _, body = self.serialise(self._choice_items(scenario, also), tuple(also))
        return json.loads(body)

    def route(self) -> Route:
        """The route that answers every URL of `url_for`."""
        return Route(f"{self.url}/{{digest}}", self._respond)

    async def _respond(self, request: Request) -> Response:
        """The payload as JSON; unusable parameters are replaced by their defaults."""
        allowed = self.allowed()
        also = tuple(v for v in request.query_params.get("also", "").split(",") if v in allowed)
        scenario = Scenario.from_text(dict(request.query_params))
        also = also[: len(allowed)] or tuple(allowed[:1])
        items = self._choice_items(scenario, also)
        digest, body = await run_in_threadpool(self.serialise, items, also)
        is_current = request.path_params["digest"] == digest  # else requested by another version
        headers = {"Cache-Control": asset_urls.IMMUTABLE if is_current else asset_urls.REVALIDATE}
        return Response(body, media_type="application/json", headers=headers)

    def _serialise(self, choices: ChoiceItems, also: tuple[str, ...]) -> tuple[str, bytes]:
        """Content hash and JSON text."""
        scenario = Scenario.from_text(dict(choices))
        payload = self.build(scenario, also)
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        return asset_urls.content_hash(body), body

    def _choice_items(self, scenario: Scenario, also: Sequence[str]) -> ChoiceItems:
        query = scenario.to_text()
        return tuple((name, query[name]) for name in self.choices(also))
