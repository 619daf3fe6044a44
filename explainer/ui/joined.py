"""A component's scripts as one file, its sheets as another: a slow line brings six at a time.

Each script becomes a function that keeps its names to itself and gives what it exports, in an order
in which each finds those it imports. The scripts stay as they are: there is no build step.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.ui import hashed, url_paths

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\./[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)


@dataclass(frozen=True)
class Joined:
    """One file made of many, and the path that its content gives it on the server."""

    url: str
    text: str
    kind: str = "text/javascript"

    @property
    def address(self) -> str:
        """How a page asks for the file."""
        return url_paths.relative(self.url)

    def route(self) -> Route:
        """Answers at the path; a browser keeps what it got for ever."""

        async def answer(_: Request) -> Response:
            headers = {"Cache-Control": hashed.FOR_EVER}
            return Response(self.text, media_type=self.kind, headers=headers)

        return Route(self.url, answer)


def joined(name: str, entry: str, folders: Mapping[str, Path]) -> Joined:
    """The script `entry` with all that it imports; `folders` are the places by their prefix.

    Raises ValueError for scripts that import each other in a circle, and for a way to import or
    export that this file does not know.
    """
    order: dict[str, str] = {}
    _take(entry, folders, order, ())
    given = ", ".join(_exported(_source(entry, folders)))
    parts = [*order.values(), f"export const {{ {given} }} = {_known_as(entry)};\n"]
    text = "\n".join(parts)
    return Joined(f"/assets/{name}-{hashed.short(text.encode())}.js", text)


def sheets(name: str, folder: Path, order: Sequence[str]) -> Joined:
    """The style sheets of a folder in this order: of two equal rules the later one wins."""
    text = "\n".join((folder / f"{one}.css").read_text(encoding="utf-8") for one in order)
    return Joined(f"/assets/{name}-{hashed.short(text.encode())}.css", text, "text/css")


def _take(
    script: str, folders: Mapping[str, Path], order: dict[str, str], asking: tuple[str, ...]
) -> None:
    """Put a script into `order` after those that it imports; `asking` are those that ask for it."""
    if script in order:
        return
    if script in asking:
        raise ValueError(f"scripts import each other in a circle: {(*asking, script)}")
    source = _source(script, folders)
    for found in IMPORT.finditer(source):
        _take(_beside(script, found[2]), folders, order, (*asking, script))

    def taken(found: re.Match[str]) -> str:
        names = found[1].replace(" as ", ": ")
        return f"const {{{names}}} = {_known_as(_beside(script, found[2]))};"

    body = EXPORT.sub(r"\1 \2", IMPORT.sub(taken, source))
    if strange := UNKNOWN.search(body):
        raise ValueError(f"{script}: cannot join {strange[0]!r}")
    given = ", ".join(_exported(source))
    order[script] = f"const {_known_as(script)} = (() => {{\n{body}return {{ {given} }};\n}})();"


def _exported(source: str) -> list[str]:
    return [found[2] for found in EXPORT.finditer(source)]


def _source(script: str, folders: Mapping[str, Path]) -> str:
    folder, name = posixpath.split(script)
    return (folders[folder] / name).read_text(encoding="utf-8")


def _beside(script: str, asked: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(script), asked))


def _known_as(script: str) -> str:
    return "in_" + re.sub(r"\W", "_", script.removesuffix(".js"))
