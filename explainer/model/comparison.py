"""A mile on every ground, compared with a mile of the reference week, for the picture's answer.

Every mile of a week run one way brings the same, so a week's ratio is the ratio of a mile times its
miles over the reference's miles: a table of miles is not needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from explainer.arrays import FloatArray
from explainer.catalog.lists import SURFACES
from explainer.model.inputs import LOADS, Assumptions, Runner, Running
from explainer.model.measured_range import unmeasured
from explainer.model.one_step.loads import respond
from explainer.model.one_step.muscles import HAMSTRINGS
from explainer.model.one_week.running_batch import (
    batch_of,
    stance_impulse_n_s_per_mile,
    steps_per_leg_per_mile,
)
from explainer.model.uncertainty import bands, values_of

ROAD = "asphalt"
HAMSTRING_GROUP = "hamstrings"  # all heads together: their forces peak at the same moment
_HEADS = [LOADS.index(head) for head in HAMSTRINGS]


@dataclass(frozen=True, eq=False)  # is itself, so that what is packed from one can be cached
class Comparison:
    """One way of running on every ground beside the reference's way of running.

    `ratio` is the stance impulse of a mile over that of a mile of the reference; `ground` the same
    over a mile run alike in all but the ground, which is the reference's; `road` the same over a
    mile on a road. All with joint bands. The last load is the group of the hamstrings.
    """

    loads: tuple[str, ...]
    surfaces: tuple[str, ...]
    ratio: FloatArray  # (loads, surfaces)
    ratio_low: FloatArray
    ratio_high: FloatArray
    ground: FloatArray  # (loads, surfaces)
    ground_low: FloatArray
    ground_high: FloatArray
    road: FloatArray  # (loads, surfaces)
    road_low: FloatArray
    road_high: FloatArray
    peak_bw: FloatArray  # (loads, surfaces)
    peak_bw_low: FloatArray
    peak_bw_high: FloatArray
    stress_mpa: FloatArray  # (loads, surfaces), nan where no area is measured
    stress_mpa_low: FloatArray
    stress_mpa_high: FloatArray
    steps_per_mile: FloatArray  # (surfaces,), of one leg
    reference_surface: str
    reference_peak_bw: FloatArray  # (loads,)
    reference_steps_per_mile: float
    unmeasured: tuple[tuple[str, ...], ...]  # (surfaces) fields beyond what was measured


def compare(
    runner: Runner,
    running: Running,
    reference: Running,
    assumptions: Assumptions | None = None,
) -> Comparison:
    """A mile run as `running` on every ground, against a mile run as `reference`, by one body."""
    assumptions = assumptions or Assumptions()
    own = [(runner, replace(running, surface=surface)) for surface in SURFACES]
    there = runner, replace(running, surface=reference.surface)
    batch, chosen, (compared, same_ground) = batch_of(own, [(runner, reference), there])
    body = respond(batch, values_of(assumptions), assumptions)
    impulse_n_s = _with_group(stance_impulse_n_s_per_mile(body))
    peak_bw = _with_group(body.peak_bw)
    no_area = np.full_like(body.stress_mpa[:1], np.nan)
    steps = steps_per_leg_per_mile(body)[:, 0]
    bands_by_name = bands(
        {
            "ratio": impulse_n_s[:, chosen] / impulse_n_s[:, [compared]],
            "ground": impulse_n_s[:, chosen] / impulse_n_s[:, [same_ground]],
            "road": impulse_n_s[:, chosen] / impulse_n_s[:, chosen][:, [SURFACES.index(ROAD)]],
            "peak_bw": peak_bw[:, chosen],
            "stress_mpa": np.concatenate([body.stress_mpa, no_area])[:, chosen],
        }
    )
    ends = {
        name + suffix: values
        for name, figures in bands_by_name.items()
        for suffix, values in zip(("", "_low", "_high"), figures, strict=True)
    }
    return Comparison(
        loads=(*LOADS, HAMSTRING_GROUP),
        surfaces=SURFACES,
        steps_per_mile=steps[chosen],
        reference_surface=reference.surface,
        reference_peak_bw=peak_bw[:, compared, 0],
        reference_steps_per_mile=float(steps[compared]),
        unmeasured=tuple(unmeasured(one) for _, one in own),
        **ends,
    )


def _with_group(figures: FloatArray) -> FloatArray:
    """Figures of every load, (loads, scenes, draws), and below them the sum of the hamstrings."""
    return np.concatenate([figures, figures[_HEADS].sum(axis=0, keepdims=True)])
