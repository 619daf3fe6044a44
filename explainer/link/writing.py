"""Writes a link of the newest version."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer import catalog
from explainer.link import checkmark, packing

VERSION = "2"


def write(texts: Mapping[str, str]) -> dict[str, str]:
    """The query of a scenario: version, what it holds, what differs from the defaults, the mark."""
    fields = catalog.link_fields(VERSION)
    usual, _ = resolve(lambda name, _: texts[name])
    written = [name for name in fields if texts[name] != usual[name]]
    query = {"v": VERSION}
    if written:
        query[checkmark.HELD] = checkmark.held(written, list(fields))
    for name in written:
        query[fields[name].key] = packing.pack(fields[name], texts[name], texts)
    return query | {checkmark.MARK: checkmark.mark(in_order(texts))}


def resolve(
    given: Callable[[str, Mapping[str, str]], str | None],
) -> tuple[dict[str, str], dict[str, str]]:
    """The defaults of a link and its choices, one after the other in the link's order.

    `given` tells a choice by its name and those before it, or None where its default holds, which
    may lean on those before it too.
    """
    defaults: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name, field in catalog.link_fields(VERSION).items():
        default = field.default
        if default.startswith("="):
            default = texts[default.removeprefix("=")]
        elif field.planned and texts["days"]:
            default = packing.planned(field, texts["days"])
        defaults[name] = default
        text = given(name, texts)
        texts[name] = default if text is None else text
    return defaults, texts


def in_order(texts: Mapping[str, str]) -> dict[str, str]:
    """The choices in the order of the frozen file, whatever order they are given in."""
    return {name: texts[name] for name in catalog.link_fields(VERSION)}
