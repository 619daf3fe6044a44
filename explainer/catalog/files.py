"""Reads one file of assets/data; what cannot be read is said with the file's name."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

from explainer.catalog.records import CatalogError


def toml(file: Path) -> dict[str, Any]:
    """The tables of a TOML file."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogError(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError as error:  # broken TOML and broken UTF-8 alike
        raise CatalogError(f"{file}: {error}") from None


def csv_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column, each whole; a file without rows is refused."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise CatalogError(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise CatalogError(f"{file}: {error}") from None
    if not rows:
        raise CatalogError(f"{file}: has no rows")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise CatalogError(f"{file}: line {number}: wrong number of cells")
    return rows
