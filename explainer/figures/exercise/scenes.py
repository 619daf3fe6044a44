"""How each exercise stands in the world: what touches what, the other leg, hands and things.

A scene says which contacts close; hip, knee and ankle are the record's. Heights and places of
steps, seats and walls follow from the pose, but for things that have a size of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from explainer.figures.exercise.body import FOREARM_MM, SHOULDER, UPPER_ARM_MM, Body
from explainer.figures.exercise.contacts import (
    Contact,
    along,
    reaches,
    rests,
    rests_along,
    stays,
)

STAIR_MM = 180.0  # a common step of a stair
ROLLER_MM = 140.0  # thickness of a foam roller
SADDLE_MM = 840.0  # height of a bicycle's saddle
ARM_MM = UPPER_ARM_MM + FOREARM_MM
PALM_MM = 45.0  # above the floor that its fingers touch

# From the far end towards the heart, and a hand's breadth short of the knee's crease; mm in the
# frame of the shank or thigh, on the skin of the back.
CALF_STROKE = (-72 - 270j, -92 - 105j)
ROLLS = {"calf": ("shank", (-58 - 300j, -84 - 115j)), "thigh": ("femur", (-72 + 100j, -94 + 290j))}

Hands = Callable[[Body, Body, float], complex]  # (body, body at the start, share) -> the palm's aim

# What a value may stray at the same price, mm or degrees: place and lean freely, the record's
# joints hardly.
PLACE = {"x": 3000.0, "y": 3000.0, "lean": 60.0}
JOINTS = {"hip": 0.4, "knee": 0.4, "ankle": 0.4}
SPINE = {"chest": 8.0, "neck": 12.0}
OTHER_HIP = {"hip2": 20.0}
OTHER_LEG = {"hip2": 20.0, "knee2": 20.0, "ankle2": 20.0}


@dataclass(frozen=True)
class Scene:
    """One exercise's world. `contacts` hold in every frame, the others at one end only."""

    contacts: tuple[Contact, ...] = ()
    at_start: tuple[Contact, ...] = ()
    at_end: tuple[Contact, ...] = ()
    start: Mapping[str, float] = field(default_factory=dict)  # wanted, besides the record's joints
    end: Mapping[str, float] | None = None  # None: as at the start
    leeway: Mapping[str, float] = field(default_factory=dict)
    sized: tuple[str, ...] = ()  # sizes that the first pose finds and the others keep
    fixed_at_first: tuple[str, ...] = ()  # what does not move while the sizes are found
    end_first: bool = False  # whether the pose that finds the sizes is the end
    legs_together: bool = False  # the other leg does the same
    hands: Hands | None = None  # None: they hang
    elbow: float = 1.0  # which way it points: 1 to the left of the way from shoulder to palm
    wall_mm: float = 0.0  # from the shoulder at the start to the wall; 0: no wall
    things: tuple[str, ...] = ()
    cyclic: bool = False  # goes round instead of there and back
    arm_last: bool = True  # before the leg; an arm that lies beside somebody is behind it
    rolls: str = ""  # what lies on the roller, of ROLLS


def hanging(body: Body, start: Body, share: float) -> complex:
    """An arm that hangs."""
    return body.at("chest", SHOULDER) + complex(26, -0.985 * ARM_MM)


def _beside(body: Body, start: Body, share: float) -> complex:
    """Flat on the floor beside somebody who lies."""
    shoulder = start.at("chest", SHOULDER)
    return complex(shoulder.real + 0.97 * ARM_MM, 26)


def _on_wall(body: Body, start: Body, share: float) -> complex:
    return complex(body.wall_mm - 16, start.at("chest", SHOULDER).imag - 10)


def _behind_thigh(body: Body, start: Body, share: float) -> complex:
    return body.at("femur", -80 + 130j)


def _strap(body: Body, start: Body, share: float) -> complex:
    """Two fifths of the way along a strap from the chest to the ball of the foot."""
    shoulder, foot = body.at("chest", SHOULDER), body.disc("ball")[0]
    way = foot - shoulder
    return shoulder + min(0.55 * abs(way), 0.8 * ARM_MM) * way / abs(way)


