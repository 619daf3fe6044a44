"""The model over a grid of miles and surfaces, for the diagram that answers the finger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from explainer.arrays import FloatArray
from explainer.catalog.lists import SURFACES
from explainer.model.inputs import LOADS, MILES, Assumptions, Runner, Running, check_range
from explainer.model.one_step.loads import respond
from explainer.model.one_week.reference import RunnerAndRuns, reference_of
from explainer.model.one_week.running_batch import (
    batch_of,
    stance_impulse_bw_s_per_mile,
    stance_impulse_n_s_per_mile,
    steps_per_leg_per_mile,
)
from explainer.model.uncertainty import bands, values_of


@dataclass(frozen=True, eq=False)  # a sweep is itself: what is worked out from one can be kept
class Sweep:
    """Figures of every load on every surface, and of every load, surface and weekly distance."""

    miles: FloatArray  # (miles,)
    surfaces: tuple[str, ...]
    loads: tuple[str, ...]
    stress_mpa: FloatArray  # (loads, surfaces), nan where no area is measured
    stress_mpa_low: FloatArray
    stress_mpa_high: FloatArray
    peak_bw: FloatArray  # (loads, surfaces)
    peak_bw_low: FloatArray
    peak_bw_high: FloatArray
    steps_per_leg: FloatArray  # (surfaces, miles)
    impulse_bw_s: FloatArray  # (loads, surfaces, miles), of stance
    impulse_bw_s_low: FloatArray
    impulse_bw_s_high: FloatArray
    ratio: FloatArray  # (loads, surfaces, miles), to the reference week
    ratio_low: FloatArray
    ratio_high: FloatArray


def sweep(
    runner: Runner,
    running: Running,
    miles: ArrayLike = tuple(range(61)),
    surfaces: Sequence[str] = SURFACES,
    assumptions: Assumptions | None = None,
    reference: RunnerAndRuns | None = None,
) -> Sweep:
    """Every load on every surface at every weekly distance, everything else as in `running`.

    Each mile brings the same, so the distances are a straight line through 0 for the figures and
    for their bands alike. reference is the week compared with, as in `model.week`.
    Raises ValueError for miles outside MILES or an unknown surface.
    """
    distances = np.atleast_1d(np.asarray(miles, dtype=float))
    for end in (distances.min(), distances.max()):
        check_range("miles", float(end), MILES)
    assumptions = assumptions or Assumptions()
    compared = reference_of(runner, reference)
    batch, chosen, compared_at = batch_of(
        [(runner, replace(running, surface=surface)) for surface in surfaces],
        [(compared.runner, one) for one, _ in compared.runs],
    )
    body = respond(batch, values_of(assumptions), assumptions)
    steps = steps_per_leg_per_mile(body)[chosen]
    impulse_n_s = stance_impulse_n_s_per_mile(body)
    compared_miles = np.array([distance for _, distance in compared.runs])[:, None]
    compared_n_s = (impulse_n_s[:, compared_at] * compared_miles).sum(axis=1, keepdims=True)
    bands_by_name = bands(
        {
            "stress_mpa": body.stress_mpa[:, chosen],
            "peak_bw": body.peak_bw[:, chosen],
            "impulse_bw_s": stance_impulse_bw_s_per_mile(body)[:, chosen],
            "ratio": impulse_n_s[:, chosen] / compared_n_s,
        }
    )
    return Sweep(
        miles=distances,
        surfaces=tuple(surfaces),
        loads=LOADS,
        steps_per_leg=steps[:, :1] * distances,
        **_ends(bands_by_name, ("stress_mpa", "peak_bw"), np.ones(1), flat=True),
        **_ends(bands_by_name, ("impulse_bw_s", "ratio"), distances),
    )


def _ends(
    bands_by_name: Mapping[str, tuple[FloatArray, ...]],
    names: tuple[str, ...],
    distances: FloatArray,
    flat: bool = False,
) -> dict[str, FloatArray]:
    """name, name_low and name_high against each distance; flat leaves the distance axis out."""
    ends = {}
    for name in names:
        for suffix, figure in zip(("", "_low", "_high"), bands_by_name[name], strict=True):
            ends[name + suffix] = figure if flat else figure[..., None] * distances
    return ends
