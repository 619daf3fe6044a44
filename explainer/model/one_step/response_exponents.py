"""How much each quantity answers to what a reader changes: a ratio to a power, for all at once.

Arrays are (scenes, 1 + draws).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.one_step.gait import ScenarioBatch, speed_effort
from explainer.model.uncertainty import Values, cached_per_values

# What a power is taken of: softness of the ground (impact_ratio), effort of a stance
# (speed_effort), speed against the reference speed, step rate against the preferred one, e to how
# far that is to either side (see `levelling`), and e to the slope in deg.
CHANGES = ("softness", "effort", "speed", "step_rate", "levelling", "slope")
CORNER = 0.05  # log of the step rate ratio over which a slope turns into another
EXPONENTS: Mapping[str, Mapping[str, str]] = {
    "leg": {"softness": "surface_response"},
    "knee_flexion_contact": {"step_rate": "knee_flexion_contact_step_rate_exponent"},
    "knee_flexion_peak": {
        "speed": "knee_flexion_peak_speed_exponent",
        "step_rate": "knee_flexion_peak_step_rate_exponent",
        "slope": "knee_flexion_peak_per_slope_deg",
    },
    "knee_moment": {
        "effort": "knee_moment_speed_exponent",
        "step_rate": "knee_moment_step_rate_exponent",
        "slope": "knee_moment_per_slope_deg",
    },
    "ankle_moment": {
        "effort": "ankle_moment_speed_exponent",
        "step_rate": "ankle_moment_step_rate_exponent",
        "slope": "ankle_moment_per_slope_deg",
    },
    "hamstrings_swing": {
        "speed": "hamstrings_swing_speed_exponent",
        "step_rate": "hamstrings_swing_step_rate_exponent",
        "levelling": "hamstrings_swing_levelling_exponent",
    },
    "hamstrings_stance": {
        "speed": "hamstrings_stance_speed_exponent",
        "step_rate": "hamstrings_stance_step_rate_exponent",
        "slope": "hamstrings_stance_per_slope_deg",
    },
}


class ResponseRatios(NamedTuple):
    """One ratio for each row of EXPONENTS, (scenes, 1 + draws); 1 where nothing is changed."""

    leg: FloatArray
    knee_flexion_contact: FloatArray
    knee_flexion_peak: FloatArray
    knee_moment: FloatArray
    ankle_moment: FloatArray
    hamstrings_swing: FloatArray
    hamstrings_stance: FloatArray


def response_ratios(scenes: ScenarioBatch, values: Values, softness: FloatArray) -> ResponseRatios:
    """exp(sum of exponent x log of the change) for every row of EXPONENTS in one sum.

    Step rate: group values of heiderscheit_2011 (Table 3) and lenhart_2014 (Table 1), -10 to +10 %.
    Effort: the ground force itself at the knee (our choice), bmc_run and tensiometry_2024 at the
    ankle (2.75 and 4.47 m/s). Slope at joint and hamstrings, and softness, are choices of our own.
    """
    logs = np.empty((len(CHANGES), *softness.shape))
    logs[0] = np.log(softness)
    logs[1] = np.log(speed_effort(scenes, values))
    logs[2] = np.log(scenes.speed_m_s / values["load_reference_speed_m_s"])
    logs[3] = np.log(scenes.step_rate_ratio)
    logs[4] = levelling(logs[3])
    logs[5] = scenes.slope_deg
    # einsum, not a matrix product over the draws: each draw has its own exponents
    return ResponseRatios(*np.exp(np.einsum("acd,csd->asd", _exponents(values), logs)))


def levelling(log_ratio: FloatArray) -> FloatArray:
    """A smooth -|x|: 0 with no slope at 0, a straight fall from about 0.1 on to either side.

    Taken away from a power it makes the power steeper below the preferred step rate and flatter
    above, without a corner between.
    """
    return CORNER - np.sqrt(log_ratio**2 + CORNER**2)


@cached_per_values
def _exponents(values: Values) -> FloatArray:
    """(ratios, changes, 1 + draws); 0 where a ratio does not depend on a change."""
    table = np.zeros((len(EXPONENTS), len(CHANGES), 1 + values.draws))
    for row, exponents in zip(table, EXPONENTS.values(), strict=True):
        for change, key in exponents.items():
            row[CHANGES.index(change)] = values[key]
    return table
