"""Paths on the server and URLs relative to a page.

The app may be served at the root of a host, under `server.baseUrlPath`, mounted in another
application, or behind a proxy that strips an unknown prefix. All pages are on one path level, so a
URL relative to the page is right in all four cases.
"""

from __future__ import annotations

import re
import sys

from starlette.types import Scope
from streamlit import config

from explainer.http.forwarded_headers import PREFIX_KEY

BASE_PATHS = re.compile(r"(/(?!\.+(?:/|$))[A-Za-z0-9._~-]+)*")  # no ".." in it


def relative_url(path: str) -> str:
    """The URL of a path of this server, relative to a page."""
    return f".{path}"


def base_path() -> str:
    """`server.baseUrlPath` with a slash before it and none behind, "" at a host's root."""
    path = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def check_base_path() -> None:
    """Exit with one line if `server.baseUrlPath` has characters that a URL path cannot have."""
    configured = config.get_option("server.baseUrlPath") or ""
    if not BASE_PATHS.fullmatch(base_path()):
        allowed = "letters, digits, - . _ ~ and single slashes, such as clinic/knee"
        sys.exit(f"The app cannot start: server.baseUrlPath is {configured!r}. Allowed: {allowed}.")


def app_prefix(scope: Scope) -> str:
    """Mount and base path: the prefix of every path of the app as the server sees it."""
    return scope.get("root_path", "").rstrip("/") + base_path()


def public_prefix(scope: Scope) -> str:
    """The path prefix of the app's public URL, as far as forwarded headers tell."""
    return scope.get(PREFIX_KEY, "") + app_prefix(scope)


def route_path(scope: Scope) -> str:
    """The path below mount and base path with its leading slash; "" for one outside of them."""
    path, prefix = scope["path"], app_prefix(scope)
    if prefix and not path.startswith(f"{prefix}/"):
        return ""
    return path.removeprefix(prefix)


def relative_root_url(scope: Scope) -> str:
    """The URL of the app's first page, relative to the requested URL."""
    prefix = app_prefix(scope)
    if scope["path"] == prefix:  # the app's URL without its trailing slash
        return f"{prefix.rpartition('/')[2]}/"
    if not route_path(scope):
        return f"{prefix}/"
    raw_path = scope.get("raw_path") or scope["path"].encode()  # an encoded slash adds no level
    depth = raw_path.count(b"/") - prefix.count("/") - 1
    return "../" * depth or "./"
