"""What a reader chooses: the runner, the way of running and the assumptions behind the numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from explainer.catalog.lists import SURFACES

FOOT_STRIKES = ("rearfoot", "midfoot", "forefoot")
GROUND_FORCES = ("two_mass", "half_sine")
LOADS = (
    "tibiofemoral",
    "patellofemoral",
    "quadriceps",
    "semimembranosus",
    "semitendinosus",
    "biceps_femoris_long",
    "biceps_femoris_short",
    "gastrocnemius_medial",
    "gastrocnemius_lateral",
    "soleus",
    "achilles",
)

# Joint contact and the whole Achilles: no area of a muscle's part was measured in enough people.
STRESS_LOADS = ("tibiofemoral", "patellofemoral", "achilles")

# What the group values were measured on, with a margin; the model is not valid outside.
MASS_KG = (35.0, 150.0)
HEIGHT_M = (1.2, 2.2)
SPEED_M_S = (1.8, 6.0)
STEP_RATE_CHANGE = (-0.15, 0.15)
SLOPE_DEG = (-10.0, 10.0)
MILES = (0.0, 150.0)
DAMAGE_EXPONENT = (1.0, 15.0)


@dataclass(frozen=True)
class Runner:
    """Body size. Raises ValueError naming field, value and range outside MASS_KG, HEIGHT_M."""

    mass_kg: float = 70.0
    height_m: float = 1.72

    def __post_init__(self) -> None:
        check_range("mass_kg", self.mass_kg, MASS_KG)
        check_range("height_m", self.height_m, HEIGHT_M)


@dataclass(frozen=True)
class Running:
    """How somebody runs: slope_deg > 0 is uphill, step_rate_change +0.10 is 10 % quicker steps.

    Raises ValueError naming field, value and range for anything outside what the model covers.
    """

    speed_m_s: float = 2.9
    step_rate_change: float = 0.0
    slope_deg: float = 0.0
    surface: str = "asphalt"
    foot_strike: str = "rearfoot"

    def __post_init__(self) -> None:
        check_range("speed_m_s", self.speed_m_s, SPEED_M_S)
        check_range("step_rate_change", self.step_rate_change, STEP_RATE_CHANGE)
        check_range("slope_deg", self.slope_deg, SLOPE_DEG)
        check_choice("surface", self.surface, SURFACES)
        check_choice("foot_strike", self.foot_strike, FOOT_STRIKES)


@dataclass(frozen=True)
class Assumptions:
    """What the model takes for granted, open to change.

    ground_force      shape of the ground force over stance: "two_mass" or "half_sine"
    surface_sensitive a runner whose loads answer to the ground as much as studies leave room for
    changed           (key, value) of catalog records to hold at another value
    """

    ground_force: str = "two_mass"
    surface_sensitive: bool = False
    changed: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        check_choice("ground_force", self.ground_force, GROUND_FORCES)


def check_range(field: str, value: float, allowed: tuple[float, float]) -> None:
    """Raises ValueError unless value is a finite number from allowed[0] to allowed[1]."""
    low, high = allowed
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{field} must be a number from {low:g} to {high:g}, not {value!r}")
    if not math.isfinite(value) or not low <= value <= high:
        raise ValueError(f"{field} must be from {low:g} to {high:g}, not {value!r}")


def check_choice(field: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raises ValueError unless value is one of allowed."""
    if value not in allowed:
        raise ValueError(f"{field} must be one of {', '.join(allowed)}, not {value!r}")
