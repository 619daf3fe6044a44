"""A pose that is held: which muscles behind the knee it lengthens, and which must hold the leg.

Lengths are those of the path model (`anatomy.lengths`). Their band is what the levers leave open:
a lever that is off by a share puts the length that its joint adds off by the same share. The errors
of the muscle's two joints are independent:

    half band = sqrt((error_knee x length over the knee)^2 + (error_other x rest)^2)

Only one load of a held pose follows from its three angles: that of a leg held still with the foot
in the air and the trunk upright, as the picture shows it. Shank and foot turn about the knee with

    moment = body weight x height x share x sin(knee - hip)

Where it is positive, the shank lies behind the knee and the knee's flexors hold it, each with a
force in proportion to its size; where it is negative, the front of the thigh does. A leg that is
stood on is left out: what its muscles must do depends on how the body leans, which no angle here
says. So is what a hamstring does at the hip, as the gluteus does the same, and the pull of stretch
itself.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

from explainer import catalog
from explainer.anatomy import lengths
from explainer.arrays import FloatArray
from explainer.model.inputs import Assumptions
from explainer.model.one_step.curves import lever_mm
from explainer.model.uncertainty import BAND, bands, values_of

BEHIND_KNEE = (
    "semimembranosus", "semitendinosus", "biceps_femoris_long",
    "gastrocnemius_medial", "gastrocnemius_lateral",
)  # fmt: skip
HOLDERS = ("semimembranosus", "biceps_femoris_long", "semitendinosus", "biceps_femoris_short")
CALF = ("gastrocnemius_medial", "gastrocnemius_lateral")
EVEN_SHARE = 0.005  # of the length in standing: a smaller change counts as none
HANGS_SINE = 0.1  # of the shank's angle to the vertical: below this hardly any muscle must work
KNEES_DEG = np.arange(0.0, 141.0, 10.0)  # of the table of pulls; interpolation is within 1.2 %
MM_PER_M = 1000.0

Pose = tuple[float, float, float]  # hip, knee, ankle, degrees
Side = Literal["behind", "front", "hangs"]


class LengthChange(NamedTuple):
    """A muscle's length minus that in standing, and its 80 % half band, mm."""

    muscle: str
    mm: float
    band_mm: float


class Pull(NamedTuple):
    """A muscle's force in a held pose with its 80 % band, body weights."""

    muscle: str
    bw: float
    low_bw: float
    high_bw: float


def lever_errors(muscle: str) -> tuple[float, float]:
    """80 % half bands of the muscle's levers, as shares: at the knee, at the other joint."""
    other = lengths.joint(muscle)
    knee = "" if muscle == "soleus" else f"knee_lever_ratio_{muscle}"
    return _half_band(knee), _half_band(f"{other}_lever_ratio" if other else "")


def _half_band(key: str) -> float:
    if not key:
        return 0.0
    ratio = catalog.parameter(key)
    return (BAND[1] - BAND[0]) * (ratio.high - ratio.low) / 2


def length_change(muscle: str, pose: Pose) -> LengthChange:
    """Length against standing with the band of the levers."""
    change = float(lengths.length_mm(muscle, *pose)) - lengths.standing_mm(muscle)
    over_knee = float(lengths.length_mm(muscle, 0, pose[1], 0)) - lengths.standing_mm(muscle)
    at_knee, at_other = lever_errors(muscle)
    band = math.hypot(at_knee * over_knee, at_other * (change - over_knee))
    return LengthChange(muscle, change, band)


def ranked(pose: Pose) -> tuple[tuple[LengthChange, ...], ...]:
    """The muscles behind the knee that are surely longer than in standing, longest first.

    Those that are too close to rank stand in one group: none is shorter than the first of it by
    more than the band of their difference. Errors of two muscles count as independent, so two
    muscles that share a lever's error are called too close rather too often.
    """
    found = [length_change(muscle, pose) for muscle in BEHIND_KNEE]
    longer = [one for one in found if one.mm > max(one.band_mm, _even_mm(one.muscle))]
    groups: list[tuple[LengthChange, ...]] = []
    for one in sorted(longer, key=lambda one: one.mm, reverse=True):
        first = groups[-1][0] if groups else None
        if first and first.mm - one.mm <= math.hypot(first.band_mm, one.band_mm):
            groups[-1] = (*groups[-1], one)
        else:
            groups.append((one,))
    return tuple(groups)


def _even_mm(muscle: str) -> float:
    return EVEN_SHARE * lengths.standing_mm(muscle)


def holding_side(pose: Pose) -> Side:
    """Which muscles hold the leg in the air: behind the knee, in front, or next to none."""
    sine = _sine_behind(pose)
    return "hangs" if abs(sine) < HANGS_SINE else "behind" if sine > 0 else "front"


def pulls(pose: Pose, height_m: float) -> tuple[Pull, ...]:
    """The forces that hold the leg in the air, strongest first; () where the front holds it."""
    if holding_side(pose) != "behind":
        return ()
    sine, table = _sine_behind(pose), full_pulls(height_m)
    found = [
        Pull(muscle, *(sine * float(np.interp(pose[1], KNEES_DEG, end)) for end in ends))
        for muscle, ends in table.items()
    ]
    return tuple(sorted(found, key=lambda one: one.bw, reverse=True))


def strongest(pose: Pose, height_m: float) -> tuple[Pull, ...]:
    """Those that pull most: the first, and every other whose band reaches into its band."""
    found = pulls(pose, height_m)
    return tuple(one for one in found if one.high_bw >= found[0].low_bw)


def _sine_behind(pose: Pose) -> float:
    """The shank's sine behind the vertical; the pelvis is upright."""
    return math.sin(math.radians(pose[1] - pose[0]))


def full_pulls(height_m: float) -> dict[str, tuple[FloatArray, ...]]:
    """Forces with the shank level, by muscle: (central, low, high), (k,) each, body weights."""
    return {
        muscle: tuple(height_m * end for end in ends) for muscle, ends in _pulls_per_m().items()
    }


@cache
def _pulls_per_m() -> dict[str, tuple[FloatArray, ...]]:
    """The same for a height of one metre.

    force = moment x size / sum(size x lever), over the hamstrings and what the calf adds.
    """
    values = values_of(Assumptions())
    size = {
        "semimembranosus": np.ones(1 + values.draws),
        "biceps_femoris_long": values["biceps_femoris_long_share"],
        "semitendinosus": values["semitendinosus_share"],
        "biceps_femoris_short": values["biceps_femoris_short_share"]
        * values["biceps_femoris_long_share"],
    }
    helping = {muscle: values["held_calf_share"] * values[f"{muscle}_size"] for muscle in CALF}
    levers_m = {
        muscle: lever_mm(muscle, KNEES_DEG)[:, None]
        * values[f"knee_lever_ratio_{muscle}"]
        / MM_PER_M
        for muscle in (*HOLDERS, *CALF)
    }
    share = values["shank_weight_lever_share"]
    stress = share / sum(one * levers_m[muscle] for muscle, one in (size | helping).items())
    return dict(bands({muscle: size[muscle] * stress for muscle in HOLDERS}))
