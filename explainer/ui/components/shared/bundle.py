"""Bundles a component's scripts into one file and its style sheets into another.

HTTP/1.1 fetches six files at a time, so a slow connection would wait for many small ones. Each
module becomes a function that returns its exports, in dependency order. The scripts are bundled
when the server starts: there is no build step.
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
# On lines of its own: what follows a comment on its line keeps both.
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)[ \t]*\n", re.MULTILINE)
UNSUPPORTED = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)


@dataclass(frozen=True)
class Bundle:
    """A bundled file, and its path on the server, which contains a content hash."""

    url: str
    text: str
    kind: str = "text/javascript"

    @property
    def relative_url(self) -> str:
        """The URL relative to a page."""
        return url_paths.relative_url(self.url)

    def route(self) -> Route:
        """The route that serves the file, cacheable without revalidation."""

        async def respond(_: Request) -> Response:
            headers = {"Cache-Control": asset_urls.IMMUTABLE}
            return Response(self.text, media_type=self.kind, headers=headers)

        return Route(self.url, respond)


def bundle_scripts(name: str, entry: Path) -> Bundle:
    """Bundle the module `entry` with all that it imports by relative path.

    Raises ValueError for circular imports and for forms of import or export that IMPORT and EXPORT
    do not match.
    """
    modules: dict[Path, str] = {}
    _add_module(entry.resolve(), modules, ())
    exports = ", ".join(_exported_names(entry.read_text(encoding="utf-8")))
    identifier = _identifier(entry.resolve(), list(modules).index(entry.resolve()))
    end = f"export const {{ {exports} }} = {identifier};\n"
    text = strip_comments("\n".join([*modules.values(), end]))
    return Bundle(f"/assets/{name}-{asset_urls.content_hash(text.encode())}.js", text)


def bundle_sheets(name: str, folder: Path, order: Sequence[str]) -> Bundle:
    """Concatenate the style sheets of a folder in this order, on which the cascade depends."""
    sheets = "\n".join((folder / f"{one}.css").read_text(encoding="utf-8") for one in order)
    text = strip_comments(sheets)
    return Bundle(f"/assets/{name}-{asset_urls.content_hash(text.encode())}.css", text, "text/css")


def _add_module(script: Path, modules: dict[Path, str], importers: tuple[Path, ...]) -> None:
    """Add a script to `modules` after those it imports; `importers` is the chain that led to it."""
    if script in modules:
        return
    if script in importers:
        names = [module.name for module in (*importers, script)]
        raise ValueError(f"circular imports: {names}")
    source = script.read_text(encoding="utf-8")
    for found in IMPORT.finditer(source):
        _add_module((script.parent / found[2]).resolve(), modules, (*importers, script))
    order = list(modules)

    def destructure(found: re.Match[str]) -> str:
        imported = (script.parent / found[2]).resolve()
        names = found[1].replace(" as ", ": ")
        return f"const {{{names}}} = {_identifier(imported, order.index(imported))};"

    body = EXPORT.sub(r"\1 \2", IMPORT.sub(destructure, source))
    if unsupported := UNSUPPORTED.search(body):
        raise ValueError(f"{script.name}: cannot bundle {unsupported[0]!r}")
    exports = ", ".join(_exported_names(source))
    identifier = _identifier(script, len(order))
    modules[script] = f"const {identifier} = (() => {{\n{body}return {{ {exports} }};\n}})();"


def strip_comments(text: str) -> str:
    """A script or style sheet without comments that have lines of their own: 15 % of its bytes."""
    return COMMENT.sub("", text)


def _exported_names(source: str) -> list[str]:
    return [found[2] for found in EXPORT.finditer(source)]


def _identifier(script: Path, number: int) -> str:
    """The constant that holds a module's exports; the number separates modules of one name."""
    return f"module_{number}_{script.stem}"
