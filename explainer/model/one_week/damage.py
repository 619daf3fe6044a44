"""Damage-weighted index: a week in which high forces count more, against the reference week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.inputs import DAMAGE_EXPONENT, LOADS, Assumptions, Runner, check_range
from explainer.model.one_step.loads import Response, respond
from explainer.model.one_week.reference import ReferenceWeek, Runs
from explainer.model.one_week.running_batch import batch_of, stance_impulse_n_s_per_mile
from explainer.model.uncertainty import bands, values_of

Band = tuple[float, float, float]  # central value, low, high


@dataclass(frozen=True)
class WeekInputs:
    """All that a week's figures follow from."""

    runner: Runner
    runs: Runs
    reference: ReferenceWeek
    assumptions: Assumptions


@lru_cache(maxsize=128)
def damage_ratios(week: WeekInputs, exponent: float) -> Mapping[str, Band]:
    """Each load's damage index of a week / of its reference week; the same draw above and below.

    Index = sum over runs of steps x stance impulse x (stance peak)^(exponent - 1) x spread. That is
    the time integral of force^exponent for curves of one shape, whatever their height and length.
    Exponent 1 is the ratio of impulses. spread = exp(p (p - 1) s^2 / 2) is the mean of a power p of
    a force that varies by s (standard deviation / mean) from step to step around its mean: a convex
    law counts uneven ground higher. No cohort of runners confirms any exponent (edwards_2018).
    Raises ValueError for an exponent outside DAMAGE_EXPONENT.
    """
    check_range("exponent", exponent, DAMAGE_EXPONENT)
    batch, own, compared = batch_of(
        [(week.runner, running) for running, _ in week.runs],
        [(week.reference.runner, running) for running, _ in week.reference.runs],
    )
    body = respond(batch, values_of(week.assumptions), week.assumptions)
    per_mile = stance_impulse_n_s_per_mile(body) * _weight(body, exponent)
    above = (per_mile[:, own] * _column(week.runs)).sum(axis=1)
    below = (per_mile[:, compared] * _column(week.reference.runs)).sum(axis=1)
    central, low, high = bands({"ratio": above / below})["ratio"]
    ratios = zip(central.tolist(), low.tolist(), high.tolist(), strict=True)
    return MappingProxyType(dict(zip(LOADS, ratios, strict=True)))


def _column(runs: Runs) -> FloatArray:
    """Miles of each run, (runs, 1)."""
    return np.array([miles for _, miles in runs])[:, None]


def _weight(body: Response, exponent: float) -> FloatArray:
    """How much more each second of force counts for its height, (loads, scenes, 1 + draws).

    Peaks are taken against the first scene's, so that no power overflows; the scale drops out.
    """
    height = body.peak_stance_n / body.peak_stance_n[:, :1]
    variation = body.values["step_to_step_variation"] * body.scenes.ground(
        body.values, "variation_ratio"
    )
    spread = np.exp(0.5 * exponent * (exponent - 1.0) * variation**2)
    return height ** (exponent - 1.0) * spread