def _behind_back(body: Body, start: Body, share: float) -> complex:
    """On the floor behind somebody who sits, as far back as the arm lets it."""
    shoulder = body.at("chest", SHOULDER)
    back = min(190.0, np.sqrt(max((0.98 * ARM_MM) ** 2 - (shoulder.imag - PALM_MM) ** 2, 0.0)))
    return complex(shoulder.real - back, PALM_MM)


def calf_stroke(body: Body, share: float) -> complex:
    """Where the hand is that strokes the calf."""
    return body.at("shank", along(CALF_STROKE, share))


def _stroking(body: Body, start: Body, share: float) -> complex:
    return calf_stroke(body, share)


def _on_thigh(body: Body, start: Body, share: float) -> complex:
    return body.at("femur", 200 + 100j)


def _bar(body: Body, start: Body, share: float) -> complex:
    return start.at("chest", SHOULDER) + 360 - 350j


def _running_arm(body: Body, start: Body, share: float) -> complex:
    """A bent arm that swings against the leg of its side."""
    forwards = float(np.clip((body.hip - body.hip2) / 60.0, -1.0, 1.0))
    return body.at("chest", SHOULDER) + complex(150 - 170 * forwards, -330 + 40 * forwards)


def _weight(body: Body, start: Body, share: float) -> complex:
    return body.at("chest", SHOULDER) - 0.99j * ARM_MM


def _to_the_front(body: Body, start: Body, share: float) -> complex:
    """On the thigh of the leg that is stretched, just above the knee."""
    return body.at("femur", 84 + 120j)


LYING = {"lean": 90.0, "neck": 8.0}
ON_BACK = (rests("rump"), rests("ribs"), rests("head"), stays("rump"))
SUPINE = {**PLACE, **JOINTS, **SPINE}
FLAT = (rests("heel"), rests("ball"), stays("heel"))
BRIDGE = (rests("shoulders"), rests("head"))
ON_FOOT = {**PLACE, **JOINTS}
UPRIGHT = {name: one for name, one in ON_FOOT.items() if name != "lean"}

# Scenes that several exercises share.
ON_THE_BACK = Scene(
    (*ON_BACK, rests("heel2")), start=LYING, leeway={**SUPINE, **OTHER_HIP},
    hands=_beside, arm_last=False,
)  # fmt: skip
LIFTING = Scene(
    (*BRIDGE, rests("heel"), stays("heel")), at_start=(rests("rump"),), start=LYING,
    end={"lean": 100.0}, leeway=SUPINE, legs_together=True, hands=_beside, arm_last=False,
)  # fmt: skip
RAISING = Scene(
    (rests("ball"), stays("ball")), at_start=(rests("heel"),), leeway=UPRIGHT, legs_together=True,
    hands=_on_wall, elbow=-1.0, wall_mm=0.8 * ARM_MM,
)  # fmt: skip
AT_THE_WALL = Scene(
    (*FLAT, rests("heel2"), rests("ball2"), stays("heel2", 270.0)),
    start={"hip2": 10.0, "knee2": 12.0}, end={"hip2": 40.0, "knee2": 50.0, "ankle2": 10.0},
    leeway={**ON_FOOT, **OTHER_LEG}, hands=_on_wall, elbow=-1.0, wall_mm=ARM_MM + 20,
)  # fmt: skip
ROLLING = Scene(
    (rests("heel"), stays("heel"), rests_along(*ROLLS["thigh"], ROLLER_MM)), start={"chest": 6.0},
    leeway=ON_FOOT, legs_together=True, hands=_behind_back, things=("roller",), rolls="thigh",
)  # fmt: skip

