"""Writes a link of the newest version."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer import catalog
from explainer.link import checksum, packing

VERSION = "2"


def write(texts: Mapping[str, str]) -> dict[str, str]:
    """The query of a scenario: version, field list, what differs from the defaults, checksum."""
    fields = catalog.link_fields(VERSION)
    defaults, _ = resolve(lambda name, _: texts[name])
    written = [name for name in fields if texts[name] != defaults[name]]
    query = {"v": VERSION}
    if written:
        query[checksum.FIELD_LIST_KEY] = checksum.encode_names(written, list(fields))
    for name in written:
        query[fields[name].key] = packing.pack(fields[name], texts[name], texts)
    return query | {checksum.CHECKSUM_KEY: checksum.compute(checked_texts(texts))}


def resolve(
    given: Callable[[str, Mapping[str, str]], str | None],
) -> tuple[dict[str, str], dict[str, str]]:
    """Resolve the choices in the link's order; returns (defaults, texts).

    `given` gets a name and the choices before it, and returns a text, or None for the default. A
    default may refer to the choices before it.
    """
    defaults: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name, field in catalog.link_fields(VERSION).items():
        default = field.default
        if default.startswith("="):
            default = texts[default.removeprefix("=")]
        elif field.planned and texts["days"]:
            default = packing.planned_default(field, texts["days"])
        defaults[name] = default
        text = given(name, texts)
        texts[name] = default if text is None else text
    return defaults, texts


def checked_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """What the checksum covers: the choices under their names and in the order of link_v2.toml.

    One that was added later only where it is chosen, and a default under its former name: earlier
    links keep their checksum.
    """
    fields = catalog.link_fields(VERSION).items()
    return {
        field.name: (texts[name] == field.default and field.former_default) or texts[name]
        for name, field in fields
        if not (field.added and texts[name] == field.default)
    }
