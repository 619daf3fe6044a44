"""The baked leg posed at given angles of hip, knee and ankle, as the browser's `pose.js` poses it.

A point of the plane is one complex number, x + iy in mm. Baked frame: x forwards, y up, femur
fixed. Posed frame: the same, origin at the hip, the pelvis upright. Degrees; hip and knee flexion
and ankle dorsiflexion are positive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from explainer.anatomy import limb
from explainer.arrays import FloatArray

OPAQUE = 128  # of 255: where a baked picture counts as bone
OUTLINE_STEP_MM = 9.0  # between the points of a bone's outline


@dataclass(frozen=True)
class Placement:
    """A turn about the origin, then a shift: point -> turn * point + shift."""

    turn: complex = 1.0
    shift: complex = 0.0

    def __call__(self, points: Any) -> Any:
        """Points (n,) or one point, moved."""
        return self.turn * points + self.shift

    def after(self, inner: Placement) -> Placement:
        """First `inner`, then this."""
        return Placement(self.turn * inner.turn, self(inner.shift))

    def inverse(self) -> Placement:
        """What undoes this."""
        return Placement(1 / self.turn, -self.shift / self.turn)


@dataclass(frozen=True)
class Ribbon:
    """One posed muscle: its middle line (n,) and its half widths (n,) in front and behind, mm."""

    muscle: str
    middle: np.ndarray
    front_mm: FloatArray
    behind_mm: FloatArray
    behind_bone: bool

    def edge(self, side: float) -> np.ndarray:
        """The line (n,) along the ribbon at -1 (back edge) to 1 (front edge); 0 is the middle."""
        along = np.gradient(self.middle)
        normal = 1j * along / np.maximum(np.abs(along), 1e-9)
        reach = self.front_mm if side > 0 else self.behind_mm
        return self.middle + side * reach * normal


def rotation(degrees: float, centre: complex = 0.0) -> Placement:
    """A turn about a point, counter-clockwise as seen."""
    turn = np.exp(1j * np.radians(degrees))
    return Placement(turn, centre - turn * centre)


@cache
def hip() -> complex:
    """The hip's centre in the baked frame."""
    return complex(*limb.shapes()["hip_mm"])


@cache
def ankle() -> complex:
    """The ankle's centre in the baked frame."""
    return complex(*limb.shapes()["ankle_mm"])


def bones(hip_deg: float, knee_deg: float, ankle_deg: float) -> dict[str, Placement]:
    """Where each rigid piece goes: baked frame to posed frame."""
    pelvis = Placement(1.0, -hip())
    femur = pelvis.after(rotation(hip_deg, hip()))
    shank = femur.after(_tibia(knee_deg))
    foot = shank.after(rotation(ankle_deg, ankle()))
    return {"pelvis": pelvis, "femur": femur, "shank": shank, "foot": foot,
            "menisci": femur.after(_body("menisci", knee_deg)),
            "patella": femur.after(_body("patella", knee_deg))}  # fmt: skip


def ribbons(hip_deg: float, knee_deg: float, ankle_deg: float) -> list[Ribbon]:
    """Every muscle in the posed frame, farthest from the viewer first."""
    femur = bones(hip_deg, knee_deg, ankle_deg)["femur"]
    shank = _tibia(knee_deg)
    heel = _displacement(_heel(), ankle_deg)
    low, share = _bracket(np.asarray(limb.shapes()["bends_deg"]), knee_deg)

    def between(frames: np.ndarray) -> np.ndarray:
        if len(frames) == 1:  # it lies along one bone
            return frames[0]
        return frames[low] + (frames[low + 1] - frames[low]) * share

    found = []
    for one in _muscles():
        stations, widths = between(one.stations), between(one.half_widths_mm)
        on_shank = between(one.on_shank)
        if one.hip_turn is not None:
            stations = _turned(stations, hip(), -hip_deg * one.hip_turn)
        if one.ankle_turn is not None:
            on_shank = _turned(on_shank, ankle(), ankle_deg * one.ankle_turn)
        if one.heel_along is not None and one.heel_across is not None:
            on_shank = on_shank + heel.real * one.heel_across + 1j * heel.imag * one.heel_along
        middle = stations + (shank(on_shank) - stations) * one.shin
        if one.hip is not None:
            middle = middle + one.hip * _displacement(one.stations[0][0] - hip(), -hip_deg)
        widths = widths * np.sqrt(one.length_mm / _path_length(middle))
        ribbon = Ribbon(one.muscle, femur(middle), widths[:, 0], widths[:, 1], one.behind_bone)
        found.append(ribbon)
    return found


