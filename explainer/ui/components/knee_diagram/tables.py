"""The model's table in the shape the browser looks numbers up in. Nothing is computed here.

A table over load x surface x miles that is a product of a load-and-surface part and a surface-and-
miles part goes as those two parts, a hundredth of the size; the check is exact to rounding error,
and any other table goes whole.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from explainer.model.sweep import Sweep

SIGNIFICANT_FIGURES = 6  # significant figures sent: far finer than any number shown
ROUNDING = 1e-9  # relative difference that rounding in double precision explains
BAND = ("", "_low", "_high")


def pack_table(table: Sweep) -> dict[str, Any]:
    """The sweep as plain lists: `null` where there is no number.

    Keys: miles (m), surfaces (s), loads (l), steps (s, m), and `step`, `week`, `easy`, each with
    `mid`, `low`, `high`: `step` holds (l, s) lists, the others `_pack_cube`s.
    """
    names = {"step": "stress_mpa", "week": "week_stress_mpa_steps", "easy": "easy_miles"}
    return {
        "miles": [float(mile) for mile in table.miles],
        "surfaces": list(table.surfaces),
        "loads": list(table.loads),
        "steps": _to_lists(table.steps_per_leg),
        **{measure: _pack_band(table, name) for measure, name in names.items()},
    }


def _pack_band(table: Sweep, name: str) -> dict[str, Any]:
    arrays = (np.asarray(getattr(table, name + end), dtype=float) for end in BAND)
    low_mid_high = zip(("mid", "low", "high"), arrays, strict=True)
    return {key: _pack_cube(a) if a.ndim == 3 else _to_lists(a) for key, a in low_mid_high}


def _pack_cube(values: np.ndarray) -> dict[str, Any]:
    """(l, s, m) as {"a": (l, s), "b": (s, m)} when it is their product, else as {"whole": ...}."""
    a = values[:, :, -1]
    strongest = np.argmax(np.nan_to_num(np.abs(a)), axis=0)  # (s,)
    over = np.arange(values.shape[1])
    end = a[strongest, over]
    if np.any(np.nan_to_num(end) == 0):
        return {"whole": _to_lists(values)}
    b = values[strongest, over, :] / end[:, None]
    rebuilt = a[:, :, None] * b[None, :, :]
    if np.allclose(rebuilt, values, rtol=ROUNDING, atol=0, equal_nan=True):
        return {"a": _to_lists(a), "b": _to_lists(b)}
    return {"whole": _to_lists(values)}


def _to_lists(values: np.ndarray) -> Any:
    if isinstance(values, np.ndarray) and values.ndim:
        return [_to_lists(part) for part in values]
    return float(f"{float(values):.{SIGNIFICANT_FIGURES}g}") if np.isfinite(values) else None
