"""A whole body from its outer side, posed by three angles of each leg and by where it lies.

Frames: the world's x points to the right, y up, mm; the floor is y = 0. The body faces right, and
the exercised leg is the near one. A point is one complex number. The legs are the project's own
limb (`anatomy.limb_pose`: its lengths, bones and muscles); the skin over them is its bones and
muscles with some 8 mm on top. Trunk, head and arms are drawn, not measured: usual proportions for
a leg of that length, thickness as it looks right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from functools import cached_property

import numpy as np

from explainer.anatomy import limb_pose
from explainer.anatomy.limb_pose import Placement, rotation

WAIST, NECK = 185j, 5 + 530j  # in the pelvis's frame, whose origin is the hip
SHOULDER = -5 + 462j
UPPER_ARM_MM, FOREARM_MM = 300.0, 310.0  # the second to the palm
TRUNK_AND_HEAD = {  # frame, centre, radius of the discs that the outline is laid round
    "hips": ("pelvis", -16 + 12j, 84.0),
    "waist": ("pelvis", 4 + 185j, 74.0),
    "ribs": ("chest", 4 + 350j, 90.0),
    "shoulders": ("chest", -8 + 445j, 78.0),
    "neck": ("chest", 4 + 545j, 44.0),
    "head": ("head", 16 + 655j, 84.0),
}
# What touches things, of the trunk and of each leg. Flesh gives way under a lying body: what the
# trunk rests on lies deeper than its outline.
DISCS = {
    "rump": ("pelvis", -8 + 8j, 60.0),
    "ribs": ("chest", 4 + 350j, 72.0),
    "shoulders": ("chest", -8 + 445j, 60.0),
    "head": ("head", 16 + 655j, 84.0),
    "heel": ("foot", -28 - 421j, 35.0),
    "ball": ("foot", 118 - 438j, 18.0),
}
LEAST_REACH = 0.72  # of the arm: nearer than this the elbow turns outwards
LEG = ("femur", "shank", "foot")
OTHER = "2"  # ends the names of the other leg's frames, discs and angles
TOE_JOINT = 122 - 436j  # in the foot's frame: where a foot on its toes bends

# Skin of a straight leg in the baked frame: x in front and behind at each y, from the top.
THIGH = ((452, 26, -34), (440, 48, -62), (405, 66, -82), (360, 80, -88), (300, 88, -91),
         (240, 87, -92), (180, 82, -87), (120, 73, -77), (70, 70, -64), (35, 78, -54),
         (5, 76, -49), (-22, 66, -44), (-44, 46, -28), (-54, 20, -4))  # fmt: skip
SHANK = ((36, 12, -18), (22, 50, -40), (0, 62, -48), (-40, 59, -62), (-80, 48, -74),
         (-125, 41, -81), (-170, 36, -80), (-220, 31, -69), (-270, 27, -62), (-320, 25, -57),
         (-360, 27, -57), (-400, 34, -52), (-425, 22, -36))  # fmt: skip
FOOT = (-56 - 380j, 36 - 372j, 62 - 386j, 100 - 412j, 132 - 424j, 130 - 456j, 96 - 455j,
        40 - 449j, -4 - 454j, -34 - 456j, -56 - 449j, -65 - 428j, -62 - 404j)  # fmt: skip
TOES = (112 - 420j, 140 - 426j, 168 - 434j, 179 - 443j, 176 - 453j, 150 - 456j, 112 - 456j)


@dataclass(frozen=True)
class Body:
    """Where a body is and how it is bent: degrees, and the hip's place in mm.

    `lean` is how far the pelvis is turned, counter-clockwise: 0 upright, 90 lying on the back.
    `chest` and `neck` turn back against what is below them. `level_mm` and `wall_mm` are the
    height of a step, seat or roller, and the place of a wall.
    """

    x: float = 0.0
    y: float = 900.0
    lean: float = 0.0
    hip: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    hip2: float = 0.0
    knee2: float = 0.0
    ankle2: float = 0.0
    chest: float = 0.0
    neck: float = 0.0
    level_mm: float = 0.0
    wall_mm: float = 0.0

    @cached_property
    def frames(self) -> Mapping[str, Placement]:
        """Where each part of the body is: its own frame to the world."""
        return _frames(self)

    def at(self, frame: str, point: complex) -> complex:
        """A point of a frame in the world."""
        return self.frames[frame](point)

    def disc(self, name: str) -> tuple[complex, float]:
        """Centre in the world and radius of a part that touches things, of either leg."""
        frame, centre, radius = DISCS[name.removesuffix(OTHER)]
        suffix = OTHER if name.endswith(OTHER) else ""
        return self.frames[frame + suffix](centre), radius

    def angles(self, suffix: str = "") -> tuple[float, float, float]:
        """Hip, knee and ankle of the exercised leg, or of the other one."""
        return tuple(getattr(self, f"{joint}{suffix}") for joint in ("hip", "knee", "ankle"))

    def moved(self, **changes: float) -> Body:
        """The same with other values."""
        return replace(self, **changes)


def _frames(body: Body) -> dict[str, Placement]:
    turn = np.exp(1j * np.radians(body.lean))
    pelvis = Placement(turn, complex(body.x, body.y))
    chest = pelvis.after(rotation(body.chest, WAIST))
    found = {"pelvis": pelvis, "chest": chest, "head": chest.after(rotation(body.neck, NECK))}
    for suffix in ("", OTHER):
        bones = limb_pose.bones(*body.angles(suffix))
        found |= {f"{name}{suffix}": pelvis.after(bones[name]) for name in LEG}
    return found


def between(one: Body, other: Body, share: float) -> Body:
    """A body part of the way from one to another, every value for itself."""
    start, end = np.array(astuple(one)), np.array(astuple(other))
    return Body(*(start + share * (end - start)).tolist())


def toe_bend_deg(body: Body, suffix: str = "") -> float:
    """How far the toes of a foot that stands on them bend back, so that they lie flat."""
    pitch = np.degrees(np.angle(body.frames[f"foot{suffix}"].turn))
    return float(np.clip(-pitch, 0.0, 60.0))


def arm(shoulder: complex, hand: complex, elbow_side: float) -> tuple[complex, complex, complex]:
    """Shoulder, elbow and palm reaching for a point; the elbow lies left (1) or right (-1) of it.

    A point out of reach is reached for. A point near by is reached with the elbow turned outwards:
    seen from the side the arm is then shorter.
    """
    way = hand - shoulder
    upper, fore = UPPER_ARM_MM, FOREARM_MM
    shown = min(1.0, max(abs(way), 1.0) / (LEAST_REACH * (upper + fore)))
    upper, fore = upper * shown, fore * shown
    reach = min(abs(way), 0.999 * (upper + fore))
    cosine = (upper**2 + reach**2 - fore**2) / (2 * upper * reach)
    heading = way / abs(way)
    elbow = shoulder + upper * heading * np.exp(1j * elbow_side * np.arccos(cosine))
    return shoulder, elbow, shoulder + reach * heading