@cache
def outline(piece: str) -> np.ndarray:
    """The outline (n,) of a piece of bone in the baked frame, read off its baked picture.

    One span across each line of the picture: gaps, as between tibia and fibula, are bridged.
    """
    record = next(one for one in limb.shapes()["pieces"] if one["id"] == piece)
    left, top, width, height = record["box_mm"]
    with Image.open(limb.DIRECTORY / record["pictures"]["clay"][0]) as picture:
        solid = np.asarray(picture.getchannel("A")) >= OPAQUE
    lies = width > height
    lines = solid.T if lies else solid
    step = OUTLINE_STEP_MM * lines.shape[0] / (width if lies else height)
    scanned = np.arange(0.0, len(lines), step).astype(int)
    spans = [(line, np.flatnonzero(lines[line])) for line in scanned]
    spans = [(line, across) for line, across in spans if across.size]
    ends = [(line, across[0]) for line, across in spans]
    ends += [(line, across[-1]) for line, across in reversed(spans)]
    pixels = np.array([(end, line) if lies else (line, end) for line, end in ends], float)
    rows, columns = pixels[:, 0] * height / len(solid), pixels[:, 1] * width / solid.shape[1]
    return left + columns + 1j * (top - rows)


@dataclass(frozen=True)
class _Muscle:
    """One muscle as baked: frames (bends, n) in the femur's frame and in the shank's."""

    muscle: str
    stations: np.ndarray
    half_widths_mm: np.ndarray
    on_shank: np.ndarray
    shin: np.ndarray
    hip: np.ndarray | None
    hip_turn: np.ndarray | None
    ankle_turn: np.ndarray | None
    heel_along: np.ndarray | None
    heel_across: np.ndarray | None
    behind_bone: bool
    length_mm: float


@cache
def _muscles() -> tuple[_Muscle, ...]:
    shapes = limb.shapes()
    back = [_tibia(bend).inverse() for bend in shapes["bends_deg"]]
    array: Callable[[Any], Any] = lambda values: None if values is None else np.asarray(values)  # noqa: E731
    found = []
    for row in shapes["muscles"]:
        frames = np.asarray(row["frames"]).reshape(len(row["frames"]), -1, 4)
        stations = frames[..., 0] + 1j * frames[..., 1]
        found.append(_Muscle(
            row["id"], stations, frames[..., 2:],
            np.stack([to(line) for to, line in zip(back[: len(stations)], stations, strict=True)]),
            array(row["shin"]), array(row["hip"]), array(row["hip_turn"]),
            array(row["ankle_turn"]), array(row["heel_along"]), array(row["heel_across"]),
            row["behind_bone"], _path_length(stations[0]),
        ))  # fmt: skip
    return tuple(found)


@cache
def _heel() -> complex:
    """Where the Achilles tendon ends, from the ankle's centre."""
    achilles = next(one for one in _muscles() if one.muscle == "achilles")
    return complex(achilles.stations[0][-1]) - ankle()


def _tibia(knee_deg: float) -> Placement:
    return _body("tibia", knee_deg)


def _body(body: str, knee_deg: float) -> Placement:
    table = _poses(body)
    low, share = _bracket(np.arange(len(table)) * limb.shapes()["pose_step_deg"], knee_deg)
    c, s, _, _, e, f = table[low] + (table[low + 1] - table[low]) * share
    return Placement(complex(c, s), complex(e, f))


@cache
def _poses(body: str) -> np.ndarray:
    return np.asarray(limb.shapes()["poses"][body])


def _bracket(steps: np.ndarray, value: float) -> tuple[int, float]:
    """The interval of `steps` around a value: its lower index, and the fraction within it."""
    low = int(np.clip(np.searchsorted(steps, value, side="right") - 1, 0, len(steps) - 2))
    share = (value - steps[low]) / (steps[low + 1] - steps[low])
    return low, float(np.clip(share, 0.0, 1.0))


def _turned(points: np.ndarray, joint: complex, degrees: FloatArray) -> np.ndarray:
    """Points (n,), each turned about a joint by its own angle (n,)."""
    return joint + (points - joint) * np.exp(1j * np.radians(degrees))


def _displacement(from_joint: complex, degrees: float) -> complex:
    """How far a point moves when the joint that it is measured from turns."""
    return rotation(degrees)(from_joint) - from_joint


def _path_length(points: np.ndarray) -> float:
    return float(np.abs(np.diff(points)).sum())
