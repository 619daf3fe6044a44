"""The tones in which the plates paint each tissue, for the 3-D knee to paint likewise."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from explainer import catalog
from explainer.anatomy.atlas import DRESS_FILE

CUT_FACES = {"muscle": "muscle_cut", "bone": "bone_cut"}  # others show their own colour inside


@cache
def tissue_tones(file: Path = DRESS_FILE) -> Mapping[str, Any]:
    """`tissues`: by catalog kind its `tones` (shadow, own colour, light: "#rrggbb"), its `face`
    where it is cut, and `gloss`, the strength of its highlight (0..1); `clay`: the tones below
    load colours; `line`: colour and strength (0..1) of the contour, by dress."""
    dress = tomllib.loads(file.read_text(encoding="utf-8"))
    rows = dress["tissue"]
    tissues = {
        kind: {
            "tones": _tones(rows[kind]),
            "face": rows[CUT_FACES.get(kind, kind)]["base"],
            "gloss": rows[kind]["gloss"],
        }
        for kind in catalog.STRUCTURE_KINDS
    }
    clay, line = dress["clay"], dress["line"]
    lines = {
        "natural": [line["colour"], line["strength"]],
        "clay": [clay["line"], clay["line_strength"]],
    }
    return {"tissues": tissues, "clay": _tones(clay), "line": lines}


def _tones(row: Mapping[str, Any]) -> list[str]:
    return [row["shadow"], row["base"], row["light"]]
