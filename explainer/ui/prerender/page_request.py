"""The page and the choices of an HTTP request."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from explainer import clinic
from explainer.http import forwarded_headers
from explainer.scenario import Replaced, Scenario
from explainer.ui import query_string, url_paths
from explainer.ui.lesson.lesson import PAGES
from explainer.words import Words


@dataclass(frozen=True)
class PageRequest:
    """A page of the app with the choices of its link.

    `origin` is the app's public URL without a trailing slash, "" if unknown. `query` holds the same
    choices normalized: without mailers' tracking parameters, or unchanged if it was damaged.
    """

    page: str
    scenario: Scenario
    replaced: tuple[Replaced, ...]
    origin: str
    query: str = ""

    @property
    def words(self) -> Words:
        """The words in the link's language, register and units, of its knee."""
        now = self.scenario
        return Words(now.language, now.register, now.units, now.side)

    @property
    def path(self) -> str:
        """The path of the page without its query."""
        return "/" if self.page == PAGES[0] else f"/{self.page}"

    def relative_url(self, page: str, **others: str) -> str:
        """The URL of a page with these choices and some others, relative to any page."""
        query = urlencode(self.scenario.choosing(**others).to_query()) if others else self.query
        path = "./" if page == PAGES[0] else f"./{page}"
        return f"{path}?{query}" if query else path


def page_at(path: str) -> str:
    """The page at a path, "" for none; the first page is at "/"."""
    if path == "/":
        return PAGES[0]
    name = path.removeprefix("/")
    return name if name in PAGES[1:] else ""


def read_request(request: Request) -> PageRequest:
    """Parse a request; unusable values become defaults, as in the app itself."""
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    scenario, replaced = query_string.read(query)
    normalized_query = query_string.normalized(query, scenario, replaced)
    name = page_at(url_paths.route_path(request.scope))
    return PageRequest(name, scenario, replaced, _public_origin(request), normalized_query)


def _public_origin(request: Request) -> str:
    """The app's public URL: the clinic's setting, else the host of the request, "" if invalid."""
    if clinic.own().public_url:
        return clinic.own().public_url
    scheme, host = request.scope["scheme"], request.headers.get("host", "")
    if scheme not in forwarded_headers.SCHEMES or not forwarded_headers.HOSTS.fullmatch(host):
        return ""
    return f"{scheme}://{host}{url_paths.public_prefix(request.scope)}"
