"""Template curves of one stride: smooth, periodic, read from assets/data/curves.

A place in the stride is a phase: 0 to 1 over stance, 1 to 2 over swing. Phases let one template
serve every speed: contact falls on 0 and foot-off on 1, however long the foot stays down.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray

# Every 6 % of stance, and every 2.5 % round mid stance where the peaks are: a peak read off this
# grid is within 0.2 % of the curve's.
STANCE_GRID = np.union1d(np.linspace(0.0, 1.0, 17), np.round(np.linspace(0.35, 0.575, 10), 3))
STANCE_POINTS = len(STANCE_GRID)
SWING_POINTS = 16  # every 7 % of swing, and the hamstrings' peak
CLOSING = 0.9  # share of the stride after which a curve that does not quite close is closed
AT_REST = (1.1, 1.5, 1.9)  # phases of swing at which a muscle that rests is held at 0
FADE = 0.1  # share of stance within which a muscle lets go of what it did in swing
FINE_POINTS = 1001  # to find the height of a rounded top
STRIDE_POINTS = 101  # the public curves: every per cent of the stride


class Smooth:
    """A curve through given points that bends without overshooting (Fritsch and Butland 1984).

    x ascending, shape (n,); y shape (n,). Outside the points the end values hold.
    """

    def __init__(self, x: FloatArray, y: FloatArray, round_top: bool = False) -> None:
        """Slopes are harmonic means of the neighbouring slopes, zero at a turn and at the ends.

        round_top gives the highest point the slope of the parabola through its neighbours, so that
        a peak between two samples is a peak and not a plateau.
        """
        self.x, self.y = x, y
        rise = np.diff(y) / np.diff(x)
        before, after = rise[:-1], rise[1:]
        same_way = before * after > 0
        product, total = before * after, np.where(same_way, before + after, 1.0)
        inner = np.where(same_way, 2.0 * product / total, 0.0)
        if round_top:
            top = int(y[1:-1].argmax())
            inner[top] = 0.5 * (before[top] + after[top])  # samples of the templates are even
        self.slope = np.concatenate([[0.0], inner, [0.0]])

    def __call__(self, at: FloatArray) -> FloatArray:
        """The curve at any places; same shape as `at`."""
        at = np.clip(at, self.x[0], self.x[-1])
        i = np.clip(np.searchsorted(self.x, at, side="right") - 1, 0, len(self.x) - 2)
        width = self.x[i + 1] - self.x[i]
        t = (at - self.x[i]) / width
        start = (1 + 2 * t) * (1 - t) ** 2 * self.y[i] + t * (1 - t) ** 2 * width * self.slope[i]
        end = t * t * (3 - 2 * t) * self.y[i + 1] + t * t * (t - 1) * width * self.slope[i + 1]
        return start + end


def around(phase: FloatArray, y: FloatArray, round_top: bool = False) -> Smooth:
    """A smooth curve over the whole stride that closes: phase 0 and phase 2 are one moment.

    phase ascending from 0, below 2; the first two and last two points are repeated past the ends so
    that the slope closes as well as the value.
    """
    before, after = phase[-2:] - 2.0, phase[:3] + 2.0
    x = np.concatenate([before, phase, after])
    return Smooth(x, np.concatenate([y[-2:], y, y[:3]]), round_top)


def around_peak(phase: FloatArray, y: FloatArray) -> Smooth:
    """The same with a rounded top, divided by the height of that top."""
    height = around(phase, y, round_top=True)(np.linspace(0.0, 1.0, FINE_POINTS)).max()
    return around(phase, y / height, round_top=True)


def phase_of(share_of_stride: FloatArray, duty: float) -> FloatArray:
    """Phase of a place in the stride given as a share from 0 to 1, for a given duty factor."""
    share = np.asarray(share_of_stride, dtype=float)
    return np.where(share <= duty, share / duty, 1.0 + (share - duty) / (1.0 - duty))


@cache
def grid() -> FloatArray:
    """The phases at which forces are evaluated, stance first: (STANCE_POINTS + SWING_POINTS,).

    The hamstrings' swing peak is one of them, so that it is not cut off.
    """
    phase, force_n = _forces("hamstrings_n")
    even = 1.0 + np.linspace(0.0, 1.0, SWING_POINTS)[1:]
    return np.concatenate([STANCE_GRID, np.sort(np.append(even, phase[force_n.argmax()]))])


@cache
def stance_weights() -> FloatArray:
    """Trapezoid weights of the grid for the mean over stance, (phases,)."""
    phase = grid()
    inside = phase <= 1.0
    half = 0.5 * np.diff(phase[inside])
    weight = np.zeros_like(phase)
    weight[inside] = np.append(half, 0.0) + np.append(0.0, half)
    return weight


def stride_phases(duty: float) -> FloatArray:
    """Phases of 0, 1, ... 100 % of the stride, shape (101,)."""
    return phase_of(np.linspace(0.0, 1.0, STRIDE_POINTS), duty)


@cache
def _read(name: str, *columns: str) -> tuple[FloatArray, ...]:
    """Columns of one template table as numbers."""
    table = catalog.table(f"curves/{name}")
    return tuple(table.floats(column) for column in columns)


@cache
def knee_angle() -> Smooth:
    """Shape of knee flexion over the stride: 0 at contact, 1 at the stance peak.

    Mean of 46 runners at 2.5 m/s; the measured curve does not quite close (1.2 deg), so the gap is
    spread over the last tenth of the stride.
    """
    percent, angle_deg = _read("knee_flexion", "stride_percent", "knee_flexion_deg")
    share = percent / 100.0
    foot_off = catalog.parameter("knee_curve_foot_off_share").value
    last_tenth = np.clip((share - CLOSING) / (1.0 - CLOSING), 0.0, 1.0)
    angle_deg = angle_deg + last_tenth * (angle_deg[0] - angle_deg[-1])
    stance_peak = angle_deg[share < foot_off].max()
    shape = (angle_deg - angle_deg[0]) / (stance_peak - angle_deg[0])
    return around(phase_of(share[:-1], foot_off), shape[:-1])


@cache
def knee_moment() -> Smooth:
    """Knee extension moment over the stride, peak 1, flexion moment negative.

    Stance from one overground runner, swing from one simulated cycle, each against its own peak.
    """
    stance, moment = _read("stance_moments", "stance_percent", "knee_extension_moment_nm_kg")
    phase, simulated = _forces("knee_extension_moment_nm")
    late = phase > 1.0 + FADE  # leaves a gap at foot-off in which the two sources meet
    return around_peak(
        np.concatenate([stance / 100.0, phase[late]]),
        np.concatenate([moment / moment.max(), simulated[late] / simulated.max()]),
    )


@cache
def ankle_moment() -> Smooth:
    """Plantarflexion moment over the stride, peak 1, nothing in swing (one overground runner)."""
    stance, moment = _read("stance_moments", "stance_percent", "ankle_plantarflexion_moment_nm_kg")
    shape = np.clip(moment / moment.max(), 0.0, None)
    shape[[0, -1]] = 0.0
    return around_peak(
        np.concatenate([stance / 100.0, AT_REST]), np.concatenate([shape, np.zeros(3)])
    )


@cache
def early_calf() -> Callable[[FloatArray], FloatArray]:
    """What the calf adds to `ankle_moment` where it pulls from contact on: 0 at and after its peak.

    A heel landing loads the calf late. On the ball of the foot the force rises from contact on like
    a half sine, so this is the gap between that rise and the ankle moment, as high as to have the
    ankle moment's own mean over stance: x times it makes the impulse 1 + x times as large.
    """
    fine = np.linspace(0.0, 1.0, FINE_POINTS)
    moment = ankle_moment()(fine)
    top = fine[moment.argmax()]
    rise = np.sin(0.5 * np.pi * np.minimum(fine / top, 1.0))
    gap = np.where(fine < top, np.maximum(rise - moment, 0.0), 0.0)
    gap *= np.trapezoid(moment, fine) / np.trapezoid(gap, fine)
    return lambda phase: np.interp(phase, fine, gap)


@cache
def hamstrings() -> tuple[Smooth, Smooth]:
    """The two parts of a hamstring's force: (stance part, 1 at contact; swing part, 1 at its peak).

    Shape of the summed hamstring force in one simulated cycle. Its stance peak is at contact.
    """
    phase, force_n = _forces("hamstrings_n")
    in_swing = phase > 1.0
    stance = around(phase, np.where(in_swing, 0.0, force_n / force_n[0]))
    swing = around(phase, np.where(in_swing, force_n / force_n.max(), 0.0))
    return stance, swing


@cache
def gastrocnemius_swing() -> Smooth:
    """Gastrocnemius force in swing against its stance peak (one simulated cycle), 0 in stance."""
    phase, force_n = _forces("gastrocnemius_n")
    shape = np.where((phase == 0.0) | (phase > 1.0 + FADE), force_n / force_n.max(), 0.0)
    faded = np.searchsorted(phase, FADE)  # what is left of the swing is gone by FADE of stance
    return around(np.insert(phase, faded, FADE), np.insert(shape, faded, 0.0))


def lever_mm(muscle: str, flexion_deg: FloatArray) -> FloatArray:
    """Knee moment arm of a muscle at a bend, same shape as flexion_deg; the size without sign.

    Flexors: rlu_2023 with hip and ankle neutral, 0 to 120 deg. Quadriceps: as measured in living
    people at 10 and 50 deg (westphal_2013), with the shape of rlu_2023 between and beyond.
    """
    table = "quadriceps_lever" if muscle == "quadriceps" else "levers"
    bend, lever = _read(table, "knee_flexion_deg", f"{muscle}_mm")
    return np.interp(flexion_deg, bend, lever)


def kneecap_force_ratio(flexion_deg: FloatArray) -> FloatArray:
    """Kneecap joint force / quadriceps force at a bend: the resultant of its two tendons' pull."""
    bend, ratio = _read("kneecap_force_ratio", "knee_flexion_deg", "force_per_quadriceps")
    return np.interp(flexion_deg, bend, ratio)


def kneecap_area_mm2(flexion_deg: FloatArray) -> FloatArray:
    """Unloaded kneecap contact area at a bend, mean of men and women; measured to 60 deg."""
    bend, men, women = _read("kneecap_contact_area", "knee_flexion_deg", "men_mm2", "women_mm2")
    return np.interp(flexion_deg, bend, 0.5 * (men + women))


def _forces(column: str) -> tuple[FloatArray, FloatArray]:
    """(phase, force) of one column of the simulated cycle, without its closing row."""
    percent, force_n = _read("stride_forces", "stride_percent", column)
    known = np.isfinite(force_n) & (percent < 100.0)
    foot_off = catalog.parameter("force_curve_foot_off_share").value
    return phase_of(percent[known] / 100.0, foot_off), force_n[known]
