"""The model over a grid of miles and surfaces, for the diagram that answers the finger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from explainer.arrays import FloatArray
from explainer.catalog.lists import SURFACES
from explainer.model.inputs import LOADS, MILES, Assumptions, Runner, Running, check_range
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.loads import respond
from explainer.model.one_week.weekly_load import EASY, per_mile
from explainer.model.uncertainty import bands, values_of


@dataclass(frozen=True, eq=False)  # a sweep is itself: what is worked out from one can be kept
class Sweep:
    """Figures of every load on every surface, and of every load, surface and weekly distance."""

    miles: FloatArray  # (miles,)
    surfaces: tuple[str, ...]
    loads: tuple[str, ...]
    stress_mpa: FloatArray  # (loads, surfaces)
    stress_mpa_low: FloatArray
    stress_mpa_high: FloatArray
    peak_bw: FloatArray  # (loads, surfaces)
    peak_bw_low: FloatArray
    peak_bw_high: FloatArray
    steps_per_leg: FloatArray  # (surfaces, miles)
    impulse_bw_s: FloatArray  # (loads, surfaces, miles)
    impulse_bw_s_low: FloatArray
    impulse_bw_s_high: FloatArray
    easy_miles: FloatArray  # (loads, surfaces, miles)
    easy_miles_low: FloatArray
    easy_miles_high: FloatArray
    week_stress_mpa_steps: FloatArray  # (loads, surfaces, miles), stress x steps of one leg
    week_stress_mpa_steps_low: FloatArray
    week_stress_mpa_steps_high: FloatArray


def sweep(
    runner: Runner,
    running: Running,
    miles: ArrayLike = tuple(range(61)),
    surfaces: Sequence[str] = SURFACES,
    assumptions: Assumptions | None = None,
    easy_runner: Runner | None = None,
) -> Sweep:
    """Every load on every surface at every weekly distance, everything else as in `running`.

    Each mile brings the same, so the distances are a straight line through 0 for the figures and
    for their bands alike. Raises ValueError for miles outside MILES or an unknown surface.
    """
    distances = np.atleast_1d(np.asarray(miles, dtype=float))
    for end in (distances.min(), distances.max()):
        check_range("miles", float(end), MILES)
    assumptions = assumptions or Assumptions()
    chosen = [(runner, replace(running, surface=surface)) for surface in surfaces]
    scenes = ScenarioBatch.from_pairs([*chosen, (easy_runner or runner, EASY)])
    body = respond(scenes, values_of(assumptions), assumptions)
    mile = per_mile(body, assumptions)
    steps = mile.steps_per_leg[:, 0]
    found = bands(
        {
            "stress_mpa": body.stress_mpa[:, :-1],
            "peak_bw": body.peak_bw[:, :-1],
            "impulse_bw_s": mile.impulse_bw_s,
            "easy_miles": mile.easy_miles,
            "week_stress_mpa_steps": body.stress_mpa[:, :-1] * mile.steps_per_leg,
        }
    )
    return Sweep(
        miles=distances,
        surfaces=tuple(surfaces),
        loads=LOADS,
        steps_per_leg=steps[:, None] * distances,
        **_ends(found, ("stress_mpa", "peak_bw"), np.ones(1), flat=True),
        **_ends(found, ("impulse_bw_s", "easy_miles", "week_stress_mpa_steps"), distances),
    )


def _ends(
    found: Mapping[str, tuple[FloatArray, ...]],
    names: tuple[str, ...],
    distances: FloatArray,
    flat: bool = False,
) -> dict[str, FloatArray]:
    """name, name_low and name_high against each distance; flat leaves the distance axis out."""
    ends = {}
    for name in names:
        for suffix, figure in zip(("", "_low", "_high"), found[name], strict=True):
            ends[name + suffix] = figure if flat else figure[..., None] * distances
    return ends
