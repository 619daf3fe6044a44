"""Bundles a component's scripts into one file and its style sheets into another.

HTTP/1.1 fetches six files at a time, so a slow line would wait for many small ones.

Each script becomes a function that keeps its names to itself and gives what it exports, in an order
in which each finds those it imports. The scripts stay as they are: there is no build step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)


@dataclass(frozen=True)
class Bundle:
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
            headers = {"Cache-Control": asset_urls.CACHE_FOR_EVER}
            return Response(self.text, media_type=self.kind, headers=headers)

        return Route(self.url, answer)


def bundle_scripts(name: str, entry: Path) -> Bundle:
    """The script `entry` with all that it imports, by relative path, as one file.

    Raises ValueError for scripts that import each other in a circle, and for a way to import or
    export that this file does not know.
    """
    modules: dict[Path, str] = {}
    _add_module(entry.resolve(), modules, ())
    exports = ", ".join(_exported_names(entry.read_text(encoding="utf-8")))
    identifier = _identifier(entry.resolve(), list(modules).index(entry.resolve()))
    text = "\n".join([*modules.values(), f"export const {{ {exports} }} = {identifier};\n"])
    return Bundle(f"/assets/{name}-{asset_urls.content_hash(text.encode())}.js", text)


def bundle_sheets(name: str, folder: Path, order: Sequence[str]) -> Bundle:
    """The style sheets of a folder in this order: of two equal rules the later one wins."""
    text = "\n".join((folder / f"{one}.css").read_text(encoding="utf-8") for one in order)
    return Bundle(f"/assets/{name}-{asset_urls.content_hash(text.encode())}.css", text, "text/css")


def _add_module(script: Path, modules: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Put a script into `modules` after those that it imports; `importers` lead to it."""
    if script in modules:
        return
    if script in importers:
        names = [one.name for one in (*importers, script)]
        raise ValueError(f"scripts import each other in a circle: {names}")
    source = script.read_text(encoding="utf-8")
    for found in IMPORT.finditer(source):
        _add_module((script.parent / found[2]).resolve(), modules, (*importers, script))
    order = list(modules)

    def destructure(found: re.Match[str]) -> str:
        imported = (script.parent / found[2]).resolve()
        names = found[1].replace(" as ", ": ")
        return f"const {{{names}}} = {_identifier(imported, order.index(imported))};"

    body = EXPORT.sub(r"\1 \2", IMPORT.sub(destructure, source))
    if strange := UNKNOWN.search(body):
        raise ValueError(f"{script.name}: cannot join {strange[0]!r}")
    exports = ", ".join(_exported_names(source))
    identifier = _identifier(script, len(order))
    modules[script] = f"const {identifier} = (() => {{\n{body}return {{ {exports} }};\n}})();"


def _exported_names(source: str) -> list[str]:
    return [found[2] for found in EXPORT.finditer(source)]


def _identifier(script: Path, number: int) -> str:
    """The constant that holds a module's exports; the number tells two of one name apart."""
    return f"module_{number}_{script.stem}"