SCENES: dict[str, Scene] = {
    "ice": replace(ON_THE_BACK, things=("pillow", "pack")),
    "slide": replace(ON_THE_BACK, contacts=(*ON_THE_BACK.contacts, rests("heel"))),
    "strap": replace(
        ON_THE_BACK, at_start=(rests("heel"),), hands=_strap, arm_last=True, things=("strap",)
    ),
    "extend": replace(ON_THE_BACK, hands=_behind_thigh, elbow=-1.0, arm_last=True),
    "hold": LIFTING,
    "bridge": replace(LIFTING, contacts=(*BRIDGE, *FLAT), end={"lean": 117.0}),
    "chair": replace(
        LIFTING, contacts=(*BRIDGE, rests("heel", "level_mm"), stays("heel")),
        start={**LYING, "level_mm": 430.0}, end={"lean": 113.0}, sized=("level_mm",),
        things=("bench",),
    ),
    "curl": replace(
        LIFTING, contacts=(*BRIDGE, rests("heel"), stays("shoulders")), at_start=(),
        start={"lean": 110.0}, end=None,
    ),
    "calf": AT_THE_WALL,
    "bentcalf": replace(
        AT_THE_WALL, contacts=(*FLAT, rests("heel2"), rests("ball2"), stays("heel2", 190.0)),
        start={"hip2": 15.0, "knee2": 15.0}, end={"hip2": 30.0, "knee2": 40.0, "ankle2": 10.0},
        wall_mm=0.85 * ARM_MM,
    ),
    "lean": Scene(
        (rests("heel", "level_mm"), rests("heel2"), rests("ball2"), stays("heel2")),
        start={"level_mm": 250.0}, end={"lean": -30.0, "hip2": 30.0},
        leeway={**ON_FOOT, "hip2": 60.0, "knee2": 1.0, "ankle2": 1.0}, sized=("level_mm",),
        fixed_at_first=("lean",), hands=_to_the_front, things=("step_ahead",),
    ),
    "hinge": Scene(
        FLAT, end={"neck": 20.0}, leeway=ON_FOOT, legs_together=True, hands=_weight,
        things=("weight",),
    ),
    "raise": RAISING,
    "drop": replace(
        RAISING, contacts=(rests("ball", "level_mm"), stays("ball")), at_start=(),
        start={"level_mm": STAIR_MM, "ankle2": -30.0},
        end={"level_mm": STAIR_MM, "hip2": 22.0, "knee2": 60.0, "ankle2": -10.0},
        legs_together=False, things=("stair",),
    ),
    "stepdown": Scene(
        (rests("heel", "level_mm"), rests("ball", "level_mm"), stays("heel")),
        at_end=(rests("ball2"),), start={"level_mm": STAIR_MM, "hip2": 12.0, "knee2": 4.0},
        end={"level_mm": STAIR_MM, "hip2": 22.0, "knee2": 4.0, "ankle2": -18.0}, leeway=ON_FOOT,
        sized=("level_mm",), end_first=True, things=("stair_behind",),
    ),
    "balance": Scene(FLAT, start={"hip2": 42.0, "knee2": 72.0, "ankle2": -8.0}, leeway=ON_FOOT),
    "sitraise": Scene(
        (rests("rump", "level_mm"), rests("ball"), stays("ball")), at_start=(rests("heel"),),
        start={"level_mm": 420.0}, leeway=ON_FOOT, sized=("level_mm",), legs_together=True,
        hands=_on_thigh, things=("seat", "bag"),
    ),
    "strip": Scene(
        (rests("rump", "level_mm"), *FLAT),
        at_start=(reaches(SHOULDER, lambda body: calf_stroke(body, 0.0), ARM_MM),),
        start={"level_mm": 420.0, "chest": -50.0, "neck": 10.0}, end={"chest": -45.0, "neck": 10.0},
        leeway={**ON_FOOT, "chest": 30.0}, sized=("level_mm",), legs_together=True,
        hands=_stroking, things=("seat", "stroke"),
    ),
    "rollcalf": replace(
        ROLLING, contacts=(rests("rump"), stays("rump"), rests_along(*ROLLS["calf"], ROLLER_MM)),
        rolls="calf",
    ),
    "rollthigh": ROLLING,
    "walk": Scene(
        (rests("rump", "level_mm"), stays("rump")),
        start={"level_mm": SADDLE_MM, "lean": -28.0, "chest": -8.0, "neck": 25.0}, leeway=UPRIGHT,
        hands=_bar, elbow=-1.0, things=("bicycle",), cyclic=True,
    ),
    "runwalk": Scene(hands=_running_arm, cyclic=True),
}  # fmt: skip
