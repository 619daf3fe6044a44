"""The model's comparison in the shape the browser looks numbers up in. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from explainer.describe import answer
from explainer.model.comparison import ROAD, Comparison
from explainer.words import Words

SIGNIFICANT_FIGURES = 6  # significant figures sent: far finer than any number shown
BAND = {"mid": "", "low": "_low", "high": "_high"}
FIGURES = ("ratio", "ground", "peak_bw", "stress_mpa")


def pack_comparison(found: Comparison, most_miles: float, words: Words) -> dict[str, Any]:
    """The comparison as plain lists: `null` where there is no number.

    Keys: surfaces (s), loads (l), most_miles (the slider's end), steps_per_mile (s), unmeasured (s,
    names of the choices), reference {surface, steps_per_mile, peak_bw (l)}, and `ratio`, `ground`,
    `peak_bw`, `stress_mpa`, each with `mid`, `low`, `high` (l, s). `road` is left out where it is
    `ground`.
    """
    on_road = found.reference_surface == ROAD
    return {
        "surfaces": list(found.surfaces),
        "loads": list(found.loads),
        "most_miles": most_miles,
        "steps_per_mile": _to_lists(found.steps_per_mile),
        "unmeasured": [answer.unmeasured_names(words, fields) for fields in found.unmeasured],
        "reference": _pack_reference(found),
        **{name: _pack_band(found, name) for name in FIGURES},
        **({} if on_road else {"road": _pack_band(found, "road")}),
    }


def pack_change(
    found: Sequence[tuple[str, Comparison]], most_miles: float, words: Words
) -> dict[str, Any]:
    """The week after a change beside each week of now, see `model_cache.changed_weeks`.

    What no reference changes stands once, as in `pack_comparison`. Besides: `grounds` (reference's
    ground -> band), `road` (one of them) and `references` (name -> {surface, steps_per_mile,
    peak_bw (l), `ratio`}), the ratio left out where it is the ground's. change_table.js makes the
    table of one reference of it.
    """
    (_, first), *_ = found
    whole = pack_comparison(first, most_miles, words)
    by_reference = {"reference", "ratio", "ground", "road"}
    grounds = {one.reference_surface: _pack_band(one, "ground") for _, one in found}
    references = {}
    for name, one in found:
        ratio = _pack_band(one, "ratio")
        is_ground = ratio == grounds[one.reference_surface]
        references[name] = _pack_reference(one) | ({} if is_ground else {"ratio": ratio})
    shared = {name: value for name, value in whole.items() if name not in by_reference}
    return shared | {"road": ROAD, "grounds": grounds, "references": references}


def _pack_reference(found: Comparison) -> dict[str, Any]:
    return {
        "surface": found.reference_surface,
        "steps_per_mile": _to_lists(found.reference_steps_per_mile),
        "peak_bw": _to_lists(found.reference_peak_bw),
    }


def _pack_band(found: Comparison, name: str) -> dict[str, Any]:
    return {key: _to_lists(getattr(found, name + end)) for key, end in BAND.items()}


def _to_lists(values: ArrayLike) -> Any:
    if isinstance(values, np.ndarray) and values.ndim:
        return [_to_lists(part) for part in values]
    number = float(np.asarray(values))
    return float(f"{number:.{SIGNIFICANT_FIGURES}g}") if np.isfinite(number) else None
