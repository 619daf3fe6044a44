"""Paths on the server, and the addresses under which a page asks for them.

The app may answer at the root of a host, under `server.baseUrlPath`, below the mount of another
application, or behind a proxy that strips a prefix nobody tells us. Every page of ours stands at
one level, so an address relative to the page is right in all four.
"""

from __future__ import annotations

import re
import sys

from starlette.types import Scope
from streamlit import config

from explainer.http.forwarded_headers import PREFIX_KEY

BASE_PATHS = re.compile(r"(/(?!\.+(?:/|$))[A-Za-z0-9._~-]+)*")  # no ".." in it


def relative(path: str) -> str:
    """The address of a path of this server, as a page of ours asks for it."""
    return f".{path}"


def base_path() -> str:
    """`server.baseUrlPath` with a slash before it and none behind, "" at a host's root."""
    named = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{named}" if named else ""


def check_base_path() -> None:
    """End the process with one line if no browser could ask for the base path."""
    named = config.get_option("server.baseUrlPath") or ""
    if not BASE_PATHS.fullmatch(base_path()):
        allowed = "letters, digits, - . _ ~ and single slashes, such as clinic/knee"
        sys.exit(f"The app cannot start: server.baseUrlPath is {named!r}. Allowed: {allowed}.")


def own_prefix(scope: Scope) -> str:
    """What stands before every path of the app as the server sees it: mount and base path."""
    return scope.get("root_path", "").rstrip("/") + base_path()


def public_prefix(scope: Scope) -> str:
    """The path under which readers reach the app, as far as the server is told."""
    return scope.get(PREFIX_KEY, "") + own_prefix(scope)


def route_path(scope: Scope) -> str:
    """The path below mount and base path, from its slash on; "" for one that is not below them."""
    path, prefix = scope["path"], own_prefix(scope)
    if prefix and not path.startswith(f"{prefix}/"):
        return ""
    return path.removeprefix(prefix)


def to_root(scope: Scope) -> str:
    """The relative way from the requested address to where the app's first page stands."""
    prefix = own_prefix(scope)
    if scope["path"] == prefix:  # the app's own address without the slash at its end
        return f"{prefix.rpartition('/')[2]}/"
    if not route_path(scope):
        return f"{prefix}/"
    asked = scope.get("raw_path") or scope["path"].encode()  # an encoded slash leads no deeper
    depth = asked.count(b"/") - prefix.count("/") - 1
    return "../" * depth or "./"
