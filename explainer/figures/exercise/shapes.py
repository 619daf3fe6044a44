"""The shapes of a posed body and of what it touches, in painter's order.

Every frame of one exercise has the same shapes with as many points, so that the browser can go from
one to the next point by point. World frame: mm, y up, a right leg.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from explainer import catalog
from explainer.anatomy import limb_pose
from explainer.anatomy.limb_pose import Ribbon
from explainer.catalog.exercises import Exercise
from explainer.figures.exercise import things
from explainer.figures.exercise.body import (
    FOOT,
    OTHER,
    SHANK,
    SHOULDER,
    THIGH,
    TOE_JOINT,
    TOES,
    TRUNK_AND_HEAD,
    Body,
    arm,
    toe_bend_deg,
)
from explainer.figures.exercise.paths import Shape, capsule, smooth
from explainer.figures.exercise.posing import pose
from explainer.figures.exercise.scenes import SCENES, hanging

STATIONS = 13  # of a muscle's ribbon
TREATMENTS = ("works", "stretches", "treats")
UPPER_ARM_RADII_MM, FOREARM_RADII_MM, HAND_RADIUS_MM = (38.0, 30.0), (30.0, 22.0), 27.0
DEEP = {"vastus_intermedius", "quadriceps_tendon", "patellar_ligament", "biceps_femoris_short",
        "vastus_medialis"}  # fmt: skip  # drawn where the exercise is about them
# Of the running leg's ribbons these are left out: at this size they would only be more lines.
LEFT_OUT = {"gluteus_maximus", "gluteus_medius", "tensor_fasciae_latae", "iliotibial_band",
            "adductor_longus", "adductor_magnus", "gracilis", "sartorius",
            "lateral_collateral_ligament", "tibialis_anterior",
            "extensor_digitorum_longus", "extensor_hallucis_longus",
            "fibularis_longus", "fibularis_brevis", "tibialis_posterior",
            "flexor_digitorum_longus", "flexor_hallucis_longus"}  # fmt: skip
FAR_SHIFT_MM = 30.0  # of a leg that does the same, so that two legs are seen
BONES = ("femur", "shank", "foot")
STRIPES = 11
SWATCH_BOX = (-6.0, -2.0, 206.0, 102.0)


def shapes(exercise: Exercise, share: float, stations: int = STATIONS) -> list[Shape]:
    """All shapes of a frame, part of the way from start (0) to end (1); farthest first."""
    scene, body, start = SCENES[exercise.id], pose(exercise, share), pose(exercise, 0.0)
    aim = (scene.hands or hanging)(body, start, share)
    shoulder, elbow, palm = arm(body.at("chest", SHOULDER), aim, scene.elbow)
    ends = start, pose(exercise, 1.0)
    drawn_arm = list(_arm(shoulder, elbow, palm, 1j if scene.wall_mm else None))
    return [
        *things.behind(scene, body, ends, share),
        *_leg_skin(body, OTHER, "far", FAR_SHIFT_MM if scene.legs_together else 0.0),
        *_trunk(body),
        *things.under(scene, body),
        *([] if scene.arm_last else drawn_arm),
        *_leg_skin(body, "", "near"),
        *_leg_inside(exercise, body, stations),
        *things.before(scene, body, ends, share, palm),
        *(drawn_arm if scene.arm_last else []),
    ]


def _trunk(body: Body) -> Iterator[Shape]:
    """Trunk, neck and head as one outline."""
    placed = {name: (body.at(frame, centre), radius)
              for name, (frame, centre, radius) in TRUNK_AND_HEAD.items()}  # fmt: skip
    for one, other in (("hips", "waist"), ("waist", "ribs"), ("ribs", "shoulders"),
                       ("shoulders", "neck")):  # fmt: skip
        yield Shape("body", _flattened(capsule(*placed[one], *placed[other])), "trunk")
    centre, radius = placed["head"]
    neck, neck_radius = placed["neck"]
    yield Shape("body", capsule(neck, neck_radius, centre - 0.1 * (centre - neck), 52.0), "trunk")
    yield Shape("body", body.frames["head"](_head(TRUNK_AND_HEAD["head"][1], radius)), "trunk")


def _flattened(points: np.ndarray) -> np.ndarray:
    """Flesh on the floor is flat."""
    return points.real + 1j * np.maximum(points.imag, 0.0)


def _head(centre: complex, radius: float) -> np.ndarray:
    """A head from its right side: skull, brow, nose, chin."""
    turns = np.radians(np.array([60, 90, 120, 150, 180, 210, 240]))
    skull = centre + radius * (np.cos(turns) * 0.98 + 1j * (np.sin(turns) * 1.08 + 0.06))
    face = np.array([-0.3 - 1.16j, 0.34 - 1.22j, 0.72 - 1.14j, 0.8 - 0.72j, 0.84 - 0.45j,
                     1.1 - 0.3j, 0.9 + 0.16j, 0.9 + 0.5j, 0.78 + 0.86j])  # fmt: skip
    return smooth(np.concatenate([skull, centre + radius * face]), 2)


def _leg_skin(body: Body, suffix: str, role: str, shift_mm: float = 0.0) -> Iterator[Shape]:
    aside = limb_pose.Placement(1.0, shift_mm)
    frames = {name: aside.after(frame) for name, frame in body.frames.items()}
    foot = frames[f"foot{suffix}"]
    toes = limb_pose.rotation(toe_bend_deg(body, suffix), TOE_JOINT)
    for name, outline in (("femur", _profile(THIGH)), ("shank", _profile(SHANK))):
        skin = _flattened(frames[f"{name}{suffix}"](outline))
        yield Shape(role, skin, f"{role} leg", name=name)
    yield Shape(role, foot(smooth(np.array(FOOT), 2)), f"{role} leg", name="foot")
    yield Shape(role, foot(toes(smooth(np.array(TOES), 2))), f"{role} leg", name="toes")


def _leg_inside(exercise: Exercise, body: Body, stations: int) -> Iterator[Shape]:
    """Bones and muscles: the quiet ones first, then those that the exercise is about."""
    treatment = {muscle: role for role in TREATMENTS for muscle in getattr(exercise, role)}
    ribbons = [_resampled(one, stations) for one in limb_pose.ribbons(*body.angles())]
    ribbons.append(_popliteus(body))
    place = body.frames["pelvis"]
    quiet = [one for one in ribbons if one.muscle not in treatment]
    shown = [one for one in quiet if one.muscle not in (*DEEP, *LEFT_OUT, "popliteus")]
    yield from (_muscle("quiet", one, place) for one in shown if one.behind_bone)
    for bone in BONES:
        yield Shape("bone", body.frames[bone](_bone(bone)), name=bone)
    yield from (_muscle("quiet", one, place) for one in shown if not one.behind_bone)
    for one in ribbons:
        if one.muscle in treatment:
            role = treatment[one.muscle]
            yield _muscle(role, one, place)
            yield from _texture(role, one, place)


def _muscle(role: str, ribbon: Ribbon, place: limb_pose.Placement) -> Shape:
    outline = np.concatenate([ribbon.edge(1.0), ribbon.edge(-1.0)[::-1]])
    return Shape(role, _flattened(place(outline)), name=ribbon.muscle)


def _texture(role: str, ribbon: Ribbon, place: limb_pose.Placement) -> Iterator[Shape]:
    """Lines over a muscle, so that no colour speaks alone: across it where it gets longer, along
    it where it is rubbed or cooled, none where it works."""
    front, back = ribbon.edge(1.0), ribbon.edge(-1.0)
    if role == "stretches":
        inner = np.linspace(0, len(front) - 1, STRIPES + 2)[1:-1]
        grid = np.arange(len(front))
        lines = [np.array([np.interp(at, grid, edge.real) + 1j * np.interp(at, grid, edge.imag)
                           for edge in (front, back)]) for at in inner]  # fmt: skip
    elif role == "treats":
        lines = [ribbon.edge(side)[1:-1] for side in (-0.45, 0.45)]
    else:
        lines = []
    for line in lines:
        yield Shape(f"{role}_line", _flattened(place(line)), closed=False, name=ribbon.muscle)


def _resampled(ribbon: Ribbon, stations: int) -> Ribbon:
    """The ribbon with fewer stations, at the joint's side too."""
    kept = np.round(np.linspace(0, len(ribbon.middle) - 1, stations)).astype(int)
    return Ribbon(ribbon.muscle, ribbon.middle[kept], ribbon.front_mm[kept],
                  ribbon.behind_mm[kept], ribbon.behind_bone)  # fmt: skip


