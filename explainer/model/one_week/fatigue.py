"""How much one cycle of stress counts against another: published fatigue laws, as ratios only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.explain.provenance import tissue
from explainer.model.inputs import LOADS, Assumptions
from explainer.model.uncertainty import Values

PERCENT = 100.0


@dataclass(frozen=True)
class FatigueLaw:
    """S = a - b log10(N): stress in % of strength against cycles to failure.

    b is slope_percent; a only scales the number of cycles and drops out of every ratio. The local
    exponent dlnN / dln(1/S) = S ln(10) / b grows with stress. Below `least` and above `most` the
    law goes on as a power with that exponent, so that no stress does no harm and a failure
    stress uncertain by two cannot make the ratio explode. Sources: schechtman_1997 (tendon),
    henderson_2022 (meniscus), form of the sum edwards_2018.
    """

    slope_percent: FloatArray
    least: FloatArray
    most: FloatArray

    def log_harm(self, stress_percent: FloatArray) -> FloatArray:
        """Log of the harm of one cycle, 1 / N up to a constant factor; -inf at no stress."""
        low, high = self.percent_at(self.least), self.percent_at(self.most)
        inside = np.clip(stress_percent, low, high)
        with np.errstate(divide="ignore"):  # log of no stress is -inf, as meant
            below = self.least * np.log(np.minimum(stress_percent / low, 1.0))
            above = self.most * np.log(np.maximum(stress_percent / high, 1.0))
        return inside * np.log(10.0) / self.slope_percent + below + above

    def exponent(self, stress_percent: FloatArray) -> FloatArray:
        """Local exponent at a stress: how steeply harm grows with stress."""
        return np.clip(stress_percent * np.log(10.0) / self.slope_percent, self.least, self.most)

    def percent_at(self, exponent: FloatArray) -> FloatArray:
        """Stress, % of strength, at which the local exponent is this one."""
        return exponent * self.slope_percent / np.log(10.0)


def harm_ratio(
    stress_mpa: FloatArray,
    reference_mpa: FloatArray,
    variation: FloatArray,
    reference_variation: FloatArray,
    values: Values,
    assumptions: Assumptions,
) -> FloatArray:
    """How many reference steps one step counts as, by Miner's rule; (loads, scenes, 1 + draws).

    variation is the step-to-step standard deviation / mean of stress. The law is convex, so a
    spread of stresses counts more than its mean: by exp(m (m - 1) s^2 / 2), the mean of a power m
    of a quantity spread log-normally by s around its mean.
    """
    if assumptions.fatigue_exponent is not None:
        power = assumptions.fatigue_exponent
        spread = 0.5 * power * (power - 1.0) * (variation**2 - reference_variation**2)
        return (stress_mpa / reference_mpa) ** power * np.exp(spread)
    law = _laws(values)
    strength = np.stack([values[f"{tissue(load)}_strength_mpa"] for load in LOADS])[:, None]
    here, there = (PERCENT * one / strength for one in (stress_mpa, reference_mpa))
    log_ratio = law.log_harm(here) - law.log_harm(there)
    log_ratio += _spread(law, here, variation) - _spread(law, there, reference_variation)
    return np.exp(log_ratio)


def _spread(law: FatigueLaw, stress_percent: FloatArray, variation: FloatArray) -> FloatArray:
    power = law.exponent(stress_percent)
    return 0.5 * power * (power - 1.0) * variation**2


def _laws(values: Values) -> FatigueLaw:
    """The law of each load, every field (loads, 1, 1 + draws)."""
    slope = np.stack([values[f"{tissue(load)}_fatigue_slope_percent"] for load in LOADS])
    return FatigueLaw(
        slope[:, None], values["fatigue_exponent_least"], values["fatigue_exponent_most"]
    )
