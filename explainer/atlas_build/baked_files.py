"""Writes files whose bytes depend on their values alone, and the manifest of a baked directory."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from explainer.anatomy import atlas


def write_json(file: Path, value: Any, indent: int | None = None) -> None:
    """JSON with a fixed layout, so that equal values give equal bytes."""
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, indent=indent, separators=separators, allow_nan=False)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


def entry(file: Path) -> dict[str, Any]:
    """The manifest's record of one file."""
    content = file.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def write_manifest(
    directory: Path,
    rows: Sequence[Mapping[str, Any]],
    made_from: str,
    others: Iterable[str] = (),
) -> None:
    """Remove every file that is neither of a plate in `rows` nor among `others`; list the rest.

    `made_from` is the hash of the sources.
    """
    wanted = {row["regions"] for row in rows} | {p["file"] for row in rows for p in row["pictures"]}
    wanted |= set(others)
    for file in directory.rglob("*"):
        if file.is_file() and file.relative_to(directory).as_posix() not in wanted:
            file.unlink()
    files = {name: entry(directory / name) for name in sorted(wanted)}
    manifest = {"source_hash": made_from, "files": files, "plates": rows}
    write_json(directory / atlas.MANIFEST, manifest, indent=1)
