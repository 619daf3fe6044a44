"""One step: who runs how, and when the foot is on the ground.

Arrays are (scenes, 1 + draws): one row for each scenario, the central value first in each row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.inputs import Runner, Running
from explainer.model.uncertainty import Values

GRAVITY_M_S2 = 9.81  # the value behind every "body weight" in the sources
NO_FLIGHT = 0.5  # duty factor from which on it is no longer running
BLEND = 12.0  # how sharply the duty factor bends away from that: 1 % off at 0.42
FULL_SLOPE_DEG = 10.0  # the slope at which the ratios of timing and impact were measured
REFERENCE_SURFACE = "asphalt"


@dataclass(frozen=True)
class ScenarioBatch:
    """Several scenarios at once, as columns of shape (scenes, 1)."""

    mass_kg: FloatArray
    height_m: FloatArray
    speed_m_s: FloatArray
    step_rate_ratio: FloatArray  # chosen / preferred
    slope_deg: FloatArray
    surfaces: tuple[str, ...]
    foot_strikes: tuple[str, ...]

    @staticmethod
    def from_pairs(chosen: Sequence[tuple[Runner, Running]]) -> ScenarioBatch:
        """Columns from pairs of runner and running."""

        def column(values: list[float]) -> FloatArray:
            return np.array(values, dtype=float)[:, None]

        return ScenarioBatch(
            mass_kg=column([runner.mass_kg for runner, _ in chosen]),
            height_m=column([runner.height_m for runner, _ in chosen]),
            speed_m_s=column([running.speed_m_s for _, running in chosen]),
            step_rate_ratio=column([1.0 + running.step_rate_change for _, running in chosen]),
            slope_deg=column([running.slope_deg for _, running in chosen]),
            surfaces=tuple(running.surface for _, running in chosen),
            foot_strikes=tuple(running.foot_strike for _, running in chosen),
        )

    @property
    def body_weight_n(self) -> FloatArray:
        """Weight of each runner, (scenes, 1)."""
        return self.mass_kg * GRAVITY_M_S2

    def ground(self, values: Values, name: str) -> FloatArray:
        """A property of each scene's surface, (scenes, 1 + draws)."""
        return values.stack(tuple(f"{surface}.{name}" for surface in self.surfaces))

    def strike(self, values: Values, name: str) -> FloatArray:
        """A foot strike's ratio to a rearfoot landing, (scenes, 1 + draws)."""
        one = np.ones(1 + values.draws)
        return np.array(
            [
                one if strike == "rearfoot" else values[f"strike_{strike}_{name}_ratio"]
                for strike in self.foot_strikes
            ]
        )


@dataclass(frozen=True)
class Timing:
    """When the foot is on the ground; every field (scenes, 1 + draws)."""

    step_rate_spm: FloatArray
    duty_factor: FloatArray
    step_time_s: FloatArray
    contact_time_s: FloatArray
    aerial_time_s: FloatArray
    step_length_m: FloatArray


def over_slope(slope_deg: FloatArray, downhill: FloatArray, uphill: FloatArray) -> FloatArray:
    """A ratio to the level that is 1 at 0 deg and takes its measured values at -10 and +10 deg.

    The parabola through three points: 1 + (u - d)/2 x + (u + d - 2)/2 x^2 with x = slope / 10 deg.
    """
    x = slope_deg / FULL_SLOPE_DEG
    return 1.0 + 0.5 * (uphill - downhill) * x + 0.5 * (uphill + downhill - 2.0) * x * x


def timing(scenes: ScenarioBatch, values: Values) -> Timing:
    """Step rate and duty factor, and what follows from them.

    step rate = (rate at 3.33 m/s + 6.6 x faster) x (height / 1.72 m)^-1/2 x hill x choice
    duty      = duty at 3.33 m/s x (speed / 3.33 m/s)^-0.354 x hill x choice^0.34, below 0.5
    contact   = duty x stride time; aerial = stride time / 2 - contact; step length = speed / rate.
    Sources: van_oeveren_2019, fukuchi_2017, alcantara_2022 (Table 2); measured from 2.2 to 4.5 m/s
    and at +-10 deg. The power of speed levels off by itself beyond, as the push of a stance does.
    """
    faster = scenes.speed_m_s - values["timing_reference_speed_m_s"]
    taller = scenes.height_m / values["timing_reference_height_m"]
    hill_rate = over_slope(
        scenes.slope_deg, values["step_rate_downhill_ratio"], values["step_rate_uphill_ratio"]
    )
    level_rate = values["step_rate_level_spm"] + values["step_rate_per_speed_spm_per_m_s"] * faster
    size = taller ** values["step_rate_height_exponent"]
    rate = level_rate * size * hill_rate * scenes.step_rate_ratio
    hill_duty = over_slope(
        scenes.slope_deg, values["duty_factor_downhill_ratio"], values["duty_factor_uphill_ratio"]
    )
    chosen = scenes.step_rate_ratio ** values["duty_factor_step_rate_exponent"]
    level_duty = values["duty_factor_level"] / _speed_power(scenes, values, "timing")
    duty = _with_flight(level_duty * hill_duty * chosen)
    step_time_s = 60.0 / rate
    contact_s = duty * 2.0 * step_time_s
    return Timing(
        step_rate_spm=rate,
        duty_factor=duty,
        step_time_s=step_time_s,
        contact_time_s=contact_s,
        aerial_time_s=step_time_s - contact_s,
        step_length_m=scenes.speed_m_s * step_time_s,
    )


def _with_flight(duty: FloatArray) -> FloatArray:
    """A duty factor that stays below one half: a smooth bend, so that no change has a corner."""
    return duty / (1.0 + (duty / NO_FLIGHT) ** BLEND) ** (1.0 / BLEND)


def speed_effort(scenes: ScenarioBatch, values: Values) -> FloatArray:
    """How much harder each stance must push than at the reference speed of 2.9 m/s.

    The mean ground force over stance is body weight / (2 x duty), so the ratio of duty factors on
    the level at the preferred step rate: (speed / 2.9 m/s)^0.354.
    """
    return _speed_power(scenes, values, "load")


def _speed_power(scenes: ScenarioBatch, values: Values, reference: str) -> FloatArray:
    """Duty factor at a reference speed / duty factor at this speed."""
    faster = scenes.speed_m_s / values[f"{reference}_reference_speed_m_s"]
    return faster ** -values["duty_factor_speed_exponent"]