@cache
def _popliteus_stations() -> tuple[tuple[str, complex, float], ...]:
    """Body, place at a straight knee and half width of the middle strand, from the atlas's data."""
    rows = catalog.table("anatomy/soft_stations").where(structure="popliteus/2").rows
    return tuple(
        (row["body"], complex(float(row["x_mm"]), float(row["y_mm"])), float(row["depth_mm"]) / 2)
        for row in rows
    )


def _popliteus(body: Body) -> Ribbon:
    """The popliteus, which the running leg leaves out, in the pelvis's frame."""
    bones = limb_pose.bones(*body.angles())
    thigh, shin = bones["femur"], bones["shank"]
    middle, widths = [], []
    for part, point, half in _popliteus_stations():
        ends = {"femur": thigh(point), "tibia": shin(point)}
        middle.append(ends.get(part, (thigh(point) + shin(point)) / 2))
        widths.append(max(half, 3.0))
    return Ribbon("popliteus", np.array(middle), np.array(widths), np.array(widths), False)


@cache
def _profile(rows: tuple[tuple[float, float, float], ...]) -> np.ndarray:
    """An outline from its front and back at each height."""
    front = [complex(ahead, y) for y, ahead, _ in rows]
    back = [complex(behind, y) for y, _, behind in rows]
    return smooth(np.array(front + back[::-1]), 2)


@cache
def _bone(name: str) -> np.ndarray:
    return limb_pose.outline(name)[::2]


def _arm(shoulder: complex, elbow: complex, palm: complex, hand: complex | None) -> Iterator[Shape]:
    """`hand` is where the fingers point; None: on along the forearm."""
    upper = capsule(shoulder, UPPER_ARM_RADII_MM[0], elbow, UPPER_ARM_RADII_MM[1])
    fore = capsule(elbow, FOREARM_RADII_MM[0], palm, FOREARM_RADII_MM[1])
    heading = hand or (palm - elbow) / abs(palm - elbow)
    fingers = capsule(palm, HAND_RADIUS_MM, palm + 62 * heading, HAND_RADIUS_MM * 0.6)
    for outline in (upper, fore, fingers):
        yield Shape("arm", outline, "arm")


def swatch(role: str) -> list[Shape]:
    """A piece of muscle, or of a mark, as the drawing has it."""
    if role == "not_here":
        return things.not_here(100 + 50j, 1.0)
    middle = np.linspace(0, 200, STATIONS) + 50j
    half = 8 + 30 * np.sin(np.linspace(0, np.pi, STATIONS)) ** 0.8
    ribbon, place = Ribbon(role, middle, half, half, False), limb_pose.Placement()
    return [_muscle(role, ribbon, place), *_texture(role, ribbon, place)]
