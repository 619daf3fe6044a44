"""Which lesson a request asks for, and with which choices."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from explainer import clinic
from explainer.http import forwarded_headers
from explainer.scenario import Replaced, Scenario
from explainer.ui import query_string, url_paths
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words


@dataclass(frozen=True)
class Asked:
    """A page of the app as a link asks for it.

    `origin` is the public address of the app without a slash at its end, "" if unsure. `query`
    leads to the same choices again: without what mailers add, and as it came if damaged.
    """

    lesson: str
    scenario: Scenario
    replaced: tuple[Replaced, ...]
    origin: str
    query: str = ""

    @property
    def words(self) -> Words:
        """The words in the link's language, register and units."""
        return Words(self.scenario.language, self.scenario.register, self.scenario.units)

    @property
    def path(self) -> str:
        """The lesson's own address without its choices."""
        return "/" if self.lesson == PAGES[0] else f"/{self.lesson}"

    def address(self, lesson: str) -> str:
        """The way to a lesson with the link's choices, seen from any lesson's own address."""
        place = "./" if lesson == PAGES[0] else f"./{lesson}"
        return f"{place}?{self.query}" if self.query else place


def lesson(path: str) -> str:
    """The lesson that answers at a path, "" for none: the first one answers at the bare address."""
    if path == "/":
        return PAGES[0]
    name = path.removeprefix("/")
    return name if name in PAGES[1:] else ""


def read(request: Request) -> Asked:
    """What a request asks for; like the app itself, it puts defaults for what it cannot use."""
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    scenario, replaced = query_string.read(query)
    kept = query_string.kept(query, scenario, replaced)
    name = lesson(url_paths.route_path(request.scope))
    return Asked(name, scenario, replaced, _origin(request), kept)


def _origin(request: Request) -> str:
    """The app's public address: the clinic's own word, else what the request was sent to."""
    if clinic.own().public_url:
        return clinic.own().public_url
    scheme, host = request.scope["scheme"], request.headers.get("host", "")
    if scheme not in forwarded_headers.SCHEMES or not forwarded_headers.HOSTS.fullmatch(host):
        return ""
    return f"{scheme}://{host}{url_paths.public_prefix(request.scope)}"
