"""The lasting part of a diagram's data, at an address of its own.

A change of the sliders brings the page a few hundred bytes instead of the whole table again; the
browser fetches the table once and keeps it. The address holds the choices that the table was worked
out from, so every replica can answer it, and a digest of the content, so that it never goes stale.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from explainer import catalog
from explainer.scenario import Scenario
from explainer.ui import hashed
from explainer.ui.results import week_table
from explainer.ui.stage import payload
from explainer.words import Words

URL = "/assets/lasting"
# The choices that the table and the words depend on; miles and ground are looked up in the table.
CHOICES = (
    "language", "register", "units", "speed_m_s", "step_rate_change", "slope_deg", "mass_kg",
    "height_m", "foot_strike", "surface_sensitive", "ground_force", "fatigue_law",
)  # fmt: skip
KEPT = 128


def address(views: Sequence[str], week: Scenario) -> str:
    """Where the browser finds the lasting part of a diagram of these views and this week."""
    query = week.to_query()
    asked = tuple((name, query[name]) for name in CHOICES)
    digest, _ = _packed(tuple(views), asked)
    return f"{URL}/{digest}?{urlencode([('views', ','.join(views)), *asked])}"


async def answer(request: Request) -> Response:
    """The part that an address asks for; what cannot be used in it is replaced by its default."""
    known = catalog.choices()["layer"].options
    views = tuple(v for v in request.query_params.get("views", "").split(",") if v in known)
    scenario, _ = Scenario.from_query(dict(request.query_params))
    query = scenario.to_query()
    asked = tuple((name, query[name]) for name in CHOICES)
    digest, body = await run_in_threadpool(_packed, views[: len(known)] or known[:1], asked)
    same = request.path_params["digest"] == digest  # another version of the app may have asked
    headers = {"Cache-Control": hashed.FOR_EVER if same else hashed.ASK_AGAIN}
    return Response(body, media_type="application/json", headers=headers)


@lru_cache(maxsize=KEPT)
def _packed(views: tuple[str, ...], asked: tuple[tuple[str, str], ...]) -> tuple[str, bytes]:
    """Digest and content."""
    scenario, _ = Scenario.from_query(dict(asked))
    words = Words(scenario.language, scenario.register, scenario.units)
    part = payload.lasting(views, week_table(scenario), words)
    body = json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
    return hashed.short(body), body
